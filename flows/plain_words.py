"""What somebody says plainly of themselves: a loss, being all right, no telephone, that the matter is their own."""

from __future__ import annotations

import re

from flows.words import one_width

_BEREAVED = re.compile(
    r"亡くし(?:て|た|まし)|亡くな(?:って|りまし|られ|り、|った(?!ら))|先立たれ|死なれ|死別|他界(?:し(?!たら)|され)|看取(?:った(?!ら)|って|りまし)"
    r"|passed away|lost my (?:husband|wife|mother|father|son|daughter|child)"
)
_LOST_IN_KANA = re.compile(
    r"(?:おとうさん|おかあさん|おじいさん|おばあさん|(?:じい|ばあ)(?:ちゃん|さん)|ちち|はは|おっと|だんな(?:さん)?|しゅじん|つま|かない|にょうぼう"
    r"|むすこ|むすめ|そふ|そぼ|あに|あね|おとうと|いもうと|かれし|かのじょ|かぞく|ともだち|しんゆう|いぬ|ねこ|ペット)"
    r"[がもはに]?\s?(?:きょねん|せんげつ|ことし|もう|さきに)?\s?"
    r"(?:なくな(?:って|り(?!たい|そう)|った(?!ら))"
    r"|しん(?:で(?!も|ほし|くれ|しまいた|しまえ|やる)|だ(?!ら))|しにました|しなれ|さきだたれ|てんごくに い[きっ])"
)
"""Only after a word for one's own: 「おかねが なくなって」 is no loss of that kind."""
_FINE = re.compile(
    r"^(?:うん|はい|ええ|まあ|一応|いちおう|今は|いまは|もう|とりあえず|[、。,.\s])*(?:大丈夫|だいじょうぶ|平気|へいき)(?:です|だよ|だから|よ)?[よね。!！\s]*$"
)

_NO_PHONE = re.compile(
    r"(?:電話|でんわ|通話|tel).{0,6}(?:無理|むり|苦手|にがて|こわ|怖|いや|嫌|やだ|でき(?:な|ませ|ん)|出来(?:な|ませ)|した(?:くな|くあり)|かけられ[なまん]"
    r"|かけれ[なまん]|出られ[なまん]|出れ[なまん]|きつ|つらい|辛い|しんど|(?:が|は|も)(?:だめ|ダメ|駄目|不可|ng)|難し|むずかし|話せ[なま]|はなせ[なま]|聞こえ|きこえ|聞き取|ききと"
    r"|ちょっと(?:[。…、です]|ね|な|$))"
    r"|(?:no|can'?t|cannot|hate) (?:make )?(?:phone|calls?)"
)
_NO_VOICE = re.compile(
    r"(?:耳|みみ)[がはも]\s?(?:遠|とお(?:い|く)|悪|わる|聞こえ|きこえ|不自由|ふじゆう)|難聴|なんちょう|聴覚障|ろう者"
    r"|(?:声|こえ)[がは]\s?(?:出ませ|出な|でな|出せな)"
)
_ONES_OWN = re.compile(
    r"働いて(?:い?なくて|い?ません|い?ない(?:です|ので)?)|ずっと家に(?:い(?:ます|るだけ|て)|おります)|家にいる(?:だけ|しか)|(?:仕事|会社|バイト)を?(?:やめて|辞めて)"
    r"|(?:外|家|部屋)(?:に|から)?出(?:られ|れ)(?:ま|な)|(?:眠|寝|ねむ)(?:られ|れ)(?:ま|な)|払え(?:ま|な)|クビにな|失業(?:し|中)|休職(?:し|中)"
)
_OF_OTHERS = re.compile(r"て(?:くれ|もらえ|きません|こない)|らしい|みたいで|ようで|いらっしゃ|そうです|しているよう")


def of_the_writer(plain: str) -> bool:
    """Tell whether a text that names nobody can only be of who writes it: what one cannot do, does not do any more."""
    return bool(_ONES_OWN.search(plain)) and not _OF_OTHERS.search(plain)


def no_phone(plain: str) -> bool:
    """Tell whether telephoning is said to be too much."""
    return bool(_NO_PHONE.search(plain))


def no_voice(plain: str) -> bool:
    """Tell whether somebody hears or speaks badly."""
    return bool(_NO_VOICE.search(plain))


def bereaved(plain: str) -> bool:
    """Tell whether somebody has died, not will die one day (「母が亡くなったら」)."""
    return bool(_BEREAVED.search(plain) or _LOST_IN_KANA.search(plain))


def fine(text: str) -> bool:
    """Tell whether the whole text says that one is all right (「うん、大丈夫」), whatever was asked."""
    return bool(_FINE.search(one_width(text)))

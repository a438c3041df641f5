"""What somebody says plainly of themselves: that they lost somebody, that they are all right."""

from __future__ import annotations

import re

from flows.words import one_width

_BEREAVED = re.compile(
    r"亡くし(?:て|た|まし)|亡くな(?:って|りまし|られ|り、|った(?!ら))|先立たれ|死なれ|死別|他界(?:し(?!たら)|され)|看取(?:った(?!ら)|って|りまし)"
    r"|passed away|lost my (?:husband|wife|mother|father|son|daughter|child)"
)
_IN_KANA = re.compile(
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


def bereaved(plain: str) -> bool:
    """Tell whether somebody has died, not will die one day (「母が亡くなったら」)."""
    return bool(_BEREAVED.search(plain) or _IN_KANA.search(plain))


def fine(text: str) -> bool:
    """Tell whether the whole text says that one is all right (「うん、大丈夫」), whatever was asked."""
    return bool(_FINE.search(one_width(text)))

"""「言いたくない」: not telling where one lives is fine (R36) and must be understood the first time."""

import re

from bot.routing.fold import fold

_REFUSALS = (
    r"(?:言い|いい|云い|教え|おしえ|答え|こたえ|応え|書き|かき|話し|はなし|明かし|伝え|出し|知らせ|打ち|入力し|送り)"
    r"たく(?:は|も)?(?:な|あり)",
    r"言いたか(?:ない|ねえ)",
    r"(?:言|教え|答え|書|伝え|明か|話)(?:え|か|さ|わ)?(?:られ|れ)?(?:ない|ません|ぬ|ねえ)(?:です|よ|かな|んだ|$|。|、|!)",
    r"(?:言|教え|答え|書|伝え|明か|話)(?:う|え|い|か|す|し|く|き|わ)?(?:る|たり)?(?:の|こと)(?:は|が|を)?(?:嫌|いや|やだ|控|遠慮|やめ|こわ|怖|抵抗|無理|むり|ちよつと)",
    r"(?:ひみつ|秘密|内緒|(?<!ど)ないしよ|非公開|匿名(?:で|が|に|希望|のまま)|のーこめんと|黙秘)",
    r"(?:ぱす|すきつぷ|skip|pass)(?:$|で|し|です|、|。|!|さ)",
    r"(?:飛ば|とば)(?:し|す|させ)",
    r"(?:回答|返答|答えるの|住所|場所)(?:は|を)?(?:拒否|控え|遠慮|差し控え|お断り|勘弁)",
    r"(?:ご?遠慮|控え)(?:し|させ|ます|たい)",
    r"(?:知られ|特定され|身ばれ|ばれ|ばらされ|突き止められ|調べられ)(?:し)?たく(?:は)?な",
    r"(?:特定|身ばれ|個人情報|ぷらいばし).{0,12}(?:怖|こわ|不安|心配|嫌|いや|無理|出し|言え|ちよつと|なので|だから|です)",
    r"(?:教え|言わ|答え)なくて(?:も)?(?:いい|良い|よい|大丈夫|平気)",
    r"(?:言わ|教え|答え|書か)ない(?:と|で)?(?:だめ|いけ|おき|おこう|ほうが|方が)",
    r"(?:やめて|やめと|よして)(?:おき|おく|おこ|きます|く$|こう)",
    r"^(?:いやです|嫌です|いや|嫌|やだ|無理|むり|無理です|むりです|いいえ|だめ|ことわる|断る|お断りします|勘弁してください|勘弁)[。!]?$",
    r"(?:ふせ|伏せ)(?:て|たい|させ|ます)",
    r"(?:とくに|特に)?(?:言う|教える|答える|書く)(?:必要|つもり|気)(?:は|が)?(?:ない|あり?ません|ある\?)",
    r"(?:rathernot|prefernot|don'?twanttosay|don'?twanttotell|nocomment|notsaying|won'?tsay|secret|不想说|不想告诉|말하고싶지)",
    r"(?:まだ|今は|いまは|いまわ).{0,6}(?:言|教|話|答)(?:え|わ|さ|いた|した)",
    r"(?:想像|ご?想像)に(?:お)?(?:任|まか)せ",
    r"それは(?:ちよつと|ちょっと)(?:$|\.|。|…)",
)  # fmt: skip
_REFUSAL = re.compile("|".join(f"(?:{pattern})" for pattern in _REFUSALS))
_NOT_KNOWN = re.compile(r"^(?:わか|分か|判|知)(?:ら|り)(?:な|ま|ん)")
_NO_REFUSAL = re.compile(
    r"とも言え|(?:秘密|ひみつ|内緒|ないしよ|匿名).{0,12}(?:か[?。]?$|\?$)|(?:妻|夫|母|父|親|子|娘|息子|家族|本人|人様|周り)に.{0,6}(?:言え|内緒|秘密)"
)
"""Asking whether it stays secret, or not being able to tell one's family, is not refusing us."""

_OF_PLACE = re.compile(r"住所|住んで|すんで|場所|地区|地域|町名|どこ")
_LONGEST = 30
"""A longer text tells a story; whoever does not want to say where they live says so in a few words."""


def is_refusal(text: str) -> bool:
    """Return True when a text says that the person does not want to tell (not knowing is no refusal)."""
    folded = fold(text)
    if _NOT_KNOWN.search(folded) or _NO_REFUSAL.search(folded):
        return False
    if len(folded) > _LONGEST and not _OF_PLACE.search(folded):
        return False
    return bool(_REFUSAL.search(folded))

"""E-mail addresses, also with a spelled-out at sign or a line break inside."""

import re

from bot.privacy.recognisers.base import Pattern, PatternRecogniser
from bot.privacy.spans import PiiType

_AT = r"(?:@|[\[(<]at[\])>]| at |[ ]?アットマーク[ ]?|[ ]?アット[ ]?|[ ]?あっと(?:まーく)?[ ]?|★|☆|◎|[\[(]アット[\])])"
_DOT = r"(?:\.|[\[(]dot[\])]| dot |[ ]?ドット[ ]?|[ ]?どっと[ ]?)"

EMAIL = PatternRecogniser(
    name="email",
    type=PiiType.email,
    patterns=(
        Pattern(re.compile(
            r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+\-/]{1,64}[ \n]{0,2}" + _AT + r"[ \n]{0,2}[A-Za-z0-9-]{1,63}"
            r"(?:\n?" + _DOT + r"\n?[A-Za-z0-9-]{1,63}){1,4}", re.I), 0.99),
        Pattern(re.compile(
            r"(?:メール|アドレス|メアド|めーる|e-?mail|"
            r"mail)[はが:\s]{0,3}(?P<v>[A-Za-z0-9._%+-]{2,64}@[A-Za-z0-9.-]{0,63})",
            re.I), 0.9),
        Pattern(re.compile(r"(?:gmail|ｇメール|ジーメール|ヤフー|yahoo|icloud|docomo|ドコモ|au|"
            r"メール)(?:メール)?(?:で|は|の)[ ]{0,2}"
                           r"(?P<v>[A-Za-z][A-Za-z0-9]{0,30}[._-][A-Za-z0-9._-]{1,30})(?![@A-Za-z0-9])", re.I), 0.8),
    ),
    explanation="@、アット、[at] とドメインの形。全角・改行をはさむ書き方も含む",
)

"""My Number (個人番号): twelve digits with a check digit (番号法施行令8条 and its ministerial order)."""

import re

from bot.privacy.recognisers.base import Context, Pattern, PatternRecogniser, digits_of
from bot.privacy.spans import PiiType

_CUE = re.compile(r"マイナ(?:ンバー)?|まいなんばー|個人番号|my ?number", re.I)


def check_digit(eleven: str) -> int:
    """Return the twelfth digit for eleven digits (weights 2-7 from the right, modulo 11)."""
    total = sum(int(d) * (n + 2 if n < 6 else n - 4) for n, d in enumerate(reversed(eleven)))
    rest = total % 11
    return 0 if rest <= 1 else 11 - rest


def _check(found: str, score: float) -> float:
    digits = digits_of(found)
    valid = len(digits) == 12 and check_digit(digits[:11]) == int(digits[11])
    return 0.98 if valid and score >= 0.6 else score + 0.1 if valid else score


MY_NUMBER = PatternRecogniser(
    name="my_number",
    type=PiiType.my_number,
    patterns=(
        Pattern(re.compile(r"(?<![0-9-])[0-9]{4}(?:[- ー_.・\n/][0-9]{4}){2}(?![0-9])(?!-[0-9])"), 0.6, "digits"),
        Pattern(re.compile(r"(?<![0-9-])[0-9]{12}(?![0-9])(?!-[0-9])"), 0.45, "digits"),
    ),
    explanation="12 桁と検査数字。マイナンバー・個人番号の語があれば検査数字が合わなくても隠す",
    contexts=(Context(_CUE, 0.4, before=20, after=12),),
    check=_check,
)

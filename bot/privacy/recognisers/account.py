"""Bank accounts, ゆうちょ symbols and payment cards (Luhn, ISO/IEC 7812-1)."""

import re

from bot.privacy.recognisers.base import Context, Pattern, PatternRecogniser, digits_of
from bot.privacy.spans import PiiType

_NOT_MORE = r"(?![0-9])(?!-[0-9])(?![ ]?(?:円|万|年|人|か月|時|回))"


def luhn(number: str) -> bool:
    """Tell whether the digits satisfy the Luhn check."""
    total = sum(sum(divmod(int(d) * (1 + n % 2), 10)) for n, d in enumerate(reversed(number)))
    return total % 10 == 0


def _check(found: str, score: float) -> float:
    digits = digits_of(found)
    return 0.97 if 14 <= len(digits) <= 19 and luhn(digits) else score


ACCOUNT = PatternRecogniser(
    name="account",
    type=PiiType.account,
    patterns=(
        Pattern(re.compile(
            r"(?:口座(?:番号)?|普通(?:預金)?|当座|貯蓄|通帳(?:番号)?|預金|account(?: (?:number|no))?|acct|记?账号|"
            r"卡号|tài khoản"
            r"|こうざ(?:ばんごう)?|コウザ|振込先|支店|銀行|信金|信用金庫|店番[0-9]{3})"
            r"[^0-9\n円万年月]{0,10}(?P<v>[0-9]{2,4}[- ][0-9]{2,5}|[0-9]{6,8})" + _NOT_MORE, re.I), 0.85, "digits"),
        Pattern(re.compile(r"記号[ はが:]{0,3}(?P<v>[0-9]{5}(?:-[0-9])?[ の、・,]{0,2}番号[ はが:]{0,3}[0-9]{5,8})"
                           r"(?![0-9])"), 0.9, "digits"),
        Pattern(re.compile(r"(?<![0-9-])1[- ][0-9](?:[- ][0-9]){3}[ の-]{1,3}[0-9](?:[- ]?[0-9]){4,7}(?![0-9])"), 0.85),
        Pattern(re.compile(r"記号[ はが:]{0,3}(?P<v>[0-9]{4,5}(?:-[0-9])?)(?![0-9])"), 0.9),
        Pattern(re.compile(
            r"記号[^0-9\n]{0,4}[0-9]{4,5}(?:-[0-9])?[^0-9\n]{0,3}番号[ はが:]{0,3}(?P<v>[0-9]{5,8})(?![0-9])"), 0.9),
        Pattern(re.compile(r"(?<![0-9-])1[0-9]{4}[- ](?:[0-9][- ])?[0-9]{5,8}" + _NOT_MORE), 0.8),
        Pattern(re.compile(r"(?<![0-9-])[0-9]{4}(?:[- ー/\n][0-9]{4}){3}(?![0-9])"), 0.9),
        Pattern(re.compile(r"(?<![0-9-])3[0-9]{3}[- ]?[0-9]{6}[- ]?[0-9]{5}(?![0-9])"), 0.85),
        Pattern(re.compile(r"(?<![0-9-])[0-9]{13,19}(?![0-9])"), 0.6),
    ),
    explanation="口座・記号番号の語のあとの数字、カード番号(Luhn)",
    contexts=(Context(re.compile(r"カード|クレジット|card|VISA|口座|ゆうちょ|郵貯", re.I), 0.1, before=14, after=8),),
    check=_check,
)

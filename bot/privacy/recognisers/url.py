"""Links. Pages of public bodies (lg.jp, go.jp) identify no resident and stay."""

import re

from bot.privacy.recognisers.base import Pattern, PatternRecogniser
from bot.privacy.spans import PiiType

_PUBLIC = re.compile(r"(?:https?://)?(?:[a-z0-9-]{1,63}\.){0,5}(?:lg|go)\.jp(?:[/:?#]|$)|"
    r"(?:https?://)?www\.city\.", re.I)


def _check(found: str, score: float) -> float:
    return 0.0 if _PUBLIC.match(found) else score


URL = PatternRecogniser(
    name="url",
    type=PiiType.url,
    patterns=(
        Pattern(re.compile(r"(?:h[tx]{2}ps?|ftp)://[!-&*-;=?-~]{2,400}(?<![.,)])", re.I), 0.99),
        Pattern(re.compile(r"(?<![A-Za-z0-9@.])www\.[!-&*-;=?-~]{3,300}(?<![.,)])", re.I), 0.95),
        Pattern(re.compile(
            r"(?<![A-Za-z0-9@._-])(?:[a-z0-9-]{1,63}\.){1,4}"
            r"(?:com|jp|net|org|io|me|example|info|biz|tv|be|ly|gg|link|app|page|site|xyz|cc|to|us|vn|cn|kr|ph)"
            r"/[!-&*-;=?-~]{1,300}(?<![.,)])", re.I), 0.95),
        Pattern(re.compile(
            r"(?:ブログ|サイト|ホームページ|HP|URL|リンク|blog|site)[はが:\s]{1,3}"
            r"(?P<v>(?:[a-z0-9-]{1,63}\.){1,4}(?:com|jp|net|org|io|me|example|info|biz))(?![A-Za-z0-9])", re.I), 0.8),
    ),
    explanation="https:// などで始まるもの、ドメイン/パスの形。lg.jp と go.jp は残す",
    check=_check,
)

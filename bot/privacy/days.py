"""Dates cut to the month: what happened needs no day, what is soon to come does (R50)."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta

SOON = timedelta(days=92)
"""A day so near ahead is an appointment or a term (「12月3日までに立ち退き」), which help has to know."""
_D = "[0-9０-９]{1,2}"
_KANJI = "[一二三四五六七八九十]{1,3}"
_YEAR = rf"(?:(?:19|20|１９|２０)[0-9０-９]{{2}}年|(?:昭和|平成|令和)(?:{_D}|元|{_KANJI})年)[ 　]?"
_WRITTEN = re.compile(
    rf"(?P<year>{_YEAR})?(?<![0-9０-９一二三四五六七八九十])(?P<month>{_D}|{_KANJI})月[ 　]?"
    rf"(?P<day>{_D}|{_KANJI})日(?![間本])"
    r"(?:[ 　]?[(（][月火水木金土日][)）])?"
)
_SIGNED = re.compile(
    r"(?<![0-9０-９A-Za-z/／.．-])(?P<era>[SHRＳＨＲ]|(?:19|20|１９|２０)(?=[0-9０-９]{2}[/／.．-]))(?P<rest>[0-9０-９]{1,2})"
    rf"[/／.．-](?P<month>{_D})[/／.．-](?P<day>{_D})(?![0-9０-９])"
)
_SLASHED = re.compile(
    rf"(?<![0-9０-９/／.])(?P<month>{_D})[/／](?P<day>{_D})(?![0-9０-９/／])(?=に[^減な]|から|より|以降|以来|ごろ|頃)"
)
_PARTS = frozenset({(1, 2), (1, 3), (2, 3), (1, 4), (3, 4), (1, 5), (1, 10)})
"""「1/2から」 is a half before it is a day."""
_ERAS = {"S": "昭和", "H": "平成", "R": "令和"}
_DIGITS = dict(zip("一二三四五六七八九", range(1, 10), strict=True))


def coarsen_dates(text: str, today: date | None = None) -> str:
    """Return the text with days cut to their month (令和6年3月31日 → 令和6年3月); those soon to come stay."""

    def written(found: re.Match[str]) -> str:
        month, day = _number(found["month"]), _number(found["day"])
        if not _is_day(month, day) or _is_soon(found["year"] or "", month, day, today):
            return found.group()
        return f"{found['year'] or ''}{found['month']}月"

    def signed(found: re.Match[str]) -> str:
        month, day = _number(found["month"]), _number(found["day"])
        year = _year(found["era"], found["rest"])
        if not _is_day(month, day) or _is_soon(year, month, day, today):
            return found.group()
        return f"{year}{month}月"

    def slashed(found: re.Match[str]) -> str:
        month, day = _number(found["month"]), _number(found["day"])
        if not _is_day(month, day) or (month, day) in _PARTS or _is_soon("", month, day, today):
            return found.group()
        return f"{month}月"

    return _SLASHED.sub(slashed, _SIGNED.sub(signed, _WRITTEN.sub(written, text)))


def _number(written: str) -> int:
    """12, １２, 十二 or 二十三 as a number."""
    plain = unicodedata.normalize("NFKC", written)
    if plain.isdecimal():
        return int(plain)
    tens, ten, ones = plain.rpartition("十")
    return (_DIGITS.get(tens, 1) * 10 if ten else 0) + _DIGITS.get(ones, 0)


def _year(era: str, rest: str) -> str:
    letter, number = unicodedata.normalize("NFKC", era), _number(rest)
    return f"{_ERAS[letter]}{number}年" if letter in _ERAS else f"{letter}{number:02d}年"


def _is_day(month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= 31


def _is_soon(year: str, month: int, day: int, today: date | None) -> bool:
    """Whether that day lies within three months ahead; with a year only in that year."""
    if today is None:
        return False
    named = unicodedata.normalize("NFKC", year).strip()
    years = {
        one
        for one in (today.year, today.year + 1)
        if not named or named in (f"{one}年", f"令和{one - 2018}年")
    }
    try:
        return any(today <= date(one, month, day) <= today + SOON for one in years)
    except ValueError:  # 30 February
        return False

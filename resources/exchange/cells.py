"""Values of cells as municipalities write them: width, 和暦, 24:00, Excel fractions, 「有 」, ages and phones.

Every reader returns None for "nothing said" and raises ValueError for what it cannot read.
"""

import re
import unicodedata
from datetime import date, time
from functools import lru_cache

_ERAS = {"令和": 2018, "令": 2018, "r": 2018, "平成": 1988, "平": 1988, "h": 1988, "昭和": 1925, "昭": 1925, "s": 1925}
_ERA_DATE = re.compile(r"(令和|令|平成|平|昭和|昭|[rhs])\.?(元|\d{1,2})[年.](\d{1,2})[月.](\d{1,2})日?", re.IGNORECASE)
_DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:t.*)?", re.IGNORECASE)
_CLOCK = re.compile(r"(午前|午後)?(\d{1,2})(?::([0-5]\d)(?::\d{2})?|時(?:([0-5]?\d)分|(半))?)")
_FRACTION = re.compile(r"0?\.\d{1,20}|[01](?:\.0)?")
_DIGITS_TIME = re.compile(r"([01]?\d|2[0-4])([0-5]\d)")
_BLANKS = re.compile(r"[\s\u3000]+")
_EXCEL_FAULTS = ("#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "########")
_NOTHING = ("", "-", "ー", "―", "なし", "無し", "不明", "未定", "n/a", "null", "none")


@lru_cache(maxsize=4096)
def clean(value: str) -> str:
    """Return a cell in normal width without blanks around it and without line breaks; empty for Excel's #N/A."""
    plain = unicodedata.normalize("NFKC", value).replace("\ufeff", "")
    text = _BLANKS.sub(" ", plain).strip()
    return "" if text.upper() in _EXCEL_FAULTS else text


def clock(value: str) -> time | None:
    """Return a time of day; 24:00 counts as 23:59 (the end of the day), Excel's 0.375 as 9:00."""
    text = clean(value).replace(" ", "").lower()
    if text in _NOTHING:
        return None
    if _FRACTION.fullmatch(text):
        return _minutes(round(float(text) * 1440))
    found = _CLOCK.fullmatch(text)
    if found:
        hour = int(found[2]) + (12 if found[1] == "午後" and int(found[2]) < 12 else 0)
        minute = int(found[3] or found[4] or 0) + (30 if found[5] else 0)
        return _minutes(hour * 60 + minute)
    digits = _DIGITS_TIME.fullmatch(text)
    if digits:
        return _minutes(int(digits[1]) * 60 + int(digits[2]))
    raise ValueError(value)


def _minutes(total: int) -> time:
    """Return minutes of the day as a time; the midnight at the end of the day becomes 23:59."""
    if total == 1440:
        return time(23, 59)
    return time(*divmod(total, 60))


def day(value: str) -> date | None:
    """Return a date from 2026-04-01, 1947/4/1, 令4.10.5 or 昭和32年7月1日."""
    text = clean(value).replace(" ", "")
    if text.lower() in _NOTHING:
        return None
    era = _ERA_DATE.fullmatch(text)
    if era:
        year = 1 if era[2] == "元" else int(era[2])
        return date(_ERAS[era[1].lower()] + year, int(era[3]), int(era[4]))
    found = _DATE.fullmatch(text)
    if not found:
        raise ValueError(value)
    return date(int(found[1]), int(found[2]), int(found[3]))


def flag(value: str) -> bool | None:
    """Return True for 有, ○, 1 or yes, False for their contraries, None when empty."""
    text = clean(value).lower()
    if text in ("有", "あり", "○", "〇", "◯", "可", "1", "true", "yes", "はい"):
        return True
    if text in ("無", "なし", "×", "✕", "不可", "0", "false", "no", "いいえ"):
        return False
    if text in _NOTHING:
        return None
    raise ValueError(value)


def degrees(value: str, low: float, high: float) -> float | None:
    """Return a coordinate in decimal degrees between two bounds."""
    text = clean(value)
    if text.lower() in _NOTHING or text in ("0", "0.0"):
        return None
    number = float(text)
    if not low <= number <= high:
        raise ValueError(value)
    return number


def phone(value: str) -> str:
    """Return a phone number with hyphens; brackets around the area code are taken off."""
    text = clean(value).replace(" ", "")
    if text.lower() in _NOTHING:
        return ""
    plain = re.sub(r"[‐‑‒–—―−ー]", "-", text)
    found = re.fullmatch(r"\((0\d{1,4})\)-?(\d{1,4})-?(\d{3,4})", plain)
    return f"{found[1]}-{found[2]}-{found[3]}" if found else plain


_AGE = re.compile(r"(\d{1,3})(?:歳|才)?(?:児)?(?:(\d{1,2})(?:か月|ヶ月|カ月))?")
_MONTHS = re.compile(r"\d{1,2}(?:か月|ヶ月|カ月|週)")


def ages(value: str) -> tuple[int | None, int | None]:
    """Return the youngest and oldest age in years of 「4歳から」「0〜5歳児」「6か月から」「18歳未満」「65歳以上」."""
    text = clean(value).replace(" ", "")
    text = _MONTHS.sub("0歳", text) if not re.match(r"\d+歳\d", text) else text
    numbers = [int(found[1]) for found in _AGE.finditer(text)]
    if not numbers:
        return None, None
    if "未満" in text:
        return (numbers[0] if len(numbers) > 1 else None), numbers[-1] - 1
    if len(numbers) > 1:
        return numbers[0], numbers[-1]
    if re.search("以上|から|~|〜|以降", text):
        return numbers[0], None
    if re.search("以下|まで", text):
        return None, numbers[0]
    return numbers[0], numbers[0]

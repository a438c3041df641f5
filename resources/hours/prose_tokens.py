"""Words of opening hours as people write them, cut into tokens; one linear pass, nothing is guessed."""

import re
import unicodedata
from dataclasses import dataclass

from resources.hours.calendar import WEEKDAYS
from resources.hours.opening import Span

_DAY = rf"[{WEEKDAYS}](?:曜日|曜)?"
_AND = r"[・･,、 ]?"
_CLOCK = r"(?:正午|(?:午前|午後|朝|夜|夕方)? ?\d{1,2}(?::\d{2}|時(?:半|\d{1,2}分)?))"
_TO = r" ?(?:~|から) ?"

_DESK = "(?:開館|開室|開所|開庁|受付|利用|営業|相談|開催|開設|窓口|診療|開店|開放|活動|貸出)"
_SHUT = "(?:休館|休室|休所|休業|休園|休診|定休|閉館|閉庁)"
_MOVED_WHEN = "(?:祝日|祝休日|休日)(?:等|など)?(?:の|に当たる|にあたる|と重なる)(?:場合|とき|時)(?:は|には)?"
_MOVED_TO = "(?:その|直後の)?翌平?日(?:が|を|に|は|も)?(?:休館|休室|休業|休園|休み|休|振替)?(?:日|します)?"

_KINDS = {
    "hours_label": rf"[【\[<]{_DESK}?(?:時間|日時|日|曜日)[】\]>]:?|{_DESK}(?:時間|日時)[:は]?"
    rf"|{_DESK}(?:日|曜日)(?=[ :は])[:は]?|{_DESK}:",
    "closed_label": rf"[【\[<](?:{_SHUT}日?|休み)[】\]>]:?|{_SHUT}日[:は]?|{_SHUT}:|お?休み:"
    rf"|(?<=[ 、。/;]){_SHUT} ?(?={_DAY})(?=[^0-9]*$)",
    "moved": rf"(?:ただし、?)?(?:{_DAY}が?|休館日が|その日が)?{_MOVED_WHEN}、?(?:{_DESK}し?て?、?)?{_MOVED_TO}",
    "holiday_off": "(?:国民の祝日|祝休日|祝日)(?:等|など)?(?:の|に当たる|にあたる|と重なる)(?:場合|とき|日)は(?:、)?"
    "(?:中止|お?休み|休館|休室|休業|休|ありません)(?:です|します|となります)?",
    "holiday_on": f"(?:国民の祝日|祝休日|祝日)(?:等|など)?(?:の場合|に当たる場合)?[はも](?:{_DESK}|可)",
    "span": rf"{_CLOCK}{_TO}(?:翌日?(?:朝|の)?)?{_CLOCK}(?:まで)?",
    "until": rf"{_CLOCK}まで",
    "from": rf"{_CLOCK}(?:ごろ|頃)?(?:から|~)",
    "always": "(?:365日|年中無休)?24時間(?:365日|年中無休)?(?:受付|対応)?",
    "never_closed": "年中無休|無休|休みなし|なし",
    "nth": rf"(?:毎月)?(?:第[1-5](?:(?:・第?|、第)[1-5]){{0,4}}{_DAY}"
    rf"|[1-5](?:・[1-5]){{0,4}}[{WEEKDAYS}]曜日?)(?![0-9時])",
    "dates": r"\d{1,2}月\d{1,2}日(?:~(?:翌年)?(?:\d{1,2}月)?\d{1,2}日)?|\d{1,2}/\d{1,2}(?:~\d{1,2}/\d{1,2})?",
    "months": r"(?:\d{1,2}月[・、と]?){1,6}(?:は|を)?(?:除く|除き|お?休み|休館|休業|休室)",
    "yearend": "年末年始(?:の?休[みび日]?(?![館業所室園診]))?",
    "everyday": "毎日|全日|全曜日",
    "workdays": "平日",
    "weekend": rf"土{_AND}日{_AND}祝日?|土曜日?{_AND}日曜日?{_AND}祝日?|日祝日?",
    "after_holiday": "(?:国民の祝日|祝休日|祝日|休日)の翌日",
    "holidays": "国民の祝日|祝休日|祝日|休日|祝",
    "range": rf"(?:毎週)?{_DAY}(?:~|から){_DAY}(?:まで)?",
    "day": rf"(?:毎週)?{_DAY}",
    "except": "(?:は|を)?(?:除く|除き|除いて|のぞく|休館|休室|閉室|休業|休み|お休み|閉館|定休|休)(?:日|です|ます)?",
    "also": "も",
    "open": r"[(「]",
    "close": r"[)」]",
    "noise": r"[\s、。・,.;/:]|のみ|[はのにと]|および|及び|又は|または|ただし|原則|通常|毎月|実施|対応|利用可能|保育|"
    r"(?<=~)日|" + _DESK,
    "other": ".",
}
_TOKENS = re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _KINDS.items()))
_CLOCK_PARTS = re.compile(r"(正午)|(午前|午後|朝|夜|夕方)? ?(\d{1,2})(?::(\d{2})|時(半|\d{1,2}分)?)")
_OLD_NOTE = re.compile(r"\((?:\d{4}年[^()]{0,12}|記事掲載時|[^()]{0,24}による共通の開設時間)\)")
_LAST_ENTRY = r"(?:※ ?)?(?:最終)?(?:入館|入場|入室|最終受付|受付終了)(?:時間|時刻)?(?:は|:)? ?(?:午前|午後)? ?"
_EXTRA_CARE = r"(?:[^;()、。0-9 ]{0,24}\([^()0-9]{0,16}\))?[^;()、。0-9 ]{0,12}(?:預かり|延長|一時|病児)保育"
_ASIDE = re.compile(
    rf"(?<=\()受付(?:時間)?(?:は|:)? ?{_CLOCK}まで(?=\))"
    rf"|{_LAST_ENTRY}\d{{1,2}}(?::\d{{2}}|時(?:半|\d{{1,2}}分)?)(?:まで)?"
    rf"|{_EXTRA_CARE}(?:あり|も?実施(?:中)?|:[^;()]{{0,80}})?(?=[;)]|$)"
)
"""Last entry and extra care beside the hours: they change nothing of when a desk is open."""

_EMPTY = re.compile(r"\([ ;、※]{0,4}\)|※(?=[ )]|$)")
_MAX_TEXT = 600


@dataclass(frozen=True)
class Token:
    """One piece of the text: its kind (a group name above) and its words."""

    kind: str
    text: str


def tokens(prose: str) -> list[Token]:
    """Return the tokens of a text; what no rule knows comes as kind "other"."""
    text = unicodedata.normalize("NFKC", prose)[:_MAX_TEXT]
    text = re.sub(r"[〜～∼˜‐‑‒–—―ー−-]", "~", text)
    text = _EMPTY.sub("", _ASIDE.sub("", _OLD_NOTE.sub("", text)))
    found = (Token(match.lastgroup or "other", match[0]) for match in _TOKENS.finditer(text.replace("\n", " ")))
    return [token for token in found if token.kind != "noise"]


def weekdays_in(text: str) -> frozenset[int]:
    """Return the weekdays that a text names; a range may pass the weekend (金~月)."""
    names = [WEEKDAYS.index(char) for char in re.sub(r"曜日|曜|毎週|毎月", "", text) if char in WEEKDAYS]
    if "~" in text or "から" in text:
        first, last = names[0], names[-1]
        return frozenset((first + step) % 7 for step in range((last - first) % 7 + 1))
    return frozenset(names)


def nth_in(text: str) -> frozenset[tuple[int, int]]:
    """Return the (week, weekday) pairs of 第1・3土曜日."""
    weeks = [int(char) for char in text if char in "12345"]
    return frozenset((week, day) for week in weeks for day in weekdays_in(text))


def span_in(text: str) -> Span | None:
    """Return the span of 9時~17時半, None when the end does not follow the start."""
    clocks = list(_CLOCK_PARTS.finditer(text))
    start, end = minutes_of(clocks[0]), minutes_of(clocks[-1])
    if "翌" in text:
        end += 24 * 60
    elif end <= start and clocks[0][2] in ("午後", "夜", "夕方") and clocks[-1][2] is None:
        end += 12 * 60
    return Span(start, end) if start < end <= 48 * 60 and start < 24 * 60 else None


def clock_in(text: str) -> int:
    """Return the minutes of the first clock time in a text."""
    found = _CLOCK_PARTS.search(text)
    return minutes_of(found) if found else 0


def minutes_of(clock: re.Match[str]) -> int:
    """Return a clock time in minutes from midnight."""
    if clock[1]:
        return 12 * 60
    hour = int(clock[3])
    if clock[2] in ("午後", "夜", "夕方") and hour < 12:
        hour += 12
    half = clock[5] or ""
    minute = int(clock[4] or 0) + (30 if half == "半" else int(half.rstrip("分") or 0))
    return hour * 60 + minute


def months_in(text: str) -> tuple[tuple[tuple[int, int], tuple[int, int]], ...]:
    """Return whole months as ranges of (month, day): 8月・12月."""
    return tuple(((int(number), 1), (int(number), 31)) for number in re.findall(r"(\d{1,2})月", text))


def month_days_in(text: str) -> tuple[tuple[int, int], tuple[int, int]]:
    """Return the first and last (month, day) of 12月29日~1月3日."""
    numbers = [int(number) for number in re.findall(r"\d{1,2}", text)]
    first = (numbers[0], numbers[1])
    if len(numbers) == 2:
        return first, first
    return first, ((numbers[0], numbers[2]) if len(numbers) == 3 else (numbers[2], numbers[3]))

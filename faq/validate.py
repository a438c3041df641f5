"""Check the entries as an editor would: length, source, review date, missing keys, words we do not use."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from faq.errors import EntriesError
from faq.load import load_entries
from faq.records import Entry

BUBBLE = 80
"""Characters in a bubble (R31)."""

BUBBLES = 3
"""Bubbles in a turn (R31)."""

EASY = 35
"""Characters in a sentence of やさしい日本語."""

ASKS = range(15, 61)
"""How many ways of asking an entry should hold."""

REVIEW_AFTER = timedelta(days=365)
"""Schemes change each April: an answer is looked at once a year."""

REQUIRED = tuple((Path(__file__).parent / "required_keys.txt").read_text(encoding="utf-8").split())
"""Keys that the service promises to answer."""

FORBIDDEN = re.compile(
    "頑張って|がんばって|頑張れ|命を大切|気持ちはわかります|気持ちは分かります|なぜ|どうして|大丈夫ですよ|普通は|ふつうは"
    "|必ずもらえ|必ず受けられ|絶対に|対象になります。|受給できます。|手当がもらえます|お金がもらえます"
)
"""R34, and wording that would decide entitlement."""

_SENTENCE = re.compile("[。！？]")


@dataclass(frozen=True)
class Problem:
    """One fault in an entry: where, what, and how to mend it; a `warning` is for a person to look at."""

    key: str
    what: str
    mend: str
    level: str = "error"

    def __str__(self) -> str:
        """Return the problem as one line of Japanese for an operator."""
        return f"{self.key}: {self.what}。{self.mend}"


def check_entries(folder: Path | None = None, today: date | None = None) -> list[Problem]:
    """Return every fault of the entries in *folder* (None: the packaged ones); *today* judges the review dates."""
    try:
        entries = load_entries(folder)
    except EntriesError as error:
        return [Problem("faq", str(error).rstrip("。"), "ファイルを直してからもう一度調べてください")]
    missing = [key for key in REQUIRED if key not in entries]
    problems = [Problem(key, "項目がありません", "faq/entries に書き足してください") for key in missing]
    for entry in entries.values():
        problems += of_answer(entry)
        problems += _of_record(entry, today)
    return problems + list(_doubles(entries))


def of_answer(entry: Entry) -> Iterator[Problem]:
    """Yield the faults of an entry's bubbles: number, length, words we do not use (R31, R34)."""
    for name, bubbles in (("bubbles", entry.bubbles), ("bubbles_easy", entry.bubbles_easy)):
        if not 1 <= len(bubbles) <= BUBBLES:
            yield Problem(entry.key, f"{name} が{len(bubbles)}個です", f"1〜{BUBBLES}個にしてください")
        for bubble in bubbles:
            if len(bubble) > BUBBLE:
                yield Problem(entry.key, f"{name} の吹き出しが{len(bubble)}字です", f"{BUBBLE}字までにしてください")
            if found := FORBIDDEN.search(bubble):
                yield Problem(entry.key, f"{name} に「{found[0]}」があります", "言いかえてください(R34)")
    for bubble in entry.bubbles_easy:
        for sentence in _SENTENCE.split(bubble):
            if len(sentence) > EASY:
                yield Problem(entry.key, f"やさしい日本語の一文が{len(sentence)}字です", f"{EASY}字までにしてください")


def _of_record(entry: Entry, today: date | None) -> Iterator[Problem]:
    if not entry.question.strip():
        yield Problem(entry.key, "質問文がありません", "question を書いてください")
    if not entry.source.strip():
        yield Problem(entry.key, "出典がありません", "source に法律か公式ページの名前を書いてください")
    if len(entry.asks) not in ASKS:
        how_many = f"{ASKS.start}〜{ASKS.stop - 1}"
        yield Problem(entry.key, f"asks が{len(entry.asks)}個です", f"言い方を{how_many}個書いてください", "warning")
    if today is None:
        return
    if entry.reviewed_on > today:
        yield Problem(entry.key, f"確認日 {entry.reviewed_on} が今日より先です", "reviewed_on を直してください")
    if today - entry.reviewed_on > REVIEW_AFTER:
        what = f"確認日 {entry.reviewed_on} から一年を過ぎました"
        yield Problem(entry.key, what, "出典と見くらべてください", "warning")


def _doubles(entries: dict[str, Entry]) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for entry in entries.values():
        for ask in entry.asks:
            before = seen.setdefault(ask, entry.key)
            if before != entry.key:
                yield Problem(entry.key, f"asks の「{ask}」が {before} にもあります", "どちらか一つにしてください")

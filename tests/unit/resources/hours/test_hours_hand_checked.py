"""Sixty texts as town offices write them, each read by hand: every value that is read is right, the rest is unknown.

A week from Monday 7 December 2026; 「?」 is open or not, nobody says; 祝: Monday 23 November 2026, 暮: Wednesday 30
December 2026 (開 open, 休 closed, ? unknown).
"""

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest

from resources.exchange import read_places
from resources.hours.calendar import WEEKDAYS
from resources.hours.opening import Span
from resources.hours.prose import read_prose

SET = Path(__file__).parent / "prose_weeks.tsv"
APART = Path(__file__).parent / "prose_weeks_apart.tsv"
"""Written apart from the rules: what first was read wrongly is mended, and what is not surely understood is unknown."""

SAMPLES = Path(__file__).resolve().parents[5] / "shared" / "data" / "opendata_samples"
MONDAY, HOLIDAY, YEAREND = date(2026, 12, 7), date(2026, 11, 23), date(2026, 12, 30)


def _rows(path: Path = SET) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def _clock(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02d}"


def _day(spans: tuple[Span, ...]) -> str:
    told = (f"{_clock(s.start)}-{_clock(s.end)}{'' if s.kind == 'open' else '?'}" for s in sorted(spans))
    return ",".join(told) or "休"


def _state(spans: tuple[Span, ...]) -> str:
    return "開" if any(span.kind == "open" for span in spans) else "?" if spans else "休"


def _week(prose: str) -> str:
    hours = read_prose(prose)
    if hours is None:
        return "unknown"
    parts: list[tuple[str, str]] = []
    for step, name in enumerate(WEEKDAYS):
        told = _day(hours.spans_on(MONDAY + timedelta(days=step)))
        if parts and parts[-1][1] == told:
            parts[-1] = (parts[-1][0] + name, told)
        else:
            parts.append((name, told))
    return (
        " ".join(name + told for name, told in parts)
        + f" 祝{_state(hours.spans_on(HOLIDAY))}暮{_state(hours.spans_on(YEAREND))}"
    )


@pytest.mark.parametrize("row", [*_rows(), *_rows(APART)], ids=lambda row: row["prose"])
def test_a_text_is_read_as_it_was_by_hand(row: dict[str, str]) -> None:
    assert _week(row["prose"]) == row["week"]


def test_sixty_texts_were_read_by_hand() -> None:
    assert len(_rows()) == 60
    assert len(_rows(APART)) >= 150


@pytest.mark.parametrize(
    "dates", ["毎月1日", "毎月5日", "4月1日～9月30日", "1日・15日", "毎月第1日曜日（1月は第2日曜日）"]
)
def test_dates_are_not_taken_for_weekdays_or_for_closing_days(dates: str) -> None:
    assert read_prose(f"{dates} 10:00～12:00") is None


@pytest.mark.parametrize(
    "text",
    ["平日9時～17時、第3水曜は13時～17時", "毎週水曜10時～12時、第2水曜13時～15時", "木曜休（祝日は営業）10時～18時"],
)
def test_what_may_be_meant_in_two_ways_stays_unknown(text: str) -> None:
    assert read_prose(text) is None


@pytest.mark.skipif(not SAMPLES.exists(), reason="the open-data samples are not at hand")
def test_most_hours_of_real_files_are_read() -> None:
    files = sorted(SAMPLES.glob("*.csv"))
    places = [place for path in files for place in read_places(path.read_bytes(), path.name).places]
    told = [place.hours_text for place in places if place.hours_text]
    assert len(told) >= 60
    assert sum(read_prose(text) is not None for text in told) / len(told) >= 0.95

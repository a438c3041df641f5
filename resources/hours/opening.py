"""Opening hours as a resident asks for them: open now, when next, and one honest sentence."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal, Protocol

from resources.hours.calendar import DAY_MINUTES, JST, clock_text, day_text, moment

HORIZON_DAYS = 400
"""How far ahead the next opening is looked for."""

UNKNOWN_TEXT = "時間は確認が必要です"
DATE_UNKNOWN_TEXT = "日程は確認が必要です"


@dataclass(frozen=True, order=True)
class Span:
    """A stretch of one day in minutes from its midnight; `end` may pass 1,440 for hours after midnight.

    `open`: open for certain; `maybe`: open or not, nobody knows; `from`: opens at `start`, the end is not known;
    `held`: takes place on this day, the hour is not known.
    """

    start: int
    end: int
    kind: Literal["open", "maybe", "from", "held"] = "open"


WHOLE_DAY = Span(0, DAY_MINUTES)
MAYBE_DAY = Span(0, DAY_MINUTES, "maybe")
HELD_DAY = Span(0, DAY_MINUTES, "held")


class Schedule(Protocol):
    """Whatever can tell the spans that begin on a day."""

    def spans_on(self, day: date) -> tuple[Span, ...]:
        """Return the spans that begin on `day`, in any order."""
        ...


@dataclass(frozen=True)
class Always:
    """Open, or unknown, every minute of every day."""

    span: Span = WHOLE_DAY

    def spans_on(self, day: date) -> tuple[Span, ...]:
        """Return the same span for every day."""
        return (self.span,)


@dataclass(frozen=True)
class OpeningHours:
    """The hours of one place or line; `answered_later` marks mail that is taken any time and answered afterwards."""

    schedule: Schedule
    answered_later: bool = False
    unknown_text: str = UNKNOWN_TEXT

    @property
    def is_known(self) -> bool:
        """Return False when nothing at all is known about the hours."""
        return not (isinstance(self.schedule, Always) and self.schedule.span.kind == "maybe")

    def is_open(self, at: datetime) -> bool | None:
        """Return whether it is open at an aware time, None when that is not known."""
        now = at.astimezone(JST)
        found = {span.kind for _, span in self._around(now)}
        if "open" in found:
            return True
        return None if found else False

    def next_opening(self, at: datetime) -> datetime | None:
        """Return the next known opening after `at` in JST; None when always open or not known within a year."""
        if not self.is_known:
            return None
        now = at.astimezone(JST)
        for day in _days(now.date() - timedelta(days=1), HORIZON_DAYS):
            for span in sorted(self.schedule.spans_on(day)):
                start = moment(day, span.start)
                if span.kind in ("open", "from") and start > now and not self._open_before(start):
                    return start
        return None

    def closes_at(self, at: datetime) -> datetime | None:
        """Return when the opening that holds at `at` ends, in JST; None when closed, unknown or without end."""
        now = at.astimezone(JST)
        end = self._end_of(now)
        for _ in range(14):
            later = self._end_of(end) if end else None
            if later is None or end is None:
                return end
            end = later
        return None

    def describe(self, at: datetime) -> str:
        """Return one short Japanese sentence on whether it is open and when it opens next."""
        now = at.astimezone(JST)
        is_open = self.is_open(now)
        if self.answered_later:
            return "いつでも送れます(お返事は後になります)"
        if is_open:
            end = self.closes_at(now)
            return f"いま受付中({_until(end, now)}まで)" if end else "24時間受付しています"
        return self._today(now, is_open) or self._later(now, is_open)

    def _today(self, now: datetime, is_open: bool | None) -> str:
        """Return the sentence for a day that is certain but whose hour or end is not, else an empty text."""
        kinds = {span.kind: span for span in self.schedule.spans_on(now.date())}
        started = kinds.get("from")
        if is_open is None and started and moment(now.date(), started.start) <= now:
            return f"今日{clock_text(started.start)}から(終わりの時間は確認が必要です)"
        if is_open is None and "held" in kinds:
            return f"今日が予定の日です({UNKNOWN_TEXT})"
        return ""

    def _later(self, now: datetime, is_open: bool | None) -> str:
        """Return the sentence for closed or unknown now, with the next opening where one is known."""
        coming = self.next_opening(now)
        held = self._next_held(now)
        if held and (coming is None or held < coming.date()):
            return f"次は{day_text(held, now.date())}({UNKNOWN_TEXT})"
        if coming is None:
            return self.unknown_text
        text = f"次は{day_text(coming.date(), now.date())}{coming.hour}:{coming.minute:02d}から"
        return text if is_open is False else f"いまは確認が必要です({text})"

    def _next_held(self, now: datetime) -> date | None:
        """Return the next day that is certain without its hour."""
        days = _days(now.date() + timedelta(days=1), 100)
        return next((day for day in days if any(s.kind == "held" for s in self.schedule.spans_on(day))), None)

    def _around(self, now: datetime) -> Iterator[tuple[date, Span]]:
        """Yield each span that covers `now`, with the day it began on (today, yesterday or the day before)."""
        for back in range(3):
            day = now.date() - timedelta(days=back)
            minute = now.hour * 60 + now.minute + back * DAY_MINUTES
            for span in self.schedule.spans_on(day):
                if span.start <= minute < span.end:
                    yield day, span

    def _end_of(self, now: datetime) -> datetime | None:
        """Return the latest end of the spans that are open at `now`."""
        return max((moment(day, s.end) for day, s in self._around(now) if s.kind == "open"), default=None)

    def _open_before(self, start: datetime) -> bool:
        """Return True when it is open right before `start`, so that nothing opens there."""
        return self.is_open(start - timedelta(minutes=1)) is True


def always_open() -> OpeningHours:
    """Return the hours of a desk that never closes."""
    return OpeningHours(Always())


def any_time_by_mail() -> OpeningHours:
    """Return the hours of a mail desk: taken at any time, answered later."""
    return OpeningHours(Always(), answered_later=True)


def unknown_hours(text: str = UNKNOWN_TEXT) -> OpeningHours:
    """Return hours of which nothing is known."""
    return OpeningHours(Always(MAYBE_DAY), unknown_text=text)


def _days(first: date, count: int) -> Iterator[date]:
    """Yield `count` days from `first` on."""
    return (first + timedelta(days=offset) for offset in range(count))


def _until(end: datetime, now: datetime) -> str:
    """Return an end as 22:30, 24:00 (midnight tonight), 翌5:30, or with its day when further off."""
    clock = f"{end.hour}:{end.minute:02d}"
    if end.date() == now.date():
        return clock
    if end.date() == now.date() + timedelta(days=1):
        return "24:00" if clock == "0:00" else f"翌{clock}"
    return f"{day_text(end.date(), now.date())}{clock}"

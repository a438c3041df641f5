"""Hours by weekday, day of the month and nth weekday, with closures and their exceptions."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from resources.hours.calendar import is_holiday, is_yearend, nth_weekday
from resources.hours.opening import Span

ALL_WEEK = frozenset(range(7))
WORKDAYS = frozenset(range(5))


@dataclass(frozen=True)
class DayRule:
    """Spans for the days that it names; a day counts when any of its parts names it."""

    spans: tuple[Span, ...]
    weekdays: frozenset[int] = frozenset()
    holidays: bool = False
    days_of_month: frozenset[int] = frozenset()
    nth: frozenset[tuple[int, int]] = frozenset()
    weekday_only: bool = False

    def names(self, day: date) -> bool:
        """Return True when the rule names the day by weekday, day of month or nth weekday."""
        return day.weekday() in self.weekdays or day.day in self.days_of_month or nth_weekday(day) in self.nth


@dataclass(frozen=True)
class Closures:
    """Days without opening; `None` for holidays or yearend means that nobody says, so such a day is unknown."""

    holidays: bool | None = False
    yearend: bool | None = False
    weekdays: frozenset[int] = frozenset()
    nth: frozenset[tuple[int, int]] = frozenset()
    ranges: tuple[tuple[tuple[int, int], tuple[int, int]], ...] = ()
    moved: "Moved | None" = None
    after_holiday: bool = False
    """True for 「祝日の翌日」; whether that holds at a weekend too nobody says."""

    def closed(self, day: date) -> bool | None:
        """Return True when closed, None when not known, False when the day is as usual."""
        if self._in_ranges(day) or (self.yearend and is_yearend(day)) or self._moved_here(day):
            return True
        if self._weekly(day):
            return True
        if self.after_holiday and is_holiday(day - timedelta(days=1)):
            return True if day.weekday() in WORKDAYS and not is_holiday(day) else None
        if is_holiday(day) and self.holidays and not self._open_instead(day):
            return True
        unknown = (self.yearend is None and is_yearend(day)) or (self.holidays is None and is_holiday(day))
        return None if unknown else False

    def _weekly(self, day: date) -> bool:
        """Return True on a weekly or monthly closing day that no holiday moves away."""
        usual = day.weekday() in self.weekdays or nth_weekday(day) in self.nth
        return usual and not self._open_instead(day)

    def _open_instead(self, day: date) -> bool:
        """Return True when a holiday on a closing day makes it an open day (the next day is closed then)."""
        return self.moved is not None and is_holiday(day) and self.moved.applies(day, self)

    def _moved_here(self, day: date) -> bool:
        """Return True when the closing day of a holiday before `day` was moved to `day`."""
        if self.moved is None:
            return False
        for back in range(1, 8):
            origin = day - timedelta(days=back)
            if is_holiday(origin) and self.moved.applies(origin, self):
                if self.moved.target(origin, self) == day:
                    return True
            elif not is_holiday(origin) and origin.weekday() in WORKDAYS:
                return False
        return False

    def _in_ranges(self, day: date) -> bool:
        """Return True when a month-day range holds the day; a range may pass the turn of the year."""
        here = (day.month, day.day)
        return any(
            first <= here <= last if first <= last else here >= first or here <= last for first, last in self.ranges
        )


UNSAID = Closures(holidays=None, yearend=None)
"""Nobody says what happens on holidays and over the year-end: such days are unknown."""


@dataclass(frozen=True)
class Moved:
    """「月曜日が祝日の場合は翌日休」: a closing day on a holiday is moved to the next day (or next workday)."""

    weekdays: frozenset[int] = frozenset()
    to_workday: bool = False

    def applies(self, day: date, closures: Closures) -> bool:
        """Return True when the rule speaks of this weekday and it is a weekly closing day."""
        return day.weekday() in closures.weekdays and (not self.weekdays or day.weekday() in self.weekdays)

    def target(self, origin: date, closures: Closures) -> date:
        """Return the day that is closed instead of `origin`."""
        day = origin + timedelta(days=1)
        while is_holiday(day) or (self.to_workday and day.weekday() not in WORKDAYS):
            day += timedelta(days=1)
        return day


@dataclass(frozen=True)
class Weekly:
    """Rules and closures together; `otherwise` is what holds besides the rules (unknown, for "varies")."""

    rules: tuple[DayRule, ...]
    closures: Closures = Closures()
    otherwise: tuple[Span, ...] = ()

    def spans_on(self, day: date) -> tuple[Span, ...]:
        """Return the spans that begin on `day`; on an unknown day every one of them is a "maybe"."""
        rules = self._rules_for(day)
        closed = False if self._holiday_rule(day) and not is_yearend(day) else self.closures.closed(day)
        if closed:
            return ()
        spans = tuple(span for rule in rules for span in rule.spans) + self.otherwise
        return spans if closed is False else tuple(replace(span, kind="maybe") for span in spans)

    def _holiday_rule(self, day: date) -> bool:
        """Return True on a holiday for which there is a rule of its own and no stated closure."""
        return is_holiday(day) and not self.closures.holidays and any(rule.holidays for rule in self.rules)

    def _rules_for(self, day: date) -> tuple[DayRule, ...]:
        """Return the rules of a day; on a holiday the rules for holidays stand in place of the others."""
        if is_holiday(day):
            special = _select(self.rules, lambda rule: rule.holidays)
            if special:
                return special + _select(self.rules, lambda rule: bool(rule.days_of_month) and rule.names(day))
            return _select(self.rules, lambda rule: rule.names(day) and not rule.weekday_only)
        return _select(self.rules, lambda rule: rule.names(day))


def _select(rules: tuple[DayRule, ...], keep: Callable[[DayRule], bool]) -> tuple[DayRule, ...]:
    """Return the rules for which `keep` holds."""
    return tuple(rule for rule in rules if keep(rule))

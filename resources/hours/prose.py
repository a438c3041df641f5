"""Hours from prose, or honestly unknown.

The text must be understood to its last word (what is in brackets included); one unknown word makes the whole unknown,
because half-read hours send people to a closed door.
"""

from dataclasses import replace

from resources.hours.opening import WHOLE_DAY, OpeningHours, always_open, unknown_hours
from resources.hours.prose_reading import Reading, finish, take
from resources.hours.prose_tokens import tokens
from resources.hours.weekly import ALL_WEEK, Closures, DayRule, Weekly


def prose_hours(prose: str) -> OpeningHours:
    """Return the hours that a text states; unknown hours when any part of it is not understood."""
    reading = read_prose(prose)
    if reading is None:
        return unknown_hours()
    if reading.rules == (DayRule((WHOLE_DAY,), ALL_WEEK),) and reading.closures == Closures():
        return always_open()
    return OpeningHours(reading)


def read_prose(prose: str) -> Weekly | None:
    """Return rules and closures of a text, None when any part of it is not understood or it names no opening."""
    reading = Reading()
    for token in tokens(prose):
        take(reading, token)
        if reading.failed:
            return None
        if token.kind not in ("open", "close"):
            reading.last = token.kind
    finish(reading)
    if not reading.rules or reading.failed:
        return None
    closures = _said(reading)
    if reading.assumed and not (reading.listed or closures.weekdays or closures.yearend is False):
        reading.rules = [_maybe(rule) for rule in reading.rules]
    return Weekly(tuple(reading.rules), closures)


def closures_in(prose: str) -> Closures:
    """Return only the closures of a text that is otherwise not read; days that nobody speaks of stay unknown."""
    said = [token.kind for token in tokens(prose)]
    excluded = "except" in said or "closed_label" in said
    holidays = excluded and ("holidays" in said or "weekend" in said)
    yearend = excluded and "yearend" in said
    return Closures(holidays=True if holidays else None, yearend=True if yearend else None)


def _said(reading: Reading) -> Closures:
    """Return the closures; a full list of closing days that leaves holidays out means open on them."""
    closures = reading.closures
    if closures.holidays is None and (reading.listed or any(rule.holidays for rule in reading.rules)):
        closures = replace(closures, holidays=False)
    return closures


def _maybe(rule: DayRule) -> DayRule:
    """Return the rule of hours for which no text says on which days they hold: open then, or not at all."""
    return replace(rule, spans=tuple(replace(span, kind="maybe") for span in rule.spans))

"""Opening hours of the catalogue's records."""

from resources.errors import HoursError
from resources.hours.grammar import parse_hours
from resources.hours.opening import OpeningHours, unknown_hours
from resources.hours.prose import closures_in, prose_hours, read_prose
from resources.hours.recurring import gathering_hours
from resources.records import Hotline, Place


def hours_of_hotline(line: Hotline) -> OpeningHours:
    """Return the hours of a line; what cannot be read counts as unknown (`check_hotlines` lists it)."""
    try:
        return parse_hours(line.hours_machine, line.closed)
    except HoursError:
        return unknown_hours()


def hours_of_place(place: Place) -> OpeningHours:
    """Return the hours of a place: its prose where that is understood whole, else its RRULE, else unknown.

    The prose comes first because it is what residents are shown, and because it says more than one rule can
    (水曜は12時まで, 祝日を除く); a text that gives no hour does not win over a rule that has one.
    """
    read = read_prose(place.hours_text) if place.hours_text else None
    told = read is not None and all(span.kind == "open" for rule in read.rules for span in rule.spans)
    if told or not place.rrule:
        return prose_hours(place.hours_text)
    try:
        return gathering_hours(place.rrule, place.start_time, place.end_time, closures_in(place.hours_text))
    except HoursError:
        return unknown_hours()

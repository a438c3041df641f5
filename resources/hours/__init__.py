"""Hours engine: open now, next opening and one sentence, in Japanese time with Japanese holidays."""

from resources.errors import HoursError
from resources.hours.grammar import parse_hours
from resources.hours.of_records import hours_of_hotline, hours_of_place
from resources.hours.opening import OpeningHours, always_open, unknown_hours
from resources.hours.prose import prose_hours
from resources.hours.recurring import gathering_hours

__all__ = [
    "HoursError",
    "OpeningHours",
    "always_open",
    "gathering_hours",
    "hours_of_hotline",
    "hours_of_place",
    "parse_hours",
    "prose_hours",
    "unknown_hours",
]

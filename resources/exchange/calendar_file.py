"""Gatherings to an iCalendar file (RFC 5545): only those whose day and hour are known."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from resources.errors import HoursError
from resources.exchange.hsds_out import NAMESPACE
from resources.hours.calendar import JST
from resources.hours.recurring import Recurring, gathering_hours
from resources.records import Place

if TYPE_CHECKING:  # read where it is used: a worker never writes a calendar
    from icalendar import Event

_CHECK = "日程は変わることがあります。行く前に確かめてください。"


def gatherings_calendar(places: Iterable[Place], now: datetime) -> tuple[bytes, tuple[Place, ...]]:
    """Return the calendar of the places to be (居場所), and those left out because day or hour is not known.

    `now` is an aware time; every event begins with its first occurrence after it.
    """
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", "-//tsunagu//ibasho//JA")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "居場所のカレンダー")
    calendar.add("x-wr-timezone", "Asia/Tokyo")
    left: list[Place] = []
    for place in places:
        if place.kind != "ibasho":
            continue
        event = _event(place, now)
        if event is None:
            left.append(place)
        else:
            calendar.add_component(event)
    calendar.add_missing_timezones()
    return calendar.to_ical(), tuple(left)


def _event(place: Place, now: datetime) -> Event | None:
    """Return the event of a place, None when its day or hour is not known."""
    from icalendar import Event, vRecur

    if not place.rrule or place.start_time is None:
        return None
    try:
        hours = gathering_hours(place.rrule, place.start_time, place.end_time)
    except HoursError:
        return None
    first = hours.next_opening(now)
    if first is None or not isinstance(hours.schedule, Recurring) or not hours.schedule.certain:
        return None
    start = datetime(first.year, first.month, first.day, first.hour, first.minute, tzinfo=JST)
    event = Event()
    event.add("uid", f"{uuid.uuid5(NAMESPACE, place.id)}@tsunagu")
    event.add("dtstamp", now)
    event.add("dtstart", start)
    if place.end_time is not None:
        end = start.replace(hour=place.end_time.hour, minute=place.end_time.minute)
        event.add("dtend", end if end > start else end + timedelta(days=1))
    event.add("rrule", vRecur.from_ical(place.rrule))
    event.add("summary", place.name)
    event.add("description", "\n".join(filter(None, (place.description, place.hours_text, _CHECK))))
    if place.address:
        event.add("location", place.address)
    return event

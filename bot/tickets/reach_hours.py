"""The hours in which a resident wants to be written to, out of the codes of 「連絡のとり方」."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from bot.base.clock import to_jst

HOURS: Mapping[str, tuple[int, int]] = {
    "morning": (9, 12), "afternoon": (12, 17), "evening": (17, 20), "night": (20, 22),
}  # fmt: skip
"""Codes of `codes.REACH` that are times of the day, as hours in Tokyo: from, and up to."""
_WEEKEND = (9, 20)
_STEP = timedelta(minutes=15)


def has_hours(reach: Sequence[str]) -> bool:
    """Whether the resident chose any time at all."""
    return bool({*HOURS, "weekend"} & set(reach))


def fits(moment: datetime, reach: Sequence[str]) -> bool:
    """Whether a moment lies in the hours chosen; every moment does where none were chosen."""
    local = to_jst(moment)
    windows = [HOURS[code] for code in reach if code in HOURS]
    if windows:
        return any(begin <= local.hour < end for begin, end in windows)
    if "weekend" in reach:
        return local.weekday() >= 5 and _WEEKEND[0] <= local.hour < _WEEKEND[1]
    return True


def next_fitting(now: datetime, reach: Sequence[str]) -> datetime:
    """The first quarter of an hour from now on that lies in the hours chosen (at most eight days away)."""
    moment = now
    if not fits(now, reach):
        moment = now.replace(minute=now.minute // 15 * 15, second=0, microsecond=0)
        for _ in range(8 * 24 * 4):
            if fits(moment, reach) and moment >= now:
                break
            moment += _STEP
    return moment

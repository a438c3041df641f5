"""Who was answered and who was lost: shown, not hidden (R57)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time
from typing import Any

from bot.base.clock import to_jst
from bot.tickets.business_days import is_business_day
from bot.tickets.tables import Table, plain

_OPENS, _CLOSES = time(8, 30), time(17, 15)
"""Usual hours of a municipal office."""


def answered(rows: Sequence[Any]) -> Table:
    """Of the cases that came in: outside office hours, unanswered, and lost on the way."""
    working: dict[date, bool] = {}

    def after_hours(moment: Any) -> bool:
        local = to_jst(moment)
        day = local.date()
        if day not in working:
            working[day] = is_business_day(day)
        return not (working[day] and _OPENS <= local.time() < _CLOSES)

    return plain(
        "answered",
        "応答と離脱",
        {
            "時間外に届いた": sum(after_hours(r.opened_at) for r in rows),
            "まだ人が返信していない": sum(r.answered_at is None and r.consent != "withdrawn" for r in rows),
            "連絡がとれなくなった": sum(r.outcome == "no_reply" for r in rows),
            "本人が辞退した": sum(r.outcome == "declined" for r in rows),
            "同意が取り消された": sum(r.consent == "withdrawn" for r in rows),
        },
    )

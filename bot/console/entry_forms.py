"""Forms of records, meetings and disclosures, read into their entries."""

from __future__ import annotations

from datetime import datetime

from bot.console import forms
from bot.tickets.entries import DisclosureEntry, MeetingEntry, RecordEntry


def record(now: datetime) -> RecordEntry:
    """A record; without a time it was just now."""
    met = forms.text("met", 3)
    return RecordEntry(
        acted_at=forms.moment("acted_at") or now,
        way=forms.text("way", 16),
        direction=forms.text("direction", 10),
        action=forms.text("action"),
        intent=forms.text("intent"),
        with_whom=forms.text("with_whom", 200),
        change=forms.text("change"),
        next_step=forms.text("next_step", 500),
        next_at=forms.moment("next_at"),
        outreach=bool(met),
        met={"yes": True, "no": False}.get(met),
        participation=forms.flag("participation"),
    )


def meeting(now: datetime) -> MeetingEntry:
    """A meeting; without a time it was today."""
    return MeetingEntry(
        kind=forms.text("kind", 12),
        held_at=forms.moment("held_at") or now,
        attendees=forms.text("attendees", 1000),
        decided=forms.text("decided", 5000),
        plan=forms.text("plan", 12),
    )


def disclosure(now: datetime) -> DisclosureEntry:
    """A disclosure; without a time it was just now."""
    return DisclosureEntry(
        grounds_code=forms.text("grounds_code", 24),
        grounds=forms.text("grounds"),
        judged_with=forms.text("judged_with", 32),
        recipient=forms.text("recipient", 120),
        content=forms.text("content", 5000),
        disclosed_at=forms.moment("disclosed_at") or now,
    )

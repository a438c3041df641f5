"""What every text may name of the municipality."""

from __future__ import annotations

from bot.base.settings import Settings


def standing(settings: Settings) -> dict[str, str]:
    """Values of the slots that never change while a process runs."""
    return {
        "operator": settings.operator_name,
        "people": settings.people_served,
        "staff_hours": settings.desk_hours,
        "keep_days": str(settings.retention_chat_days),
    }

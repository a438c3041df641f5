"""Reading forms: bounded text, whole numbers, local times; a fault names the field in Japanese."""

from __future__ import annotations

from datetime import datetime

from flask import request

from bot.base.clock import JST
from bot.base.errors import InvalidInput


def text(name: str, longest: int = 2000) -> str:
    """A field's text without surrounding space; raises InvalidInput when it is too long."""
    value = request.form.get(name, "").replace("\r\n", "\n").strip()
    if len(value) > longest:
        raise InvalidInput(f"文字数が多すぎます({longest}文字まで、いま{len(value)}文字)。")
    return value


def number(name: str, default: int | None = None) -> int:
    """A whole number; raises InvalidInput when it is none."""
    value = request.form.get(name, "").strip()
    if not value and default is not None:
        return default
    if not value.lstrip("-").isdecimal() or len(value) > 9:
        raise InvalidInput("数字を入れてください。")
    return int(value)


def moment(name: str) -> datetime | None:
    """A local date or date and time as an aware moment (a bare date means 9:00); None when left empty."""
    value = request.form.get(name, "").strip()
    if not value:
        return None
    try:
        found = datetime.fromisoformat(value if "T" in value else f"{value}T09:00")
    except ValueError:
        raise InvalidInput("日付の形が違います。例: 2026-11-21") from None
    return found.replace(tzinfo=JST) if found.tzinfo is None else found


def flag(name: str) -> bool:
    """Whether a box was ticked."""
    return request.form.get(name, "") in ("1", "on", "true")


def has(name: str) -> bool:
    """Whether the form holds the field at all."""
    return name in request.form


def count(name: str) -> int | None:
    """A whole number of at least 0 that may be left empty; raises InvalidInput."""
    return number(name) if request.form.get(name, "").strip() else None

"""Telephone and chat lines as places, for when nothing nearer fits (widening: area → municipality → Tokyo → Japan)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from resources.records import WHOLE_TOKYO, Hotline, Place

WHOLE_JAPAN = "全国"
_CRISIS_ONLY = frozenset({"police_110", "ambulance_119", "er_7119_tokyo"})
_LANGUAGE = re.compile(r"^[a-z]{2}$")


def as_places(lines: Sequence[Hotline]) -> tuple[Place, ...]:
    """Lines that answer ordinary worries too; emergency numbers and the municipality's blanks are left out."""
    return tuple(_place(line) for line in lines if _fits(line))


def _fits(line: Hotline) -> bool:
    reachable = bool(line.phone or line.chat_url_or_line)
    return bool(line.topics) and reachable and line.id not in _CRISIS_ONLY and not line.id.startswith("local_")


def _place(line: Hotline) -> Place:
    low, high = _ages(line.target_age)
    url = next((word for word in line.chat_url_or_line.split() if word.startswith("http")), "")
    channels = (("phone",) if line.phone else ()) + (("online",) if line.chat_url_or_line else ())
    return Place(
        id=line.id,
        kind="madoguchi",
        name=line.name,
        municipality=WHOLE_TOKYO if line.area.startswith("東京都") else WHOLE_JAPAN,
        topics=line.topics,
        description="",
        provenance=line.provenance,
        target="女性" if "female" in line.target_age else "",
        age_min=low,
        age_max=high,
        phone=line.phone,
        hours_text=line.hours_text,
        channels=channels,
        languages=tuple(code for code in line.languages if _LANGUAGE.match(code) or code.startswith("multi")),
        url=url,
    )


def _ages(targets: Sequence[str]) -> tuple[int | None, int | None]:
    """The range of ages that a line is for; open where it also serves everybody or the parents."""
    ranges = [target.partition("-") for target in targets if target[:1].isdigit() and "-" in target]
    if len(ranges) != len(targets) or not ranges:
        return None, None
    return min(int(low) for low, _, _ in ranges), max(int(high) for _, _, high in ranges)

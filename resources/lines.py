"""Phone lines and chats as places of last resort: they serve all of Tokyo or all of Japan."""

from collections.abc import Iterable

from resources.records import WHOLE_TOKYO, Hotline, Place

WHOLE_JAPAN = "全国"

EMERGENCY = frozenset({"police_110", "ambulance_119", "er_7119_tokyo"})
"""Shown by the danger screen only, never as an answer to a worry."""


def line_places(lines: Iterable[Hotline]) -> tuple[tuple[Place, Hotline], ...]:
    """Return the lines that may be suggested for a worry, each as a place; emergency and blank rows are left out."""
    return tuple((_place(line), line) for line in lines if _useful(line))


def _useful(line: Hotline) -> bool:
    reachable = bool(line.phone or line.chat_url_or_line)
    return reachable and line.id not in EMERGENCY and not line.id.startswith("local_") and bool(line.topics)


def _place(line: Hotline) -> Place:
    ages = [part for part in line.target_age if part[:1].isdigit()]
    low, high = _ages(ages[0]) if len(ages) == 1 and len(line.target_age) == 1 else (None, None)
    channels = (("phone",) if line.phone else ()) + (("online",) if line.in_writing else ())
    return Place(
        id=line.id,
        kind="madoguchi",
        name=line.name,
        kana=line.kana,
        municipality=WHOLE_JAPAN if line.area.startswith("全国") else WHOLE_TOKYO,
        topics=line.topics,
        description=line.name,
        provenance=line.provenance,
        age_min=low,
        age_max=high,
        phone=line.phone,
        hours_text=line.hours_text,
        channels=channels,
        languages=line.languages,
        url=line.chat_url_or_line if line.chat_url_or_line.startswith("https://") else "",
    )


def _ages(part: str) -> tuple[int, int | None]:
    low, _, high = part.rstrip("+").partition("-")
    return int(low), int(high) if high else None

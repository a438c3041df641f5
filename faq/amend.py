"""Entries with fields changed by hand: the same rules as for the files hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from faq.errors import EntriesError
from faq.records import Entry
from faq.validate import of_answer

FIELDS = ("question", "bubbles", "bubbles_easy", "source", "reviewed_on")


def entry_fields(entry: Entry) -> dict[str, str]:
    """The fields that may be changed, as text; bubbles one a line."""
    return {
        "question": entry.question,
        "bubbles": "\n".join(entry.bubbles),
        "bubbles_easy": "\n".join(entry.bubbles_easy),
        "source": entry.source,
        "reviewed_on": entry.reviewed_on.isoformat(),
    }


def amended(entry: Entry, fields: Mapping[str, str]) -> Entry:
    """The entry with changed fields; raises EntriesError for an empty field or a wrong day."""
    given = entry_fields(entry) | {name: value for name, value in fields.items() if name in FIELDS}
    for name, value in given.items():
        if not value.strip():
            raise EntriesError(f"{entry.key}: 「{name}」が空です。")
    try:
        day = date.fromisoformat(given["reviewed_on"])
    except ValueError:
        raise EntriesError(f"{entry.key}: 「reviewed_on」を 2026-11-01 の形で書いてください。") from None
    return replace(
        entry, question=given["question"], source=given["source"], reviewed_on=day,
        bubbles=_lines(given["bubbles"]), bubbles_easy=_lines(given["bubbles_easy"]),
    )  # fmt: skip


def faults(entry: Entry) -> list[str]:
    """What an editor would refuse (R31, R34)."""
    return [f"{problem.what}。{problem.mend}" for problem in of_answer(entry) if problem.level == "error"]


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())

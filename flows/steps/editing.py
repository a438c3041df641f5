"""Changing one line of what would be told, by its number: 「2: 新しい言葉」, 「2番を「…」に直して」 (R04)."""

from __future__ import annotations

import re
from dataclasses import replace

from flows.desk import Desk
from flows.effects import DraftItem
from flows.talk import Given, Worry

_NAMED = r"^\s*([0-9０-９]{1,2})\s?(?:番目?|つ目)?\s?"
_NUMBERED = re.compile(_NAMED + r"[:：→]\s?(.{1,500})$", re.DOTALL)
_TOLD = re.compile(
    _NAMED + r"[をはの](.{1,500}?)(?:に|へ|と)(?:直|なお|変|かえ|書き直|書き換|訂正|修正|変更|して)[^。]{0,12}。?\s*$",
    re.DOTALL,
)
_QUOTES = "「」『』\"”“ "


def edited(text: str) -> tuple[int, str]:
    """Return the number of the line that is to change and its new words; (0, "") when none is named."""
    found = _NUMBERED.match(text) or _TOLD.match(text)
    new = found.group(2).strip(_QUOTES) if found else ""
    return (int(found.group(1)), new) if found and new else (0, "")


def put(desk: Desk, item: DraftItem, new: str) -> None:
    """Put the new words in the place of a line; what stands there by a choice of ours goes, and the words join."""
    source = desk.said.source
    kind, _, which = item.id.partition(":")
    if kind == "worry":
        told = list(desk.talk.worries)
        told[int(which)] = replace(told[int(which)], text=new, source=source)
        desk.put(worries=tuple(told))
    elif kind == "answer":
        desk.put(answers={**desk.talk.answers, which: Given("", new, source)})
    else:
        words = Worry((), new, source, desk.said.now.isoformat())
        desk.put(removed=(*desk.talk.removed, item.id), worries=(*desk.talk.worries, words))

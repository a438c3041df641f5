"""How a text is put, apart from what it is about: the marks by which a question is told from a worry."""

from __future__ import annotations

import re
from pathlib import Path

from faq.text import fold

_CLAUSES = re.compile(r"(?<=[。!?\n])")
_TAIL = re.compile(r"[。!、…笑w \n]{1,20}$")
_CUES = tuple((Path(__file__).parent / "asking_words.txt").read_text(encoding="utf-8").split())
"""Words that stand in questions, and some that stand in worries."""

_SUFFIX = range(1, 7)


def cues(text: str) -> list[str]:
    """Return the marks of *text*: endings of its clauses, asking words, length, signs, whether it ends in a noun."""
    folded = fold(text)
    clauses = [part.strip() for part in _CLAUSES.split(folded) if part.strip()] or [""]
    last = clauses[-1]
    found = [f"L{mark}" for mark in _endings(last)]
    found += [f"A{mark}" for part in clauses[:-1] for mark in _endings(part)]
    found += [f"C{cue}" for cue in _CUES if cue in last]
    found += [f"E{cue}" for cue in _CUES if cue in folded and cue not in last]
    found.append(f"N{min(len(folded) // 8, 12)}")
    found.append(f"P{min(len(clauses), 5)}")
    found.append(f"W{min(folded.count(' '), 4)}")
    asks = sum(part.endswith("?") for part in clauses)
    return [*found, f"Q{min(asks, 3)}", f"K{_kind(_TAIL.sub('', last)[-1:])}", "B"]


def _endings(clause: str) -> list[str]:
    stem = _TAIL.sub("", clause)
    return [stem[-size:] for size in _SUFFIX if len(stem) >= size] + ([f"?{stem[-3:-1]}"] if stem.endswith("?") else [])


def _kind(character: str) -> str:
    if not character:
        return "none"
    if "ぁ" <= character <= "ん":
        return "kana"
    if "一" <= character <= "鿿":
        return "kanji"
    return "latin" if character.isalnum() else character

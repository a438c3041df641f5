"""What the FAQ learns from: ways of asking an entry, questions that none answers, and lines that ask nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from faq.concepts import Readings
from faq.records import Entry

COPIED = 0.5
"""Weight of a copy beside its line."""

_KANJI = re.compile("[一-鿿]")

LINES = Path(__file__).parent / "training"
FOLDS = 5

OTHER = 2.0
"""Weight of a question that no entry answers: there are few of them here and many outside."""

QUIET_ASKS, QUIET_TELLS = 4.0, 3.0
"""Weights of the kinds of line that are no FAQ question: they were written to be met in the middle of a talk."""


@dataclass(frozen=True)
class Sample:
    """A text, the entry it asks for ("" for none), whether it asks anything, its fold, its weight, its kind.

    `kind` names a voice or a kind of quiet line, which stay together in one fold; "" stands for all else. A `copy` is
    another line as it sounds: the gate learns how kana fare, the ranker finds nothing new in it.
    """

    text: str
    key: str
    asks: bool
    fold: int
    weight: float = 1.0
    kind: str = ""
    copy: bool = False


def read(name: str) -> list[str]:
    """Return the lines of a training file."""
    return [line for line in (LINES / name).read_text(encoding="utf-8").splitlines() if line.strip()]


def asking(entries: Mapping[str, Entry]) -> list[Sample]:
    """Return the ways of asking *entries* and the questions that none answers: what the ranker stands on."""
    found = [
        Sample(ask, entry.key, True, at % FOLDS)
        for entry in entries.values()
        for at, ask in enumerate((entry.question, *entry.asks))
    ]
    found += [one for one in _voices() if one.key in entries]
    found += [Sample(line, "", True, at % FOLDS, OTHER) for at, line in enumerate(read("near_miss.txt"))]
    return found + list(_kinds("quiet_asks.tsv", asks=True, weight=QUIET_ASKS))


def telling() -> list[Sample]:
    """Return worries, talk, and worries that name a scheme: lines that ask nothing."""
    found = [
        Sample(line, "", False, at % FOLDS)
        for name in ("statements.txt", "talk.txt")
        for at, line in enumerate(read(name))
    ]
    found += _kinds("quiet_tells.tsv", asks=False, weight=QUIET_TELLS)
    names = read("names.txt")
    for at, pattern in enumerate(read("statement_patterns.txt")):
        found += [Sample(pattern.format(name), "", False, at % FOLDS) for name in names[at % 3 :: 3]]
    return found


def in_kana(lines: Sequence[Sample], readings: Readings) -> list[Sample]:
    """Return every third of *lines* that hold kanji as it sounds, in the fold of the line it comes from."""
    written = [line for line in lines if _KANJI.search(line.text)][::3]
    sounds = readings([line.text for line in written])
    asked = ["？" if line.text.endswith(("?", "？")) else "" for line in written]
    return [
        replace(line, text=sound + sign, weight=line.weight * COPIED, copy=True)
        for line, sound, sign in zip(written, sounds, asked, strict=True)
    ]


def _voices() -> Iterator[Sample]:
    rows = [line.split("\t") for line in read("voices.tsv")]
    folds = {voice: at % FOLDS for at, voice in enumerate(dict.fromkeys(row[0] for row in rows))}
    for voice, key, text in rows:
        yield Sample(text, key, True, folds[voice], kind=voice)


def _kinds(name: str, asks: bool, weight: float) -> Iterator[Sample]:
    kinds = {line.split("\t")[0] for file in ("quiet_asks.tsv", "quiet_tells.tsv") for line in read(file)}
    folds = {kind: at % FOLDS for at, kind in enumerate(sorted(kinds))}
    for line in read(name):
        kind, text = line.split("\t")
        yield Sample(text, "", asks, folds[kind], weight, kind)

"""The words of danger and of calm, as a social worker reads them, and where they stand in a message.

`concepts.yaml` gives each concept (夫・彼氏 = partner, 今夜 = now, …) its words. A word is plain text; `_` is a space;
a Latin word counts only as a whole word unless it ends in `*`. `except` lists longer words in which the word means
nothing; where a still longer word of the concept begins with one (「いますぐ」 with 「います」), the word counts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from bot.triage.errors import TriageDataError
from bot.triage.evasion import fold

Places = dict[str, list[int]]
"""Concept name → start positions in the normalised text, ascending."""


def read_yaml(path: Path) -> Any:
    """The content of a data file; raises TriageDataError when it is missing or not YAML."""
    try:
        with path.open("rb") as file:
            return yaml.load(file, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506
    except (OSError, yaml.YAMLError) as error:
        raise TriageDataError(f"{path.name} が読めません。YAMLの書き方を確かめてください: {error}") from error


def _latin(char: str) -> bool:
    code = ord(char)
    return char.isalpha() and (code < 0x250 or 0x1E00 <= code < 0x1F00)


@dataclass(frozen=True)
class Word:
    """One word of one concept; `whole` words must not touch other Latin letters."""

    text: str
    concept: str
    front: bool
    back: bool

    def stands(self, text: str, at: int) -> bool:
        """Whether the word is at that place as a word of its own."""
        if not text.startswith(self.text, at):
            return False
        end = at + len(self.text)
        if self.front and at > 0 and _latin(text[at - 1]):
            return False
        return not (self.back and end < len(text) and _latin(text[end]))


def make_word(raw: str, concept: str) -> Word:
    """A word as written in the file; `*` at its end lets a Latin word go on."""
    open_end = raw.endswith("*")
    plain = fold(raw.rstrip("*").replace("_", " ").lower())
    return Word(plain, concept, _latin(plain[0]), _latin(plain[-1]) and not open_end)


@dataclass(frozen=True)
class Lexicon:
    """All concepts, indexed by the first two characters of their words."""

    index: Mapping[str, Sequence[Word]]
    exceptions: Mapping[str, Sequence[Word]] = field(default_factory=dict)
    names: frozenset[str] = frozenset()
    danger: frozenset[str] = frozenset()
    calm: frozenset[str] = frozenset()

    def find(self, text: str) -> Places:
        """Where each concept stands in a normalised text; linear in its length."""
        places: Places = {}
        masked: dict[str, list[tuple[int, int]]] = {}
        known = self._known
        for at, one in enumerate(text):
            for key in (one, text[at : at + 2]) if at + 1 < len(text) else (one,):
                if key not in known:  # so with nearly all
                    continue
                for word in self.index.get(key, ()):
                    if word.stands(text, at):
                        places.setdefault(word.concept, []).append(at)
                for word in self.exceptions.get(key, ()):
                    if text.startswith(word.text, at) and not self._goes_on(word, text, at):
                        masked.setdefault(word.concept, []).append((at, at + len(word.text)))
        return _without(places, masked) if masked else places

    def _goes_on(self, exception: Word, text: str, at: int) -> bool:
        """Whether a longer word of the same concept stands where the exception begins."""
        words = self.index.get(_key(exception), ())
        longer = (w for w in words if w.concept == exception.concept and len(w.text) > len(exception.text))
        return any(word.stands(text, at) for word in longer)

    @cached_property
    def _known(self) -> frozenset[str]:
        """Every beginning that leads to a word or to an exception."""
        return frozenset(self.index) | frozenset(self.exceptions)


def _without(places: Places, masked: Mapping[str, Sequence[tuple[int, int]]]) -> Places:
    for concept, spans in masked.items():
        if concept in places:
            kept = [at for at in places[concept] if not any(a <= at < b for a, b in spans)]
            if kept:
                places[concept] = kept
            else:
                del places[concept]
    return places


def _key(word: Word) -> str:
    return word.text[:2]


def load_lexicon(path: Path) -> Lexicon:
    """Read `concepts.yaml`; raises TriageDataError on a shape it does not know."""
    raw = _mapping(path)
    sides = [frozenset(str(raw.pop(side, "")).split()) for side in ("_danger", "_calm")]
    index: dict[str, list[Word]] = {}
    exceptions: dict[str, list[Word]] = {}
    for name, entry in raw.items():
        words, excepted = _entry(path, str(name), entry)
        for word in dict.fromkeys(words.split()):
            made = make_word(word, str(name))
            index.setdefault(_key(made), []).append(made)
        for word in excepted.split():
            made = make_word(word, str(name))
            exceptions.setdefault(_key(made), []).append(made)
    return Lexicon(index, exceptions, frozenset(map(str, raw)), *sides)


def _mapping(path: Path) -> dict[str, Any]:
    raw = read_yaml(path)
    if not isinstance(raw, dict):
        raise TriageDataError(f"{path.name}: 「名前: 語 語 語」の形で書いてください")
    return raw


def _entry(path: Path, name: str, entry: Any) -> tuple[str, str]:
    if isinstance(entry, str):
        return entry, ""
    if isinstance(entry, dict) and isinstance(entry.get("words"), str):
        return entry["words"], str(entry.get("except", ""))
    raise TriageDataError(f"{path.name}: 「{name}」に words(語の並び)がありません")

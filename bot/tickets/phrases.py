"""Canned phrases by topic with placeholders, and phrases to think twice about (R34)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from bot.base.errors import SettingsError

_FILE = Path(__file__).with_name("phrases.yaml")
_PLACES = ("name", "office", "area")


@dataclass(frozen=True)
class Phrase:
    """One phrase; without topics it suits every case."""

    title: str
    text: str
    topics: tuple[str, ...] = ()

    def filled(self, values: Mapping[str, str]) -> str:
        """The phrase with {name}, {office} and {area} put in."""
        text = self.text
        for place in _PLACES:
            text = text.replace("{" + place + "}", values.get(place, ""))
        return text


@dataclass(frozen=True)
class PhraseBook:
    """All phrases, and what to think twice about: (phrase, why)."""

    phrases: tuple[Phrase, ...]
    forbidden: tuple[tuple[str, str], ...]

    def fitting(self, topics: Sequence[str], values: Mapping[str, str]) -> list[tuple[str, str]]:
        """Title and text, those for the case's topics first."""
        own = [p for p in self.phrases if set(p.topics) & set(topics)]
        for_all = [p for p in self.phrases if not p.topics]
        return [(p.title, p.filled(values)) for p in (*own, *for_all)]


def load_phrases(path: Path = _FILE) -> PhraseBook:
    """Read the file; raises SettingsError naming the entry that is wrong."""
    given = yaml.safe_load(path.read_text(encoding="utf-8"))
    phrases = tuple(_phrase(path, number, entry) for number, entry in enumerate(given["phrases"], 1))
    return PhraseBook(phrases, tuple((str(a), str(b)) for a, b in given["forbidden"]))


def _phrase(path: Path, number: int, entry: Mapping[str, object]) -> Phrase:
    title, text = str(entry.get("title", "")), str(entry.get("text", ""))
    if not title or not text or len(text) > 500:
        raise SettingsError(f"{path.name} の{number}番目: title と500文字までの text が必要です。")
    topics = entry.get("topics", [])
    return Phrase(title, text, tuple(topics) if isinstance(topics, list) else ())

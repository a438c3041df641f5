"""Invented parts of institution and building names for training; none is meant to be a real place."""

import json
from dataclasses import dataclass
from pathlib import Path

from bot.privacy.lexicon import DATA


@dataclass(frozen=True)
class Parts:
    """Parts of names: cores in three scripts, endings and openings by kind, branches, Latin words, buildings;
    lines in which a place name must stay; what follows の in fanciful names, letters that make up kanji names,
    family names that are dates, places or common words, forms of nicknames and of short school names."""

    kanji: list[str]
    katakana: list[str]
    hiragana: list[str]
    suffixes: dict[str, list[str]]
    prefixes: dict[str, list[str]]
    branches: list[str]
    latin: list[str]
    latin_ends: list[str]
    buildings: list[str]
    building_ends: list[str]
    place_lines: list[str]
    tails: list[str]
    kanji_first: list[str]
    kanji_last: list[str]
    rare_surnames: list[str]
    nicknames: list[str]
    school_short: list[str]
    founders: list[str]

    @classmethod
    def load(cls, path: Path = DATA / "training_words.json") -> "Parts":
        """Read the parts from the data folder."""
        return cls(**json.loads(path.read_text(encoding="utf-8")))

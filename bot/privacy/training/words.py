"""Invented parts of institution and building names for training; none is meant to be a real place."""

import json
from dataclasses import dataclass
from pathlib import Path

from bot.privacy.lexicon import DATA


@dataclass(frozen=True)
class Tongue:
    """How people of one language name somebody: names and firms, words of kin that a name follows, how it is joined
    on ("@": before the last letter, which is a particle), openings, signatures, and general places with their form
    when named."""

    letters: str
    names: list[str]
    kin: list[str]
    joint: list[str]
    intros: list[str]
    signs: list[str]
    firms: list[str]
    places: list[list[str]]


@dataclass(frozen=True)
class Parts:
    """Parts of names: cores in three scripts, endings and openings by kind, branches, Latin words, buildings;
    lines in which a place name must stay; lines in which a kind of institution stays and its proper name does not,
    the same for a person's role;
    what follows の in fanciful names, letters that make up kanji names,
    family names that are dates, places or common words, forms of nicknames and of short school names,
    given names that are
    everyday words, openings and signatures."""

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
    kind_lines: list[str]
    role_lines: list[str]
    roles: list[str]
    tails: list[str]
    kanji_first: list[str]
    kanji_last: list[str]
    rare_surnames: list[str]
    nicknames: list[str]
    school_short: list[str]
    founders: list[str]
    noun_names: list[str]
    intros: list[str]
    signs: list[str]
    world: dict[str, Tongue]

    @classmethod
    def load(cls, path: Path = DATA / "training_words.json") -> "Parts":
        """Read the parts from the data folder."""
        read = json.loads(path.read_text(encoding="utf-8"))
        world = {code: Tongue(**tongue) for code, tongue in read.pop("world").items()}
        return cls(**read, world=world)

"""The verdict of the danger screen: how urgent, what kind of danger, which rule said so (R26)."""

from __future__ import annotations

import enum
from dataclasses import dataclass


class Level(enum.StrEnum):
    """How soon a person has to look: now or within hours, today, or not because of danger."""

    EMERGENCY = "emergency"
    URGENT = "urgent"
    NONE = "none"


class Kind(enum.StrEnum):
    """The kinds of danger of R26; several may hold at once."""

    suicide = "suicide"
    self_harm = "self_harm"
    dv = "dv"
    abuse = "abuse"
    sexual_violence = "sexual_violence"
    medical = "medical"
    no_shelter = "no_shelter"
    no_food = "no_food"
    harm_others = "harm_others"


SEVERITY: dict[Level, int] = {Level.NONE: 0, Level.URGENT: 1, Level.EMERGENCY: 2}


@dataclass(frozen=True)
class Verdict:
    """What the screen found; `matched` names rules or `classifier:<kind>`, never words of the person.

    `kinds` holds whatever may be meant, `chief` only what the answer can be built on; both begin with the likeliest.
    """

    level: Level
    kinds: tuple[Kind, ...] = ()
    matched: tuple[str, ...] = ()
    chief: tuple[Kind, ...] = ()


CALM = Verdict(Level.NONE)

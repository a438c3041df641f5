"""Values of the faq package: an entry, what was found, and what an encoder must be able to do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]


class EncoderLike(Protocol):
    """Anything that turns texts into unit vectors of one length; its name tells it from others."""

    name: str

    def queries(self, texts: Sequence[str]) -> Floats:
        """Return (n, d) unit rows for things people ask."""

    def passages(self, texts: Sequence[str]) -> Floats:
        """Return (n, d) unit rows for texts to be found."""

    def readings(self, texts: Sequence[str]) -> list[str]:
        """Return how *texts* sound, in hiragana."""


@dataclass(frozen=True)
class Entry:
    """One question with its answer, written for residents.

    `asks` are ways in which people ask it, `bubbles` the answer (1 to 3, each at most 80 characters, R31),
    `bubbles_easy` the same in やさしい日本語, `source` the law or the official page it rests on and
    `reviewed_on` the day on which a person last compared the two.
    """

    key: str
    question: str
    asks: tuple[str, ...]
    bubbles: tuple[str, ...]
    next_topics: tuple[str, ...]
    source: str
    reviewed_on: date
    bubbles_easy: tuple[str, ...]


@dataclass(frozen=True)
class Found:
    """The nearest entry ("" when nothing is near), its score (0 to 1), and whether it surely answers the text."""

    key: str
    score: float
    answered: bool

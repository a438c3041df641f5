"""Residents who talk: they tap what is offered, name a place, or say something of their own; the same for a seed."""

from __future__ import annotations

import random
from collections import deque
from dataclasses import dataclass, field
from typing import Any

from bot.triage import Triage
from bot.triage.verdict import Level
from resources.model.corpus_reader import read_corpus

_TURNS = 12
"""After so many turns another resident comes in one's place."""
_PLACES = ("文京区大塚四丁目です。", "小金井市本町です。", "保谷町に住んでいます。", "言いたくないです。")
_WORDS = ("はい、お願いします。", "母のことです。", "80代です。", "半年くらい前からです。", "ほかにもあります。")
_DANGEROUS = 0.05
"""Of the texts in people's own words, so many speak of danger."""
_NOT_TAPPED = ("forget", "language", "stop")


@dataclass
class Resident:
    """One account, its number of turns so far, and the buttons on its screen."""

    account: str
    turns: int = 0
    buttons: list[str] = field(default_factory=list)


class Crowd:
    """Who is idle, and what they say next."""

    def __init__(self, seed: int, size: int, name: str = "") -> None:
        self._random = random.Random(seed)
        self._calm, self._danger = _texts()
        self._name = name or f"U{seed:08x}"
        self._made = 0
        self._idle: deque[Resident] = deque(self._new() for _ in range(size))

    def next(self) -> Resident:
        """Whoever has been idle longest; a new one when everybody waits for an answer."""
        return self._idle.popleft() if self._idle else self._new()

    def back(self, resident: Resident, messages: list[dict[str, Any]]) -> None:
        """The resident was answered: what is on the screen now, and idle again."""
        last: dict[str, Any] = messages[-1] if messages else {}
        items = last.get("quickReply", {}).get("items", ())
        resident.buttons = [item["action"]["data"] for item in items if "data" in item["action"]]
        self._idle.append(resident if resident.turns < _TURNS else self._new())

    def event(self, resident: Resident) -> dict[str, Any]:
        """What this resident does next, as the middle of a LINE event."""
        resident.turns += 1
        drawn = self._random.random()
        taps = [data for data in resident.buttons if not data.startswith(_NOT_TAPPED)][:6]
        if resident.turns == 1 or (drawn < 0.15 and not taps):
            return _text(self._own_words())
        if taps and drawn < 0.6:
            return {"type": "postback", "postback": {"data": self._random.choice(taps)}}
        if drawn < 0.9:
            return _text(self._random.choice(_PLACES if drawn < 0.75 else _WORDS))
        return _text(self._own_words())

    def _own_words(self) -> str:
        return self._random.choice(self._danger if self._random.random() < _DANGEROUS else self._calm)

    def _new(self) -> Resident:
        self._made += 1
        return Resident(f"{self._name}{self._made:07d}".ljust(33, "0"))


def _texts() -> tuple[list[str], list[str]]:
    """Calm texts and dangerous ones, of the corpus: danger costs more to answer, and is rarer than in a corpus."""
    triage = Triage.load()
    texts = [line.text for line in read_corpus() if line.topics and not line.turns][::3]
    dangerous = {text for text in texts if triage.judge(text).level is not Level.NONE}
    return [text for text in texts if text not in dangerous], sorted(dangerous)


def _text(text: str) -> dict[str, Any]:
    return {"type": "message", "message": {"type": "text", "text": text}}

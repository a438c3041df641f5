"""Walking through a talk as a person does: read the last bubbles, answer what is asked, stop where one wanted to be."""

from __future__ import annotations

from collections.abc import Callable

from bot.emulator.client import Bubble, Resident
from tests.world import eventually

_PLACE = ("町名", "町の名前", "郵便番号", "どのあたり", "何丁目", "区はどちら", "区の名前")


class Walker:
    """One resident with a habit of answering."""

    def __init__(self, resident: Resident, home: str = "本郷三丁目") -> None:
        self.resident = resident
        self.home = home
        self.seen = 0

    def news(self, act: Callable[[], object]) -> list[Bubble]:
        """Do something and read what comes back."""
        self.seen = len(self.resident.bubbles())
        act()
        self.resident.waits_for_bubbles(1, since=self.seen)
        return self.resident.bubbles(since=self.seen)

    def starts(self) -> Walker:
        """Read the notice and agree."""
        eventually(lambda: "はじめる" in self.resident.choices(), seconds=20)
        self.news(lambda: self.resident.taps("はじめる"))
        return self

    def says(self, words: str) -> list[Bubble]:
        """Type and read the answer."""
        return self.news(lambda: self.resident.says(words))

    def taps(self, label: str) -> list[Bubble]:
        """Tap and read the answer."""
        return self.news(lambda: self.resident.taps(label))

    def answers_until(self, label: str, *, most: int = 14) -> list[Bubble]:
        """Answer what is asked, shortly, until a button with this label is offered."""
        for _ in range(most):
            if label in self.resident.choices():
                return self.resident.bubbles(since=self.seen)
            self._answer()
        raise AssertionError(f"「{label}」 was not offered; on the screen: {self.resident.sees()[-600:]}")

    def _answer(self) -> None:
        choices = self.resident.choices()
        last = self.resident.bubbles()[-1].text
        if "これだけ" in choices:
            self.taps("これだけ")
        elif "答えたくない" in choices and any(word in last for word in _PLACE):
            self.says(self.home)
        elif "家族のこと" in choices:
            self.taps("家族のこと")
        elif "40〜64歳" in choices:
            self.taps("40〜64歳")
        elif "わからない" in choices:
            self.taps("わからない")
        else:
            self.taps(choices[0])

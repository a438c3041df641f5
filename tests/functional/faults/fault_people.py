"""Simulated residents: short talks by script, many at once, watched on the emulator itself.

A talk goes on when all that the fault-free run heard at this step is on the screen; so what is compared at the end is
the whole screen, word by word and button by button, in order.
"""

from __future__ import annotations

import json
import random
import re
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from bot.emulator.errors import BadRequestToEmulator
from bot.emulator.model import Chat
from bot.emulator.platform import Platform

_BUSY = re.compile("少しお時間をください")
"""A courtesy after five seconds (R35): it tells of the fault, and is no part of the talk."""
_NUMBER = re.compile("は?[ぁ-ん]{2,6}-\\d{4}")
_CARE = "母の介護で仕事をやめそうです"

Step = tuple[str, str]
TALKS: dict[str, tuple[Step, ...]] = {
    "passes by": (("comes", ""),),
    "begins": (("comes", ""), ("taps", "はじめる")),
    "tells": (("comes", ""), ("taps", "はじめる"), ("says", _CARE), ("taps", "これだけ")),
    "asks": (("comes", ""), ("taps", "はじめる"), ("says", "お金はかかりますか"), ("says", "だれが読みますか")),
    "shows": (("comes", ""), ("sends", "sticker"), ("taps", "はじめる"), ("sends", "image")),
    "is in danger": (("comes", ""), ("taps", "はじめる"), ("says", "もう死にたい")),
    "is in danger before": (("comes", ""), ("says", "もう死にたいです")),
    "takes all back": (("comes", ""), ("taps", "はじめる"), ("says", _CARE), ("says", "全部消して"), ("taps", "はい")),
    "hands over": (("comes", ""), ("taps", "はじめる"), ("says", _CARE), ("walks", "人につないでほしい"),
                   ("taps", "人につないでほしい"), ("walks", "これで伝える"), ("taps", "これで伝える"),
                   ("taps", "匿名のまま")),
}  # fmt: skip
IN_DANGER = ("is in danger", "is in danger before")
HANDED_OVER = "hands over"


@dataclass
class Heard:
    """A fault-free run of one talk: its steps as plain acts, how many bubbles each brought, and the whole screen."""

    steps: list[Step] = field(default_factory=list)
    bubbles: list[int] = field(default_factory=list)
    screen: list[str] = field(default_factory=list)


@dataclass
class Person:
    """One resident in the middle of a talk."""

    script: str
    heard: Heard
    chat: Chat
    at: int = 0
    expected: int = 0
    since: float = field(default_factory=time.monotonic)

    @property
    def has_ended(self) -> bool:
        return self.at > len(self.heard.steps)


def bubbles(chat: Chat) -> list[dict[str, Any]]:
    """The bot's messages on a screen, without the courtesies."""
    found = [entry.message for entry in list(chat.entries) if entry.side == "bot"]
    return [message for message in found if not _BUSY.search(message.get("text", ""))]


def screen(chat: Chat) -> list[str]:
    """The whole screen in comparable words: case numbers are drawn anew for everybody."""
    told = []
    for entry in list(chat.entries):
        if entry.side == "notice" or _BUSY.search(entry.message.get("text", "")):
            continue
        message = {
            key: value for key, value in entry.message.items() if key not in ("id", "quoteToken", "markAsReadToken")
        }
        told.append(_NUMBER.sub("番号", entry.side + json.dumps(message, ensure_ascii=False, sort_keys=True)))
    return told


def labels(message: dict[str, Any]) -> list[str]:
    return [item["action"]["label"] for item in message.get("quickReply", {}).get("items", [])]


class Crowd:
    """Lets people talk, so many at a time; `between` is called after each act, with the number of acts so far."""

    def __init__(self, platform: Platform, at_once: int = 40) -> None:
        self._platform = platform
        self._at_once = at_once
        self.acts = 0

    def rehearse(self, script: str, seconds: float = 60) -> Heard:
        """One talk without faults; what it finds out stands for all others."""
        heard, chat = Heard(), self._platform.residents.add(script, follow=False)
        for kind, what in TALKS[script]:
            if kind == "walks":
                for _ in range(14):
                    if what in labels(bubbles(chat)[-1]):
                        break
                    self._rehearse(heard, chat, _answer(bubbles(chat)[-1]), seconds)
                assert what in labels(bubbles(chat)[-1]), screen(chat)[-3:]
            else:
                self._rehearse(heard, chat, (kind, what), seconds)
        heard.screen = screen(chat)
        return heard

    def _rehearse(self, heard: Heard, chat: Chat, step: Step, seconds: float) -> None:
        before = len(bubbles(chat))
        self._act(chat, step)
        end = time.monotonic() + seconds
        while len(bubbles(chat)) == before:
            assert time.monotonic() < end, f"no answer to {step}: {screen(chat)[-2:]}"
            self._platform.world.wait(self._platform.world.revision, 0.2)
        with self._platform.world.changed:
            pass
        _until_still(chat)
        heard.steps.append(step)
        heard.bubbles.append(len(bubbles(chat)) - before)

    def talk(self, people: Iterable[tuple[str, Heard]], between: Callable[[int], None], seconds: float) -> list[Person]:
        """Everybody talks to the end; fails with the screen of one who is not answered for so many seconds."""
        waiting, active, done = list(people)[::-1], list[Person](), list[Person]()
        while waiting or active:
            while waiting and len(active) < self._at_once:
                script, heard = waiting.pop()
                active.append(Person(script, heard, self._platform.residents.add(script, follow=False)))
            moved = [person for person in active if self._goes_on(person)]
            for _ in moved:
                self.acts += 1
                between(self.acts)
            done += [person for person in active if person.has_ended]
            active = [person for person in active if not person.has_ended]
            if not moved:
                between(self.acts)
                self._platform.world.wait(self._platform.world.revision, 0.05)
            for person in active:
                if time.monotonic() - person.since > seconds:
                    raise AssertionError(f"{person.script}: no answer to step {person.at}: {screen(person.chat)[-3:]}")
        return done

    def _goes_on(self, person: Person) -> bool:
        if len(bubbles(person.chat)) < person.expected:
            return False
        if person.at < len(person.heard.steps):
            person.expected += person.heard.bubbles[person.at]
            self._act(person.chat, person.heard.steps[person.at])
        person.at += 1
        person.since = time.monotonic()
        return True

    def _act(self, chat: Chat, step: Step) -> None:
        kind, what = step
        residents = self._platform.residents
        if kind == "comes":
            residents.follow(chat)
        elif kind == "taps":
            try:
                residents.tap(chat, what)
            except BadRequestToEmulator as error:
                raise AssertionError(f"{error.message}: {screen(chat)[-3:]}") from error
        elif kind == "sends":
            residents.message(chat, what)
        else:
            residents.message(chat, "text", {"text": what})


def _answer(message: dict[str, Any]) -> Step:
    """What somebody answers who wants to go on, as in tests/functional/whole."""
    offered, words = labels(message), message.get("text", "")
    if "これだけ" in offered:
        return "taps", "これだけ"
    if any(
        word in words for word in ("町名", "町の名前", "郵便番号", "どのあたり", "何丁目", "区はどちら", "区の名前")
    ):
        return "says", "本郷三丁目"
    for wanted in ("家族のこと", "40〜64歳", "わからない"):
        if wanted in offered:
            return "taps", wanted
    return "taps", offered[0]


def _until_still(chat: Chat) -> None:
    """All bubbles of one answer come in one call: a moment is enough."""
    count = -1
    while count != len(bubbles(chat)):
        count = len(bubbles(chat))
        time.sleep(0.3)


def drawn(dice: random.Random, count: int, heard: dict[str, Heard]) -> list[tuple[str, Heard]]:
    """Who comes: every script in turn, the long one half as often, in an order that is drawn."""
    names = [*heard, *(name for name in heard if name != HANDED_OVER)]
    chosen = [names[number % len(names)] for number in range(count)]
    dice.shuffle(chosen)
    return [(name, heard[name]) for name in chosen]

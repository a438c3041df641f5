"""Simulated residents: random walks with odd input, which must reach an end from anywhere without a breach."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

from flows.check import TOPICS
from flows.conversation import Conversation
from flows.effects import HandOff
from flows.said import Said, SaidKind, Whereabouts
from flows.script import engine_notes
from flows.talk import State, Talk
from flows.watch import Watch

_NOW = datetime(2026, 11, 20, 17, 0, tzinfo=UTC)
ODD = (
    "",
    " ",
    "。",
    "？？？",
    "笑",
    "w",
    "😭😭",
    "あ",
    "ああああああああああああ",
    "1",
    "99999999999999999999",
    "{who}",
    "@who.mother",
    "母",
    "母じゃなくて義母",
    "じゃなくて",
    "もういい",
    "ごめんなさい",
    "戻る",
    "やめる",
    "最初から",
    "消して",
    "続きから",
    "人と話したい",
    "大丈夫です",
    "はい",
    "いいえ",
    "わからない",
    "答えたくない",
    "ありがとう",
    "なんで聞くの",
    "ロボットですか",
    "親に言わないで",
    "これだけ",
    "english",
    "やさしい日本語",
    "日本語",
    "34",
    "中2です",
    "10代",
    "本郷三丁目",
    "窓口を教えて",
    "隣の家の様子が気になります",
    "母の介護で仕事をやめるかもしれなくて、毎日がとても苦しいです",
    "取り消し",
    "次",
    "\u202e逆",
    "𠮷野家",
    "ｶﾞﾝﾊﾞﾙ",
    "<script>",
    "NULL",
    "三つ目を消して",
    "2を消して",
    "a" * 3000,
    "つらい" * 400,
)
INTENTS = ("", "", "", "", "vague", "greeting", "small_talk", "insult", "off_topic", "thanks")
_DANGERS = ("suicide", "self_harm", "medical", "dv", "sexual_violence", "abuse", "harm_others", "no_shelter", "no_food")
ENDS = (State.new, State.waiting, State.closed)


@dataclass
class Walker:
    """One simulated resident; the same seed walks the same way."""

    conversation: Conversation
    seed: int
    faults: list[str] = field(default_factory=list)
    visited: set[State] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Begin at the very start, with a seeded source of chance."""
        self.chance = random.Random(self.seed)
        self.talk = Talk(seed=self.seed)
        self.watch = Watch(self.conversation.texts)

    def step(self, said: Said) -> None:
        """Say one thing and note every breach."""
        before = self.talk.state.value
        turn = self.conversation.turn(self.talk, said)
        for fault in self.watch.faults(said, turn):
            if turn.talk.language == "ja" or "同じ言葉" not in fault:
                self.faults.append(f"walk {self.seed}, {before} ← {said.choice or said.text[:20]!r}: {fault}")
        if any(isinstance(one, HandOff) for one in turn.effects) and before != State.contact.value:
            self.faults.append(f"walk {self.seed}: handed off from {before}")
        self.talk = engine_notes(turn)
        self.visited.add(self.talk.state)

    def wander(self, turns: int) -> None:
        """Say odd things for some turns."""
        for _ in range(turns):
            self.step(self.odd())

    def odd(self) -> Said:
        """Return something that a person, tired or playing, might do here."""
        pick = self.chance.random()
        if self.talk.choices and pick < 0.5:
            return Said(SaidKind.choice, _NOW, choice=self.chance.choice(self.talk.choices))
        if pick < 0.56:
            kinds = (
                SaidKind.sticker,
                SaidKind.media,
                SaidKind.location,
                SaidKind.silence,
                SaidKind.comeback,
                SaidKind.answered,
                SaidKind.followup,
                SaidKind.follow,
                SaidKind.unfollow,
            )
            return Said(self.chance.choice(kinds), _NOW, choice=self.chance.choice(("", "answered", "closed")))
        if pick < 0.59:
            stale = (
                "consent.yes",
                "took.more",
                "q.money.lasts.week",
                "q.x.y.z",
                "draft.remove.worry:0",
                "cmd.nothing",
                "place=本郷",
                "area=hongo",
                "",
                ".",
                "topic.",
                "whose.self",
                "draft.keep.whose",
            )
            return Said(SaidKind.choice, _NOW, choice=self.chance.choice(stale))
        return self._text()

    def _text(self) -> Said:
        chance = self.chance
        danger = chance.choice(("urgent", "emergency")) if chance.random() < 0.06 else ""
        topics = tuple(chance.sample(TOPICS, chance.randint(1, 3))) if chance.random() < 0.3 else ()
        where = None
        if self.talk.wants == "place" and chance.random() < 0.7:
            where = chance.choice(
                (
                    Whereabouts("13105", "hongo", "本郷", known=True),
                    Whereabouts(outside=True),
                    Whereabouts(declined=True),
                    Whereabouts("13105", ask="chome"),
                    Whereabouts(ask="municipality", options=("文京区", "小金井市")),
                    Whereabouts("13105", candidates=(("a", "本富士"), ("b", "駒込"))),
                )
            )
        return Said(
            SaidKind.text,
            _NOW,
            chance.choice(ODD),
            intent=chance.choice(INTENTS),
            topics=topics,
            hints=TOPICS[:3],
            faq="seiho_car" if chance.random() < 0.04 else "",
            where=where,
            danger=danger,
            kinds=(chance.choice(_DANGERS),) if danger else (),
            source="s",
        )

    def go_home(self) -> bool:
        """From wherever this stands, stop: tell whether an end is reached within a few turns."""
        for word in ("やめる", "やめておく", "やめる"):
            if self.talk.state in ENDS:
                return True
            self.step(Said(SaidKind.text, _NOW, word))
        return self.talk.state in ENDS


def walks(conversation: Conversation, count: int, turns: int = 40, first: int = 0) -> Iterator[Walker]:
    """Yield walkers that have wandered and then stopped."""
    for seed in range(first, first + count):
        walker = Walker(conversation, seed)
        walker.wander(turns)
        if not walker.go_home():
            walker.faults.append(f"walk {seed}: no end from {walker.talk.state.value}")
        yield walker

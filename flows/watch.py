"""Watches a talk turn by turn for what must never happen (R30 to R34): used by scripts, walks and tests."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from flows.conversation import Turn
from flows.effects import Answer, Ask, CallHuman, Choice, Crisis, Say, ShowDraft, Suggest
from flows.lint import LABEL, forbidden, longest, questions
from flows.said import Said
from flows.talk import Talk
from flows.texts import TextBook
from flows.words import copied

MOST_BUBBLES = 3
MOST_CHOICES = 13
COPIED = 15
_OPENING = 7
_SHORT = 12
"""Bubbles up to this length („はい。”) may come twice running."""
_SHOWN = (Answer, Suggest, ShowDraft, Crisis, CallHuman)
_SPOKEN = (Say, *_SHOWN)


def _begin_alike(bubbles: tuple[str, ...]) -> str:
    """Return the word before the first 「、」 with which two bubbles of a turn begin, or ""."""
    openings = [one.partition("、")[0] for one in bubbles if "、" in one[:_OPENING]]
    return next((one for place, one in enumerate(openings) if one in openings[:place]), "")


@dataclass(frozen=True)
class Heard:
    """What the person sees of a turn."""

    bubbles: tuple[str, ...]
    cards: int
    labels: tuple[str, ...]


def hear(texts: TextBook, turn: Turn) -> Heard:
    """Return the bubbles, the number of cards and the labels of a turn."""
    talk = turn.talk
    bubbles: list[str] = []
    labels: list[str] = []
    for effect in turn.effects:
        if isinstance(effect, Say | Ask):
            bubbles += texts.text(effect.key, talk.language, talk.easy, effect.variant, effect.values)
        if isinstance(effect, Ask):
            labels = [label(texts, talk, choice) for choice in effect.choices]
    return Heard(tuple(bubbles), sum(isinstance(one, _SHOWN) for one in turn.effects), tuple(labels))


def label(texts: TextBook, talk: Talk, choice: Choice) -> str:
    """Return the words on a choice."""
    if choice.label:
        return choice.label
    return texts.line(choice.label_key, talk.language, talk.easy, choice.values)


@dataclass
class Watch:
    """Remembers the turn before, and tells every breach of a turn."""

    texts: TextBook
    last: tuple[str, ...] = ()
    parroted: bool = False
    seen: list[Heard] = field(default_factory=list)

    def faults(self, said: Said, turn: Turn) -> Iterator[str]:
        """Yield what is wrong with this turn."""
        heard = hear(self.texts, turn)
        self.seen.append(heard)
        yield from self._shape(turn, heard)
        yield from self._words(turn.talk, said, heard)
        if alike := _begin_alike(heard.bubbles):
            yield f"二つの吹き出しが同じ言葉で始まります: {alike}"
        if again := [one for one in heard.bubbles if one in self.last and len(one) > _SHORT]:
            yield f"前の番と同じ言葉です: {again[0]}"
        self.last = heard.bubbles

    def _shape(self, turn: Turn, heard: Heard) -> Iterator[str]:
        asks = [place for place, one in enumerate(turn.effects) if isinstance(one, Ask)]
        if len(asks) > 1:
            yield "一つの番に、二つ尋ねています"
        if asks and any(isinstance(one, _SPOKEN) for one in turn.effects[asks[0] + 1 :]):
            yield "尋ねたあとに、まだ話しています"
        if len(heard.bubbles) + heard.cards > MOST_BUBBLES:
            yield f"吹き出しが{len(heard.bubbles) + heard.cards}個あります"
        if len(heard.labels) > MOST_CHOICES:
            yield f"選択肢が{len(heard.labels)}個あります"
        yield from (f"ボタンが長すぎます: {one}" for one in heard.labels if len(one) > LABEL)

    def _words(self, talk: Talk, said: Said, heard: Heard) -> Iterator[str]:
        whole = "\n".join(heard.bubbles)
        for bubble in heard.bubbles:
            if len(bubble) > longest(talk.language):
                yield f"{len(bubble)}字あります: {bubble}"
        if talk.language == "ja" and questions(whole) > 1:
            yield f"質問が二つあります: {whole}"
        if phrase := forbidden(whole):
            yield f"使わない言葉「{phrase}」: {whole}"
        span = copied(said.text, whole, COPIED)
        if span:
            yield f"相手の言葉を写しています: {span}"

"""Plays scripted conversations (tests/conversations/*.yaml) that a social worker can read and write."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from flows.book import FlowBook
from flows.conversation import Conversation, Turn
from flows.effects import Effect, HandOff, ShowDraft, Suggest
from flows.errors import ScriptError
from flows.said import Said, SaidKind, Whereabouts
from flows.steps.opening import NOTICE_VERSION
from flows.talk import State, Talk
from flows.texts import TextBook
from flows.upgrade import read as read_talk
from flows.watch import Heard, Watch, hear

_NOW = datetime(2026, 11, 20, 17, 0, tzinfo=UTC)


class Step(BaseModel):
    """One exchange: what the person does, and what must, may not and should come of it."""

    model_config = ConfigDict(extra="forbid")

    says: str = ""
    taps: str = ""
    """The words on the button; on the draft's card 「消す:2」 takes out item 2."""
    sends: str = ""
    """sticker, media, location, silence, comeback, follow, unfollow, answered, released, closed, followup"""
    about: list[str] = []
    hints: list[str] = []
    danger: str = ""
    kinds: list[str] = []
    faq: str = ""
    intent: str = ""
    language: str = ""
    place: dict[str, Any] | None = None
    hears: list[str] = []
    offered: list[str] = []
    never: list[str] = []
    state: str = ""
    does: list[str] = []
    never_does: list[str] = []


class Script(BaseModel):
    """A whole conversation; it begins after consent unless `begins` says new."""

    model_config = ConfigDict(extra="forbid")

    title: str
    about: str = ""
    begins: str = "listen"
    seed: int = 0
    never: list[str] = []
    asks_at_most: int = 10
    talk: list[Step]


@dataclass
class Player:
    """Plays one script against the flow alone."""

    texts: TextBook
    conversation: Conversation
    talk: Talk
    last: Turn | None = None

    def said(self, step: Step, name: str) -> Said:
        """Return what reaches the flow in this step; raises ScriptError when a button is not there."""
        where = Whereabouts(**step.place) if step.place is not None else None
        if step.taps:
            return Said(SaidKind.choice, _NOW, choice=self._choice(step.taps, name), where=where)
        kind, choice = SaidKind.text, ""
        if step.sends in ("answered", "released", "closed"):
            kind, choice = SaidKind.answered, step.sends
        elif step.sends:
            kind = SaidKind(step.sends)
        return Said(
            kind, _NOW, step.says, choice, step.language, step.intent, tuple(step.about), tuple(step.hints),
            faq=step.faq, where=where, danger=step.danger, kinds=tuple(step.kinds), source=name,
        )  # fmt: skip

    def _choice(self, label: str, name: str) -> str:
        if label.startswith("消す:") and self.last:
            drafts = [one for one in self.last.effects if isinstance(one, ShowDraft)]
            return f"draft.remove.{drafts[-1].items[int(label[3:]) - 1].id}"
        heard = hear(self.texts, self.last) if self.last else Heard((), 0, ())
        if label not in heard.labels:
            raise ScriptError(f"{name}: 「{label}」というボタンはありません。あるのは {'・'.join(heard.labels)}")
        return self.talk.choices[heard.labels.index(label)]

    def play(self, said: Said) -> Turn:
        """Play one step, doing for the talk what the engine would."""
        turn = self.conversation.turn(self.talk, said)
        self.last, self.talk = turn, engine_notes(turn)
        return turn


def engine_notes(turn: Turn) -> Talk:
    """Return the talk with what the engine adds: ids of places shown, of the ticket opened."""
    talk = turn.talk
    for effect in turn.effects:
        if isinstance(effect, Suggest):
            count = len(talk.suggested)
            places = range(count, count + effect.limit)
            talk = talk.with_suggested(tuple((f"place{number}", f"場所{number}") for number in places))
        if isinstance(effect, HandOff):
            talk = talk.with_ticket("ticket", "あ-27")
    return read_talk(talk.to_dict())


def read(path: Path) -> Script:
    """Read a script; raises ScriptError with the file's name."""
    try:
        return Script.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except (ValidationError, yaml.YAMLError) as error:
        raise ScriptError(f"{path.name}: 台本を読めません。{error}") from error


def play(script: Script, texts: TextBook, book: FlowBook) -> list[str]:
    """Play a script and return every difference between it and what happened."""
    state = State(script.begins)
    talk = Talk(state=state, consent="" if state is State.new else NOTICE_VERSION, seed=script.seed)
    player = Player(texts, Conversation(book, texts), talk)
    watch = Watch(texts)
    faults: list[str] = []
    for number, step in enumerate(script.talk, 1):
        name = f"{script.title} {number}番目「{step.says or step.taps or step.sends}」"
        said = player.said(step, name)
        turn = player.play(said)
        found = [*watch.faults(said, turn), *_differences(script, step, turn, texts)]
        faults.extend(f"{name}: {fault}" for fault in found)
    return faults


def _differences(script: Script, step: Step, turn: Turn, texts: TextBook) -> Iterator[str]:
    heard = hear(texts, turn)
    whole = "\n".join(heard.bubbles)
    yield from (f"「{one}」と言うはずが: {whole}" for one in step.hears if one not in whole)
    yield from (f"「{one}」と言ってしまいました: {whole}" for one in (*step.never, *script.never) if one in whole)
    yield from (f"「{one}」のボタンがありません: {heard.labels}" for one in step.offered if one not in heard.labels)
    if step.state and turn.talk.state.value != step.state:
        yield f"{step.state} に進むはずが {turn.talk.state.value} です"
    yield from _effects(step, turn.effects)
    if len(turn.talk.asked) + 5 > script.asks_at_most:
        yield "質問が多すぎます"


def _effects(step: Step, effects: Sequence[Effect]) -> Iterator[str]:
    done = {type(effect).__name__ for effect in effects}
    yield from (f"{one} をするはずでした (した: {sorted(done)})" for one in step.does if one not in done)
    yield from (f"{one} をしてしまいました" for one in step.never_does if one in done)


def play_files(paths: Sequence[Path]) -> list[str]:
    """Play scripts from files, or all of a folder; used by `tsunagu flows try`."""
    texts, book = TextBook.load(), FlowBook.load()
    files = [file for path in paths for file in (sorted(path.glob("*.yaml")) if path.is_dir() else [path])]
    faults: list[str] = []
    for file in files:
        try:
            faults.extend(play(read(file), texts, book))
        except ScriptError as error:
            faults.append(str(error))
    return faults


def raw(path: Path) -> Mapping[str, Any]:
    """Return a script as plain data, for other runners."""
    return read(path).model_dump()

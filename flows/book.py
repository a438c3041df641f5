"""The book of topic flows: what to ask about which worry, read from definitions/*.yaml."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from flows.errors import DefinitionError
from flows.talk import THIRD

Speaker = Literal["self", "family", "neighbour", "supporter"]


class _Row(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Option(_Row):
    """One choice of a question; `words` say what in free text means the same."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    words: tuple[str, ...] = ()


class Question(_Row):
    """One question of a topic flow: `needed_for` tells why a coordinator wants to know."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    needed_for: str
    set: str = ""
    choices: tuple[Option, ...] = ()
    only: tuple[Speaker, ...] = ()
    unless_topics: tuple[str, ...] = ()
    """Not asked when one of these topics was told as well: the answer is known."""
    unless_relations: tuple[str, ...] = ()
    """Not asked when it is about one of these: the question would be put the wrong way round."""
    only_age: tuple[str, ...] = ()
    words: dict[str, tuple[str, ...]] = {}
    """What in free text answers this question with a choice of its shared set, by the id of the choice."""


class Flow(_Row):
    """The questions for a group of topics; `only` restricts it to a speaker."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    name: str
    topics: tuple[str, ...] = ()
    only: tuple[Speaker, ...] = ()
    words: tuple[str, ...] = ()
    """The flow is for a part of its topics, known by these words of the person (妊娠 among 子育て)."""
    questions: tuple[Question, ...] = Field(min_length=1, max_length=5)


class Sets(_Row):
    """Choices shared by many questions, so that they are worded and translated once."""

    sets: dict[str, tuple[Option, ...]]


@dataclass(frozen=True)
class Asked:
    """A question in its flow; `id` is what the talk remembers."""

    flow: Flow
    question: Question
    options: tuple[Option, ...]

    @property
    def id(self) -> str:
        """Return `<flow>.<question>`."""
        return f"{self.flow.id}.{self.question.id}"

    @property
    def key(self) -> str:
        """Return the text key of the question."""
        return f"q.{self.id}"

    def label(self, option: str) -> str:
        """Return the text key of a choice; choices of a shared set share their label."""
        return f"c.{self.question.set}.{option}" if self.question.set else f"c.{self.id}.{option}"

    def means(self, text: str) -> str:
        """Return the choice that free text means, the longest word winning; "" when none does."""
        words = {one.id: (*one.words, *self.question.words.get(one.id, ())) for one in self.options}
        hits = [(len(word), option) for option, some in words.items() for word in some if word in text]
        return max(hits)[1] if hits else ""


class FlowBook:
    """All topic flows, found by topic and speaker."""

    def __init__(self, flows: Iterable[Flow], sets: dict[str, tuple[Option, ...]]) -> None:
        """Check that names are unique and sets exist; raises DefinitionError with every fault."""
        self.flows = tuple(flows)
        self.sets = sets
        self.questions = {one.id: one for flow in self.flows for one in self._asked(flow)}
        self._check()

    @classmethod
    def load(cls, folder: Path | None = None) -> FlowBook:
        """Read every definition of a folder, by default the one of this package."""
        place = folder or Path(__file__).parent / "definitions"
        flows: list[Flow] = []
        sets: dict[str, tuple[Option, ...]] = {}
        problems: list[str] = []
        for path in sorted(place.glob("*.yaml")):
            try:
                raw = yaml.safe_load(path.read_text(encoding="utf-8"))
                if "sets" in raw:
                    sets.update(Sets.model_validate(raw).sets)
                else:
                    flows.extend(Flow.model_validate(one) for one in raw["flows"])
            except (ValidationError, yaml.YAMLError, KeyError, TypeError) as error:
                problems.append(f"{path.name}: {error}")
        if problems:
            raise DefinitionError(problems)
        return cls(flows, sets)

    def flow_for(self, topic: str, whose: str, said: str = "") -> Flow:
        """Return the flow of this topic, speaker and words; the general one when there is no other."""
        third = whose in THIRD
        for flow in self.flows:
            if topic in flow.topics and not third and any(word in said for word in flow.words):
                return flow
        for flow in self.flows:
            if (not topic or topic in flow.topics) and flow.only and whose in flow.only:
                return flow
        if third and topic != "participation":
            return self.named("concern")
        for flow in self.flows:
            if topic and topic in flow.topics and not flow.only and not flow.words:
                return flow
        return self.named("general")

    def named(self, name: str) -> Flow:
        """Return the flow of this id; raises DefinitionError when it is missing."""
        for flow in self.flows:
            if flow.id == name:
                return flow
        raise DefinitionError([f"「{name}」という流れがありません。"])

    def asked(self, flow: Flow) -> tuple[Asked, ...]:
        """Return the questions of a flow with their choices."""
        return tuple(self.questions[f"{flow.id}.{question.id}"] for question in flow.questions)

    def _asked(self, flow: Flow) -> Iterable[Asked]:
        for question in flow.questions:
            options = self.sets.get(question.set, ()) if question.set else question.choices
            yield Asked(flow, question, options)

    def _check(self) -> None:
        problems = [f"{one.id}: 「{one.question.set}」という選択肢の組がありません。" for one in self.questions.values()
                    if one.question.set and one.question.set not in self.sets]  # fmt: skip
        if sum(len(flow.questions) for flow in self.flows) != len(self.questions):
            problems.append("同じidの質問が二つあります。")
        if problems:
            raise DefinitionError(problems)

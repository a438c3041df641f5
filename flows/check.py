"""Checks all flows and texts before they go live: `tsunagu flows check`."""

from __future__ import annotations

from collections.abc import Iterator

from flows.book import FlowBook
from flows.lint import lint
from flows.plan import MOST
from flows.table import TABLE
from flows.talk import State
from flows.texts import LANGUAGES, TextBook

MOST_CHOICES = 13
MOST_QUESTIONS = 10
_AROUND = 6
"""more, hardest, whose, age, area, and one closer question for the area."""
_EXTRA_CHOICES = 4
"""わからない, 答えたくない, 一つもどる, メニュー."""
_ALWAYS = ("human", "stop", "forget")
_BEFORE = (State.new, State.notice)
TOPICS = (
    "livelihood", "food", "debt", "arrears", "money_management", "work", "housing", "illness", "mental_health",
    "addiction", "disability", "elder_care", "dementia", "young_carer", "hikikomori", "school_refusal",
    "eighty_fifty", "isolation", "family_relations", "divorce", "dv", "abuse", "parenting", "education_cost",
    "neighbours", "hoarding", "no_kin", "guardianship", "fraud", "foreign_residents", "participation",
)  # fmt: skip
_ONLY_JAPANESE = ("ack.fraud.", "reflect.", "feeling.", "card.", "stopped.", "engine.", "who.",
                  "c.lang.",
    "suggest.family", "corrected.who", "ack.of.", "beside.third.")  # fmt: skip
_DANGERS_EVERYWHERE = ("any", "again", "suicide", "dv", "no_food", "no_shelter", "write")


def check_all(book: FlowBook | None = None, texts: TextBook | None = None) -> list[str]:
    """Return every problem as a line; an empty list means that all is well."""
    flows, words = book or FlowBook.load(), texts or TextBook.load()
    return [*states(), *definitions(flows, words), *complete(words), *lint(words)]


def reachable() -> set[State]:
    """Return the states that a talk can come to."""
    found, new = {State.new}, {State.new}
    while new:
        new = {rule.dest for rule in TABLE if rule.dest and set(rule.sources) & found} - found
        found |= new
    return found


def states() -> Iterator[str]:
    """Yield states that cannot be reached or left, or lack the way to a person, to stop or to delete (R43)."""
    seen = reachable()
    for state in State:
        if state not in seen:
            yield f"場面「{state.value}」には、どこからも来られません。"
        if all(rule.dest in (None, state) for rule in TABLE if state in rule.sources):
            yield f"場面「{state.value}」から、出る道がありません。"
        for trigger in _ALWAYS:
            if not any(rule.trigger == trigger and state in rule.sources for rule in TABLE):
                yield f"場面「{state.value}」で「{trigger}」が効きません。"


def definitions(book: FlowBook, texts: TextBook) -> Iterator[str]:
    """Yield topics without a flow, questions without words, too many choices or questions."""
    covered = {topic for flow in book.flows for topic in flow.topics}
    yield from (f"話題「{topic}」の流れがありません。" for topic in TOPICS if topic not in covered)
    for asked in book.questions.values():
        if len(asked.options) + _EXTRA_CHOICES > MOST_CHOICES:
            yield f"質問「{asked.id}」の選択肢が多すぎます。"
        for key in (asked.key, *(asked.label(option.id) for option in asked.options)):
            if not texts.has(key, "ja"):
                yield f"ja 「{key}」: 文面がありません"
    if MOST + _AROUND > MOST_QUESTIONS:
        yield f"質問が全部で{MOST + _AROUND}個になります。{MOST_QUESTIONS}個までにしてください。"


def main_path(book: TextBook) -> frozenset[str]:
    """Return the keys that every language must have: all but special reflections and dangers (R41)."""
    kept = {key for key in book.keys if not key.startswith(_ONLY_JAPANESE) and not _special_danger(key)}
    return frozenset({"reflect.any"} | kept)


def _special_danger(key: str) -> bool:
    """Tell whether a key is the wording for one kind of danger, for which `crisis.any` can stand in."""
    name, _, rest = key.partition(".")
    kind = rest.partition(".")[0]
    return name == "crisis" and (kind not in _DANGERS_EVERYWHERE or (".other." in key and kind != "any"))


def complete(texts: TextBook) -> Iterator[str]:
    """Yield keys of the main path that a language lacks, and keys that Japanese does not know."""
    needed = main_path(texts)
    for language in LANGUAGES[1:]:
        own = set(texts.texts.get(language, {}))
        yield from (f"{language} 「{key}」: 文面がありません" for key in sorted(needed - own))
        yield from (f"{language} 「{key}」: 日本語にないキーです" for key in sorted(own - texts.keys))

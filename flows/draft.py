"""What would be told to the coordinator, item by item, and what the person has taken out (R04)."""

from __future__ import annotations

from flows.book import FlowBook
from flows.effects import DraftItem
from flows.talk import Shown, Talk

_PLACES = 6


def items(talk: Talk, book: FlowBook) -> tuple[DraftItem, ...]:
    """Return every item that could be told, in the order of the form; text is still to be masked."""
    found: list[DraftItem] = []
    by = talk.learnt.get
    if talk.whose:
        who = {"who": f"@who.{talk.relation or 'family'}"}
        key = f"draft.whose.{talk.whose}"
        found.append(DraftItem("whose", "draft.label.whose", text_key=key, values=who, source=by("whose", "")))
    if talk.age_band and talk.age_band != "skip":
        source = by("age_band", "")
        found.append(DraftItem("age_band", "draft.label.age", text_key=f"c.age.{talk.age_band}", source=source))
    if talk.area_id or talk.municipality:
        place, source = talk.area_id or talk.municipality, by("area_id", by("municipality", ""))
        found.append(DraftItem("area", "draft.label.area", text=place, source=source))
    if talk.hardest:
        source = _told_in(talk, talk.hardest)
        found.append(DraftItem("hardest", "draft.label.hardest", text_key=f"topic.{talk.hardest}", source=source))
    for number, topic in enumerate(topic for topic in talk.topics() if topic != talk.hardest):
        found.append(DraftItem(f"topic:{topic}", "draft.label.topic", text_key=f"topic.{topic}",
                               values={"number": str(number + 1)}, source=_told_in(talk, topic)))  # fmt: skip
    for number, worry in enumerate(talk.worries):
        if worry.text:
            found.append(DraftItem(f"worry:{number}", "draft.label.words", text=worry.text, source=worry.source))
    found.extend(_answers(talk, book))
    if talk.no_phone:
        found.append(DraftItem("reach", "draft.label.reach", text_key="draft.reach"))
    if places(talk):
        found.append(DraftItem("suggestion", "draft.label.suggestion", text="\n".join(s.name for s in places(talk))))
    if not talk.worries and not talk.answers:
        found.append(DraftItem("wish", "draft.label.wish", text_key="draft.wish"))
    return tuple(found)


def _told_in(talk: Talk, topic: str) -> str:
    """Return the message that alone told of a matter, which goes with it (R11); "" where several did."""
    told = [worry.source for worry in talk.worries if topic in worry.topics]
    return told[0] if len(told) == 1 else ""


def places(talk: Talk) -> tuple[Shown, ...]:
    """Return the places shown lately that are told of by name, with how each was taken."""
    return tuple(shown for shown in talk.suggested if shown.name)[-_PLACES:]


def _answers(talk: Talk, book: FlowBook) -> list[DraftItem]:
    found = []
    for key, given in talk.answers.items():
        if given.choice in ("skip", "dont_know") or not (given.choice or given.text):
            continue
        if key not in talk.asked:  # only read into words that are told anyway, and perhaps wrongly
            continue
        asked = book.questions.get(key)
        if asked is None:  # a question of an older flow: its words are gone, and so is its answer
            continue
        label = asked.label(given.choice) if given.choice else ""
        found.append(DraftItem(f"answer:{key}", asked.key, given.text, label, source=given.source))
    return found


def shown_items(talk: Talk, book: FlowBook) -> tuple[DraftItem, ...]:
    """Return the items still to be told."""
    return tuple(one for one in items(talk, book) if one.id not in talk.removed)


def scope(talk: Talk, book: FlowBook) -> tuple[str, ...]:
    """Return the ids of what the person agreed to tell."""
    return tuple(one.id for one in shown_items(talk, book))

"""From what was told to what is handed over: masked, item by item, only what the resident left in (R04, R49-R51)."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date

from bot.base.clock import to_jst
from bot.conversation.stage import Stage
from bot.privacy import coarsen_dates
from bot.tickets import Draft, DraftItem
from flows import effects
from flows.draft import items as items_of
from flows.draft import places
from flows.effects import DraftItem as Told
from flows.fragments import sources_of
from flows.talk import Shown

_CHOME = re.compile(r"(?<=[一-龥々ヶケぁ-んァ-ヴ])[0-9０-９一二三四五六七八九十]{1,3}丁目")
Word = Callable[[str, dict[str, str]], str]
_TOPICAL = ("hardest", "topic")
"""Items that name a matter by its code, which leaves the case with them."""
_TAKEN = ("go", "later", "more", "wrong")
"""What somebody may say of a place; asking for a person instead says nothing of the place."""
RISK = {"": 0, "none": 0, "urgent": 1, "emergency": 2}


def shown(stage: Stage, effect: effects.ShowDraft) -> list[tuple[str, str, str]]:
    """(id, label, masked text) of every item that was not taken out."""
    told = zip(effect.items, _told_texts(stage, effect.items, stage.word), strict=True)
    return [(item.id, stage.word(item.label_key), text) for item, text in told if item.id not in effect.removed]


def draft(stage: Stage, effect: effects.HandOff) -> Draft:
    """The draft of the ticket: the very text that was shown, and codes for the queue."""
    talk = stage.talk
    told = items_of(talk, stage.parts.conversation.book)
    texts = zip(told, _told_texts(stage, told, stage.desk_word), strict=True)
    items = [_item(stage, item, text) for item, text in texts if item.id in effect.scope]
    if effect.contact and not effect.anonymous:
        label, sources = stage.desk_word("card.label.contact"), sources_of(effect.contact_source)
        items.append(DraftItem("contact", label, effect.contact, (), sources))
    return Draft(
        resident_id=stage.resident.resident_id,
        channel=stage.incoming.channel,
        municipality=talk.municipality,
        area_id=talk.area_id or None,
        topics=tuple(topic for topic in talk.topics() if _told(topic, talk.hardest) in effect.scope),
        hardest=talk.hardest if "hardest" in effect.scope else "",
        whose=talk.whose if "whose" in effect.scope else "",
        age_band=talk.age_band if "age_band" in effect.scope else _unsaid(talk.age_band),
        language="easy" if talk.easy else talk.language,
        reach=_reach(effect),
        risk=RISK[talk.danger],
        kinds=talk.kinds,
        summary=_summary(items),
        items=tuple(items),
        notice_version=effect.notice_version,
    )


def _told(topic: str, hardest: str) -> str:
    """The item by which a topic is told: what was taken out of the draft leaves no code behind either (R04)."""
    return "hardest" if topic == hardest else f"topic:{topic}"


def _unsaid(given: str) -> str:
    """What the desk reads for something asked and kept back."""
    return "skip" if given else ""


def _item(stage: Stage, item: Told, text: str) -> DraftItem:
    kind = item.id.split(":")[0]
    topics = (item.text_key.removeprefix("topic."),) if kind in _TOPICAL else ()
    return DraftItem(kind, stage.desk_word(item.label_key)[:60], text, topics, sources_of(item.source))


def _told_texts(stage: Stage, items: Sequence[Told], word: Word) -> list[str]:
    """The words of the items: the resident's own are masked together, ours come in the reader's language.

    All items are given, those taken out as well: a name stays masked, under its number, though the item that told that
    it is one was taken out.
    """
    ours = [_ours(stage, item, word) for item in items]
    own = [item.text for item, text in zip(items, ours, strict=True) if text is None]
    masked = iter(stage.parts.masker.mask_together(own))
    today = to_jst(stage.parts.clock()).date()
    return [coarse(next(masked).text, today) if text is None else text for text in ours]


def _ours(stage: Stage, item: Told, word: Word) -> str | None:
    """What we put in words ourselves; None for the resident's own."""
    if item.id == "area":
        return stage.parts.area_names.get(item.text, item.text)
    if item.id == "suggestion":
        return "\n".join(_taken(shown, word) for shown in places(stage.talk))
    return word(item.text_key, dict(item.values)) if item.text_key else None


def _taken(shown: Shown, word: Word) -> str:
    """A place that was suggested, and how the person took it where they said so."""
    return f"{shown.name}: {word(f'draft.took.{shown.taken}', {})}" if shown.taken in _TAKEN else shown.name


def coarse(text: str, today: date) -> str:
    """Town without 丁目, month without day: what is left of a place or a date when nothing more is needed (R50)."""
    return _CHOME.sub("", coarsen_dates(text, today))


def _reach(effect: effects.HandOff) -> tuple[str, ...]:
    """How the person wants to be reached, as codes of the desk: in writing, where the telephone is too much."""
    return ("line",) if "reach" in effect.scope else ()


def _summary(items: Sequence[DraftItem]) -> str:
    """The head of the case page: the person's own masked words, one worry a line."""
    return "\n".join(item.text for item in items if item.kind in ("worry", "words"))

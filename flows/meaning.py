"""Which matters words really tell: what only sounds like one is left out, better none than a wrong one (R33)."""

from __future__ import annotations

import re

from flows import facts, reading
from flows.desk import Desk
from flows.words import fold

_OFFERS = ("手伝", "てつだ", "ボランティア", "役に立", "活かし", "参加した", "volunteer", "help out")
_OF_YOUTH = (
    "学校", "授業", "宿題", "部活", "中学", "高校", "小学", "大学", "受験", "バイト", "進学", "友達と遊",
    "友だちと遊", "中1", "中2", "中3", "高1", "高2", "高3", "10代", "二十", "20代", "school",
)  # fmt: skip
_TWO_GENERATIONS = ("親", "父", "母", "息子", "娘", "子ども", "子供", "こども", "8050", "引きこも", "ひきこも")
_BETWEEN = ("dv", "abuse", "family_relations")
"""Matters between people; 「夫には言えない」 alone tells of none."""
_CARED_FOR = ("elder_care", "dementia", "disability", "parenting")
_CARES_FOR_PAY = re.compile(
    r"介護職|介護士|介護福祉士|夜勤明け"
    r"|(?:施設|ホーム|デイサービス|病院|事業所|保育園|ヘルパー)(?:で|として|に|の|を)[^。]{0,6}(?:働|勤|仕事|夜勤|パート|バイト|して)"
)
"""Whoever cares for others as their work speaks of the work."""
_BELITTLES = re.compile(
    r"(?:たい|大)した(?:こと|事|話|悩み)じゃ|大したことな|たいしたことな|くだらな|みんなもっと|もっと(?:大変|つらい)(?:な)?(?:人|方)"
)
"""Words that make little of what is to come tell nothing of it yet."""
_SORRY = re.compile(r"(?:ほんとに|本当に)?(?:ごめんなさい|ごめん|すみません|すいません|申し訳ない(?:です)?|ただ|でも)")
_BY_ONESELF = re.compile(r"(?:ひとり|一人|独り)で(?:全部|ぜんぶ|ずっと)?(?:見|みて|介護|世話|や[っり]|育て|支え|行)")
"""Words on what somebody does alone, not on being alone."""
_PARTS = re.compile(r"[。、,！!？?\n]")
_ONLY_THAT = 14


def meant(desk: Desk) -> tuple[str, ...]:
    """Return the matters that the words tell, in the light of the talk so far."""
    text = desk.said.text
    told = tuple(desk.said.topics) or reading.named(text)
    if not told and (point := reading.point(text)) != text:
        told = reading.everyday(point)
    if desk.talk.language != "ja":
        return told
    if facts.bare(text) or (desk.talk.worries and facts.detail(text)) or _only_that(text):
        return ()
    told = _no_young_carer_unmeant(desk, _no_offer_unmeant(desk, told))
    if desk.talk.age_band == "u18" and reading.relation(text) != "partner":  # what weighs on a child at home
        told = tuple(dict.fromkeys("family_relations" if topic == "dv" else topic for topic in told))
    unmeant = _unmeant(text, told)
    if not any(word in desk.talk.words() + text for word in _TWO_GENERATIONS):
        unmeant += ("eighty_fifty",)
    return tuple(topic for topic in told if topic not in unmeant)


def _only_that(text: str) -> bool:
    """Tell whether the text says that nobody is told, or that it is nothing, and nothing else."""
    parts = [part for part in _PARTS.split(text) if fold(part)]
    return bool(parts) and all(_no_more_than_that(part) for part in parts)


def _no_more_than_that(part: str) -> bool:
    silent = len(fold(part)) <= _ONLY_THAT and (reading.told_nobody(part) or reading.nobody_told(part))
    return silent or bool(_BELITTLES.search(part)) or bool(_SORRY.fullmatch(fold(part)))


def _unmeant(text: str, told: tuple[str, ...]) -> tuple[str, ...]:
    unmeant: tuple[str, ...] = _BETWEEN if reading.told_nobody(text) else ()
    unmeant += ("isolation",) if reading.nobody_told(text) or "no_kin" in told or _BY_ONESELF.search(text) else ()
    return unmeant + (_CARED_FOR if _CARES_FOR_PAY.search(text) and not reading.relation(text) else ())


def _no_offer_unmeant(desk: Desk, told: tuple[str, ...]) -> tuple[str, ...]:
    """Among worries, wanting to find work is no wish to help others, unless the words say so."""
    offered = "participation" in desk.talk.topics() or any(word in desk.said.text for word in _OFFERS)
    meant_so = not desk.talk.worries or offered
    return told if meant_so else tuple(topic for topic in told if topic != "participation")


def _no_young_carer_unmeant(desk: Desk, told: tuple[str, ...]) -> tuple[str, ...]:
    """A grown-up who cares for their parents is no young carer; the words of school and youth tell who is."""
    others = [topic for topic in told if topic != "young_carer"]
    words = desk.talk.words() + desk.said.text
    grown = desk.talk.age_band not in ("", "u18") or not any(word in words for word in _OF_YOUTH)
    cares = {"elder_care", "eighty_fifty", "dementia"} & {*others, *desk.talk.topics()}
    return tuple(others) if cares and grown else told

"""Every name that a resident may give, folded, with what it means; and the search for them in a text."""

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import Literal

from bot.routing.fold import is_kana

NameKind = Literal["city", "town", "area", "vague", "outside", "neutral"]


@dataclass(frozen=True)
class Meaning:
    """What a name stands for; `value` is a town, an area id, or the municipality outside."""

    kind: NameKind
    municipality: str = ""
    value: str = ""
    base: bool = False
    """True for a municipality's name without 区 or 市, which is often a town's or a station's name too."""


@dataclass(frozen=True)
class Hit:
    """A name found in a folded text, with all its meanings."""

    start: int
    end: int
    meanings: tuple[Meaning, ...]

    def of(self, kind: NameKind) -> tuple[Meaning, ...]:
        """Return the meanings of one kind."""
        return tuple(meaning for meaning in self.meanings if meaning.kind == kind)


_BEFORE_KANA = "はをにでがともへやのかし区市町都県駅、。・,.()「」:;/-"
_AFTER_KANA = (
    "の", "に", "で", "です", "だ", "は", "が", "か", "と", "も", "あたり", "へん", "らへん", "ふきん", "しゆうへん",
    "ちか", "ちよう", "まち", "えき",
    "く", "し", "、", "。", "いち", "いつ", "さん", "よん", "ご", "ろく", "なな", "しち",
    "はち", "はつ", "きゆう", "ー", "ほう", "すんで", "から", "や", "よ", "ね",
)  # fmt: skip
_PART_OF_OTHER = re.compile(
    r"通り|どおり|街道|線(?!路)|台(?!目)|町(?!目|会|内|の)|新田|銀座|区(?!役所|内|民)|市(?!役所|内|民)|"
    r"さん(?!ちよ)|先生|くん|ちやん|君|様(?!子)|氏|(?<=水道)(?:代|料|局|管|水|の水|が|も|を)"
)
"""本郷通り, 東山線, 中原区, 平井さん and 水道代 are no towns."""
_PERSON = re.compile(r"さん(?!ちよ)|くん|ちやん|せんせい")
_NUMBER_NEXT = re.compile(r"[0-9]|[一二三四五六七八九]丁")
_PREFIXES = "東西南北新元"


class Names:
    """A dictionary of folded names; the longest name at a place wins over those inside it."""

    def __init__(self) -> None:
        """Begin empty."""
        self._names: dict[str, list[Meaning]] = defaultdict(list)
        self._longest = 1

    def add(self, name: str, meaning: Meaning) -> None:
        """Add a folded name; the same meaning twice counts once."""
        if name and meaning not in self._names[name]:
            self._names[name].append(meaning)
            self._longest = max(self._longest, len(name))

    def __contains__(self, name: str) -> bool:
        """Return True when a folded name is known."""
        return name in self._names

    def meanings(self, name: str) -> tuple[Meaning, ...]:
        """Return the meanings of a folded name."""
        return tuple(self._names.get(name, ()))

    def find(self, text: str) -> list[Hit]:
        """Return the names in a folded text, left to right, the longest first where they begin together."""
        hits: list[Hit] = []
        index = 0
        while index < len(text):
            hit = self._at(text, index, hits[-1].end if hits else 0)
            if hit is None:
                index += 1
            else:
                hits.append(hit)
                index = hit.end
        return hits

    def _at(self, text: str, index: int, last_end: int) -> Hit | None:
        """Return the longest name that begins here and stands by itself."""
        for length in range(min(self._longest, len(text) - index), 0, -1):
            name = text[index : index + length]
            if name in self._names and _stands_alone(text, index, index + length, joined=index == last_end):
                return Hit(index, index + length, tuple(self._names[name]))
        return None


def _stands_alone(text: str, start: int, end: int, *, joined: bool) -> bool:
    """Return False when the name is part of another word: a kana syllable in a sentence, 本郷通り, 東本郷.

    `joined`: the name follows another name (or begins the text), so what stands before it belongs to that one.
    """
    name, before, after = text[start:end], text[start - 1 : start], text[end:]
    if is_kana(name):
        if _PERSON.match(after):
            return False
        return _kana_stands(name, "" if joined else before, after)
    if len(name) == 1:
        return bool(_NUMBER_NEXT.match(after)) or (not after and joined and start > 0)
    if _PART_OF_OTHER.match(text, end) and not name.endswith(("駅", "区", "市")):
        return False
    return joined or before not in tuple(_PREFIXES)


def _kana_stands(name: str, before: str, after: str) -> bool:
    """Return True when kana before and after are particles or the ends of other names."""
    if before and is_kana(before) and before not in _BEFORE_KANA:
        return False
    if not after or not is_kana(after[:1]):
        return True
    if len(name) <= 2 and after.startswith(("い", "ら", "る", "た", "て", "か", "よ")):
        return False
    return after.startswith(_AFTER_KANA)

"""Every name that a resident may give, folded, with what it means; and the search for them in a text."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Literal

from bot.routing.standing import Span, stands_alone

NameKind = Literal["city", "town", "area", "vague", "outside", "neutral"]


@dataclass(frozen=True)
class Meaning:
    """What a name stands for; `value` is a town, an area id, or the municipality outside."""

    kind: NameKind
    municipality: str = ""
    value: str = ""
    base: bool = False
    """True for a municipality's name without 区 or 市, which is often a town's or a station's name too."""

    def is_narrow(self, name: str) -> bool:
        """Return True for a town, ours or outside, whose name has to stand clear of other kanji."""
        is_municipality = name[-1] in "区市県府道都外" or self.value.endswith(name)
        return self.kind == "town" or (self.kind == "outside" and not is_municipality)


@dataclass(frozen=True)
class Hit:
    """A name found in a folded text, with all its meanings."""

    start: int
    end: int
    meanings: tuple[Meaning, ...]

    @property
    def is_wide(self) -> bool:
        """Return True for a municipality or more, after which a town's name may follow at once."""
        return any(meaning.kind in ("city", "outside", "neutral") for meaning in self.meanings)

    def of(self, kind: NameKind) -> tuple[Meaning, ...]:
        """Return the meanings of one kind."""
        return tuple(meaning for meaning in self.meanings if meaning.kind == kind)


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
            hit = self._at(text, index, hits[-1] if hits else None)
            if hit is None:
                index += 1
            else:
                hits.append(hit)
                index = hit.end
        return hits

    def _at(self, text: str, index: int, last: Hit | None) -> Hit | None:
        """Return the longest name that begins here and stands by itself, with the meanings it can have there."""
        for length in range(min(self._longest, len(text) - index), 0, -1):
            meanings = self._names.get(text[index : index + length])
            if not meanings:
                continue
            span = Span(index, index + length, last.end if last else 0, last is None or last.is_wide)
            goes_on = self._goes_on(text, span.end)
            standing = tuple(
                meaning
                for meaning in meanings
                if stands_alone(text, span, is_town=meaning.is_narrow(text[index : span.end]), goes_on=goes_on)
            )
            if standing:
                return Hit(index, index + length, standing)
        return None

    def _goes_on(self, text: str, end: int) -> str:
        """Return the joint (の, と, か, や or none) after which another name follows at once, "-" when none does."""
        for joint in ("", "の", "と", "か", "や"):
            start = end + len(joint)
            if text.startswith(joint, end) and any(
                text[start : start + length] in self._names for length in range(3, self._longest + 1)
            ):
                return joint
        return "-"

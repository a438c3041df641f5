"""The rules that decide the plain cases, readable by a social worker (`rules.yaml`), and their evaluation.

A rule names the concepts that must all stand near each other (`all`, alternatives with `|`), those that must not occur
(`not`), the kinds and the level. `@name` in `not` stands for a group of concepts given under `groups`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from bot.triage.errors import TriageDataError
from bot.triage.lexicon import Places, read_yaml
from bot.triage.verdict import Kind, Level

NEAR = 40
"""Characters within which the concepts of one rule have to stand, unless the rule says otherwise."""


@dataclass(frozen=True)
class Rule:
    """One line of the rule book. `level` none marks a calm context: it quiets the classifier, never another rule."""

    id: str
    level: Level
    kinds: tuple[Kind, ...]
    wanted: tuple[tuple[str, ...], ...]
    barred: tuple[str, ...] = ()
    near: int = NEAR

    def holds(self, places: Places) -> bool:
        """Whether the rule applies to a message whose concepts stand at `places`."""
        for names in self.wanted:  # most rules end here, and the webhook reads every text
            if places.keys().isdisjoint(names):
                return False
        found = [sorted({at for name in names for at in places.get(name, ())}) for names in self.wanted]
        if not all(found) or any(name in places for name in self.barred):
            return False
        return any(all(_close(at, others, self.near) for others in found[1:]) for at in found[0])


def _close(at: int, others: Sequence[int], near: int) -> bool:
    return any(abs(at - other) <= near for other in others)


@dataclass(frozen=True)
class Rulebook:
    """All rules in the order of the file."""

    rules: tuple[Rule, ...]

    def apply(self, places: Places) -> tuple[Rule, ...]:
        """The rules that hold; only those are looked at whose first wish is among the concepts."""
        maybe = {at for name in places for at in self._first.get(name, ())}
        return tuple(self.rules[at] for at in sorted(maybe) if self.rules[at].holds(places))

    @cached_property
    def _first(self) -> dict[str, list[int]]:
        """For each concept the rules that could begin with it."""
        found: dict[str, list[int]] = {}
        for at, rule in enumerate(self.rules):
            for name in rule.wanted[0]:
                found.setdefault(name, []).append(at)
        return found


def load_rules(path: Path, known: frozenset[str]) -> Rulebook:
    """Read `rules.yaml`; raises TriageDataError for an unknown concept, level or kind, or a doubled id."""
    raw = read_yaml(path)
    if not isinstance(raw, dict) or not isinstance(raw.get("rules"), list):
        raise TriageDataError(f"{path.name}: 一番上に groups と rules が要ります")
    groups = {str(name): str(words).split() for name, words in (raw.get("groups") or {}).items()}
    rules = tuple(_rule(path, entry, groups, known) for entry in raw["rules"])
    ids = [rule.id for rule in rules]
    doubled = sorted({name for name in ids if ids.count(name) > 1})
    if doubled:
        raise TriageDataError(f"{path.name}: 同じ id が二度あります: {', '.join(doubled)}")
    return Rulebook(rules)


def _rule(path: Path, entry: Any, groups: Mapping[str, Sequence[str]], known: frozenset[str]) -> Rule:
    name = str(entry.get("id", "?")) if isinstance(entry, dict) else "?"
    try:
        wanted = tuple(tuple(item.split("|")) for item in str(entry["all"]).split())
        barred = tuple(c for item in str(entry.get("not", "")).split() for c in _expand(item, groups))
        rule = Rule(
            str(entry["id"]),
            Level(entry["level"]),
            tuple(Kind(kind) for kind in str(entry.get("kinds", "")).split()),
            wanted,
            barred,
            int(entry.get("near", NEAR)),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise TriageDataError(f"{path.name}: 規則「{name}」の書き方を直してください ({error})") from error
    unknown = {c for names in wanted for c in names} | set(barred)
    if unknown - known:
        raise TriageDataError(
            f"{path.name}: 規則「{name}」の語 {sorted(unknown - known)} が concepts.yaml にありません"
        )
    return rule


def _expand(item: str, groups: Mapping[str, Sequence[str]]) -> Sequence[str]:
    return groups[item[1:]] if item.startswith("@") else (item,)

"""The words and rules of the screen as one thing that is read from two files, whole or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bot.triage.errors import TriageDataError
from bot.triage.lexicon import Lexicon, load_lexicon
from bot.triage.rules import Rulebook, load_rules
from bot.triage.verdict import Kind, Level


@dataclass(frozen=True)
class Handbook:
    """What decides the plain cases."""

    lexicon: Lexicon
    rulebook: Rulebook


def load_handbook(concepts: Path, rules: Path) -> Handbook:
    """Read both files; raises TriageDataError for a fault in them, and for a kind of danger that no rule names."""
    lexicon = load_lexicon(concepts)
    rulebook = load_rules(rules, lexicon.names)
    named = {kind for rule in rulebook.rules if rule.level is not Level.NONE for kind in rule.kinds}
    missing = [kind.value for kind in Kind if kind not in named]
    if missing:
        raise TriageDataError(f"{rules.name}: どの規則にもない種類があります: {', '.join(missing)}")
    return Handbook(lexicon, rulebook)

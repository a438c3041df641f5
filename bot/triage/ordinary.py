"""Ordinary messages for the classifier to learn calm from: corpus, phrases, questions of the FAQ.

A topic behind which danger often stands (violence, hunger, no roof, illness of body or mind) is left out whole, and so
are the lines of `unsure.txt`, over which a careful reader would ask once more.
"""

from __future__ import annotations

import re
from pathlib import Path

from bot.triage.lines import Line
from bot.triage.verdict import Level
from faq.load import load_entries
from resources.model.corpus_reader import read_corpus
from resources.model.phrases import read_phrases

HIDING = frozenset({"dv", "abuse", "mental_health", "housing", "food", "livelihood", "illness", "family_relations"})
"""Topics of the corpus whose lines may be dangerous without saying so in their label."""
HIDING_LINES = HIDING - {"family_relations"}
_WEIGHED = "dv_gyakutai_toha"
"""Whether something is violence is asked by people who live in it: those questions are no calm lines."""
_NOT_CALM = frozenset({"vague", "insult"})
_SHARE = 3
"""Every third phrase is enough: they are short and alike."""
_WRITING = re.compile(r"[^\w\s]+")


def ordinary(unsure: Path, own: set[tuple[str, ...]]) -> list[Line]:
    """Ordinary lines that are not among `own` already, each text once."""
    barred = {tuple(row.split(" // ")) for row in unsure.read_text(encoding="utf-8").splitlines()}
    found: dict[tuple[str, ...], Line] = {}
    for turns, source in [*_corpus(), *_phrases(), *_questions()]:
        if turns not in own and turns not in barred:
            found.setdefault(turns, Line(turns, Level.NONE, (), f"ordinary_{source}"))
    return list(found.values())


def _corpus() -> list[tuple[tuple[str, ...], str]]:
    """Lines and talks; each bubble of a talk once more alone, as it comes."""
    lines = [line for line in read_corpus() if not HIDING_LINES & set(line.topics)]
    whole = [(line.turns or (line.text,), line.file) for line in lines]
    return whole + [((turn,), "bubbles") for turns, _ in whole if len(turns) > 1 for turn in turns]


def _phrases() -> list[tuple[tuple[str, ...], str]]:
    lines = [line for line in read_phrases() if not HIDING & set(line.topics) and line.intent not in _NOT_CALM]
    kept = [line for at, line in enumerate(lines) if line.intent or at % _SHARE == 0]
    return [((line.text,), "phrases") for line in kept if line.weight >= 1.0]


def _questions() -> list[tuple[tuple[str, ...], str]]:
    asks = [ask for key, entry in load_entries().items() if key != _WEIGHED for ask in entry.asks]
    return [((_WRITING.sub(" ", ask).strip(),), "faq") for ask in asks]

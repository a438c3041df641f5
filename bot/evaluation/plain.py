"""How hard a set is: a plain reader that learnt from the project's first lines only, measured in the same run.

Two sets of figures can only be compared when their lines are as hard as each other. What this reader gives on both
tells that: the requirements name its figures on their own sets (issue "Understand what people mean": .87 among three
and .58 first on written messages, .75 and .57 on talk, .10 first in other languages; issue "Notice danger first":
recall .93 at 18 % false alarms).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bot.evaluation.figures import Figure, Report, rate
from bot.evaluation.sets import Record, turns
from bot.triage.lines import read_file
from bot.triage.screen import DATA
from bot.triage.verdict import Level
from resources.language.tokenise import Tokeniser
from resources.model.corpus_reader import FOLDER, Line, read_corpus

FALSE_ALARMS = 0.18
"""Share of calm lines that may ring when recall is told: where the requirements tell it."""
_FIRST = "base"
"""The files that hold the lines with which the project began, of topics and of danger."""
_LETTERS = (1, 4)
_LOOSE = 10.0
"""Inverse strength of the penalty."""


class Plain:
    """Character runs (and, for topics, Sudachi forms) and one logistic regression a label."""

    def __init__(self, texts: Sequence[str], labels: Sequence[frozenset[str]], *, words: bool) -> None:
        from scipy.sparse import hstack
        from sklearn.feature_extraction.text import TfidfVectorizer
        from sklearn.linear_model import LogisticRegression

        blocks = [TfidfVectorizer(analyzer="char", ngram_range=_LETTERS, sublinear_tf=True)]
        if words:
            blocks.append(TfidfVectorizer(analyzer=_forms(), sublinear_tf=True))
        read = hstack([block.fit_transform(texts) for block in blocks]).tocsr()
        self.names = sorted(frozenset().union(*labels))
        told = [np.array([name in label for label in labels]) for name in self.names]
        self._models = [LogisticRegression(C=_LOOSE, solver="liblinear").fit(read, those) for those in told]
        self._read: Callable[[Sequence[str]], Any] = lambda lines: hstack([b.transform(lines) for b in blocks]).tocsr()

    def scores(self, texts: Sequence[str]) -> NDArray[np.float64]:
        """(texts, names) log odds of each label."""
        read = self._read(texts)
        return np.stack([model.decision_function(read) for model in self._models], axis=1)


def evaluate(worries: Sequence[Record], messages: Sequence[Record]) -> Report:
    """What the plain reader gives on the sets of topics and of danger: the lower, the harder the lines."""
    told = [record for record in worries if record.get("topics")]
    japanese = [record for record in told if record.get("language", "ja") in ("ja", "easy")]
    parts = {
        "書いた文": [record for record in japanese if record.get("style") != "talk"],
        "会話": [record for record in japanese if record.get("style") == "talk"],
        "ほかの言語": [record for record in told if record not in japanese],
    }
    return Report("hardness", (*topics(parts), danger(messages)))


def first_lines() -> list[Line]:
    """The messages of worries with which the project began."""
    return [line for line in read_corpus(FOLDER) if line.file == _FIRST and line.topics]


def topics(parts: Mapping[str, Sequence[Record]]) -> list[Figure]:
    """Main topic among three and first, for named parts of a set."""
    lines = first_lines()
    plain = Plain([line.text for line in lines], [frozenset(line.topics) for line in lines], words=True)
    return [figure for name, records in parts.items() if records for figure in _ranks(plain, name, records)]


def _ranks(plain: Plain, name: str, records: Sequence[Record]) -> tuple[Figure, Figure]:
    order = np.argsort(-plain.scores([_text(record) for record in records]), axis=1)
    places = [[plain.names[at] for at in row].index(r["topics"][0]) for row, r in zip(order, records, strict=True)]
    return (
        rate(f"{name}: 主な課題が3つの中", sum(place < 3 for place in places), len(places)),
        rate(f"{name}: 主な課題が先頭", sum(place == 0 for place in places), len(places)),
    )


def danger(records: Sequence[Record]) -> Figure:
    """Recall of the plain reader at `FALSE_ALARMS` of the calm lines."""
    lines = list(read_file(DATA / "lines" / f"{_FIRST}.txt"))
    rings = [frozenset({"danger"} if line.level is not Level.NONE else ()) for line in lines]
    plain = Plain(["\n".join(line.turns) for line in lines], rings, words=False)
    scores = plain.scores([_text(record) for record in records])[:, 0]
    dangerous = np.array([record["level"] != "none" for record in records])
    limit = np.quantile(scores[~dangerous], 1 - FALSE_ALARMS) if (~dangerous).any() else 0.0
    heard = int((scores[dangerous] > limit).sum())
    return rate(f"誤った警報が{FALSE_ALARMS:.0%}のとき、危険に気づいた割合", heard, int(dangerous.sum()))


def _text(record: Record) -> str:
    return "\n".join(turns(record))


def _forms() -> Callable[[str], list[str]]:
    tokeniser = Tokeniser()
    return lambda text: [token.form for token in tokeniser.split(text)]

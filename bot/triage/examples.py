"""The labelled and the ordinary lines made ready for training: vectors, words, rules, labels, weights."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.triage.blend import clauses, foreign
from bot.triage.classifier import Floats
from bot.triage.features import SIZE, Vector, vectorise
from bot.triage.lexicon import load_lexicon
from bot.triage.lines import Line, read_lines
from bot.triage.meaning import SLOTS, widen
from bot.triage.net import Float32
from bot.triage.ordinary import ordinary
from bot.triage.rules import Rule, load_rules
from bot.triage.talk import Heard, hear
from bot.triage.train_net import Samples
from bot.triage.verdict import Kind, Level
from bot.triage.words import WordReader

ORDINARY_WEIGHT = 0.35
"""Weight of an ordinary Japanese line beside the labelled ones: there are more of them, and they are easy."""
_ABROAD = 0.5
"""Share of letters that are not Japanese from which a line is foreign: there are few, so they count whole."""


@dataclass(frozen=True)
class Examples:
    """Everything training needs, row by row; `parts` are the clauses of longer lines, `owner` the rows they are of."""

    lines: Sequence[Line]
    heard: Sequence[Heard]
    rules: Sequence[Sequence[Rule]]
    light: Any
    wide: Any
    parts: Any
    owner: npt.NDArray[np.int64]
    samples: Samples
    vectors: Float32
    concepts: dict[str, int]

    @property
    def labels(self) -> npt.NDArray[np.int64]:
        """One column for each head: any, emergency, kinds."""
        return self.samples.labels

    @property
    def weight(self) -> Floats:
        """The weight of each line."""
        return self.samples.weight

    @property
    def own(self) -> npt.NDArray[np.bool_]:
        """Which lines were labelled one by one."""
        return np.array([not line.source.startswith(("pool", "ordinary")) for line in self.lines])


def read_examples(root: Path) -> Examples:
    """All lines of the data folder and the ordinary ones."""
    lexicon = load_lexicon(root / "concepts.yaml")
    rulebook = load_rules(root / "rules.yaml", lexicon.names)
    lines = read_lines(root / "lines")
    lines += ordinary(root / "unsure.txt", {line.turns for line in lines})
    reader = WordReader.load()
    heard = [hear(line.turns, lexicon) for line in lines]
    words = [reader.read(line.turns) for line in lines]
    light = [vectorise(one, lexicon) for one in heard]
    wide = [widen(one, read, reader.vectors.groups) for one, read in zip(light, words, strict=True)]
    cut = [(at, part) for at, one in enumerate(heard) for part in clauses(one.text)]
    concepts = {name: at for at, name in enumerate(sorted(lexicon.names))}
    found = [np.array([concepts[n] for n in one.places if n in concepts], dtype=np.int64) for one in heard]
    light_ones = [
        line.source.startswith(("pool", "ordinary")) and foreign(one.text) < _ABROAD
        for line, one in zip(lines, heard, strict=True)
    ]
    return Examples(
        lines,
        heard,
        [rulebook.apply(one.places) for one in heard],
        matrix(light, SIZE),
        matrix(wide, SLOTS),
        matrix([vectorise(hear([part], lexicon), lexicon) for _, part in cut], SIZE),
        np.array([at for at, _ in cut], dtype=np.int64),
        Samples(words, found, label(lines), np.where(light_ones, ORDINARY_WEIGHT, 1.0)),
        reader.vectors.vectors,
        concepts,
    )


def matrix(vectors: Sequence[Vector], slots: int) -> Any:
    """The sparse matrix of the vectors, a row each."""
    from scipy.sparse import csr_matrix

    ends = np.cumsum([0] + [len(one.slots) for one in vectors])
    values, places = (np.concatenate([getattr(one, name) for one in vectors]) for name in ("values", "slots"))
    made = csr_matrix((values, places, ends), shape=(len(vectors), slots))
    made.sum_duplicates()
    return made


def label(lines: Sequence[Line]) -> npt.NDArray[np.int64]:
    """One column for each head: any, emergency, kinds."""
    rows = [
        [line.level is not Level.NONE, line.level is Level.EMERGENCY, *(kind in line.kinds for kind in Kind)]
        for line in lines
    ]
    return np.array(rows, dtype=np.int64)

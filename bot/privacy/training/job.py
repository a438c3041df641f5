"""One tagger from the lines to the file; its own module so that a fresh process can import it."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np

from bot.privacy.features import Featuriser
from bot.privacy.keep import Keeper
from bot.privacy.lexicon import DATA, Lexicon
from bot.privacy.morphology import SudachiMorphology
from bot.privacy.recognisers.registry import default_recognisers
from bot.privacy.tagger import Network, Reader
from bot.privacy.training.augment import Labelled
from bot.privacy.training.fit import Plan, fit, save
from bot.privacy.training.lines import corpora, training_lines
from bot.privacy.training.second import PARTS, Gatherer, grow, often, part_of
from bot.privacy.traits import Traits
from resources.words import WordVectors

_FEWER = 20  # of the corpora's lines each 20th is enough to train on
_ON = Plan(copies=0, epochs=1, planted=1_500, rate=1e-3)
_APART = 5  # seeds of the taggers that are trained without a part of the lines


def train(number: int, seed: int, folder: Path) -> dict[str, object]:
    """Fit one tagger and write it; the same lines and seed give the same weights."""
    lines = training_lines(DATA)
    return _written(fit(lines, _featuriser(), Plan(seed=seed)), folder / f"tagger{number}.npz", len(lines))


def train_on(number: int, seed: int, folder: Path) -> dict[str, object]:
    """Train the tagger that ships a little further, after new lines or longer lists: 20 seconds in place of 400."""
    lines = training_lines(DATA, every=_FEWER)
    with np.load(DATA / f"tagger{number}.npz", allow_pickle=False) as shipped:
        start = dict(shipped)
    arrays = fit(lines, _featuriser(), replace(_ON, seed=seed), start)
    return _written(arrays, folder / f"tagger{number}.npz", len(lines))


def second(folder: Path) -> dict[str, object]:
    """Train a tagger for each part of the lines without that part, and grow the forest from what they make of it."""
    lines = training_lines(DATA)
    lexicon, vectors = Lexicon.load(), WordVectors.load()
    networks = [_apart(lines, part, vectors) for part in range(PARTS)]
    found, keeper = often(lines), Keeper.from_lexicon(lexicon)
    featuriser = _featuriser()
    traits = Traits(lexicon, keeper, vectors, featuriser.morphology, found)
    reader = Reader((), featuriser, traits)
    gatherer = Gatherer(reader, default_recognisers(lexicon), keeper)
    examples = gatherer.gather(lines, networks, len(lines) - len(corpora(DATA)))
    return _written(grow(examples, found), folder / "second.npz", len(lines))


def _apart(lines: Sequence[Labelled], part: int, vectors: WordVectors) -> Network:
    """Return a tagger that never saw the lines of one part."""
    others = [line for number, line in enumerate(lines) if part_of(number) != part]
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"apart{part}.npz"
        save(fit(others, _featuriser(), Plan(seed=_APART + part)), path)
        return Network.load(path, vectors)


def _featuriser() -> Featuriser:
    return Featuriser(Lexicon.load(), SudachiMorphology(), WordVectors.load())


def _written(arrays: dict[str, Any], target: Path, lines: int) -> dict[str, object]:
    save(arrays, target)
    return {"lines": lines, "file": target.name, "bytes": target.stat().st_size}

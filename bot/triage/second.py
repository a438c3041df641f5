"""The second opinion as it is shipped: wide linear weights, nets over word meanings, the blend and its limits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.triage.blend import INPUTS, Blend, Opinions, clauses
from bot.triage.classifier import HEADS, Classifier
from bot.triage.errors import TriageDataError
from bot.triage.features import vectorise
from bot.triage.lexicon import Lexicon
from bot.triage.meaning import SLOTS, widen
from bot.triage.net import Net
from bot.triage.rules import Rule
from bot.triage.talk import Heard, hear
from bot.triage.words import WordReader

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Weights:
    """Linear weights (SLOTS × heads) as whole numbers, and for each head a scale and a bias."""

    weights: npt.NDArray[np.int8]
    scale: Floats
    bias: Floats


@dataclass(frozen=True)
class Second:
    """Everything that is learnt besides the light classifier; thresholds by name."""

    wide: Weights
    nets: Sequence[Net]
    blend: Blend
    thresholds: dict[str, float]


@dataclass(frozen=True)
class Thinker:
    """Reads a message twice more, by its words, and blends all opinions."""

    second: Second
    words: WordReader
    light: Classifier
    lexicon: Lexicon

    def odds(self, bubbles: Sequence[str], heard: Heard, rules: Sequence[Rule]) -> Floats:
        """One calibrated probability for each of `HEADS`."""
        read = self.words.read(bubbles)
        vectors = self.words.vectors
        light = vectorise(heard, self.lexicon)
        vector = widen(light, read, vectors.groups)
        rows = self.second.wide.weights[vector.slots].astype(np.float32)
        letters = (vector.values @ rows) * self.second.wide.scale + self.second.wide.bias
        each = [net.scores(read.rows, vectors.vectors, heard.places) for net in self.second.nets]
        meaning = np.asarray(np.mean(each, axis=0), dtype=np.float64)
        parts = [vectorise(hear([part], self.lexicon), self.lexicon) for part in clauses(heard.text)]
        clause = max(float(self.light.scores(one)[0]) for one in parts or [light])
        return self.second.blend.probabilities(Opinions(letters, meaning, clause, rules, heard.text, len(bubbles)))


def load_second(path: Path) -> Second:
    """Read what training wrote; raises TriageDataError when it is missing or of another make."""
    try:
        with np.load(path, allow_pickle=False) as kept:
            data: dict[str, Any] = {name: kept[name] for name in kept.files}
        order = {str(name): at for at, name in enumerate(data["concepts"].tolist())}
        nets = [Net(_layers(data, at), order) for at in range(int(data["nets"]))]
        second = Second(
            Weights(data["weights"], data["scale"], data["bias"]),
            nets,
            Blend(data["blend"], data["blend_bias"]),
            dict(zip(data["names"].tolist(), data["limits"].tolist(), strict=True)),
        )
    except (OSError, KeyError, ValueError) as error:
        raise TriageDataError(f"{path.name} が読めません。python -m bot.triage.train で作り直してください") from error
    if second.wide.weights.shape != (SLOTS, len(HEADS)) or second.blend.weights.shape != (len(HEADS), INPUTS):
        raise TriageDataError(
            f"{path.name} の形がプログラムと合いません。python -m bot.triage.train で作り直してください"
        )
    return second


def _layers(data: dict[str, Any], at: int) -> dict[str, npt.NDArray[np.float32]]:
    start = f"net{at}_"
    return {name[len(start) :]: data[name].astype(np.float32) for name in data if name.startswith(start)}


def save_second(second: Second, path: Path) -> None:
    """Write it, compressed; nets in half precision."""
    layers = {
        f"net{at}_{name}": value.astype(np.float16)
        for at, net in enumerate(second.nets)
        for name, value in net.arrays.items()
    }
    np.savez_compressed(
        path,
        weights=second.wide.weights,
        scale=second.wide.scale,
        bias=second.wide.bias,
        nets=np.array(len(second.nets)),
        concepts=np.array(list(second.nets[0].concepts)),
        blend=second.blend.weights,
        blend_bias=second.blend.bias,
        names=np.array(list(second.thresholds)),
        limits=np.array(list(second.thresholds.values())),
        **layers,  # type: ignore[arg-type]
    )

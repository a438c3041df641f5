"""From raw scores to probabilities, asserted topics and an intent; all numbers are fitted by train.py."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Decision:
    """Fitted numbers of the last step, for T topics and I intents (intent 0 is "", a worry is told).

    `sharpness` of the softmax over main scores; `set_coef` (3,) for set score, log main probability, offset;
    `threshold` (T,) a topic is asserted from; `lead` main probability from which the first topic is asserted;
    `intent_sharpness` of the softmax over intents; `gate` probability of "a worry" below which nothing is asserted,
    with `gate_coef` (7,) for the clues that gate_clues() lists, offset last.
    """

    sharpness: float
    set_coef: Floats
    threshold: Floats
    lead: float
    intent_sharpness: float
    gate: float
    gate_coef: Floats

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, npt.NDArray[Any]]) -> Decision:
        """Read the numbers as arrays() wrote them."""
        single = {name: float(arrays[f"decide_{name}"]) for name in _SINGLE}
        return cls(
            set_coef=arrays["decide_set_coef"],
            threshold=arrays["decide_threshold"],
            gate_coef=arrays["decide_gate_coef"],
            **single,
        )

    def arrays(self) -> dict[str, npt.NDArray[Any]]:
        """Return the numbers as named arrays for the model file."""
        found: dict[str, npt.NDArray[Any]] = {
            f"decide_{name}": np.asarray(getattr(self, name), dtype=np.float32) for name in _SINGLE
        }
        found["decide_set_coef"] = self.set_coef
        found["decide_threshold"] = self.threshold
        found["decide_gate_coef"] = self.gate_coef
        return found

    def main(self, raw: Floats) -> Floats:
        """Return (n, T) probabilities that each topic is the main one; rows sum to one."""
        return softmax(raw * self.sharpness)

    def held(self, raw_set: Floats, main: Floats) -> Floats:
        """Return (n, T) probabilities that each topic is told at all."""
        score, prior, offset = self.set_coef
        told = score * raw_set + prior * np.log(main + 1e-4) + offset
        return np.asarray(1 / (1 + np.exp(np.minimum(-told, 80))), np.float32)

    def intents(self, raw: Floats) -> Floats:
        """Return (n, I) probabilities of the intents; column 0 is "a worry is told"."""
        return softmax(raw * self.intent_sharpness)

    def worry(self, raw: Floats, lengths: npt.NDArray[np.int64]) -> Floats:
        """Return (n,) the probability that a worry is told; *lengths* are the characters of the messages."""
        topics = len(self.threshold)
        clues = gate_clues(raw, self.main(raw[:, :topics]), lengths)
        score = clues @ self.gate_coef[:-1] + self.gate_coef[-1]
        return np.asarray(1 / (1 + np.exp(-score)), dtype=np.float32)

    def asserts(self, held: Floats, main: Floats, worry: Floats) -> npt.NDArray[np.bool_]:
        """Return (n, T) which topics the evidence holds for; none where *worry* (n,) is below the gate."""
        rows = np.arange(len(main))
        first = main.argmax(axis=1)
        chosen = held >= self.threshold
        chosen[rows, first] |= main[rows, first] >= self.lead
        return np.asarray(chosen & (worry >= self.gate)[:, None])


def gate_clues(raw: Floats, main: Floats, lengths: npt.NDArray[np.int64]) -> Floats:
    """Return (n, 6): score of "a worry", best main, set and other intent score, best main chance, log length."""
    topics = main.shape[1]
    intents = raw[:, 2 * topics :]
    columns = (
        intents[:, 0],
        raw[:, :topics].max(axis=1),
        raw[:, topics : 2 * topics].max(axis=1),
        main.max(axis=1),
        intents[:, 1:].max(axis=1),
        np.log(np.maximum(lengths, 1)),
    )
    return np.stack(columns, axis=1).astype(np.float32)


_SINGLE = ("sharpness", "lead", "intent_sharpness", "gate")


def softmax(scores: Floats) -> Floats:
    """Return exp(scores) with rows summing to one."""
    raised = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=-1, keepdims=True), dtype=np.float32)

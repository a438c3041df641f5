"""Train the net over word meanings (torch, two minutes on one core); the same lines give nearly the same weights."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from bot.triage.net import LOUDNESS, MEAN_POWER, WIDTHS, Float32, Net
from bot.triage.words import Rows, Words

FILTERS, HIDDEN = 128, 96
FORGET, FORGET_CONCEPTS, FORGET_WORDS = 0.4, 0.3, 0.1
EPOCHS, BATCH, RATE, DECAY = 8, 64, 2e-3, 1e-4


@dataclass(frozen=True)
class Samples:
    """What is learnt from: rows of words, numbers of concepts, labels (n, heads), weights (n,)."""

    words: Sequence[Words]
    concepts: Sequence[Rows]
    labels: npt.NDArray[np.int64]
    weight: npt.NDArray[np.float64]

    def take(self, chosen: Rows) -> Samples:
        """Some of them."""
        return Samples(
            [self.words[i] for i in chosen],
            [self.concepts[i] for i in chosen],
            self.labels[chosen],
            self.weight[chosen],
        )


def train_net(samples: Samples, vectors: Float32, names: dict[str, int], seed: int = 0) -> Net:
    """One net; words, concepts and hidden units are forgotten at random while it learns."""
    import torch

    torch.manual_seed(seed)
    torch.set_num_threads(1)
    module = _module(vectors, len(names), samples.labels.shape[1])
    steps = -(-len(samples.words) // BATCH) * EPOCHS
    optimiser = torch.optim.AdamW(module.parameters(), lr=RATE, weight_decay=DECAY)
    pace = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, total_steps=steps, pct_start=0.2)
    for batch in _batches(samples, seed):
        rows, concepts = _tensors(samples, batch, len(names))
        wanted = torch.from_numpy(samples.labels[batch].astype(np.float32))
        each = torch.nn.functional.binary_cross_entropy_with_logits(module(rows, concepts), wanted, reduction="none")
        loss = (each.sum(1) * torch.from_numpy(samples.weight[batch].astype(np.float32))).mean()
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call,unused-ignore]
        torch.nn.utils.clip_grad_norm_(module.parameters(), 2.0)
        optimiser.step()
        pace.step()
    return Net(_arrays(module), names)


def _batches(samples: Samples, seed: int) -> list[Rows]:
    """All batches of all rounds; lines of like length go together."""
    rng = np.random.default_rng(seed)
    lengths = np.array([len(words.rows) for words in samples.words])
    found: list[Rows] = []
    for _ in range(EPOCHS):
        order = np.argsort(lengths + rng.random(len(lengths)) * 6)
        groups = [order[at : at + BATCH] for at in range(0, len(order), BATCH)]
        found += [groups[at] for at in rng.permutation(len(groups))]
    return found


def _tensors(samples: Samples, batch: Rows, concepts: int) -> tuple[Any, Any]:
    """Rows of words plus one (0 unknown, -1 beyond the end) and concepts as zeros and ones."""
    import torch

    longest = max(3, *(len(samples.words[i].rows) for i in batch))
    rows = np.full((len(batch), longest), -1, dtype=np.int64)
    seen = np.zeros((len(batch), concepts), dtype=np.float32)
    for at, i in enumerate(batch):
        rows[at, : len(samples.words[i].rows)] = samples.words[i].rows + 1
        seen[at, samples.concepts[i]] = 1.0
    return torch.from_numpy(rows), torch.from_numpy(seen)


def _module(vectors: Float32, concepts: int, heads: int) -> Any:
    import torch
    from torch import nn

    class Module(nn.Module):
        """The layers; `bot.triage.net` does the same with NumPy."""

        def __init__(self) -> None:
            super().__init__()
            known = torch.from_numpy(np.vstack([np.zeros((1, vectors.shape[1]), np.float32), vectors]))
            self.known = known * LOUDNESS
            self.conv = nn.ModuleList([nn.Conv1d(vectors.shape[1], FILTERS, w, padding=w // 2) for w in WIDTHS])
            self.fc = nn.Linear(FILTERS * len(WIDTHS) * 2, HIDDEN)
            self.con = nn.Linear(concepts, HIDDEN, bias=False)
            self.wide = nn.Linear(concepts, heads, bias=False)
            self.out = nn.Linear(HIDDEN, heads)
            nn.init.zeros_(self.con.weight)
            nn.init.zeros_(self.wide.weight)
            self.forget, self.forget_concepts = nn.Dropout(FORGET), nn.Dropout(FORGET_CONCEPTS)

        def forward(self, rows: Any, concepts: Any) -> Any:
            there = (rows >= 0).unsqueeze(1)
            x = self.known[rows.clamp(min=0)]
            if self.training:
                x = x * (torch.rand(rows.shape) > FORGET_WORDS).unsqueeze(-1)
            x, count = x.transpose(1, 2), there.sum(2).clamp(min=1).float()
            parts = []
            for layer in self.conv:
                answer = torch.relu(layer(x)[:, :, : rows.shape[1]]) * there
                parts += [answer.max(2).values, answer.sum(2) / count**MEAN_POWER]
            seen = self.forget_concepts(concepts)
            hidden = torch.relu(self.fc(self.forget(torch.cat(parts, 1))) + self.con(seen))
            return self.out(self.forget(hidden)) + self.wide(seen)

    return Module()


def _arrays(module: Any) -> dict[str, Float32]:
    """The layers as `Net` reads them, in half precision: what is measured is what is shipped."""
    made: dict[str, Any] = {}
    for width, layer in zip(WIDTHS, module.conv, strict=True):
        weight = layer.weight.detach().numpy()
        made[f"conv{width}_w"] = weight.transpose(2, 1, 0).reshape(-1, weight.shape[0])
        made[f"conv{width}_b"] = layer.bias.detach().numpy()
    made |= {"fc_w": module.fc.weight, "fc_b": module.fc.bias, "con_w": module.con.weight}
    made |= {"out_w": module.out.weight, "out_b": module.out.bias, "wide_w": module.wide.weight}
    arrays = {name: value if isinstance(value, np.ndarray) else value.detach().numpy() for name, value in made.items()}
    return {name: np.asarray(value, np.float16).astype(np.float32) for name, value in arrays.items()}

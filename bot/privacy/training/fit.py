"""Fits the tagger with torch and writes its weights for numpy."""

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from bot.privacy.document import Document
from bot.privacy.features import WIDTH, Featuriser
from bot.privacy.tagger import DILATIONS, KERNEL, LABELS
from bot.privacy.training.augment import Augmenter, Labelled, labels

EMBEDDING, HIDDEN = 24, 96
_CUT = 400
_PLACES = 500


@dataclass(frozen=True)
class Plan:
    """How to train: varied copies of each line, epochs, lines a step, seed."""

    copies: int = 4
    epochs: int = 6
    batch: int = 16
    seed: int = 5


def examples(lines: Sequence[Labelled], augmenter: Augmenter, copies: int) -> list[Labelled]:
    """Return the lines with `copies` varied copies of each that holds something to vary."""
    found = list(lines)
    for line in lines:
        if any(kind in ("name", "organisation", "address") for _, _, kind in line.spans):
            found += [augmenter.vary(line) for _ in range(copies)]
    return found + [augmenter.place() for _ in range(_PLACES)]


def _prepare(line: Labelled, featuriser: Featuriser, chars: dict[str, int]) -> tuple[Any, Any, Any]:
    text = Document(line.text[:_CUT]).folded
    return (np.array([chars.get(c, 0) for c in text]), featuriser.matrix(text).astype(np.uint8),
            np.array(labels(line, LABELS)[:_CUT]))


def network(vocabulary: int) -> Any:
    """Return the untrained torch modules."""
    from torch import nn

    widths = (EMBEDDING + WIDTH, HIDDEN, HIDDEN)
    return nn.ModuleDict({
        "embedding": nn.Embedding(vocabulary + 1, EMBEDDING),
        "layers": nn.ModuleList(nn.Conv1d(w, HIDDEN, KERNEL, dilation=d, padding=d * (KERNEL // 2))
                                for w, d in zip(widths, DILATIONS, strict=True)),
        "output": nn.Linear(HIDDEN, len(LABELS)), "drop": nn.Dropout(0.25), "hide": nn.Dropout(0.05)})


def forward(net: Any, ids: Any, evidence: Any, real: Any) -> Any:
    """Return logits (lines, characters, labels); `real` is 0 beyond a line's end, where the numpy side sees zeros."""
    import torch

    within = real.unsqueeze(1)
    hidden = torch.cat((net["embedding"](ids), net["hide"](evidence)), dim=2).transpose(1, 2) * within
    for layer in net["layers"]:
        fresh = net["drop"](torch.relu(layer(hidden))) * within
        hidden = fresh if fresh.shape[1] != hidden.shape[1] else hidden + fresh
    return net["output"](hidden.transpose(1, 2))


def fit(lines: Sequence[Labelled], featuriser: Featuriser, plan: Plan) -> dict[str, Any]:
    """Train on labelled lines and return the arrays that `Network.load` reads."""
    import torch

    torch.manual_seed(plan.seed)
    torch.set_num_threads(1)
    rng = random.Random(plan.seed)
    augmented = examples(lines, Augmenter(featuriser.lexicon, rng), plan.copies)
    counts = Counter(c for line in augmented for c in set(Document(line.text).folded))
    chars = {c: n for n, c in enumerate(sorted(c for c, k in counts.items() if k >= 4), start=1)}
    ready = [_prepare(line, featuriser, chars) for line in augmented if line.text]
    net = network(len(chars))
    optimiser = torch.optim.AdamW(net.parameters(), lr=3e-3, weight_decay=2e-2)
    steps = plan.epochs * (len(ready) // plan.batch + 1)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, max_lr=3e-3, total_steps=steps)
    for _ in range(plan.epochs):
        for batch in _batches(ready, plan.batch, rng):
            loss = _loss(net, batch)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
    return _arrays(net, chars)


def _batches(ready: list[tuple[Any, Any, Any]], size: int, rng: random.Random) -> list[list[tuple[Any, Any, Any]]]:
    """Group lines of like length so that little padding is needed."""
    order = sorted(ready, key=lambda item: len(item[0]) + rng.random() * 8)
    found = [order[n:n + size] for n in range(0, len(order), size)]
    rng.shuffle(found)
    return found


def _loss(net: Any, batch: list[tuple[Any, Any, Any]]) -> Any:
    import torch

    longest = max(len(item[0]) for item in batch)
    ids = torch.zeros(len(batch), longest, dtype=torch.long)
    evidence = torch.zeros(len(batch), longest, WIDTH)
    wanted = torch.full((len(batch), longest), -100)
    for n, (chars, rows, tags) in enumerate(batch):
        ids[n, :len(chars)] = torch.from_numpy(chars)
        evidence[n, :len(chars)] = torch.from_numpy(rows).float()
        wanted[n, :len(chars)] = torch.from_numpy(tags)
    ids = torch.where(torch.rand(ids.shape) < 0.25, torch.zeros_like(ids), ids)
    logits = forward(net, ids, evidence, (wanted != -100).float())
    weights = torch.tensor([1.0, 1.0] + [1.5] * (len(LABELS) - 2))  # a leak costs more than a word too many
    return torch.nn.functional.cross_entropy(logits.reshape(-1, len(LABELS)), wanted.reshape(-1), weight=weights)


def _arrays(net: Any, chars: dict[str, int]) -> dict[str, Any]:
    arrays = {"chars": np.array("".join(chars)), "embedding": net["embedding"].weight, "output": net["output"].weight.T,
              "output_bias": net["output"].bias}
    for n, layer in enumerate(net["layers"]):
        arrays[f"kernel{n}"] = layer.weight.permute(2, 1, 0).reshape(-1, HIDDEN)
        arrays[f"bias{n}"] = layer.bias
    return {k: v if isinstance(v, np.ndarray) else v.detach().numpy().astype(np.float16) for k, v in arrays.items()}


def save(arrays: dict[str, Any], path: Path) -> None:
    """Write the weights, half precision, compressed."""
    np.savez_compressed(path, **arrays)

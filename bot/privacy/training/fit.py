"""Fits the tagger with torch and writes its weights for numpy."""

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from bot.privacy.document import Document
from bot.privacy.features import WIDTH, Featuriser
from bot.privacy.tagger import DILATIONS, KERNEL, LABELS
from bot.privacy.training.augment import Augmenter, Labelled, labels
from bot.privacy.training.plant import Planter
from bot.privacy.training.words import Parts
from resources.words import WordVectors

EMBEDDING, MEANING, HIDDEN = 24, 32, 128
_CUT = 400
_PLACES = 1_200


@dataclass(frozen=True)
class Plan:
    """How to train: varied copies of each line, epochs, lines a step, seed, lines with names planted, rate."""

    copies: int = 4
    epochs: int = 5
    batch: int = 16
    seed: int = 5
    planted: int = 16_000
    kinds: int = 4_000
    roles: int = 3_000
    rate: float = 3e-3


def examples(lines: Sequence[Labelled], augmenter: Augmenter, plan: Plan) -> list[Labelled]:
    """Return the lines with varied copies of each that holds something to vary, and clean lines with names planted."""
    found, copies = list(lines), plan.copies
    planter = Planter(augmenter, Parts.load(), random.Random(plan.seed))
    plain = [line.text for line in lines if not line.spans and len(line.text) > 5]
    planted = (planter.plant(text) for text in plain)
    found += [line for line in planted if line][:plan.planted]
    for line in lines:
        if any(kind in ("name", "organisation", "address") for _, _, kind in line.spans):
            found += [augmenter.vary(line) for _ in range(copies)]
    found += [augmenter.kind() for _ in range(plan.kinds)]
    found += [augmenter.role() for _ in range(plan.roles)]
    return found + [augmenter.place() for _ in range(_PLACES)]


@dataclass(frozen=True)
class _Ready:
    """One line as numbers."""

    chars: Any
    rows: Any
    meanings: Any
    wanted: Any


def _prepare(line: Labelled, featuriser: Featuriser, chars: dict[str, int]) -> _Ready:
    text = Document(line.text[:_CUT]).folded
    evidence = featuriser.evidence(text)
    return _Ready(np.array([chars.get(c, 0) for c in text]), evidence.rows.astype(np.uint8), evidence.meanings,
                  np.array(labels(line, LABELS)[:_CUT]))


def network(vocabulary: int, vectors: WordVectors) -> Any:
    """Return the untrained torch modules; the word vectors stay as they are, what is taken of them is learned."""
    import torch
    from torch import nn

    widths = (EMBEDDING + MEANING + WIDTH, *(HIDDEN for _ in DILATIONS[1:]))
    known = torch.from_numpy(np.concatenate((vectors.vectors, np.zeros((1, vectors.dimension), np.float32))))
    return nn.ModuleDict({
        "embedding": nn.Embedding(vocabulary + 1, EMBEDDING), "words": nn.Embedding.from_pretrained(known),  # type: ignore[no-untyped-call]
        "projection": nn.Linear(vectors.dimension, MEANING, bias=False), "blur": nn.Dropout(0.1),
        "layers": nn.ModuleList(nn.Conv1d(w, HIDDEN, KERNEL, dilation=d, padding=d * (KERNEL // 2))
                                for w, d in zip(widths, DILATIONS, strict=True)),
        "output": nn.Linear(HIDDEN, len(LABELS)), "drop": nn.Dropout(0.25), "hide": nn.Dropout(0.05)})


def forward(net: Any, batch: tuple[Any, Any, Any], real: Any) -> Any:
    """Return logits (lines, characters, labels) of characters, meanings and evidence; `real` is 0 beyond a line's
    end, where the numpy side sees zeros."""
    import torch

    ids, meanings, evidence = batch
    within = real.unsqueeze(1)
    meant = net["projection"](net["blur"](net["words"](meanings)))
    hidden = torch.cat((net["embedding"](ids), meant, net["hide"](evidence)), dim=2).transpose(1, 2) * within
    for layer in net["layers"]:
        fresh = net["drop"](torch.relu(layer(hidden))) * within
        hidden = fresh if fresh.shape[1] != hidden.shape[1] else hidden + fresh
    return net["output"](hidden.transpose(1, 2))


def fit(lines: Sequence[Labelled], featuriser: Featuriser, plan: Plan,
        start: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """Train on labelled lines, from the arrays of `start` on if given; return the arrays that `Network.load` reads."""
    import torch

    torch.manual_seed(plan.seed)
    torch.set_num_threads(1)
    rng = random.Random(plan.seed)
    augmented = examples(lines, Augmenter(featuriser.lexicon, rng), plan)
    chars = {c: n for n, c in enumerate(str(start["chars"]) if start else _letters(augmented), start=1)}
    ready = [_prepare(line, featuriser, chars) for line in augmented if line.text]
    net = network(len(chars), featuriser.vectors)
    if start:
        restore(net, start)
    learned = [weight for weight in net.parameters() if weight.requires_grad]
    optimiser = torch.optim.AdamW(learned, lr=plan.rate, weight_decay=2e-2)
    steps = plan.epochs * (len(ready) // plan.batch + 1)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, max_lr=plan.rate, total_steps=steps)
    for _ in range(plan.epochs):
        for batch in _batches(ready, plan.batch, rng):
            loss = _loss(net, batch)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
    return to_arrays(net, chars)


def _letters(lines: Sequence[Labelled]) -> list[str]:
    """Return the characters that stand in four lines or more."""
    counts = Counter(c for line in lines for c in set(Document(line.text).folded))
    return sorted(c for c, k in counts.items() if k >= 4)


def _batches(ready: list[_Ready], size: int, rng: random.Random) -> list[list[_Ready]]:
    """Group lines of like length so that little padding is needed."""
    order = sorted(ready, key=lambda item: len(item.chars) + rng.random() * 8)
    found = [order[n:n + size] for n in range(0, len(order), size)]
    rng.shuffle(found)
    return found


def _loss(net: Any, batch: list[_Ready]) -> Any:
    import torch

    longest = max(len(item.chars) for item in batch)
    ids = torch.zeros(len(batch), longest, dtype=torch.long)
    unknown = net["words"].num_embeddings - 1
    meanings = torch.full((len(batch), longest), unknown)
    evidence = torch.zeros(len(batch), longest, WIDTH)
    wanted = torch.full((len(batch), longest), -100)
    for n, item in enumerate(batch):
        size = len(item.chars)
        ids[n, :size] = torch.from_numpy(item.chars)
        meanings[n, :size] = torch.from_numpy(np.where(item.meanings < 0, unknown, item.meanings))
        evidence[n, :size] = torch.from_numpy(item.rows).float()
        wanted[n, :size] = torch.from_numpy(item.wanted)
    ids = torch.where(torch.rand(ids.shape) < 0.25, torch.zeros_like(ids), ids)
    logits = forward(net, (ids, meanings, evidence), (wanted != -100).float())
    weights = torch.tensor([1.0, 1.0] + [1.5] * (len(LABELS) - 2))  # a leak costs more than a word too many
    return torch.nn.functional.cross_entropy(logits.reshape(-1, len(LABELS)), wanted.reshape(-1), weight=weights)


def restore(net: Any, arrays: Mapping[str, Any]) -> None:
    """Put the arrays of an earlier training into the modules; the opposite of `to_arrays`."""
    import torch

    def put(weight: Any, array: Any) -> None:
        weight.data.copy_(torch.from_numpy(np.ascontiguousarray(array.astype(np.float32))))

    put(net["embedding"].weight, arrays["embedding"])
    put(net["projection"].weight, arrays["projection"].T)
    put(net["output"].weight, arrays["output"].T)
    put(net["output"].bias, arrays["output_bias"])
    for n, layer in enumerate(net["layers"]):
        put(layer.weight, arrays[f"kernel{n}"].reshape(KERNEL, -1, HIDDEN).transpose(2, 1, 0))
        put(layer.bias, arrays[f"bias{n}"])


def to_arrays(net: Any, chars: dict[str, int]) -> dict[str, Any]:
    """Return the learned weights as arrays of half precision."""
    arrays = {"chars": np.array("".join(chars)), "embedding": net["embedding"].weight,
              "projection": net["projection"].weight.T, "output": net["output"].weight.T,
              "output_bias": net["output"].bias}
    for n, layer in enumerate(net["layers"]):
        arrays[f"kernel{n}"] = layer.weight.permute(2, 1, 0).reshape(-1, HIDDEN)
        arrays[f"bias{n}"] = layer.bias
    return {k: v if isinstance(v, np.ndarray) else v.detach().numpy().astype(np.float16) for k, v in arrays.items()}


def save(arrays: dict[str, Any], path: Path) -> None:
    """Write the weights, half precision, compressed."""
    np.savez_compressed(path, **arrays)

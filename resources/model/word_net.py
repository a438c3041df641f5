"""Train the network over words that stands beside the linear heads (see `resources.topics.word_net`)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from torch import nn
from torch.nn import functional as f

from resources.topics.word_net import MEANING_SCALE, Words, packed

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

SHARE = (0.025, 0.03, 0.02)
"""Weight beside the linear heads: main topic, topics told, intent (0.025 to 0.04: the same)."""

WIDTH, HEADS = 128, 8
ROUNDS, BATCH, RATE, DECAY = 12, 128, 2e-3, 0.02
DROPPED, WORDS_DROPPED, FORMS_DROPPED = 0.15, 0.15, 0.3
FEWEST = 2
"""A word met in fewer messages has no row of its own, only that of its meaning."""


@dataclass(frozen=True)
class Rows:
    """Messages as padded rows: `meanings` and `forms` (n, longest), forms 0 where there is no word."""

    meanings: torch.Tensor
    forms: torch.Tensor
    keys: Ints


def rows_of(words: Sequence[Words], unknown: int) -> Rows:
    """Number the words met in at least FEWEST messages from 1; all others share the number after the last."""
    counts = Counter(number for one in words for number in set(one.forms.tolist()))
    keys = np.array(sorted(number for number, count in counts.items() if count >= FEWEST), np.int64)
    longest = max(len(one.forms) for one in words)
    meanings = np.full((len(words), longest), unknown, np.int64)
    forms = np.zeros((len(words), longest), np.int64)
    for row, one in enumerate(words):
        at = np.minimum(np.searchsorted(keys, one.forms), len(keys) - 1)
        forms[row, : len(at)] = np.where(keys[at] == one.forms, at + 1, len(keys) + 1)
        meanings[row, : len(at)] = np.where(one.meanings >= 0, one.meanings, unknown)
    return Rows(torch.from_numpy(meanings), torch.from_numpy(forms), keys)


class Net(nn.Module):
    """The network as it is trained; `arrays` gives what is shipped."""

    def __init__(self, vectors: Floats, forms: int, outputs: int) -> None:
        super().__init__()
        size = vectors.shape[1]
        table = np.vstack([vectors * MEANING_SCALE, np.zeros((1, size), np.float32)])
        self.meanings = nn.Embedding(len(table), size, _weight=torch.from_numpy(table), _freeze=True)
        self.forms = nn.Embedding(forms, size, padding_idx=0)
        nn.init.normal_(self.forms.weight, std=0.05)
        self.project, self.conv = nn.Linear(size, WIDTH), nn.Conv1d(WIDTH, WIDTH, 3, padding=1)
        self.attend, self.value = nn.Linear(WIDTH, HEADS), nn.Linear(WIDTH, WIDTH)
        self.hidden, self.out = nn.Linear(2 * WIDTH, WIDTH), nn.Linear(WIDTH, outputs)
        self.norm, self.drop = nn.LayerNorm(WIDTH), nn.Dropout(DROPPED)
        with torch.no_grad():
            self.forms.weight[0] = 0

    def forward(self, meanings: torch.Tensor, forms: torch.Tensor, mix: Mix | None = None) -> torch.Tensor:
        """Return (n, outputs) logits; with *mix* of mixed messages."""
        there, forms_there = forms > 0, torch.ones(())
        kept = there
        if self.training:
            kept = there & (torch.rand(forms.shape) >= WORDS_DROPPED)
            forms_there = (torch.rand(forms.shape) > FORMS_DROPPED).float()[..., None]
        row = self.project(self.drop(self.meanings(meanings) + self.forms(forms) * forms_there))
        row = row.masked_fill(~kept[..., None], 0)
        row = self.norm(row + f.gelu(self.conv(row.transpose(1, 2)).transpose(1, 2), approximate="tanh"))
        chance = self.attend(row).masked_fill(~there[..., None], -1e4).softmax(1)
        value = self.value(row).unflatten(2, (HEADS, -1))
        told = (chance[..., None] * value).sum(1).flatten(1)
        both = torch.cat([told, row.masked_fill(~there[..., None], -1e4).amax(1)], 1)
        both = both if mix is None else mix.of(both)
        hidden = f.gelu(self.hidden(self.drop(both)), approximate="tanh")
        found: torch.Tensor = self.out(self.drop(hidden))
        return found


@dataclass(frozen=True)
class Mix:
    """Two messages in one, the first by *share*: the network learns to say half of each."""

    share: float
    other: torch.Tensor

    def of(self, rows: torch.Tensor) -> torch.Tensor:
        """Return the rows mixed with the others."""
        return self.share * rows + (1 - self.share) * rows[self.other]


def train(words: Sequence[Words], labels: tuple[Floats, Floats], topics: int, vectors: Floats) -> dict[str, Any]:
    """Return the arrays of a network fitted on all *words*; *labels* are targets (n, outputs) and weights (n,).

    The same input gives the same network.
    """
    torch.manual_seed(0)
    torch.set_num_threads(1)
    random = np.random.default_rng(0)
    rows = rows_of(words, unknown=len(vectors))
    net = Net(vectors, len(rows.keys) + 2, labels[0].shape[1])
    wanted, share = torch.from_numpy(labels[0]), torch.from_numpy(labels[1])
    learning = [part for part in net.parameters() if part.requires_grad]
    rule = torch.optim.AdamW(learning, lr=RATE, weight_decay=DECAY)
    steps = ROUNDS * (len(words) // BATCH + 21)
    pace = torch.optim.lr_scheduler.OneCycleLR(rule, RATE, total_steps=steps, pct_start=0.15)
    net.train()
    for _ in range(ROUNDS):
        for batch in _batches(rows.forms, random):
            longest = max(1, int((rows.forms[batch] > 0).sum(1).max()))
            mix = _mix(len(batch), random)
            aim = wanted[batch] if mix is None else mix.of(wanted[batch])
            loss = _loss(
                net(rows.meanings[batch, :longest], rows.forms[batch, :longest], mix), aim, share[batch], topics
            )
            rule.zero_grad()
            torch.autograd.backward(loss)
            nn.utils.clip_grad_norm_(learning, 1.0)
            rule.step()
            pace.step()
    return arrays(net.eval(), rows.keys, topics)


def arrays(net: Net, keys: Ints, topics: int) -> dict[str, Any]:
    """Return the weights as `resources.topics.word_net.WordNet` reads them."""
    with torch.no_grad():
        forms = net.forms.weight[1:] @ net.project.weight.T
        conv = net.conv.weight.permute(2, 1, 0).reshape(-1, net.conv.out_channels)
        found = {"forms": forms, "conv": conv, "conv_bias": net.conv.bias}
        for name in ("project", "attend", "value", "hidden", "out"):
            part = getattr(net, name)
            found |= {name: part.weight.T, f"{name}_bias": part.bias}
        found |= {"norm": net.norm.weight, "norm_bias": net.norm.bias}
        plain = {
            name: np.asarray(part.detach().numpy(), np.float32).copy()
            for name, part in found.items()
            if part is not None
        }
    return {**packed(plain), "keys": keys.astype(np.int32), "share": np.array([*SHARE, topics], np.float32)}


def _batches(forms: torch.Tensor, random: np.random.Generator) -> Iterator[torch.Tensor]:
    """Yield all rows once, in batches of like length."""
    lengths = (forms > 0).sum(1).numpy()
    order = random.permutation(len(lengths))
    for start in range(0, len(order), BATCH * 20):
        part = order[start : start + BATCH * 20]
        part = part[np.argsort(lengths[part], kind="stable")]
        pieces = [part[at : at + BATCH] for at in range(0, len(part), BATCH)]
        for at in random.permutation(len(pieces)):
            yield torch.from_numpy(pieces[at])


def _mix(count: int, random: np.random.Generator) -> Mix | None:
    """Return a mixture for half of the batches (Zhang et al. 2018, mixup)."""
    if random.random() < 0.5:
        return None
    share = float(random.uniform())
    return Mix(max(share, 1 - share), torch.from_numpy(random.permutation(count)))


def _loss(found: torch.Tensor, wanted: torch.Tensor, weight: torch.Tensor, topics: int) -> torch.Tensor:
    main, told, intent = wanted[:, :topics], wanted[:, topics : 2 * topics], wanted[:, 2 * topics :]
    total = main.sum(1)
    first = -(main / total.clamp(min=1e-6)[:, None] * found[:, :topics].log_softmax(1)).sum(1) * (total > 0)
    each = f.binary_cross_entropy_with_logits(found[:, topics : 2 * topics], told, reduction="none").sum(1)
    kind = -(intent * found[:, 2 * topics :].log_softmax(1)).sum(1)
    loss: torch.Tensor = ((first + 0.5 * each + 0.5 * kind) * weight).sum() / weight.sum()
    return loss

"""What the heads learn to say: main topic, all topics told, and what a message is when no worry is told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from resources.model.corpus_reader import Line

INTENTS = (
    "",
    "vague",
    "greeting",
    "small_talk",
    "thanks",
    "yes",
    "no",
    "stop",
    "skip",
    "back",
    "restart",
    "dont_know",
    "human",
    "forget",
    "insult",
    "off_topic",
    "faq_service",
)
"""Labels of messages without a topic; "" means that a worry is told."""

SECOND = 0.3
"""How much a topic that is told, but not first, counts in the main head."""

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Names:
    """Order of the outputs: main head (topics), set head (topics), intent head."""

    topics: Sequence[str]
    intents: Sequence[str]


def targets(lines: Sequence[Line], names: Names) -> Floats:
    """Return (n, 2 × topics + intents) targets between 0 and 1."""
    count = len(names.topics)
    place = {topic: at for at, topic in enumerate(names.topics)}
    intent = {name: at for at, name in enumerate(names.intents)}
    found = np.zeros((len(lines), 2 * count + len(names.intents)), dtype=np.float32)
    for row, line in enumerate(lines):
        for rank, topic in enumerate(line.topics):
            found[row, place[topic]] = 1.0 if rank == 0 else SECOND
            found[row, count + place[topic]] = 1.0
        found[row, 2 * count + intent.get(line.intent, intent["vague"])] = 1.0
    return found

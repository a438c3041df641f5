"""What the topic model says about a talk."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class TopicJudgement:
    """All topics with the probability of being the main one (best first), and those the evidence holds for.

    `evidence` gives for an asserted topic a short span of the person's own words (R40), maybe empty.
    `intent` is "" when a worry is told, else what the message is instead (vague, greeting, thanks, …).
    """

    ranked: tuple[tuple[str, float], ...]
    asserted: tuple[str, ...] = ()
    evidence: Mapping[str, str] = field(default_factory=dict)
    intent: str = ""

"""The screen itself: rules first, two opinions for what no list holds, one verdict (issue 4, R19-R22, R26)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bot.triage.blend import SETTLED
from bot.triage.classifier import HEADS, Classifier, Floats, load_classifier
from bot.triage.denied import denies_violence
from bot.triage.features import vectorise
from bot.triage.handbook import Handbook, load_handbook
from bot.triage.rules import Rule
from bot.triage.second import Thinker, load_second
from bot.triage.talk import hear
from bot.triage.verdict import CALM, SEVERITY, Kind, Level, Verdict
from bot.triage.words import WordReader

DATA = Path(__file__).resolve().parents[2] / "resources" / "data" / "triage"
EARLIER = 6
"""Earlier bubbles the last one is read with."""
NAMED = 0.3
"""What a rule adds to the probability of its kinds when the first kind is chosen, by cross-validation."""
SURE = 0.35
"""Probability from which a kind that no rule names decides on the words of the answer."""
CLIP = 240
"""Characters kept of each earlier bubble."""


@dataclass(frozen=True)
class Reading:
    """What rules and classifier say of one text, before they are put together."""

    rules: tuple[Rule, ...]
    odds: Floats


class Triage:
    """Judges one message at a time; holds no state of any person and never raises on a text."""

    def __init__(self, handbook: Handbook, classifier: Classifier, thinker: Thinker | None = None) -> None:
        self._readers = (handbook, thinker)
        self._classifier = classifier
        self._limits = thinker.second.thresholds if thinker else classifier.thresholds

    @classmethod
    def load(cls, folder: Path | None = None, light: bool = False) -> Triage:
        """The screen from its data folder (the packaged one by default); raises TriageDataError.

        `light` leaves out the second opinion, which needs a dictionary of words: for the webhook.
        """
        root = folder or DATA
        handbook = load_handbook(root / "concepts.yaml", root / "rules.yaml")
        classifier = load_classifier(root / "weights.npz")
        if light:
            return cls(handbook, classifier)
        second = load_second(root / "meaning.npz")
        return cls(handbook, classifier, Thinker(second, WordReader.load(), classifier, handbook.lexicon))

    def renew(self, handbook: Handbook) -> None:
        """Judge by these words and rules from the next message on; a verdict in the making keeps those it began with.

        The classifiers stay: they know the concepts of their training, a new word of one of those at once.
        """
        thinker = self._readers[1]
        self._readers = (handbook, replace(thinker, lexicon=handbook.lexicon) if thinker else None)

    def judge(self, text: str, earlier: Sequence[str] = ()) -> Verdict:
        """The verdict on the last bubble, read with up to `EARLIER` bubbles before it, oldest first."""
        if denies_violence(text):
            return CALM
        bubbles = [_clip(bubble) for bubble in earlier[-EARLIER:] if bubble]
        together = self.weigh([*bubbles, text])
        if not bubbles:
            return together
        alone = self.weigh([text], "strict")
        return max(together, alone, key=lambda verdict: SEVERITY[verdict.level])

    def weigh(self, bubbles: Sequence[str], limit: str = "any") -> Verdict:
        """The verdict on these bubbles at one of the limits that training wrote ("any", "strict", "joined")."""
        return decide(self.read(bubbles), self._limits, limit)

    def rules(self, bubbles: Sequence[str]) -> tuple[Rule, ...]:
        """The rules that hold, without asking any opinion: a tenth of the time of `read`."""
        handbook, _ = self._readers
        return handbook.rulebook.apply(hear(bubbles, handbook.lexicon).places)

    def read(self, bubbles: Sequence[str]) -> Reading:
        """Rules that hold and probabilities for a talk; the last bubble is the one judged."""
        handbook, thinker = self._readers
        heard = hear(bubbles, handbook.lexicon)
        rules = handbook.rulebook.apply(heard.places)
        if thinker:
            return Reading(rules, thinker.odds(bubbles, heard, rules))
        return Reading(rules, self._classifier.probabilities(vectorise(heard, handbook.lexicon)))


def _clip(bubble: str) -> str:
    """Head and tail of an earlier bubble: it gives context, it was judged when it came."""
    return bubble if len(bubble) <= CLIP else f"{bubble[: CLIP // 2]}\n{bubble[-CLIP // 2 :]}"


def decide(reading: Reading, limits: dict[str, float], asked: str = "any") -> Verdict:
    """Put rules and probabilities together; `asked` names how sure the opinions have to be without a rule."""
    alarms = [rule for rule in reading.rules if rule.level is not Level.NONE]
    calm = any(rule.level is Level.NONE for rule in reading.rules)
    odds = dict(zip(HEADS, reading.odds.tolist(), strict=True))
    settled = any(rule.id.startswith(SETTLED) for rule in reading.rules)
    names = [asked, *(["calm"] if calm else []), *(["settled"] if settled else [])]
    heard = odds["any"] >= max(limits[name] for name in names)
    if not alarms and not heard:
        return CALM
    pressing = any(rule.level is Level.EMERGENCY for rule in alarms) or odds["emergency"] >= limits["emergency"]
    kinds, by_model = _kinds(alarms, odds, limits["kind"])
    matched = [rule.id for rule in alarms] + [f"classifier:{kind}" for kind in by_model]
    chief = tuple(kind for kind in kinds if kind not in by_model or odds[kind.value] >= SURE) or kinds[:1]
    return Verdict(Level.EMERGENCY if pressing else Level.URGENT, kinds, tuple(matched), chief)


def _kinds(alarms: Sequence[Rule], odds: dict[str, float], limit: float) -> tuple[tuple[Kind, ...], list[Kind]]:
    """The kinds of rules and classifier, the one to act on first in front; the second list is the classifier's own.

    The strongest head always speaks: a rule sees one word, the classifier the whole text.
    """
    named = {kind for rule in alarms for kind in rule.kinds}
    strongest = max(Kind, key=lambda kind: odds[kind.value])
    by_model = [kind for kind in Kind if kind not in named and (odds[kind.value] >= limit or kind is strongest)]
    found = named | set(by_model)
    return tuple(sorted(found, key=lambda kind: -odds[kind.value] - NAMED * (kind in named))), by_model

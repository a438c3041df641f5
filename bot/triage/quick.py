"""A very light look at a text, for the webhook: danger must not stand behind a backlog. The engine judges properly.

Rules and the light classifier only, with easy limits: no dictionary of words, no vectors. To ring here for nothing
costs a place in the queue, no more.
"""

from __future__ import annotations

from collections.abc import Callable

from bot.triage.screen import Triage
from bot.triage.verdict import Level


def quick_look() -> Callable[[str], bool]:
    """A function that tells whether a text should overtake ordinary ones."""
    triage = Triage.load(light=True)
    return lambda text: bool(text) and triage.judge(text).level is not Level.NONE

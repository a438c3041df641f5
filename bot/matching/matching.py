"""Places for a wish."""

from __future__ import annotations

from resources.matcher import Matcher, Suggestion, Wish


class Matching:
    """The matcher as the engine sees it: at most three, never the same twice in a talk."""

    def __init__(self, matcher: Matcher) -> None:
        self._matcher = matcher

    def use(self, matcher: Matcher) -> None:
        """Suggest from another catalogue from now on; a turn in progress ends with the one it began with."""
        self._matcher = matcher

    def match(self, wish: Wish, limit: int = 3) -> tuple[Suggestion, ...]:
        """Places that fit, best first; empty when nothing fits (then a person is offered)."""
        return self._matcher.match(wish, limit)

"""Places that fit a worry: filters first, then rank, at most three, different from each other, each with its reason."""

from resources.matcher.matcher import Matcher
from resources.matcher.wish import Suggestion, Wish

__all__ = ["Matcher", "Suggestion", "Wish"]

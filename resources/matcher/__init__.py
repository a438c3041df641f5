"""Find at most three places that fit what a person told."""

from resources.matcher.matcher import Matcher
from resources.matcher.wish import Suggestion, Wish

__all__ = ["Matcher", "Suggestion", "Wish"]

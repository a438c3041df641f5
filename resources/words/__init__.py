"""Meaning of Japanese words from a large corpus: near words lie near each other, so unseen words are not unknown."""

from resources.words.vectors import WordVectors, key_of

__all__ = ["WordVectors", "key_of"]

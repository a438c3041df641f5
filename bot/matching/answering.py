"""Answers to questions about schemes and about this service."""

from __future__ import annotations

from faq import FaqBook


class Answering:
    """The FAQ as the conversation sees it."""

    def __init__(self, book: FaqBook) -> None:
        self._book = book

    def find(self, text: str) -> str:
        """The key of the entry that surely answers a text, "" when none does."""
        found = self._book.find(text)
        return found.key if found.answered else ""

    def bubbles(self, key: str, easy: bool) -> tuple[str, ...]:
        """The bubbles of an entry, in easy Japanese where there are any; raises KeyError for an unknown key."""
        entry = self._book.entry(key)
        return entry.bubbles_easy or entry.bubbles if easy else entry.bubbles

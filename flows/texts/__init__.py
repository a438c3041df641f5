"""Everything that is said to a resident, written by people, one catalogue for each language."""

from flows.texts.book import LANGUAGES, TextBook

__all__ = ["LANGUAGES", "TextBook"]

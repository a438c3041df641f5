"""Asks the catalogue and the FAQ, and keeps why each was chosen."""

from bot.matching.answering import Answering
from bot.matching.matching import Matching

__all__ = ["Answering", "Matching"]

"""Care of the catalogue at the desk: edits of places, lines, answers and wordings as rows over the data files."""

from bot.catalogue.edits import Edits, Proposal
from bot.catalogue.port import KINDS, Library, Sheet, Shown

__all__ = ["KINDS", "Edits", "Library", "Proposal", "Sheet", "Shown"]

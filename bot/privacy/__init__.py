"""Pseudonymisation of text: find personal data, replace it readably, mark what is rare (R49, R50, R51)."""

from bot.privacy.case import CaseNames
from bot.privacy.days import coarsen_dates
from bot.privacy.errors import PrivacyDataError, PrivacyError
from bot.privacy.masker import Masker
from bot.privacy.quasi import Rarity, age_band, coarsen_ages, month_of, rare_facts, rarities
from bot.privacy.spans import Masked, PiiType, Span

__all__ = [
    "CaseNames", "Masked", "Masker", "PiiType", "PrivacyDataError", "PrivacyError", "Rarity", "Span",
    "age_band", "coarsen_ages", "coarsen_dates", "month_of", "rare_facts", "rarities",
]

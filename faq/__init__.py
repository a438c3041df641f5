"""Questions residents ask about schemes and about this service: the answers, and finding them or staying silent."""

from faq.book import FaqBook
from faq.errors import EntriesError, FaqError, UnknownEntry, WeightsError
from faq.records import EncoderLike, Entry, Found
from faq.validate import Problem, check_entries

__all__ = [
    "EncoderLike",
    "EntriesError",
    "Entry",
    "FaqBook",
    "FaqError",
    "Found",
    "Problem",
    "UnknownEntry",
    "WeightsError",
    "check_entries",
]

"""Opaque ids, and case numbers that two people can say to each other on the phone."""

from __future__ import annotations

import secrets
import uuid

# Two-syllable nature words that are hard to mishear and carry no meaning about a person.
_WORDS = (
    "あさひ", "あじさい", "いちょう", "うぐいす", "うみべ", "おりがみ", "かえで", "かもめ", "きつつき", "くるみ",
    "けやき", "こすもす", "さくら", "さざなみ", "しらかば", "すずらん", "すみれ", "せせらぎ", "そよかぜ", "たんぽぽ",
    "つばき", "つばめ", "とまり", "なのはな", "にじいろ", "はなみずき", "ひばり", "ひまわり", "ふくろう", "ほたる",
    "まつば", "みずうみ", "みちくさ", "もみじ", "やまびこ", "ゆうやけ", "よあけ", "らんたん", "りんどう", "わかば",
)  # fmt: skip


def new_id() -> str:
    """A fresh opaque id: 32 hexadecimal characters, not derived from anything."""
    return uuid.uuid4().hex


def new_retry_key() -> str:
    """A UUID as LINE's X-Line-Retry-Key wants it (LINE: Retry failed API requests)."""
    return str(uuid.uuid4())


def case_numbers(letters: str, digits: str) -> list[str]:
    """Every ordinary case number that begins with these letters and ends with these four digits: at most forty."""
    return [f"{word}-{digits}" for word in _WORDS if word.startswith(letters)]


def new_case_number() -> str:
    """A case number to say aloud, such as 「すみれ-4821」; 40 × 9,000 of them, uniqueness is the table's."""
    return f"{secrets.choice(_WORDS)}-{secrets.randbelow(9000) + 1000}"

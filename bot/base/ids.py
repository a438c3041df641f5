"""Opaque ids, and case numbers that two people can say to each other on the phone."""

from __future__ import annotations

import secrets
import uuid

# Nature words that are hard to mishear, and that nobody is called by: a coordinator must never take one for the name.
_WORDS = (
    "あさつゆ", "あじさい", "いちょう", "うぐいす", "うみべ", "おりがみ", "かきのき", "かもめ",
    "きつつき", "くりのみ", "けやき", "こすもす", "さざんか", "さざなみ", "しらかば", "すずらん",
    "すなはま", "せせらぎ", "そよかぜ", "たんぽぽ", "つきよ", "つみき", "とびうお", "なのはな",
    "にじいろ", "はなみずき", "ひだまり", "ひなげし", "ふくろう", "ほしぞら", "まつかさ", "みずうみ",
    "みちくさ", "もくれん", "やまびこ", "ゆうやけ", "よあけ", "らんたん", "りんどう", "わたげ",
)  # fmt: skip
# Given names too: no longer dealt out; cases that bear them are still found.
_RETIRED = (
    "あさひ", "かえで", "くるみ", "さくら", "すみれ", "つばき", "つばめ", "とまり", "ひばり", "ひまわり",
    "ほたる", "まつば", "もみじ", "わかば",
)  # fmt: skip


def new_id() -> str:
    """A fresh opaque id: 32 hexadecimal characters, not derived from anything."""
    return uuid.uuid4().hex


def new_retry_key() -> str:
    """A UUID as LINE's X-Line-Retry-Key wants it (LINE: Retry failed API requests)."""
    return str(uuid.uuid4())


def case_numbers(letters: str, digits: str) -> list[str]:
    """Every ordinary case number that begins with these letters and ends with these four digits: at most 54."""
    return [f"{word}-{digits}" for word in (*_WORDS, *_RETIRED) if word.startswith(letters)]


def new_case_number() -> str:
    """A case number to say aloud, such as 「せせらぎ-4821」; 40 × 9,000 of them, uniqueness is the table's."""
    return f"{secrets.choice(_WORDS)}-{secrets.randbelow(9000) + 1000}"

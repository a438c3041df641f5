"""Which secrets are easy to guess, as far as a program can tell: what manuals show, what hands type, what repeats."""

from __future__ import annotations

import base64
from urllib.parse import unquote, urlsplit

_FEWEST_CHARACTERS = 8
_SHORTEST_PASSWORD = 12
_SHOWN = ("password", "passw0rd", "changeme", "change-me", "secret", "example", "himitsu", "12345678", "qwerty")
"""What stands where a secret should, in samples and in haste."""


def is_guessable(value: str) -> bool:
    """Whether a secret repeats a few characters, or holds a word that stands in samples."""
    return len(set(value)) < _FEWEST_CHARACTERS or any(word in value.lower() for word in _SHOWN)


def is_typed(key: str) -> bool:
    """Whether a base64 key was made of what somebody typed: 32 random bytes are never all letters and signs."""
    try:
        raw = base64.b64decode(key, validate=True)
    except ValueError:
        return False  # whoever reads it will say so
    return all(32 <= byte < 127 for byte in raw) or len(set(raw)) < _FEWEST_CHARACTERS


def has_weak_password(url: str) -> bool:
    """Whether the password in a database's address can be guessed; none at all (a socket, a certificate) is fine."""
    found = urlsplit(url)
    password = unquote(found.password or "")
    if not password:
        return False
    return len(password) < _SHORTEST_PASSWORD or password == found.username or is_guessable(password)

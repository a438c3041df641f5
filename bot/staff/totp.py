"""The second factor: time-based codes (RFC 6238), each usable once, and recovery codes."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import datetime

import pyotp

STEP = 30
_DRIFT = 1
_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
RECOVERY_CODES = 10


def new_totp_secret() -> str:
    """A fresh base32 secret of 160 bits."""
    return pyotp.random_base32()


def enrolment_uri(secret: str, login: str) -> str:
    """What an authenticator app reads from the QR code."""
    return pyotp.TOTP(secret).provisioning_uri(name=login, issuer_name="tsunagu")


def matching_step(secret: str, code: str, now: datetime, last_step: int) -> int | None:
    """The time step that the code belongs to, one step of drift allowed; None if wrong or used already."""
    digits = "".join(c for c in code if c.isdigit())
    totp = pyotp.TOTP(secret)
    current = int(now.timestamp()) // STEP
    for step in range(current - _DRIFT, current + _DRIFT + 1):
        if step > last_step and hmac.compare_digest(totp.at(step * STEP), digits):
            return step
    return None


def current_code(secret: str, now: datetime) -> str:
    """The code an authenticator app shows at that moment (demo and tests)."""
    return pyotp.TOTP(secret).at(int(now.timestamp()))


def new_recovery_codes() -> list[str]:
    """Ten codes to print and lock away, such as 「k7wm-9pxd-3htf」."""
    return ["-".join(_letters(4) for _ in range(3)) for _ in range(RECOVERY_CODES)]


def recovery_hash(code: str) -> str:
    """How a recovery code is stored; 58 random bits need no slow hash."""
    folded = "".join(c for c in code.lower() if c in _ALPHABET)
    return hashlib.sha256(b"recovery" + folded.encode()).hexdigest()


def _letters(count: int) -> str:
    return "".join(secrets.choice(_ALPHABET) for _ in range(count))

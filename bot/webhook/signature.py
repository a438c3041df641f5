"""The signature of a webhook, checked over the raw bytes before anything else (LINE: Verify webhook signature, R12)."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Sequence

from bot.base.errors import SignatureInvalid


def check(body: bytes, signature: str | None, secrets: Sequence[str]) -> None:
    """Pass if any secret that is valid now signed the body (two during rotation); raises SignatureInvalid."""
    given = (signature or "").encode("ascii", "replace")
    matches = [hmac.compare_digest(sign(body, secret), given) for secret in secrets]  # all, for constant time
    if not any(matches):
        raise SignatureInvalid("署名が正しくありません。")


def sign(body: bytes, secret: str) -> bytes:
    """Base64 of HMAC-SHA256 over the body with the channel secret."""
    return base64.b64encode(hmac.new(secret.encode(), body, hashlib.sha256).digest())

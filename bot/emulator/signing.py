"""The bytes of a webhook, written as LINE writes them, and their signature."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import re

from bot.emulator.errors import Json

# Symbols and emoji arrive as \uXXXX escapes while Japanese arrives as UTF-8; a receiver that parses and
# writes the JSON anew before checking the signature fails on exactly these.
_ESCAPED = re.compile("[\u2011-\u26ff\u2700-\u27bf\ue000-\uf8ff\U00010000-\U0010ffff\ud800-\udfff]")


def _escape(match: re.Match[str]) -> str:
    units = match[0].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2))


def webhook_body(destination: str, events: list[Json]) -> bytes:
    """The body of a webhook POST; this text is signed and sent as it is."""
    whole = {"destination": destination, "events": events}
    text = json.dumps(whole, ensure_ascii=False, separators=(",", ":"))
    return _ESCAPED.sub(_escape, text).encode("utf-8")


def signature(channel_secret: str, body: bytes) -> str:
    """`x-line-signature`: base64 of HMAC-SHA256 over the raw body (docs: Verify webhook signature)."""
    digest = hmac.new(channel_secret.encode("utf-8"), body, hashlib.sha256).digest()
    return base64.b64encode(digest).decode("ascii")

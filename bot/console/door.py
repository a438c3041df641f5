"""How often one address may ask: whoever guesses or scrapes is held up, an office with one address is not (ASVS 11.1).

Signing in has tighter limits of its own (bot/staff/limits.py); LINE's door counts wrong signatures only
(bot/webhook/app.py).
"""

from __future__ import annotations

from flask import Flask, abort, request

from bot.base.by_minute import ByMinute

PER_MINUTE = 1200
"""Twenty a second, as the Ingress has it: thirty colleagues behind one address, with pages that look for news."""


def install(app: Flask, counted: ByMinute) -> None:
    """Answer 429 to whoever asks too often, before anything else is looked at."""

    def look() -> None:
        if counted.too_many(request.remote_addr or ""):
            abort(429)

    app.before_request(look)

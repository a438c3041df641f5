"""The webhook server: one route that matters, and what a supervisor asks of a process."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from flask import Flask, Response, request
from werkzeug.middleware.proxy_fix import ProxyFix

from bot.base.by_minute import ByMinute
from bot.base.clock import Clock
from bot.base.errors import SignatureInvalid, TsunaguError, Unavailable
from bot.base.incoming import Incoming
from bot.base.logs import Log, begin
from bot.base.metrics import Metrics
from bot.store.crypto import Keyring, Purpose
from bot.store.mailbox import Letter, Mailbox
from bot.webhook import events, signature

LARGEST_BODY = 1024 * 1024
WRONG_PER_MINUTE = 60
"""Wrong signatures from one address, after which it is answered briefly and no longer noted: no log fills a disk.

Only refusals count, after the signature was checked: LINE, whatever address it comes from, is never held up.
"""
log = Log(__name__)


@dataclass(frozen=True)
class WebhookParts:
    """What the webhook needs; `is_urgent` is a light look at a text, to let danger pass a backlog."""

    secrets: Sequence[str]
    mailbox: Mailbox
    keyring: Keyring
    clock: Clock
    metrics: Metrics = field(default_factory=Metrics)
    is_urgent: Callable[[str], bool] = lambda text: False
    proxies: int = 0
    """How many reverse proxies stand in front; 0 trusts no forwarded header."""
    strangers: ByMinute = field(default_factory=lambda: ByMinute(WRONG_PER_MINUTE))


def create_app(parts: WebhookParts) -> Flask:
    """The WSGI application; bodies over 1 MiB are refused with 413."""
    app = Flask(__name__, static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_BODY
    intake = Intake(parts)
    app.before_request(lambda: begin())
    app.add_url_rule("/callback", "callback", lambda: _callback(intake), methods=["POST"])
    app.add_url_rule("/healthz", "healthz", lambda: "ok")
    app.add_url_rule("/readyz", "readyz", lambda: _ready(parts))
    app.register_error_handler(SignatureInvalid, lambda error: _refuse(parts.strangers, error))
    app.register_error_handler(TsunaguError, _answer)
    if parts.proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=parts.proxies)  # type: ignore[method-assign]
    return app


class Intake:
    """From verified bytes to letters in the mailbox."""

    def __init__(self, parts: WebhookParts) -> None:
        self._parts = parts

    def accept(self, body: bytes, given: str | None) -> None:
        """Verify, read, keep. Raises SignatureInvalid, MailboxFull, Unavailable; never for odd content."""
        signature.check(body, given, self._parts.secrets)
        try:
            found = events.read_body(body)
        except (ValueError, RecursionError):
            self._count("malformed_body")
            log.error("webhook.malformed_body")
            return
        letters = [letter for event in found if (letter := self._letter(event)) is not None]
        new = self._parts.mailbox.put(letters, self._parts.clock()) if letters else 0
        self._count("kept", new)
        self._count("repeated", len(letters) - new)

    def _letter(self, event: object) -> Letter | None:
        read = events.read_event(event, self._parts.clock())
        if isinstance(read, events.Ignored):
            self._count(f"ignored_{read.why}")
            if read.why == "malformed":
                log.error("webhook.malformed_event")
            return None
        return seal(read, self._parts.keyring, urgent=self._parts.is_urgent(read.text))

    def _count(self, outcome: str, by: int = 1) -> None:
        self._parts.metrics.events.labels(outcome).inc(by)


def seal(incoming: Incoming, keyring: Keyring, *, urgent: bool = False) -> Letter:
    """The letter of one event: its lane is a keyed hash of the account, its body encrypted."""
    lane = keyring.fingerprint(f"{incoming.channel}:{incoming.account}")
    body = keyring.seal(Purpose.SESSION, incoming.to_json())
    return Letter(incoming.event_id, lane, body, incoming.occurred_at, urgent)


def _callback(intake: Intake) -> Response:
    intake.accept(request.get_data(cache=False), request.headers.get("X-Line-Signature"))
    return Response("ok", mimetype="text/plain")


def _ready(parts: WebhookParts) -> Response:
    try:
        parts.mailbox.depth()
    except Unavailable as error:
        return _missing({"mailbox": error.message})
    return _missing({})


def _missing(found: dict[str, str]) -> Response:
    """As on the port of its own (bot.entry.metrics): what is missing, in words."""
    told = json.dumps({"missing": found}, ensure_ascii=False)
    return Response(told, 503 if found else 200, mimetype="application/json")


def _refuse(strangers: ByMinute, error: SignatureInvalid) -> Response:
    """As any other fault; from an address that goes on and on a short no, without a line in the log."""
    if strangers.too_many(request.remote_addr or ""):
        return Response("TooMany", 429, mimetype="text/plain")
    return _answer(error)


def _answer(error: TsunaguError) -> Response:
    log.warning("webhook.refused", status=error.status, error=type(error).__name__)
    return Response(type(error).__name__, error.status, mimetype="text/plain")

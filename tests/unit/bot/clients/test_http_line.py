"""What goes over the wire to LINE, and what its answers mean."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from bot.clients import HttpLine, Outcome

TEXT = {"type": "text", "text": "こんにちは"}


class Wire:
    """A LINE that notes each call and answers what it is told to."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, dict[str, str], object]] = []
        self.answer: tuple[int, str] = (200, '{"sentMessages":[]}')
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self.line = HttpLine("token", f"http://127.0.0.1:{self.server.server_address[1]}")


def _handler(wire: Wire) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            wire.calls.append((self.path, {name.lower(): value for name, value in self.headers.items()}, body))
            status, words = wire.answer
            self.send_response(status)
            self.send_header("Content-Length", str(len(words)))
            self.end_headers()
            self.wfile.write(words.encode())

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    return Handler


@pytest.fixture
def wire() -> Iterator[Wire]:
    made = Wire()
    threading.Thread(target=made.server.serve_forever, daemon=True).start()
    yield made
    made.line.close()
    made.server.shutdown()
    made.server.server_close()


def test_a_reply_carries_the_token_and_the_messages_as_they_were_rendered(wire: Wire) -> None:
    assert wire.line.reply("right", [TEXT]).outcome is Outcome.SENT
    path, headers, body = wire.calls[0]
    assert (path, body) == ("/v2/bot/message/reply", {"replyToken": "right", "messages": [TEXT]})
    assert (headers["authorization"], headers["content-type"]) == ("Bearer token", "application/json")


def test_a_push_carries_its_retry_key(wire: Wire) -> None:
    assert wire.line.push("Uaaa", [TEXT], "key").status == 200
    path, headers, body = wire.calls[0]
    assert (path, body) == ("/v2/bot/message/push", {"to": "Uaaa", "messages": [TEXT]})
    assert headers["x-line-retry-key"] == "key"


@pytest.mark.parametrize(
    ("status", "words", "outcome"),
    [
        (400, '{"message":"Invalid reply token"}', Outcome.TOKEN_SPENT),
        (400, '{"message":"The request body has 1 error(s)"}', Outcome.REJECTED),
        (401, "{}", Outcome.UNAUTHORISED),
        (409, "{}", Outcome.SENT),
        (429, '{"message":"You have reached your monthly limit."}', Outcome.QUOTA),
        (429, "{}", Outcome.BUSY),
        (500, "{}", Outcome.UNREACHABLE),
    ],
)
def test_each_status_has_its_meaning(wire: Wire, status: int, words: str, outcome: Outcome) -> None:
    wire.answer = (status, words)
    assert wire.line.push("Uaaa", [TEXT], "key").outcome is outcome
    assert wire.line.reply("right", [TEXT]).outcome is outcome


def test_a_line_that_is_away_is_unreachable(wire: Wire) -> None:
    gone = HttpLine("token", "http://127.0.0.1:9")
    assert gone.reply("right", [TEXT]).outcome is Outcome.UNREACHABLE

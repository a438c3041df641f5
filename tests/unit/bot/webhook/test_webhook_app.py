"""The webhook over WSGI: what is kept, what is refused, what is counted."""

from __future__ import annotations

import json
from typing import Any

import pytest
from flask.testing import FlaskClient

from bot.base.by_minute import ByMinute
from bot.base.clock import SteppedClock
from bot.base.errors import Unavailable
from bot.base.incoming import Incoming
from bot.base.metrics import Metrics
from bot.store.crypto import Keyring, Purpose
from bot.store.mailbox import Letter, MailboxFull
from bot.webhook.app import LARGEST_BODY, WRONG_PER_MINUTE, WebhookParts, create_app
from bot.webhook.signature import sign

SECRET, OLD_SECRET = "s" * 32, "o" * 32


class Box:
    """A mailbox that keeps letters in a list, or is full."""

    def __init__(self) -> None:
        self.letters: list[Letter] = []
        self.full = self.away = False

    def put(self, letters: list[Letter], now: object) -> int:
        if self.full:
            raise MailboxFull("full")
        new = [x for x in letters if x.event_id not in {y.event_id for y in self.letters}]
        self.letters += new
        return len(new)

    def depth(self) -> int:
        if self.away:
            raise Unavailable("受信箱(Redis)が応答しません。")
        return len(self.letters)


@pytest.fixture
def box() -> Box:
    return Box()


@pytest.fixture
def metrics() -> Metrics:
    return Metrics()


@pytest.fixture
def client(box: Box, keyring: Keyring, clock: SteppedClock, metrics: Metrics) -> FlaskClient:
    parts = WebhookParts((SECRET, OLD_SECRET), box, keyring, clock, metrics, lambda text: "死" in text)  # type: ignore[arg-type]
    return create_app(parts).test_client()


def text_event(user: str, text: str, event_id: str) -> dict[str, Any]:
    message = {"type": "text", "id": event_id, "text": text, "quoteToken": "q"}
    return {
        "type": "message", "webhookEventId": event_id, "mode": "active", "timestamp": 1763607600000,
        "source": {"type": "user", "userId": user}, "replyToken": "r", "message": message,
        "deliveryContext": {"isRedelivery": False},
    }  # fmt: skip


def post(client: FlaskClient, body: bytes, secret: str = SECRET) -> int:
    headers = {"X-Line-Signature": sign(body, secret).decode()}
    return client.post("/callback", data=body, headers=headers).status_code


def body_of(*events: Any) -> bytes:
    return json.dumps({"destination": "U1", "events": list(events)}).encode()


def test_a_signed_event_is_kept_encrypted_and_answered_200(client: FlaskClient, box: Box, keyring: Keyring) -> None:
    assert post(client, body_of(text_event("Uaaa", "ひみつの話", "e1"))) == 200
    (letter,) = box.letters
    assert "ひみつ".encode() not in letter.body
    assert "Uaaa" not in letter.lane
    assert Incoming.from_json(keyring.open(Purpose.SESSION, letter.body)).text == "ひみつの話"


def test_both_secrets_are_valid_while_rotating(client: FlaskClient, box: Box) -> None:
    assert post(client, body_of(text_event("U1", "a", "e1")), OLD_SECRET) == 200
    assert len(box.letters) == 1


NAME = "X-Line-Signature"


@pytest.mark.parametrize("headers", [{}, {NAME: ""}, {NAME: "AAAA"}, {NAME: "あ"}])
def test_a_wrong_or_missing_signature_is_400_and_nothing_is_kept(
    client: FlaskClient, box: Box, headers: dict[str, str]
) -> None:
    encoded = {name: value.encode().decode("latin-1") for name, value in headers.items()}
    assert client.post("/callback", data=body_of(text_event("U1", "a", "e1")), headers=encoded).status_code == 400
    assert box.letters == []


def test_the_signature_is_over_the_raw_bytes_with_escaped_emoji(
    client: FlaskClient, box: Box, keyring: Keyring
) -> None:
    body = body_of(text_event("U1", "😢", "e1"))
    assert b"\\ud83d" in body
    assert post(client, body) == 200
    assert Incoming.from_json(keyring.open(Purpose.SESSION, box.letters[0].body)).text == "😢"


def test_an_empty_list_of_events_is_the_url_check(client: FlaskClient, box: Box) -> None:
    assert post(client, body_of()) == 200
    assert box.letters == []


def test_a_broken_event_does_not_harm_its_neighbours(client: FlaskClient, box: Box, metrics: Metrics) -> None:
    assert post(client, body_of(text_event("U1", "a", "e1"), {"type": None}, 7, text_event("U2", "b", "e2"))) == 200
    assert [letter.event_id for letter in box.letters] == ["e1", "e2"]
    assert metrics.registry.get_sample_value("tsunagu_events_total", {"outcome": "ignored_malformed"}) == 2


def test_malformed_json_with_a_right_signature_is_200_and_counted(client: FlaskClient, metrics: Metrics) -> None:
    assert post(client, b"{nonsense") == 200
    assert metrics.registry.get_sample_value("tsunagu_events_total", {"outcome": "malformed_body"}) == 1


def test_a_body_over_one_mebibyte_is_413(client: FlaskClient, box: Box) -> None:
    assert post(client, b"x" * (LARGEST_BODY + 1)) == 413
    assert box.letters == []


def test_a_full_mailbox_answers_503_so_that_line_redelivers(client: FlaskClient, box: Box) -> None:
    box.full = True
    assert post(client, body_of(text_event("U1", "a", "e1"))) == 503


def test_a_repeated_event_is_kept_once(client: FlaskClient, box: Box, metrics: Metrics) -> None:
    for _ in range(2):
        assert post(client, body_of(text_event("U1", "a", "e1"))) == 200
    assert len(box.letters) == 1
    assert metrics.registry.get_sample_value("tsunagu_events_total", {"outcome": "repeated"}) == 1


def test_danger_is_marked_so_that_it_passes_a_backlog(client: FlaskClient, box: Box) -> None:
    post(client, body_of(text_event("U1", "もう死にたい", "e1"), text_event("U2", "こんにちは", "e2")))
    assert [letter.urgent for letter in box.letters] == [True, False]


def test_one_resident_has_one_lane_and_two_have_two(client: FlaskClient, box: Box) -> None:
    post(client, body_of(text_event("U1", "a", "e1"), text_event("U1", "b", "e2"), text_event("U2", "c", "e3")))
    one, two, three = box.letters
    assert one.lane == two.lane != three.lane


def test_other_paths_and_methods_are_not_served(client: FlaskClient) -> None:
    assert client.get("/callback").status_code == 405
    assert client.get("/").status_code == 404
    assert client.get("/metrics").status_code == 404
    assert client.get("/healthz").status_code == 200
    assert client.get("/readyz").json == {"missing": {}}


def test_what_is_missing_is_told_in_words(client: FlaskClient, box: Box) -> None:
    box.away = True
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json == {"missing": {"mailbox": "受信箱(Redis)が応答しません。"}}
    assert client.get("/healthz").status_code == 200, "starting anew would not bring it back"


def test_who_posts_wrong_signatures_on_and_on_gets_a_short_no_and_no_line_in_the_log(
    client: FlaskClient, box: Box, caplog: pytest.LogCaptureFixture
) -> None:
    body = body_of(text_event("U1", "a", "e1"))
    answers = [post(client, body, "x" * 32) for _ in range(WRONG_PER_MINUTE + 5)]
    assert answers == [400] * WRONG_PER_MINUTE + [429] * 5
    assert sum(record.msg == "webhook.refused" for record in caplog.records) == WRONG_PER_MINUTE
    assert post(client, body) == 200, "a right signature is never held up, from the same address"
    assert [letter.event_id for letter in box.letters] == ["e1"]


def test_behind_a_proxy_the_address_is_that_of_who_asked_the_proxy(
    box: Box, keyring: Keyring, clock: SteppedClock
) -> None:
    parts = WebhookParts((SECRET,), box, keyring, clock, proxies=1, strangers=ByMinute(1))  # type: ignore[arg-type]
    client, body = create_app(parts).test_client(), body_of(text_event("U1", "a", "e1"))

    def answer(address: str) -> int:
        return client.post("/callback", data=body, headers={"X-Forwarded-For": f"10.9.9.9, {address}"}).status_code

    assert [answer("192.0.2.1"), answer("192.0.2.1"), answer("192.0.2.2")] == [400, 429, 400]

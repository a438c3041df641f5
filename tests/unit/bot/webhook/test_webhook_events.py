"""LINE's JSON as it arrives, whole and broken."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.base.incoming import Incoming, IncomingKind
from bot.webhook.events import Ignored, read_body, read_event

NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
USER = {"type": "user", "userId": "U" + "0" * 32}


def event(kind: str = "message", **fields: Any) -> dict[str, Any]:
    common = {
        "type": kind,
        "webhookEventId": "01HXYZ",
        "mode": "active",
        "timestamp": 1763607600000,
        "deliveryContext": {"isRedelivery": False},
        "source": USER,
        "replyToken": "r" * 32,
    }
    return common | fields


def test_a_text_is_read_with_all_that_is_needed_to_answer() -> None:
    read = read_event(event(message={"type": "text", "id": "1", "text": "母の介護で", "quoteToken": "q"}), NOW)
    assert isinstance(read, Incoming)
    assert (read.kind, read.text, read.message_id, read.event_id) == (IncomingKind.TEXT, "母の介護で", "1", "01HXYZ")
    assert read.occurred_at == datetime.fromtimestamp(1763607600, UTC)
    assert read.reply_token == "r" * 32


@pytest.mark.parametrize("missing", ["mode", "webhookEventId", "deliveryContext", "timestamp", "replyToken"])
def test_a_text_is_not_lost_for_a_missing_field(missing: str) -> None:
    whole = event(message={"type": "text", "id": "1", "text": "聞いて"})
    del whole[missing]
    read = read_event(whole, NOW)
    assert isinstance(read, Incoming)
    assert read.text == "聞いて"


def test_without_an_id_a_redelivery_is_still_known_as_the_same_event() -> None:
    first = event(message={"type": "text", "id": "1", "text": "聞いて"})
    del first["webhookEventId"]
    again = first | {"replyToken": "other", "deliveryContext": {"isRedelivery": True}}
    one, two = read_event(first, NOW), read_event(again, NOW)
    assert isinstance(one, Incoming)
    assert isinstance(two, Incoming)
    assert one.event_id == two.event_id


@pytest.mark.parametrize(
    ("given_event", "kind"),
    [
        (event(message={"type": "sticker", "id": "1"}), IncomingKind.STICKER),
        (event(message={"type": "image", "id": "1"}), IncomingKind.MEDIA),
        (event(message={"type": "video", "id": "1"}), IncomingKind.MEDIA),
        (event(message={"type": "audio", "id": "1"}), IncomingKind.MEDIA),
        (event(message={"type": "file", "id": "1"}), IncomingKind.MEDIA),
        (event(message={"type": "location", "id": "1", "latitude": 35.7, "longitude": 139.7}), IncomingKind.LOCATION),
        (event("postback", postback={"data": "consent.yes"}), IncomingKind.CHOICE),
        (event("follow", follow={"isUnblocked": False}), IncomingKind.FOLLOW),
        (event("unfollow"), IncomingKind.UNFOLLOW),
        (event("unsend", unsend={"messageId": "1"}), IncomingKind.UNSEND),
        (event(source={"type": "group", "groupId": "C1", "userId": "U1"}), IncomingKind.GROUP),
        (event("join", source={"type": "room", "roomId": "R1"}), IncomingKind.GROUP),
    ],
)
def test_each_kind_is_understood(given_event: dict[str, Any], kind: IncomingKind) -> None:
    read = read_event(given_event, NOW)
    assert isinstance(read, Incoming)
    assert read.kind is kind


@pytest.mark.parametrize(
    "kind",
    ["memberJoined", "accountLink", "beacon", "things", "videoPlayComplete", "module", "activated", "deactivated",
     "botSuspended", "botResumed", "membership", "delivery", "messageEdited", "somethingNew"],
)  # fmt: skip
def test_every_other_kind_is_passed_over_without_a_fault(kind: str) -> None:
    assert read_event(event(kind), NOW) == Ignored("kind")


def test_in_standby_another_module_answers_but_leaving_and_unsending_still_count() -> None:
    text = event(mode="standby", message={"type": "text", "id": "1", "text": "聞いて"})
    assert read_event(text, NOW) == Ignored("standby")
    assert isinstance(read_event(event("unsend", mode="standby", unsend={"messageId": "1"}), NOW), Incoming)
    assert isinstance(read_event(event("unfollow", mode="standby"), NOW), Incoming)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=5),
    max_leaves=20,
)


@given(JSON)
def test_no_json_value_makes_reading_fail(value: Any) -> None:
    assert isinstance(read_event(value, NOW), (Incoming, Ignored))


@given(st.sampled_from(["message", "postback", "unsend", "follow"]), st.dictionaries(st.text(max_size=12), JSON))
def test_no_odd_field_makes_reading_fail(kind: str, fields: dict[str, Any]) -> None:
    assert isinstance(read_event(event(kind) | fields, NOW), (Incoming, Ignored))


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b"null", b'{"events": 1}', b"\xff\xfe", b"[" * 100_000])
def test_what_is_no_webhook_body_is_named_as_such(body: bytes) -> None:
    with pytest.raises((ValueError, RecursionError)):
        read_body(body)


def test_an_event_survives_the_way_through_the_mailbox_with_a_lone_surrogate() -> None:
    read = read_event(event(message={"type": "text", "id": "1", "text": "\ud83d つらい"}), NOW)
    assert isinstance(read, Incoming)
    assert Incoming.from_json(read.to_json()) == read

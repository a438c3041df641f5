"""The bytes of a webhook and their signature, checked against the SDK's own validator."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from linebot.v3 import SignatureValidator

from bot.emulator.ids import CHAT_ID, chat_id, ulid
from bot.emulator.signing import signature, webhook_body


def test_emoji_are_escaped_and_japanese_is_not() -> None:
    body = webhook_body("U1", [{"text": "こんにちは😀☕"}])
    assert rb"\ud83d\ude00\u2615" in body
    assert "こんにちは".encode() in body


def test_writing_the_json_anew_breaks_the_signature() -> None:
    body = webhook_body("U1", [{"text": "つらい😢"}])
    anew = json.dumps(json.loads(body), ensure_ascii=False, separators=(",", ":"))
    validator = SignatureValidator("secret")
    assert validator.validate(body.decode(), signature("secret", body))
    assert not validator.validate(anew, signature("secret", body))


@given(
    st.text(st.characters(exclude_categories=("Cs",)), max_size=60),
    st.text(min_size=1, max_size=40).filter(str.isascii),
)
def test_any_text_survives_and_any_secret_signs(text: str, secret: str) -> None:
    body = webhook_body("U1", [{"text": text}])
    assert json.loads(body)["events"][0]["text"] == text
    assert SignatureValidator(secret).validate(body.decode(), signature(secret, body))


def test_ulids_are_26_characters_that_sort_by_time() -> None:
    early, late = ulid(datetime(2026, 1, 1, tzinfo=UTC)), ulid(datetime(2026, 1, 1, 0, 0, 1, tzinfo=UTC))
    assert len(early) == len(late) == 26
    assert early < late
    assert early != ulid(datetime(2026, 1, 1, tzinfo=UTC))


@pytest.mark.parametrize("prefix", ["U", "C", "R"])
def test_chat_ids_have_the_shape_that_line_documents(prefix: str) -> None:
    assert CHAT_ID.match(chat_id(prefix))

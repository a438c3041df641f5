"""Reply tokens and retry keys over time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.emulator.errors import LineRefusal
from bot.emulator.tokens import ReplyTokens, RetryKeys

NOON = datetime(2026, 4, 1, 3, 0, tzinfo=UTC)
KEY = "123e4567-e89b-12d3-a456-426614174000"


def after(**span: float) -> datetime:
    return NOON + timedelta(**span)


@pytest.fixture
def tokens() -> ReplyTokens:
    made = ReplyTokens()
    made.issue("t", "U1", NOON, NOON)
    return made


def test_a_token_answers_its_chat_within_a_minute(tokens: ReplyTokens) -> None:
    assert tokens.check("t", after(seconds=60)) == "U1"


@pytest.mark.parametrize("token", [None, "", "unknown", 5, ["t"]])
def test_anything_else_is_an_invalid_reply_token(tokens: ReplyTokens, token: object) -> None:
    with pytest.raises(LineRefusal) as caught:
        tokens.check(token, NOON)
    assert caught.value.as_json() == {"message": "Invalid reply token"}


def test_a_token_is_stale_after_a_minute(tokens: ReplyTokens) -> None:
    with pytest.raises(LineRefusal):
        tokens.check("t", after(seconds=61))


def test_a_token_works_once(tokens: ReplyTokens) -> None:
    tokens.use("t")
    with pytest.raises(LineRefusal):
        tokens.check("t", NOON)


def test_redelivery_gives_an_unused_token_another_minute(tokens: ReplyTokens) -> None:
    tokens.renew("t", after(minutes=19))
    assert tokens.check("t", after(minutes=19, seconds=59)) == "U1"
    with pytest.raises(LineRefusal):
        tokens.check("t", after(minutes=20, seconds=1))


def test_redelivery_after_twenty_minutes_revives_nothing(tokens: ReplyTokens) -> None:
    tokens.renew("t", after(minutes=20, seconds=1))
    with pytest.raises(LineRefusal):
        tokens.check("t", after(minutes=20, seconds=2))


def test_redelivery_never_revives_a_used_token(tokens: ReplyTokens) -> None:
    tokens.use("t")
    tokens.renew("t", after(seconds=30))
    with pytest.raises(LineRefusal):
        tokens.check("t", after(seconds=31))


def test_a_retry_key_is_accepted_once_a_day() -> None:
    keys, sent = RetryKeys(), [{"id": "1"}]
    keys.check(KEY, NOON)
    keys.accept(KEY, "request-1", sent, NOON)
    with pytest.raises(LineRefusal) as caught:
        keys.check(KEY.upper(), after(hours=23))
    assert caught.value.status == 409
    assert caught.value.headers == {"X-Line-Accepted-Request-Id": "request-1"}
    assert caught.value.as_json() == {"message": "The retry key is already accepted", "sentMessages": sent}
    keys.check(KEY, after(hours=24))


@pytest.mark.parametrize("key", ["", "abc", KEY + "0", KEY.replace("-", "")])
def test_a_retry_key_must_be_a_uuid(key: str) -> None:
    with pytest.raises(LineRefusal) as caught:
        RetryKeys().check(key, NOON)
    assert caught.value.status == 400

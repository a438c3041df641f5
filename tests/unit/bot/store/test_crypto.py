"""Keys by purpose."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.base.errors import SettingsError
from bot.store.crypto import CannotDecrypt, Keyring, Purpose, new_secret, read_secrets

OLD, NEW = b"o" * 32, b"n" * 32


def ring(*secrets: bytes) -> Keyring:
    return Keyring({purpose: list(secrets) for purpose in Purpose})


@given(st.binary(max_size=2000), st.sampled_from(list(Purpose)))
def test_what_was_sealed_opens_again(plain: bytes, purpose: Purpose) -> None:
    keys = ring(NEW)
    sealed = keys.seal(purpose, plain)
    assert keys.open(purpose, sealed) == plain
    assert keys.seal(purpose, plain) != sealed


def test_while_rotating_the_new_key_writes_and_both_read() -> None:
    sealed = ring(OLD).seal(Purpose.TEXT, b"x")
    both = ring(NEW, OLD)
    assert both.open(Purpose.TEXT, sealed) == b"x"
    assert not both.is_current(Purpose.TEXT, sealed)
    assert both.is_current(Purpose.TEXT, both.seal(Purpose.TEXT, b"x"))
    with pytest.raises(CannotDecrypt):
        ring(NEW).open(Purpose.TEXT, sealed)


def test_one_purpose_does_not_open_another() -> None:
    keys = ring(NEW)
    with pytest.raises(CannotDecrypt):
        keys.open(Purpose.IDENTITY, keys.seal(Purpose.TEXT, b"x"))


def test_a_changed_value_is_refused() -> None:
    keys = ring(NEW)
    sealed = bytearray(keys.seal(Purpose.TEXT, b"hello"))
    sealed[-1] ^= 1
    with pytest.raises(CannotDecrypt):
        keys.open(Purpose.TEXT, bytes(sealed))


@given(st.binary(max_size=60))
def test_rubbish_is_refused_and_never_opened(rubbish: bytes) -> None:
    with pytest.raises(CannotDecrypt):
        ring(NEW).open(Purpose.TEXT, rubbish)


def test_a_process_without_the_key_of_a_purpose_cannot_use_it() -> None:
    desk = Keyring({Purpose.TEXT: [NEW]})
    assert not desk.holds(Purpose.IDENTITY)
    with pytest.raises(CannotDecrypt, match="鍵が渡されていません"):
        desk.open(Purpose.IDENTITY, ring(NEW).seal(Purpose.IDENTITY, b"U1"))


def test_fingerprints_find_the_same_account_under_any_key() -> None:
    assert ring(OLD).fingerprint("line:U1") in ring(NEW, OLD).fingerprints("line:U1")
    assert ring(OLD).fingerprint("line:U1") != ring(OLD).fingerprint("line:U2")


def test_secrets_are_read_newest_first_and_checked() -> None:
    first, second = new_secret(), new_secret()
    assert read_secrets(f"{first}, {second}", "X") == [base64.b64decode(first), base64.b64decode(second)]
    with pytest.raises(SettingsError, match="32バイト"):
        read_secrets(base64.b64encode(b"short").decode(), "X")
    with pytest.raises(SettingsError, match="base64"):
        read_secrets("そのまま", "X")

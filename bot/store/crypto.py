"""Keys by purpose: the first key of a ring writes, all of them read, so that rotation needs no pause."""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
from collections.abc import Sequence
from enum import StrEnum

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from bot.base.errors import SettingsError, Unavailable

_NONCE = 12
_KEY_ID = 4


class Purpose(StrEnum):
    """What a key is for; each purpose has a key of its own (HKDF, RFC 5869), derived from one of two secrets."""

    TEXT = "text"  # tickets and the chat with a coordinator: worker and console
    SESSION = "session"  # sessions, mailbox, the bot's own replies: webhook and worker
    IDENTITY = "identity"  # the LINE user id: worker only
    LOOKUP = "lookup"  # keyed hash of the LINE user id: webhook and worker


class CannotDecrypt(Unavailable):
    """No key of this ring opens the value: wrong key, wrong purpose, or a changed value."""


class UnknownKey(CannotDecrypt):
    """The value was sealed with a key that this process does not have (yet): keys are being changed."""


class _Key:
    """One key with what is worked out from it, once: the cipher and the id that its values begin with."""

    def __init__(self, raw: bytes) -> None:
        self.raw = raw
        self.id = hashlib.sha256(b"id" + raw).digest()[:_KEY_ID]
        self.cipher = AESGCM(raw)


class Keyring:
    """Authenticated encryption (AES-256-GCM) for the purposes whose secrets were given; others refuse."""

    def __init__(self, secrets: dict[Purpose, Sequence[bytes]]) -> None:
        self._keys = {p: [_Key(_derive(s, p)) for s in given] for p, given in secrets.items() if given}

    def holds(self, purpose: Purpose) -> bool:
        """Whether this process may use that purpose at all."""
        return purpose in self._keys

    def seal(self, purpose: Purpose, plain: bytes) -> bytes:
        """Encrypt with the newest key: key id (4) + nonce (12) + ciphertext and tag."""
        key = self._ring(purpose)[0]
        nonce = os.urandom(_NONCE)
        return key.id + nonce + key.cipher.encrypt(nonce, plain, purpose.encode())

    def open(self, purpose: Purpose, sealed: bytes) -> bytes:
        """Decrypt with whichever key wrote it; raises CannotDecrypt."""
        key_id, nonce, body = sealed[:_KEY_ID], sealed[_KEY_ID : _KEY_ID + _NONCE], sealed[_KEY_ID + _NONCE :]
        for key in self._ring(purpose):
            if hmac.compare_digest(key.id, key_id):
                try:
                    return key.cipher.decrypt(nonce, body, purpose.encode())
                except InvalidTag as error:
                    raise CannotDecrypt("暗号化された値を復元できません(値が変わっています)。") from error
        raise UnknownKey("暗号化された値を復元できる鍵がありません。鍵の設定を確認してください。")

    def is_current(self, purpose: Purpose, sealed: bytes) -> bool:
        """Whether the newest key wrote this value (rotation skips those)."""
        return sealed[:_KEY_ID] == self._ring(purpose)[0].id

    def fingerprints(self, value: str) -> list[str]:
        """Keyed hashes of a value, newest key first: to find a row without storing what it holds."""
        return [hmac.new(key.raw, value.encode(), hashlib.sha256).hexdigest() for key in self._ring(Purpose.LOOKUP)]

    def fingerprint(self, value: str) -> str:
        """The keyed hash by the newest key."""
        return self.fingerprints(value)[0]

    def _ring(self, purpose: Purpose) -> list[_Key]:
        try:
            return self._keys[purpose]
        except KeyError:
            raise CannotDecrypt(f"この処理には「{purpose}」の鍵が渡されていません。") from None


def read_secrets(setting: str, name: str) -> list[bytes]:
    """Comma-separated base64 secrets of at least 32 bytes each, newest first; raises SettingsError."""
    found = [_decode(part.strip(), name) for part in setting.split(",") if part.strip()]
    if any(len(secret) < 32 for secret in found):
        raise SettingsError(f"{name}: 鍵は32バイト以上が必要です。`tsunagu keys new` で作れます。")
    return found


def _decode(text: str, name: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except ValueError as error:
        raise SettingsError(f"{name}: 鍵はbase64で書いてください。`tsunagu keys new` で作れます。") from error


def new_secret() -> str:
    """A fresh 32-byte secret as base64, for an operator to put into a key file."""
    return base64.b64encode(os.urandom(32)).decode()


def _derive(secret: bytes, purpose: Purpose) -> bytes:
    return HKDF(hashes.SHA256(), 32, salt=None, info=b"tsunagu/" + purpose.encode()).derive(secret)


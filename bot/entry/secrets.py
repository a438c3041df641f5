"""Key rings from settings; the demo makes its own secrets once and keeps them beside its data."""

from __future__ import annotations

import contextlib
import json
import os
import secrets
from pathlib import Path

from bot.base.errors import SettingsError
from bot.base.settings import Settings
from bot.store.crypto import Keyring, Purpose, new_secret, read_secrets

_DEMO_NAMES = ("keys_text", "keys_identity", "secret_console", "line_channel_secret", "line_channel_access_token")


def with_demo_secrets(settings: Settings) -> Settings:
    """In demo mode, fill what is not set from a file that only we can read; production is left as it is."""
    if not settings.is_demo:
        return settings
    missing = [name for name in _DEMO_NAMES if not getattr(settings, name)]
    if not missing:
        return settings
    kept = _demo_file(settings.data_dir)
    return settings.model_copy(update={name: kept[name] for name in missing})


def worker_ring(settings: Settings) -> Keyring:
    """All purposes: the worker reads and writes everything."""
    identity, text = _secret(settings, "keys_identity"), _secret(settings, "keys_text")
    return Keyring(
        {Purpose.TEXT: text, Purpose.SESSION: identity, Purpose.IDENTITY: identity, Purpose.LOOKUP: identity}
    )


def webhook_ring(settings: Settings) -> Keyring:
    """Sealing events and finding their lane; no tickets."""
    identity = _secret(settings, "keys_identity")
    return Keyring({Purpose.SESSION: identity, Purpose.LOOKUP: identity})


def console_ring(settings: Settings) -> Keyring:
    """Tickets only: the console cannot open the vault, the mailbox or a session, whatever it reads."""
    return Keyring({Purpose.TEXT: _secret(settings, "keys_text")})


def _secret(settings: Settings, name: str) -> list[bytes]:
    setting = f"TSUNAGU_{name.upper()}"
    found = read_secrets(getattr(settings, name), setting)
    if not found:
        raise SettingsError(f"{setting} が空です。`tsunagu keys new` で作って設定してください。")
    return found


def _demo_file(folder: Path) -> dict[str, str]:
    path = folder / "demo-secrets.json"
    if path.exists():
        return dict(json.loads(path.read_text(encoding="utf-8")))
    folder.mkdir(parents=True, exist_ok=True)
    made = {"keys_text": new_secret(), "keys_identity": new_secret(), "secret_console": secrets.token_urlsafe(48)}
    made |= {"line_channel_secret": "demo-" + secrets.token_hex(16)}
    made |= {"line_channel_access_token": "demo-" + new_secret()}
    part = path.with_suffix(f".{os.getpid()}")
    part.touch(mode=0o600)
    part.write_text(json.dumps(made), encoding="utf-8")
    with contextlib.suppress(FileExistsError):
        os.link(part, path)  # of several processes starting at once, the first one's secrets count
    part.unlink()
    return dict(json.loads(path.read_text(encoding="utf-8")))

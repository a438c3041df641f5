"""Settings as every command starts with them."""

from __future__ import annotations

from bot.base import logs
from bot.base.settings import Settings, load_settings
from bot.entry.secrets import with_demo_secrets


def start() -> Settings:
    """Read the settings, fill the demo's own secrets, send logs to standard error; raises SettingsError."""
    settings = with_demo_secrets(load_settings())
    logs.configure(settings.log_level)
    return settings

"""Settings as every command starts with them."""

from __future__ import annotations

import sys

from bot.base import logs
from bot.base.settings import Settings, load_settings
from bot.entry.secrets import with_demo_secrets

_DEMO = "見本(demo)のデータに対して動きます: {place}。本番の設定では、手引きの「コマンドを動かす」のように。"


def start() -> Settings:
    """Read the settings, fill the demo's own secrets, send logs to standard error; raises SettingsError."""
    settings = with_demo_secrets(load_settings())
    logs.configure(settings.log_level)
    return settings


def start_upkeep() -> Settings:
    """As `start`, for what changes or copies kept data: whoever forgot the settings is told that it is the demo's."""
    settings = start()
    if settings.is_demo:
        print(_DEMO.format(place=settings.data_dir.absolute()), file=sys.stderr)
    return settings

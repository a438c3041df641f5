"""The coordinators' pages: their own process, secret and cookie; no key to who a resident is (R13)."""

from bot.console.app import create_app
from bot.console.config import AreaName, ConsoleConfig, Names

__all__ = ["AreaName", "ConsoleConfig", "Names", "create_app"]

"""The one way out to LINE: a protocol, the real client over line-bot-sdk, and one that prints."""

from bot.clients.http_line import HttpLine
from bot.clients.line import ConsoleLine, LineClient, Outcome, Sent

__all__ = ["ConsoleLine", "HttpLine", "LineClient", "Outcome", "Sent"]

"""The platform put together: residents on one side, the Messaging API on the other, the courier between."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC

from bot.base.clock import Clock, system_clock
from bot.emulator.courier import PAUSES, Courier, Endpoint
from bot.emulator.errors import Json
from bot.emulator.faults import FaultPlan
from bot.emulator.ids import chat_id
from bot.emulator.messaging import Messaging
from bot.emulator.model import Chat
from bot.emulator.residents import Residents
from bot.emulator.richmenus import RichMenus
from bot.emulator.screen import everything, quick_replies
from bot.emulator.sender import HttpSender, WebhookSender
from bot.emulator.tokens import ReplyTokens
from bot.emulator.world import Bot, World


@dataclass(frozen=True)
class Channel:
    """A channel's settings: where its webhooks go, its secret and its access token."""

    webhook_url: str
    channel_secret: str
    access_token: str
    bot_name: str = "つなぐ相談（お試し）"
    redelivery: bool = False


class Platform:
    """One official account and the people who talk with it; everything in memory, safe between threads."""

    def __init__(self, channel: Channel, clock: Clock = system_clock, sender: WebhookSender | None = None) -> None:
        self.channel = channel
        bot = Bot(chat_id("U"), name=channel.bot_name)
        self.world = World(bot, clock)
        self.tokens = ReplyTokens()
        self.menus = RichMenus()
        self.faults = FaultPlan()
        self.endpoint = Endpoint(channel.webhook_url, channel.channel_secret, bot.user_id)
        self.endpoint.redelivery = channel.redelivery
        self.courier = Courier(self.endpoint, sender or HttpSender(), self.world.clock, self.tokens)
        self.courier.on_change = self.world.touch
        self.residents = Residents(self.world, self.courier, self.menus)
        self.messaging = Messaging(self.world, self.tokens)

    def reset(self) -> None:
        """As if just started: nobody is there, nothing is planned, the webhook is as the channel says."""
        self.courier.clear()
        self.endpoint.url, self.endpoint.active = self.channel.webhook_url, True
        self.endpoint.redelivery, self.endpoint.pauses = self.channel.redelivery, PAUSES
        for part in (self.faults, self.menus, self.tokens, self.messaging.keys, self.world):
            part.clear()

    def leave(self, identifier: str) -> Json:
        """The bot leaves a group or room; LINE answers with a `leave` event."""
        chat = self.messaging.leave(identifier)
        self.residents.inject(chat, "leave", {})
        chat.bot_present = False
        self.world.notice(chat, f"{self.world.bot.name} が退出しました")
        return {}

    def test_webhook(self, url: str) -> Json:
        """Check a webhook address with an empty `events` (reference: Test webhook endpoint)."""
        result = self.courier.check_url(url or self.endpoint.url)
        moment = self.world.clock().astimezone(UTC)
        return {
            "success": result.ok,
            "timestamp": moment.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            "statusCode": result.status,
            "reason": {"": "OK"}.get(result.reason, result.reason.upper()),
            "detail": result.detail or str(result.status),
        }

    def screen(self, chat: Chat) -> Json:
        """All that the phone page shows of one chat."""
        now = self.world.clock()
        menu = self.residents.menu_of(chat)
        with self.world.changed:
            return {
                "id": chat.id,
                "name": chat.name,
                "kind": chat.kind,
                "friend": chat.is_friend,
                "blocked": chat.blocked,
                "bot_present": chat.bot_present,
                "mode": chat.mode,
                "loading": chat.loading_until is not None and chat.loading_until > now,
                "rich_menu": menu,
                "quick_replies": [{"label": one.label, "action": one.action} for one in quick_replies(chat)],
                "tappable": [one.label for one in everything(chat, menu)],
                "entries": [entry.as_json() for entry in chat.entries],
            }

    def stop(self) -> None:
        """End every thread and let those who wait go."""
        self.world.stopping.set()
        self.world.touch()
        self.courier.stop()

"""The state that every part of the platform shares: chats, contents, the clock, and a revision to wait on."""

from __future__ import annotations

import threading
from dataclasses import dataclass

from bot.base.clock import Clock, to_jst
from bot.emulator.clock import ShiftableClock
from bot.emulator.errors import Json, NoSuchChat
from bot.emulator.ids import chat_id
from bot.emulator.model import Chat, Entry, Side


@dataclass
class Bot:
    """The official account itself; `quota` is the monthly number of pushed messages, None for no limit."""

    user_id: str
    name: str = "つなぐ相談（お試し）"
    basic_id: str = "@000tsunagu"
    quota: int | None = None
    chat_mode: str = "chat"
    mark_as_read_mode: str = "manual"


class World:
    """Chats by id, guarded by one lock; every change raises `revision` and wakes those who wait."""

    def __init__(self, bot: Bot, clock: Clock) -> None:
        self.bot = bot
        self.clock = ShiftableClock(clock)
        self.chats: dict[str, Chat] = {}
        self.contents: dict[str, tuple[bytes, str]] = {}
        self.warnings: list[str] = []
        self.calls: list[Json] = []
        self.revision = 0
        self.stopping = threading.Event()
        self.changed = threading.Condition(threading.RLock())
        self._pushed: dict[str, int] = {}

    def touch(self) -> None:
        """Something on a screen changed."""
        with self.changed:
            self.revision += 1
            self.changed.notify_all()

    def wait(self, known: int, timeout: float) -> int:
        """Wait until the revision is another than the one known; the present one, changed or not."""
        with self.changed:
            self.changed.wait_for(lambda: self.revision != known or self.stopping.is_set(), timeout)
            return self.revision

    def clear(self) -> None:
        """Forget everybody and everything; the clock runs true again, the quota is off."""
        with self.changed:
            self.chats.clear()
            self.contents.clear()
            self.warnings.clear()
            self.calls.clear()
            self._pushed.clear()
            self.bot.quota = None
            self.clock.reset()
        self.touch()

    def add_chat(self, name: str, prefix: str = "U") -> Chat:
        """A new resident (U), group (C) or room (R)."""
        chat = Chat(chat_id(prefix), name)
        with self.changed:
            self.chats[chat.id] = chat
        self.touch()
        return chat

    def chat(self, identifier: str) -> Chat:
        """A chat by its id; `NoSuchChat` when there is none."""
        found = self.chats.get(identifier)
        if found is None:
            raise NoSuchChat("その人（またはグループ）はエミュレーターにいません。先に追加してください。")
        return found

    def show(self, chat: Chat, entry: Entry) -> Entry:
        """Put something on the screen of a chat; a message of the bot ends the loading animation."""
        with self.changed:
            chat.entries.append(entry)
            if entry.side == "bot":
                chat.loading_until = None
        self.touch()
        return entry

    def notice(self, chat: Chat, words: str) -> None:
        """A grey line in the middle of the screen, such as 「ブロックしました」."""
        side: Side = "notice"
        self.show(chat, Entry(f"n{self.revision}", self.clock(), side, {"type": "notice", "text": words}, "notice"))

    def count_push(self, recipients: int) -> None:
        """Count pushed messages in the present month (Tokyo)."""
        month = self._month()
        self._pushed[month] = self._pushed.get(month, 0) + recipients

    @property
    def pushed(self) -> int:
        """How many messages count against this month's quota."""
        return self._pushed.get(self._month(), 0)

    def _month(self) -> str:
        return to_jst(self.clock()).strftime("%Y-%m")

"""The Messaging API's side of the platform: what the bot asks for, granted or refused."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from bot.emulator.errors import Detail, Json, LineRefusal
from bot.emulator.faults import QUOTA
from bot.emulator.ids import CHAT_ID, message_id, millis, token
from bot.emulator.model import Chat, Entry
from bot.emulator.tokens import ReplyTokens, RetryKeys
from bot.emulator.validate.limits import limit
from bot.emulator.validate.messages import check_messages, unknown_fields
from bot.emulator.world import World

_DEFAULT_LOADING = 20
"""Seconds of loading animation when none are named (reference: Display a loading animation)."""


def _bad(prop: str, message: str) -> LineRefusal:
    return LineRefusal(400, "The request body has 1 error(s)", (Detail(message, prop),))


class Messaging:
    """Reply, push and what goes with them; raises `LineRefusal` with LINE's status and words."""

    def __init__(self, world: World, tokens: ReplyTokens) -> None:
        self._world, self._tokens = world, tokens
        self.keys = RetryKeys()

    def reply(self, body: Json, retry_key: str | None) -> Json:
        """Answer with a reply token; the messages are checked before the token is spent."""
        if retry_key is not None:  # docs: only push, multicast, narrowcast and broadcast take one
            raise LineRefusal(400, "X-Line-Retry-Key is not supported by this API")
        if not body.get("replyToken"):
            raise _bad("replyToken", "May not be empty")
        messages = self._checked(body)
        with self._world.changed:
            chat_id = self._tokens.check(body["replyToken"], self._world.clock())
            self._tokens.use(body["replyToken"])
        chat = self._world.chats.get(chat_id)
        sent = [self._sent() for _ in messages] if chat is None else self._show(chat, messages, "reply")
        return {"sentMessages": sent}

    def push(self, body: Json, retry_key: str | None, request_id: str) -> Json:
        """Send to one chat; a repeated retry key is answered 409, a spent quota 429."""
        with self._world.changed:
            now = self._world.clock()
            self.keys.check(retry_key, now)
            messages = self._checked(body)
            chat = self._recipient(body.get("to"))
            self._spend_quota([chat])
            sent = self._show(chat, messages, "push")
            self.keys.accept(retry_key, request_id, sent, now)
        return {"sentMessages": sent}

    def multicast(self, body: Json, retry_key: str | None, request_id: str) -> Json:
        """Send to several residents; those unknown or blocking are passed over in silence, as LINE does."""
        with self._world.changed:
            now = self._world.clock()
            self.keys.check(retry_key, now)
            messages = self._checked(body)
            to = body.get("to")
            if not isinstance(to, list) or not 1 <= len(to) <= limit("multicast_to"):
                raise _bad("to", f"Size must be between 1 and {limit('multicast_to')}")
            chats = [self._world.chats[one] for one in dict.fromkeys(to) if one in self._world.chats]
            self._spend_quota(chats)
            for chat in chats:
                self._show(chat, messages, "push")
            self.keys.accept(retry_key, request_id, [], now)
        return {}

    def validate(self, body: Json) -> Json:
        """Only check the messages (reference: Validate message objects of a reply message, and so on)."""
        self._checked(body)
        return {}

    def profile(self, user_id: str) -> Json:
        """A friend's profile; 404 for anybody else (reference: Error messages, Not found)."""
        chat = self._world.chats.get(user_id)
        if chat is None or chat.kind != "user" or not chat.is_friend or chat.blocked:
            raise LineRefusal(404, "Not found")
        return {"displayName": chat.name, "userId": chat.id, "language": chat.language}

    def start_loading(self, body: Json) -> Json:
        """Show the loading animation for 5–60 s in steps of 5, in one-to-one chats only."""
        chat = self._world.chats.get(str(body.get("chatId")))
        if chat is None or chat.kind != "user":
            raise _bad("chatId", "invalid chatId")
        seconds = body.get("loadingSeconds", _DEFAULT_LOADING)
        whole = isinstance(seconds, int) and not isinstance(seconds, bool)
        if not whole or not limit("loading_min") <= seconds <= limit("loading_max"):
            raise _bad("loadingSeconds", "must be between 5 and 60")
        if seconds % limit("loading_step"):
            raise _bad("loadingSeconds", "must be a multiple of 5")
        chat.loading_until = self._world.clock() + timedelta(seconds=seconds)
        self._world.touch()
        return {}

    def mark_read(self, body: Json) -> Json:
        """Mark everything of a user as read (partners' older endpoint, by user id)."""
        chat = self._world.chats.get(str((body.get("chat") or {}).get("userId")))
        if chat is None:
            raise _bad("chat.userId", "invalid userId")
        self._read(chat.entries)
        return {}

    def mark_read_by_token(self, body: Json) -> Json:
        """Mark a message and all before it as read (docs: Mark messages as read)."""
        wanted = body.get("markAsReadToken")
        for chat in self._world.chats.values():
            for index, entry in enumerate(chat.entries):
                if wanted and entry.message.get("markAsReadToken") == wanted:
                    self._read(chat.entries[: index + 1])
                    return {}
        raise _bad("markAsReadToken", "invalid markAsReadToken")

    def leave(self, chat_id: str) -> Chat:
        """Leave a group or room; 404 when the account is not in it."""
        chat = self._world.chats.get(chat_id)
        if chat is None or chat.kind == "user" or not chat.bot_present:
            raise LineRefusal(404, "Not found")
        return chat

    def content(self, identifier: str) -> tuple[bytes, str]:
        """The bytes and media type of a picture, film, sound or file a resident sent."""
        if identifier not in self._world.contents:
            raise LineRefusal(404, "Not found")
        return self._world.contents[identifier]

    def quota(self) -> Json:
        """The monthly limit (reference: Get the target limit for sending messages this month)."""
        limited = self._world.bot.quota
        return {"type": "none"} if limited is None else {"type": "limited", "value": limited}

    def consumption(self) -> Json:
        """How many messages were pushed this month."""
        return {"totalUsage": self._world.pushed}

    def info(self) -> Json:
        """The account itself (reference: Get bot info)."""
        bot = self._world.bot
        return {
            "userId": bot.user_id,
            "basicId": bot.basic_id,
            "displayName": bot.name,
            "chatMode": bot.chat_mode,
            "markAsReadMode": bot.mark_as_read_mode,
        }

    def _checked(self, body: Json) -> list[Json]:
        messages = check_messages(body.get("messages"))
        self._world.warnings += [f"LINE は読みとばします: {name}" for name in unknown_fields(messages)]
        return messages

    def _recipient(self, to: object) -> Chat:
        if not isinstance(to, str) or not CHAT_ID.match(to):
            raise LineRefusal(400, "The property, 'to', in the request body is invalid (line: -, column: -)")
        chat = self._world.chats.get(to)
        if chat is None or not chat.bot_present:
            raise LineRefusal(400, "Failed to send messages")
        return chat

    def _spend_quota(self, chats: list[Chat]) -> None:
        limited, now = self._world.bot.quota, self._world.clock()
        reached = sum(chat.is_reached(now) for chat in chats)
        if limited is not None and self._world.pushed + reached > limited:
            raise LineRefusal(429, QUOTA)
        self._world.count_push(reached)

    def _show(self, chat: Chat, messages: list[Json], via: str) -> list[Json]:
        sent = []
        for message in messages:
            one = self._sent()
            sent.append(one)
            shown = not chat.blocked if via == "reply" else chat.is_reached(self._world.clock())
            if shown:  # else accepted all the same: LINE does not tell that nobody saw it
                entry = Entry(one["id"], self._world.clock(), "bot", message, via, one["quoteToken"])
                self._world.show(chat, entry)
        return sent

    def _sent(self) -> Json:
        return {"id": message_id(), "quoteToken": token()}

    def _read(self, entries: Iterable[Entry]) -> None:
        for entry in entries:
            if entry.side == "resident":
                entry.read = True
        self._world.touch()

    def now_millis(self) -> int:
        """The platform's present moment in milliseconds."""
        return millis(self._world.clock())

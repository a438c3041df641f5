"""What people do with their phones, turned into screens and events."""

from __future__ import annotations

import base64

from bot.emulator.courier import Courier
from bot.emulator.errors import BadRequestToEmulator, Json
from bot.emulator.events import MESSAGE_SAMPLES, SAMPLES, message_content, new_event, source_of
from bot.emulator.ids import message_id
from bot.emulator.model import Chat, Delivery, Entry
from bot.emulator.pictures import gradient_png
from bot.emulator.richmenus import RichMenu, RichMenus
from bot.emulator.screen import Tappable, find
from bot.emulator.world import World


class Residents:
    """Every gesture of a resident; each returns the delivery it caused, or None when LINE sends nothing."""

    def __init__(self, world: World, courier: Courier, menus: RichMenus) -> None:
        self._world, self._courier, self._menus = world, courier, menus

    def add(self, name: str, *, follow: bool = True) -> Chat:
        """A new resident, who by default adds the account as a friend at once."""
        chat = self._world.add_chat(name)
        chat.is_friend = follow
        if follow:
            self._event(chat, "follow", {"follow": {"isUnblocked": False}})
        return chat

    def message(self, chat: Chat, kind: str, fields: Json | None = None, sender: str = "") -> Delivery | None:
        """Send a message of any kind; missing fields come from a sample."""
        if kind not in MESSAGE_SAMPLES:
            raise BadRequestToEmulator(f"メッセージの種類が違います: {kind}")
        given = dict(fields or {})
        data = given.pop("content", None)
        content = message_content(kind, {**MESSAGE_SAMPLES[kind], **given})
        self._keep_content(kind, content, data)
        entry = Entry(content["id"], self._world.clock(), "resident", content, "event", content.get("quoteToken", ""))
        self._world.show(chat, entry)
        chat.last_spoke = self._world.clock()
        return self._event(chat, "message", {"message": content}, sender)

    def postback(self, chat: Chat, data: str, params: Json | None = None, shown: str = "") -> Delivery | None:
        """Send postback data; `shown` appears as if the resident had typed it, without a message event."""
        if shown:
            self._display(chat, shown)
        return self._event(chat, "postback", {"postback": {"data": data, **({"params": params} if params else {})}})

    def tap(self, chat: Chat, label: str, extra: Json | None = None) -> Delivery | None:
        """Tap what carries these words on the screen and do what its action says."""
        return self.perform(chat, find(chat, self.menu_of(chat), label), extra or {})

    def perform(self, chat: Chat, target: Tappable, extra: Json) -> Delivery | None:
        """Carry out an action object; `extra` holds what the resident picks (`datetime`, a location, a photo)."""
        action, kind = target.action, target.action["type"]
        if kind == "message":
            return self.message(chat, "text", {"text": action["text"]})
        if kind == "postback":
            return self._tap_postback(chat, action)
        if kind == "datetimepicker":
            return self._tap_datetime(chat, action, extra)
        if kind == "richmenuswitch":
            return self._switch_menu(chat, action)
        if kind == "location":
            return self.message(chat, "location", extra)
        if kind in {"camera", "cameraRoll"}:
            return self.message(chat, "image", extra)
        return None  # uri and clipboard happen on the phone alone

    def unsend(self, chat: Chat, identifier: str) -> Delivery | None:
        """Take a sent message back; the newest one when no id is given."""
        own = [entry for entry in chat.entries if entry.side == "resident" and entry.via == "event"]
        entry = next((one for one in reversed(own) if identifier in ("", one.id)), None)
        if entry is None:
            raise BadRequestToEmulator("取り消せるメッセージがありません。")
        entry.unsent = True
        self._world.contents.pop(entry.id, None)
        self._world.touch()
        return self._event(chat, "unsend", {"unsend": {"messageId": entry.id}})

    def follow(self, chat: Chat) -> Delivery | None:
        """Add as a friend, or unblock."""
        again = chat.blocked
        chat.is_friend, chat.blocked = True, False
        self._world.notice(chat, "ブロックを解除しました" if again else "友だちに追加しました")
        return self._event(chat, "follow", {"follow": {"isUnblocked": again}})

    def block(self, chat: Chat) -> Delivery | None:
        """Block the account: the bot gets `unfollow`, and nothing it sends is shown."""
        chat.blocked = True
        self._world.notice(chat, "ブロックしました")
        return self._event(chat, "unfollow", {})

    def make_group(self, name: str, prefix: str, members: list[str]) -> tuple[Chat, Delivery | None]:
        """A group (C) or room (R) into which the account is invited."""
        chat = self._world.add_chat(name, prefix)
        chat.members = members
        return chat, self._event(chat, "join", {})

    def inject(self, chat: Chat, kind: str, body: Json | None, sender: str = "") -> Delivery | None:
        """Any event type with any body; a sample body when none is given."""
        return self._event(chat, kind, SAMPLES.get(kind, {}) if body is None else body, sender)

    def menu_of(self, chat: Chat) -> Json | None:
        """The rich menu this resident sees: their own, else the default."""
        menu = self._menu(chat)
        return menu.as_json() if menu else None

    def _menu(self, chat: Chat) -> RichMenu | None:
        return self._menus.find(chat.rich_menu_id) or self._menus.find(self._menus.default)

    def _tap_postback(self, chat: Chat, action: Json) -> Delivery | None:
        delivery = self.postback(chat, action["data"], shown=str(action.get("displayText") or ""))
        if action.get("text"):
            self.message(chat, "text", {"text": action["text"]})
        return delivery

    def _tap_datetime(self, chat: Chat, action: Json, extra: Json) -> Delivery | None:
        picked = str(extra.get("datetime") or action.get("initial") or action.get("min") or "")
        return self.postback(chat, action["data"], {action["mode"]: picked})

    def _switch_menu(self, chat: Chat, action: Json) -> Delivery | None:
        alias = action["richMenuAliasId"]
        known = {one["richMenuAliasId"]: one["richMenuId"] for one in self._menus.aliases()}
        status = "SUCCESS" if alias in known else "RICHMENU_ALIAS_ID_NOTFOUND"
        chat.rich_menu_id = known.get(alias, chat.rich_menu_id)
        self._world.touch()
        return self.postback(chat, action["data"], {"newRichMenuAliasId": alias, "status": status})

    def _display(self, chat: Chat, words: str) -> None:
        message = {"type": "text", "text": words}
        self._world.show(chat, Entry(message_id(), self._world.clock(), "resident", message, "display"))

    def _keep_content(self, kind: str, content: Json, data: object) -> None:
        if kind in {"image", "video", "audio", "file"}:
            picture = base64.b64decode(data) if isinstance(data, str) else gradient_png(480, 320)
            kinds = {"image": "image/png", "video": "video/mp4", "audio": "audio/x-m4a"}
            self._world.contents[content["id"]] = (picture, kinds.get(kind, "application/octet-stream"))

    def _event(self, chat: Chat, kind: str, body: Json, sender: str = "") -> Delivery | None:
        # LINE sends nothing of a chat it is not in; unfollow itself is the last word of one who blocks
        if (chat.blocked and kind != "unfollow") or not chat.bot_present:
            return None
        event = new_event(kind, source_of(chat, sender), self._world.clock(), chat.mode, body)
        return self._courier.send([event])

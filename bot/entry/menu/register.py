"""Registers the rich menu with LINE, once for each picture and layout; what is there already is left alone."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from linebot.v3.messaging import ApiClient, Configuration, MessagingApi, MessagingApiBlob, RichMenuRequest

from bot.base.errors import InvalidInput
from bot.base.settings import Settings
from bot.clients.http_line import TIMEOUT
from bot.entry.asking_line import ask
from bot.entry.menu.layout import PICTURE, rich_menu

_OURS = "tsunagu-"
_LINE, _LINE_DATA = "https://api.line.me", "https://api-data.line.me"
"""Pictures go to a host of their own (LINE: Messaging API reference, Domain name)."""


class MenuRegister:
    """The rich menus of the channel named by the settings."""

    def __init__(self, settings: Settings) -> None:
        base, token = settings.line_api_base, settings.line_channel_access_token
        data = _LINE_DATA if base == _LINE else base
        self._api: Any = MessagingApi(ApiClient(Configuration(access_token=token, host=base)))
        self._blobs: Any = MessagingApiBlob(ApiClient(Configuration(access_token=token, host=data)))

    def put(self) -> str:
        """Make our menu the default; returns what was done. Raises InvalidInput without a picture."""
        if not PICTURE.exists():
            raise InvalidInput("メニューの絵がありません。`tsunagu line draw` で描いてください。")
        picture = PICTURE.read_bytes()
        name = menu_name(picture)
        menus = ask(lambda: self._api.get_rich_menu_list(_request_timeout=TIMEOUT)).richmenus
        known = next((menu.rich_menu_id for menu in menus if menu.name == name), "")
        if known and known == self._default():
            return "メニューは、もう登録されています。"
        fresh = known or self._create(name, picture)
        ask(lambda: self._api.set_default_rich_menu(fresh, _request_timeout=TIMEOUT))
        for menu in menus:
            if menu.name.startswith(_OURS) and menu.rich_menu_id != fresh:
                self._delete(menu.rich_menu_id)
        return "メニューを登録しました。"

    def is_current(self) -> bool:
        """Whether the default menu is the one of this version."""
        name = menu_name(PICTURE.read_bytes())
        menus = ask(lambda: self._api.get_rich_menu_list(_request_timeout=TIMEOUT)).richmenus
        default = self._default()
        return any(menu.name == name and menu.rich_menu_id == default for menu in menus)

    def _create(self, name: str, picture: bytes) -> str:
        request = RichMenuRequest.from_dict(rich_menu(name))
        made = ask(lambda: self._api.create_rich_menu(request, _request_timeout=TIMEOUT))
        menu = str(made.rich_menu_id)
        ask(lambda: self._blobs.set_rich_menu_image(
            menu, bytearray(picture), _headers={"Content-Type": "image/png"}, _request_timeout=(2.0, 30.0)
        ))  # fmt: skip
        return menu

    def _delete(self, menu: str) -> None:
        ask(lambda: self._api.delete_rich_menu(menu, _request_timeout=TIMEOUT))

    def _default(self) -> str:
        """The id of the default menu; "" when there is none (LINE answers 404)."""
        found = ask(lambda: self._api.get_default_rich_menu_id(_request_timeout=TIMEOUT), missing="")
        return str(found.rich_menu_id) if found else ""


def menu_name(picture: bytes) -> str:
    """A name that changes with the picture and the fields, so that a new version is registered once."""
    layout = json.dumps(rich_menu(""), sort_keys=True, ensure_ascii=False).encode()
    return _OURS + hashlib.sha256(layout + picture).hexdigest()[:16]

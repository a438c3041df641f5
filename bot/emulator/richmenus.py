"""Rich menus, their pictures, their aliases, and which one a resident sees."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass

from bot.emulator.errors import Detail, Json, LineRefusal
from bot.emulator.validate.limits import limit
from bot.emulator.validate.richmenu import check_alias_id, check_image, check_rich_menu

_MENU_ID = re.compile(r"^richmenu-[0-9a-f]{32}$")


@dataclass
class RichMenu:
    """A rich menu and its picture; it cannot be shown before it has one."""

    id: str
    body: Json
    image: bytes = b""
    content_type: str = ""

    def as_json(self) -> Json:
        """The rich menu response object."""
        return {"richMenuId": self.id, **self.body}


def _not_found() -> LineRefusal:
    return LineRefusal(404, "Not found")


class RichMenus:
    """All rich menus of the channel (reference: Rich menu, Rich menu alias)."""

    def __init__(self) -> None:
        self._menus: dict[str, RichMenu] = {}
        self._aliases: dict[str, str] = {}
        self.default = ""

    def clear(self) -> None:
        """Forget every rich menu and alias."""
        self._menus.clear()
        self._aliases.clear()
        self.default = ""

    def create(self, body: Json) -> str:
        """Check and keep a rich menu; its id."""
        check_rich_menu(body)
        if len(self._menus) >= limit("rich_menu_count"):
            raise LineRefusal(400, "The maximum number of rich menus has been reached")
        menu = RichMenu(f"richmenu-{secrets.token_hex(16)}", body)
        self._menus[menu.id] = menu
        return menu.id

    def get(self, menu_id: str) -> RichMenu:
        """A rich menu, or 404."""
        if menu_id not in self._menus:
            raise _not_found()
        return self._menus[menu_id]

    def find(self, menu_id: str) -> RichMenu | None:
        """A rich menu, or None."""
        return self._menus.get(menu_id)

    def all(self) -> list[Json]:
        """Every rich menu."""
        return [menu.as_json() for menu in self._menus.values()]

    def delete(self, menu_id: str) -> None:
        """Delete a rich menu; it stops being the default."""
        del self._menus[self.get(menu_id).id]
        if self.default == menu_id:
            self.default = ""

    def upload(self, menu_id: str, data: bytes, content_type: str) -> None:
        """Set the picture, once."""
        menu = self.get(menu_id)
        if menu.image:
            raise LineRefusal(400, "An image has already been uploaded to the richmenu")
        check_image(data, content_type)
        menu.image, menu.content_type = data, content_type

    def showable(self, menu_id: str) -> RichMenu:
        """A rich menu that can be linked: it exists (404) and has a picture (400)."""
        menu = self.get(menu_id)
        if not menu.image:
            raise LineRefusal(400, "must upload richmenu image before applying it to user")
        return menu

    def put_alias(self, alias: object, menu_id: object, *, new: bool) -> None:
        """Create or change an alias; LINE's words for each refusal."""
        alias = check_alias_id(alias)
        if new and alias in self._aliases:
            raise LineRefusal(400, "conflict richmenu alias id")
        if not new:
            self.alias(alias)
        if not isinstance(menu_id, str) or not _MENU_ID.match(menu_id):
            detail = Detail("invalid richMenuId", "richMenuId")
            raise LineRefusal(400, "The request body has 1 error(s)", (detail,))
        menu = self._menus.get(menu_id)
        if menu is None or not menu.image:
            raise LineRefusal(400, "richmenu not found")
        self._aliases[alias] = menu_id

    def alias(self, alias: str) -> Json:
        """An alias, or 404."""
        if alias not in self._aliases:
            raise LineRefusal(404, "richmenu alias not found")
        return {"richMenuAliasId": alias, "richMenuId": self._aliases[alias]}

    def aliases(self) -> list[Json]:
        """Every alias."""
        return [self.alias(one) for one in self._aliases]

    def delete_alias(self, alias: str) -> None:
        """Delete an alias, or 404."""
        self.alias(alias)
        del self._aliases[alias]

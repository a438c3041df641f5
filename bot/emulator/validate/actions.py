"""Action objects: which may stand where, and how long their labels and data may be."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from bot.emulator.errors import Json
from bot.emulator.validate.problems import MUST, Problems, is_url

URI_SCHEMES = frozenset({"http", "https", "line", "tel"})
"""Schemes a URI action may open (reference: URI action)."""

_INPUT_OPTIONS = ("closeRichMenu", "openRichMenu", "openKeyboard", "openVoice")
_DATE = r"\d{4}-\d{2}-\d{2}"
_TIME = r"\d{2}:\d{2}"
_MOMENTS = {
    "date": re.compile(rf"^{_DATE}$"),
    "time": re.compile(rf"^{_TIME}$"),
    "datetime": re.compile(rf"^{_DATE}[Tt]{_TIME}$"),
}

COMMON = ("postback", "message", "uri", "datetimepicker", "clipboard")
QUICK_ONLY = ("camera", "cameraRoll", "location")


@dataclass(frozen=True)
class Place:
    """Where an action stands: which types are allowed there and what its label must be."""

    allowed: tuple[str, ...]
    label_limit: str
    label_required: bool


QUICK_REPLY = Place((*COMMON, *QUICK_ONLY), "label_quick_reply", True)
TEMPLATE = Place(COMMON, "label_template", True)
IMAGE_CAROUSEL = Place(COMMON, "label_image_carousel", False)
DEFAULT_ACTION = Place(COMMON, "label_template", False)
FLEX_BUTTON = Place(COMMON, "label_flex", True)
FLEX_OTHER = Place(COMMON, "label_flex", False)
RICH_MENU = Place((*COMMON, "richmenuswitch"), "label_rich_menu", False)


def check_action(value: object, path: str, place: Place, problems: Problems) -> None:
    """Check one action object as it would stand at that place (reference: Action objects)."""
    action = problems.obj(value, path)
    if action is None or not problems.one_of(action, "type", place.allowed, path, required=True):
        return
    problems.text(action, "label", place.label_limit, path, required=place.label_required)
    check = _CHECKS.get(str(action["type"]))
    if check is not None:
        check(action, path, problems)


def _postback(action: Json, path: str, problems: Problems) -> None:
    problems.text(action, "data", "postback_data", path)
    problems.text(action, "displayText", "display_text", path, required=False)
    problems.text(action, "text", "display_text", path, required=False)
    problems.text(action, "fillInText", "fill_in_text", path, required=False)
    problems.one_of(action, "inputOption", _INPUT_OPTIONS, path, required=False)
    if action.get("displayText") and action.get("text"):
        problems.add(problems.at(path, "displayText"), "displayText and text cannot be used at the same time")


def _message(action: Json, path: str, problems: Problems) -> None:
    problems.text(action, "text", "message_text", path)


def _uri(action: Json, path: str, problems: Problems) -> None:
    problems.text(action, "uri", "uri", path)
    _scheme(action.get("uri"), problems.at(path, "uri"), problems)
    other = action.get("altUri")
    if isinstance(other, dict):
        problems.text(other, "desktop", "uri", problems.at(path, "altUri"))
        _scheme(other.get("desktop"), problems.at(problems.at(path, "altUri"), "desktop"), problems)


def _scheme(value: object, at: str, problems: Problems) -> None:
    if isinstance(value, str) and value.strip() and not is_url(value, URI_SCHEMES):
        problems.add(at, "invalid uri")


def _datetime(action: Json, path: str, problems: Problems) -> None:
    problems.text(action, "data", "postback_data", path)
    if not problems.one_of(action, "mode", tuple(_MOMENTS), path, required=True):
        return
    for key in ("initial", "max", "min"):
        value = action.get(key)
        if value is not None and not _MOMENTS[action["mode"]].match(str(value)):
            problems.add(problems.at(path, key), "invalid date or time format")


def _switch(action: Json, path: str, problems: Problems) -> None:
    problems.text(action, "data", "postback_data", path)
    if not action.get("richMenuAliasId"):
        problems.add(problems.at(path, "richMenuAliasId"), MUST)


def _clipboard(action: Json, path: str, problems: Problems) -> None:
    problems.text(action, "clipboardText", "clipboard_text", path)


_CHECKS: dict[str, Callable[[Json, str, Problems], None]] = {
    "postback": _postback,
    "message": _message,
    "uri": _uri,
    "datetimepicker": _datetime,
    "richmenuswitch": _switch,
    "clipboard": _clipboard,
}

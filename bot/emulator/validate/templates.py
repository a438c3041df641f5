"""Template messages: buttons, confirm, carousel, image carousel (reference: Template messages)."""

from __future__ import annotations

from collections.abc import Callable

from bot.emulator.errors import Json
from bot.emulator.validate.actions import DEFAULT_ACTION, IMAGE_CAROUSEL, TEMPLATE, check_action
from bot.emulator.validate.limits import limit
from bot.emulator.validate.problems import Problems


def check_template(value: object, path: str, problems: Problems) -> None:
    """Check the `template` object of a template message."""
    template = problems.obj(value, path)
    if template is not None and problems.one_of(template, "type", tuple(_CHECKS), path, required=True):
        _CHECKS[template["type"]](template, path, problems)


def _actions(body: Json, path: str, name: str, problems: Problems, least: int = 1) -> None:
    for index, action in enumerate(problems.items(body.get("actions"), f"{path}.actions", name, least)):
        check_action(action, f"{path}.actions[{index}]", TEMPLATE, problems)


def _card(body: Json, path: str, plain_limit: str, problems: Problems) -> None:
    """What a buttons template and a carousel column share: shorter text under a picture or a title."""
    problems.https(body, "thumbnailImageUrl", path, required=False)
    problems.text(body, "title", "template_title", path, required=False)
    crowned = bool(body.get("title") or body.get("thumbnailImageUrl"))
    problems.text(body, "text", "titled_text" if crowned else plain_limit, path)
    if body.get("defaultAction") is not None:
        check_action(body["defaultAction"], f"{path}.defaultAction", DEFAULT_ACTION, problems)


def _buttons(body: Json, path: str, problems: Problems) -> None:
    _card(body, path, "buttons_text", problems)
    _actions(body, path, "buttons_actions", problems)


def _confirm(body: Json, path: str, problems: Problems) -> None:
    problems.text(body, "text", "confirm_text", path)
    _actions(body, path, "confirm_actions", problems, least=limit("confirm_actions"))


def _carousel(body: Json, path: str, problems: Problems) -> None:
    columns = problems.items(body.get("columns"), f"{path}.columns", "carousel_columns")
    shapes = set()
    for index, value in enumerate(columns):
        at = f"{path}.columns[{index}]"
        column = problems.obj(value, at)
        if column is None:
            continue
        _card(column, at, "column_text", problems)
        _actions(column, at, "carousel_actions", problems)
        actions = column.get("actions")
        count = len(actions) if isinstance(actions, list) else 0
        shapes.add((count, bool(column.get("title")), bool(column.get("thumbnailImageUrl"))))
    if len(shapes) > 1:
        problems.add(f"{path}.columns", "The number of actions, images and titles must be the same")


def _image_carousel(body: Json, path: str, problems: Problems) -> None:
    columns = problems.items(body.get("columns"), f"{path}.columns", "image_carousel_columns")
    for index, value in enumerate(columns):
        at = f"{path}.columns[{index}]"
        column = problems.obj(value, at)
        if column is not None:
            problems.https(column, "imageUrl", at)
            check_action(column.get("action"), f"{at}.action", IMAGE_CAROUSEL, problems)


_CHECKS: dict[str, Callable[[Json, str, Problems], None]] = {
    "buttons": _buttons,
    "confirm": _confirm,
    "carousel": _carousel,
    "image_carousel": _image_carousel,
}

"""Collects what is wrong with a request body, in the words LINE uses where LINE's words are known."""

from __future__ import annotations

from collections.abc import Collection
from urllib.parse import urlsplit

from bot.emulator.errors import Detail, Json
from bot.emulator.validate.counting import measured
from bot.emulator.validate.limits import limit

MUST = "must be specified"
BLANK = "May not be empty"


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


class Problems:
    """The details of a 400 answer, gathered while walking a body."""

    def __init__(self, joiner: str = ".") -> None:
        self.found: list[Detail] = []
        self._joiner = joiner

    def at(self, path: str, key: str) -> str:
        """The path of a property: dotted in general, a JSON pointer inside Flex messages."""
        return f"{path}{self._joiner}{key}" if path else key

    def add(self, path: str, message: str) -> None:
        """Note that the property at `path` is wrong."""
        self.found.append(Detail(message, path))

    def obj(self, value: object, path: str) -> Json | None:
        """The value if it is a JSON object; notes the problem and gives None if it is not."""
        if isinstance(value, dict):
            return value
        self.add(path, MUST if value is None else "must be an object")
        return None

    def items(self, value: object, path: str, name: str, least: int = 1) -> list[object]:
        """The value if it is a list of allowed size; notes the problem and gives [] if it is not."""
        if not isinstance(value, list):
            self.add(path, MUST if value is None else "must be an array")
            return []
        if not least <= len(value) <= limit(name):
            self.add(path, f"Size must be between {least} and {limit(name)}")
            return []
        return value

    def text(self, body: Json, key: str, name: str, path: str, *, required: bool = True) -> None:
        """Check a string property against a named limit; blank counts as missing when it is required."""
        value, at = body.get(key), self.at(path, key)
        if value is None:
            if required:
                self.add(at, BLANK if key == "text" else MUST)
            return
        if not isinstance(value, str):
            self.add(at, "must be a string")
        elif not value.strip():
            self.add(at, BLANK)
        elif measured(name, value) > limit(name):
            self.add(at, f"Length must be between 0 and {limit(name)}")

    def number(self, body: Json, key: str, path: str) -> None:
        """Check that a required property is a number."""
        if not _is_number(body.get(key)):
            self.add(self.at(path, key), MUST if body.get(key) is None else "must be a number")

    def one_of(self, body: Json, key: str, allowed: Collection[str], path: str, *, required: bool) -> bool:
        """Check an enumeration; True when the value is one of those allowed."""
        value, at = body.get(key), self.at(path, key)
        if value is None and not required:
            return False
        if value is None:
            self.add(at, MUST)
        elif value not in allowed:
            self.add(at, f"Must be one of the following values: [{', '.join(allowed)}]")
        return value in allowed

    def https(self, body: Json, key: str, path: str, *, required: bool = True) -> None:
        """Check the address of a picture or a file: HTTPS, at most 2000 characters."""
        self.text(body, key, "url", path, required=required)
        value = body.get(key)
        if isinstance(value, str) and value.strip() and not is_url(value, {"https"}):
            self.add(self.at(path, key), "Invalid image URL")


def is_url(value: str, schemes: Collection[str]) -> bool:
    """Whether a text is an address with one of the schemes and no blank in it."""
    if any(char.isspace() for char in value):
        return False
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    return parts.scheme.lower() in schemes and bool(parts.netloc or parts.path)

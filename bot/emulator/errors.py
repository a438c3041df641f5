"""What the emulator refuses, and what goes wrong inside it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from bot.base.errors import InvalidInput, NotFound

Json = dict[str, Any]
"""A JSON object as `json.loads` gives it."""


@dataclass(frozen=True)
class Detail:
    """One entry of `details` in an error answer: what is wrong, and at which property."""

    message: str
    property: str

    def as_json(self) -> Json:
        """The entry as LINE writes it."""
        return {"message": self.message, "property": self.property}


@dataclass(eq=False)
class LineRefusal(Exception):
    """An answer other than 2xx, in LINE's own JSON (reference: Error responses)."""

    status: int
    message: str
    details: tuple[Detail, ...] = ()
    headers: dict[str, str] = field(default_factory=dict)
    extra: Json = field(default_factory=dict)

    def as_json(self) -> Json:
        """The body of the answer; `details` is left out when it is empty, as LINE does."""
        body: Json = {"message": self.message}
        if self.details:
            body["details"] = [detail.as_json() for detail in self.details]
        return {**body, **self.extra}


class NoSuchChat(NotFound):
    """A resident, group or delivery that the emulator does not know."""


class NothingToTap(InvalidInput):
    """No button with that label is on the screen; the message lists those that are."""


class BadRequestToEmulator(InvalidInput):
    """A call to the admin API that cannot be carried out."""

"""What the router answers: the area, or what to ask next."""

from dataclasses import dataclass
from typing import Literal

AskKind = Literal["municipality", "town", "chome", "banchi", "confirm_area"]


@dataclass(frozen=True)
class Ask:
    """The next question; each option is a whole answer that the router understands when it comes back as text.

    No options: the answer has to be typed (LINE takes at most 13 quick replies of 20 characters).
    """

    what: AskKind
    options: tuple[str, ...] = ()


@dataclass(frozen=True)
class RouteResult:
    """Where a resident lives, as far as it can be told without guessing.

    `area_id` is set only when it is certain enough for the trust level. `ambiguous` holds the candidate areas,
    likeliest first, when it is not. `outside`: outside every municipality served. `declined`: the resident does not
    want to say. `ask` is the next question; None with no area means: nothing more to ask, the municipality's duty
    team takes it (R52).
    """

    municipality: str | None = None
    area_id: str | None = None
    town: str | None = None
    chome: int | None = None
    ambiguous: tuple[str, ...] = ()
    outside: bool = False
    declined: bool = False
    ask: Ask | None = None


@dataclass(frozen=True)
class Spot:
    """A place read from a text: a town, and the chome and 番 as far as they are told."""

    municipality: str
    town: str
    chomes: tuple[int, ...] = ()
    banchi: tuple[int, ...] = ()
    other: bool = False
    """True for 「ほかの丁目」 or 「ほかの番」: none of those that the table of areas names."""

    @property
    def chome(self) -> int | None:
        """Return the chome when there is exactly one."""
        return self.chomes[0] if len(self.chomes) == 1 else None

"""What the console is built with; made once by `bot/entry` and passed in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from bot.base.errors import InvalidInput
from bot.catalogue import Library
from bot.staff.limits import Limits
from bot.staff.passwords import Passwords
from bot.staff.sessions import Lifetimes
from bot.tickets.masking import SMALLEST_SHOWN
from bot.tickets.phrases import PhraseBook, load_phrases
from bot.tickets.similar import Encode


@dataclass(frozen=True)
class AreaName:
    """One area as people call it, and the team that answers for it."""

    area_id: str
    name: str
    municipality: str
    team: str = ""


@dataclass(frozen=True)
class PlaceName:
    """A place of the catalogue as 地域カルテ counts it; `area_id` empty: it serves the whole municipality."""

    name: str
    municipality: str
    area_id: str
    topics: tuple[str, ...]


@dataclass(frozen=True)
class Gap:
    """One topic in an area: how often it was asked (None: hidden as too few), and which places there are."""

    topic: str
    asked: int | None
    places: tuple[str, ...]
    wanting: bool


@dataclass(frozen=True)
class Names:
    """Words for ids: topics by id, areas by id. Made from `resources.load` at composition."""

    topics: Mapping[str, str] = field(default_factory=dict)
    areas: Mapping[str, AreaName] = field(default_factory=dict)

    def area(self, area_id: str | None) -> str:
        """The name of an area; without one, the duty team answers (R52)."""
        if not area_id:
            return "地区未定(当番)"
        return self.areas[area_id].name if area_id in self.areas else area_id

    def topic(self, topic_id: str) -> str:
        """The name of a topic."""
        return self.topics.get(topic_id, topic_id)

    def areas_of(self, municipality: str) -> list[AreaName]:
        """The areas of one municipality, in the file's order."""
        return [area for area in self.areas.values() if area.municipality == municipality]

    def destination(self, value: str) -> tuple[str, str | None]:
        """Municipality and area of a form's 「文京区/bunkyo-otsuka」; raises InvalidInput when there is none such."""
        municipality, _, area_id = value.partition("/")
        if municipality not in self.municipalities or (area_id and area_id not in self.areas):
            raise InvalidInput("つなぎ先の地区を選んでください。")
        return municipality, area_id or None

    @property
    def municipalities(self) -> list[str]:
        """All municipalities that have areas."""
        return list(dict.fromkeys(area.municipality for area in self.areas.values()))


@dataclass(frozen=True)
class OidcProvider:
    """The organisation's own sign-in (OpenID Connect Core 1.0, code flow with PKCE), as the console is known to it."""

    issuer: str
    client_id: str
    client_secret: str
    name: str = "組織のアカウント"
    base_url: str = ""
    """The console's address as people type it; empty: as the request says."""


@dataclass(frozen=True)
class ConsoleConfig:
    """Settings of the console. `secret` is its own (at least 32 bytes), `tls` False only for the demo on plain HTTP."""

    secret: bytes
    names: Names
    tls: bool = True
    production: bool = True
    proxies: int = 0
    """How many reverse proxies stand in front; 0 trusts no forwarded header."""
    lifetimes: Lifetimes = field(default_factory=Lifetimes)
    limits: Limits = field(default_factory=Limits)
    passwords: Passwords = field(default_factory=Passwords)
    places: Sequence[PlaceName] = ()
    encode: Encode | None = None
    """Makes vectors for similar cases; without it topics and shared letters are compared."""
    phrases: PhraseBook = field(default_factory=load_phrases)
    library: Library | None = None
    """The records that the desk may edit; without it there is no such page."""
    patience: float = 0.05
    """Seconds that a page waits for figures that nobody has counted yet, before it says that they are being counted."""
    oidc: OidcProvider | None = None
    """None: people sign in with a password and the second factor only."""
    missing: Callable[[], Mapping[str, str]] = dict
    """What keeps the desk from serving, in words for an operator; empty when nothing does."""

    def gaps(self, area_id: str, asked: Mapping[str, int]) -> list[Gap]:
        """Topics of an area, much asked with few places first."""
        municipality = self.names.areas[area_id].municipality
        here = [p for p in self.places if p.municipality == municipality and p.area_id in ("", area_id)]
        found = []
        for topic in self.names.topics:
            count = asked.get(topic, 0)
            near = tuple(p.name for p in here if topic in p.topics)
            shown = None if 0 < count < SMALLEST_SHOWN else count
            found.append(Gap(topic, shown, near, count >= SMALLEST_SHOWN and len(near) < 2))
        return sorted(found, key=lambda gap: (not gap.wanting, -(gap.asked or 0)))

    @property
    def cookie(self) -> str:
        """The cookie's name; `__Host-` lets no other host or path set it (RFC 6265bis)."""
        return "__Host-tsunagu-desk" if self.tls else "tsunagu-desk"

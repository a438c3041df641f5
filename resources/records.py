"""The records of the catalogue: frozen values with the source of every fact."""

from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import Literal

Kind = Literal["madoguchi", "ibasho"]
Verified = Literal["page", "seed", "yes", "no"]
Confidence = Literal["high", "medium", "low"]
Booking = Literal["", "required", "none", "first_time_only"]

WHOLE_TOKYO = "東京都全域"
"""Value of `Place.municipality` for a place that serves residents of every municipality of Tokyo."""


@dataclass(frozen=True)
class Provenance:
    """Where a record's facts come from and how fresh they are (R47)."""

    source: str = ""
    verified: Verified = "no"
    verified_on: date | None = None
    verify_every_days: int = 183

    def is_stale(self, today: date) -> bool:
        """Return True when nobody has confirmed the record within its own period; an unknown date is stale."""
        if self.verified == "no" or self.verified_on is None:
            return True
        return today - self.verified_on > timedelta(days=self.verify_every_days)


@dataclass(frozen=True)
class Sourced:
    """A record that tells where its facts come from."""

    provenance: Provenance = field(kw_only=True)

    @property
    def source(self) -> str:
        """Return where the facts were read."""
        return self.provenance.source

    @property
    def verified(self) -> Verified:
        """Return how far the facts rest on a source (of a hotline: number and hours both)."""
        return self.provenance.verified

    @property
    def verified_on(self) -> date | None:
        """Return the day the facts were last confirmed, None when unknown."""
        return self.provenance.verified_on


@dataclass(frozen=True)
class Topic:
    """One kind of worry (課題); `scope` says in Japanese what it covers."""

    id: str
    name: str
    group: str
    scope: str


@dataclass(frozen=True)
class Place(Sourced):
    """A desk (窓口) or a place to be (居場所); an empty value means "not known", never "none"."""

    id: str
    kind: Kind
    name: str
    municipality: str
    topics: tuple[str, ...]
    description: str
    kana: str = ""
    area: str = ""
    area_id: str = ""
    operator: str = ""
    target: str = ""
    audience: tuple[str, ...] = ()
    age_min: int | None = None
    age_max: int | None = None
    phone: str = ""
    address: str = ""
    hours_text: str = ""
    rrule: str = ""
    start_time: time | None = None
    end_time: time | None = None
    fee_text: str = ""
    booking: Booking = ""
    channels: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    url: str = ""
    note: str = ""
    lat: float | None = None
    lon: float | None = None

    @property
    def citywide(self) -> bool:
        """Return True when the place serves every resident of its municipality, whatever the area."""
        return not self.area

    @property
    def verify_every_days(self) -> int:
        """Return after how many days the record must be confirmed again."""
        return self.provenance.verify_every_days

    def is_stale(self, today: date) -> bool:
        """Return True when the record must be confirmed again before it is shown first (R47)."""
        return self.provenance.is_stale(today)


@dataclass(frozen=True)
class Hotline(Sourced):
    """A phone line, chat or mail desk; `phone` up to the first " / " or " (" is the number to dial."""

    id: str
    name: str
    phone: str
    chat_url_or_line: str
    hours_text: str
    hours_machine: str
    closed: tuple[str, ...]
    topics: tuple[str, ...]
    crisis_kinds: tuple[str, ...]
    target_age: tuple[str, ...]
    languages: tuple[str, ...]
    area: str
    kana: str = ""

    @property
    def dial(self) -> str:
        """Return the primary number alone, empty when the line has no phone."""
        return self.phone.split(" / ")[0].split(" (")[0].strip()

    @property
    def in_writing(self) -> bool:
        """Return True where one writes instead of phoning; the page of a telephone line is no chat."""
        told = self.chat_url_or_line
        named = any(word in told for word in ("チャット", "LINE", "メール", "mail", "chat"))
        return named or bool(told and not self.dial and not told.startswith("来所"))

    @property
    def is_local_blank(self) -> bool:
        """Return True for a line that the municipality has still to fill in (R47)."""
        return self.id.startswith("local_") and not (self.phone or self.chat_url_or_line)

    def is_stale(self, today: date) -> bool:
        """Return True when the line must be confirmed again before it is shown first (R47)."""
        return self.provenance.is_stale(today)

    def serves_age(self, age: int) -> bool:
        """Return True unless the line states an age range that excludes `age` (in years)."""
        ranges = [_age_range(part) for part in self.target_age if part[:1].isdigit()]
        return not ranges or any(low <= age <= high for low, high in ranges)


@dataclass(frozen=True)
class AreaRow:
    """One line of the list of 担当区域: a town, a chome or a range of 番 that belongs to an area."""

    municipality: str
    municipality_code: str
    area_id: str
    area: str
    area_type: str
    town: str
    chome: int | None
    banchi_from: int | None
    banchi_to: int | None
    center: str
    coordinator_team: str
    confidence: Confidence
    provenance: Provenance

    @property
    def verified(self) -> Verified:
        """Return "page" when a page states the row, "seed" for an area without boundary, else "no"."""
        return self.provenance.verified

    @property
    def confirmed(self) -> bool:
        """Return True when the row may route a real resident."""
        return self.provenance.verified == "page" and self.confidence == "high"


def _age_range(part: str) -> tuple[int, int]:
    """Return the ages of a range such as "0-17" or "65+", both ends included."""
    low, _, high = part.rstrip("+").partition("-")
    return int(low), int(high) if high else 200

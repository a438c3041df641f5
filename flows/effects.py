"""What a turn asks the engine to do: a closed union of small values, in the order to be carried out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Choice:
    """One answer to tap: `id` comes back in Said.choice; the label is a text key, or words as they are."""

    id: str
    label_key: str = ""
    label: str = ""
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Say:
    """Say the text `key`; `variant` is the wording chosen, so that two turns never sound alike."""

    key: str
    values: Mapping[str, str] = field(default_factory=dict)
    variant: int = 0


@dataclass(frozen=True)
class Ask:
    """Ask one question (at most one a turn, always last); `wants` says what free text would be read as."""

    key: str
    choices: tuple[Choice, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)
    wants: str = ""
    """ "" | place | text """
    variant: int = 0


@dataclass(frozen=True)
class Answer:
    """Show the FAQ entry with this key."""

    faq_key: str


@dataclass(frozen=True)
class Suggest:
    """Look for places that fit and show at most `limit`, each with its reason (R45)."""

    topics: tuple[str, ...]
    text: str
    wants: str = "any"
    """any | madoguchi | ibasho | help_out """
    limit: int = 3
    seen: tuple[str, ...] = ()
    """Ids already shown in this talk: not to be shown again."""


@dataclass(frozen=True)
class DraftItem:
    """One thing that would be told to the coordinator; `text` is the person's words, still to be masked."""

    id: str
    label_key: str
    text: str = ""
    text_key: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    source: str = ""


@dataclass(frozen=True)
class ShowDraft:
    """Show, masked and item by item, what would be told; each item can be taken out (R04)."""

    items: tuple[DraftItem, ...]
    removed: tuple[str, ...] = ()


@dataclass(frozen=True)
class HandOff:
    """Open a ticket with these items; `contact` only when the person gave one for this case."""

    scope: tuple[str, ...]
    notice_version: str
    anonymous: bool = True
    contact: str = ""
    contact_source: str = ""
    """The message that gave it, so that an unsend takes it away (R11)."""


@dataclass(frozen=True)
class Crisis:
    """Add the lines that are open now for these kinds; `first` is False when they were shown before."""

    level: str
    kinds: tuple[str, ...]
    first: bool = True


@dataclass(frozen=True)
class Alert:
    """Tell the staff on duty now (R24)."""

    level: str
    kinds: tuple[str, ...]


@dataclass(frozen=True)
class Relay:
    """Pass the person's words to the coordinator who holds the ticket."""

    text: str
    source: str = ""


@dataclass(frozen=True)
class CallHuman:
    """Show how to reach a person now: the area's desk, by visit, mail or telephone (R43)."""


@dataclass(frozen=True)
class Withdraw:
    """Take back the consent to the hand-off: the ticket leaves the queues, the receiver is told (R05)."""


@dataclass(frozen=True)
class Forget:
    """Delete everything the person said; the talk in this turn is already empty."""


@dataclass(frozen=True)
class Consent:
    """Record a consent event; kind is talk, hand_off or follow_up."""

    kind: str
    notice_version: str


@dataclass(frozen=True)
class StartOver:
    """The session begins anew; what was said before is dropped."""


@dataclass(frozen=True)
class RemindAfter:
    """Fire Said.silence once after so many hours without a word (R37)."""

    hours: int


@dataclass(frozen=True)
class FollowUpAfter:
    """Fire Said.followup after so many days; the person chose it."""

    days: int


@dataclass(frozen=True)
class StopReminders:
    """Cancel every timer of this talk."""


@dataclass(frozen=True)
class Quiet:
    """Send no push until the person writes again (R27); False lifts it."""

    until_called: bool = True


@dataclass(frozen=True)
class SetLanguage:
    """The person talks in this language from now on."""

    code: str


@dataclass(frozen=True)
class Measure:
    """Count an event, without any content: `what` is a topic, question or state id."""

    event: str
    what: str = ""


Effect = (
    Say | Ask | Answer | Suggest | ShowDraft | HandOff | Crisis | Alert | Relay | CallHuman | Withdraw | Forget
    | Consent | StartOver | RemindAfter | FollowUpAfter | StopReminders | Quiet | SetLanguage | Measure
)  # fmt: skip

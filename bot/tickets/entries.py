"""What coordinators write down about a case: records, referrals, meetings, disclosures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.base.errors import InvalidInput
from bot.tickets.codes import DIRECTIONS, GROUNDS, MEETINGS, PLANS, WAYS


@dataclass(frozen=True)
class RecordEntry:
    """One act (R54); raises InvalidInput when it says too little."""

    acted_at: datetime
    way: str
    direction: str
    action: str
    intent: str = ""
    with_whom: str = ""
    change: str = ""
    next_step: str = ""
    next_at: datetime | None = None
    outreach: bool = False
    met: bool | None = None
    participation: bool = False

    def __post_init__(self) -> None:
        """Refuse a record that nobody could learn from later."""
        if self.way not in WAYS or self.direction not in DIRECTIONS:
            raise InvalidInput("方法と、受信か発信かを選んでください。")
        if not self.action:
            raise InvalidInput("何をしたか(働きかけ)を書いてください。")
        if self.direction == "outbound" and not self.intent:
            raise InvalidInput("発信の記録には、何をねらったか(意図)も書いてください。")
        if self.next_at and not self.next_step:
            raise InvalidInput("次の予定の日を決めたら、何をするかも書いてください。")


@dataclass(frozen=True)
class MeetingEntry:
    """One 支援会議 or 重層的支援会議 on a case, and what it did to the plan."""

    kind: str
    held_at: datetime
    attendees: str = ""
    decided: str = ""
    plan: str = ""

    def __post_init__(self) -> None:
        """Refuse unknown kinds."""
        if self.kind not in MEETINGS or self.plan not in PLANS:
            raise InvalidInput("会議の種類を選んでください。")


@dataclass(frozen=True)
class DisclosureEntry:
    """An emergency disclosure without consent (R28): grounds, two who judged, to whom, what, when."""

    grounds_code: str
    grounds: str
    judged_with: str
    recipient: str
    content: str
    disclosed_at: datetime

    def __post_init__(self) -> None:
        """Refuse a disclosure with a gap: it must stand up to a later question."""
        if self.grounds_code not in GROUNDS:
            raise InvalidInput("根拠を選んでください。")
        if not (self.grounds and self.recipient and self.content and self.judged_with):
            raise InvalidInput("根拠・一緒に判断した人・相手・伝えた内容は、すべて必要です。")

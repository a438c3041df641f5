"""One table a file; importing this package makes all of them known to the metadata."""

from bot.store.models.alerts import AlertRow
from bot.store.models.audit_events import AuditRow
from bot.store.models.base import Base
from bot.store.models.catalogue_edits import CatalogueEditRow
from bot.store.models.consents import ConsentRow
from bot.store.models.disclosures import DisclosureRow
from bot.store.models.figures import FiguresRow
from bot.store.models.goals import GoalRow
from bot.store.models.identities import IdentityRow
from bot.store.models.login_attempts import LoginAttemptRow
from bot.store.models.meetings import MeetingRow
from bot.store.models.messages import MessageRow
from bot.store.models.notices import NoticeRow
from bot.store.models.outbox import OutboxRow
from bot.store.models.processed_events import ProcessedEventRow
from bot.store.models.records import RecordRow
from bot.store.models.referrals import ReferralRow
from bot.store.models.sessions import SessionRow
from bot.store.models.staff import StaffRow
from bot.store.models.staff_absences import StaffAbsenceRow
from bot.store.models.staff_sessions import StaffSessionRow
from bot.store.models.switches import SwitchRow
from bot.store.models.talk_steps import TalkStepRow
from bot.store.models.ticket_events import TicketEventRow
from bot.store.models.ticket_helpers import TicketHelperRow
from bot.store.models.ticket_items import TicketItemRow
from bot.store.models.tickets import TicketRow
from bot.store.models.timers import TimerRow

__all__ = [
    "AlertRow",
    "AuditRow",
    "Base",
    "CatalogueEditRow",
    "ConsentRow",
    "DisclosureRow",
    "FiguresRow",
    "GoalRow",
    "IdentityRow",
    "LoginAttemptRow",
    "MeetingRow",
    "MessageRow",
    "NoticeRow",
    "OutboxRow",
    "ProcessedEventRow",
    "RecordRow",
    "ReferralRow",
    "SessionRow",
    "StaffAbsenceRow",
    "StaffRow",
    "StaffSessionRow",
    "SwitchRow",
    "TalkStepRow",
    "TicketEventRow",
    "TicketHelperRow",
    "TicketItemRow",
    "TicketRow",
    "TimerRow",
]

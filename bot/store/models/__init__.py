"""One table a file; importing this package makes all of them known to the metadata."""

from bot.store.models.alerts import AlertRow
from bot.store.models.audit_events import AuditRow
from bot.store.models.base import Base
from bot.store.models.consents import ConsentRow
from bot.store.models.identities import IdentityRow
from bot.store.models.login_attempts import LoginAttemptRow
from bot.store.models.messages import MessageRow
from bot.store.models.outbox import OutboxRow
from bot.store.models.processed_events import ProcessedEventRow
from bot.store.models.staff import StaffRow
from bot.store.models.staff_sessions import StaffSessionRow
from bot.store.models.ticket_items import TicketItemRow
from bot.store.models.tickets import TicketRow

__all__ = [
    "AlertRow",
    "AuditRow",
    "Base",
    "ConsentRow",
    "IdentityRow",
    "LoginAttemptRow",
    "MessageRow",
    "OutboxRow",
    "ProcessedEventRow",
    "StaffRow",
    "StaffSessionRow",
    "TicketItemRow",
    "TicketRow",
]

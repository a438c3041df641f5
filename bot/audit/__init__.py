"""Who did what, without content: an append-only log."""

from bot.audit.log import AuditLog
from bot.audit.tags import Tag

__all__ = ["AuditLog", "Tag"]

"""Where a conversation lives until it expires; sealed before it gets here (Purpose.SESSION)."""

from bot.store.sessions.types import SessionStore, Stale

__all__ = ["SessionStore", "Stale"]

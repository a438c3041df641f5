"""Putting a talking resident together for the terminal."""

from __future__ import annotations

from bot.base.clock import Clock, system_clock
from bot.base.metrics import Metrics
from bot.base.settings import Settings
from bot.clients import ConsoleLine
from bot.conversation.engine import Engine
from bot.entry.brain import Brain, Surroundings, engine_parts
from bot.entry.secrets import worker_ring
from bot.entry.stores import make_database, session_stores
from bot.entry.talk import TalkingResident
from bot.store import migrate


def talking_resident(
    settings: Settings, name: str, clock: Clock = system_clock, brain: Brain | None = None
) -> TalkingResident:
    """A resident on the settings' database (made when it is missing)."""
    keyring = worker_ring(settings)
    database = make_database(settings, keyring)
    migrate.upgrade(database.engine)
    line = ConsoleLine(lambda messages: None)
    around = Surroundings(database, keyring, session_stores(settings, clock=clock), line, clock, Metrics())
    parts = engine_parts(brain or Brain(settings), around)
    return TalkingResident(Engine(parts), parts, name)

"""Whether a sign of presence may be shown on a lane: not while the bot is stopped, nor where it keeps out of it."""

from __future__ import annotations

from bot.audit import AuditLog
from bot.base.incoming import Incoming
from bot.conversation.engine import Engine
from bot.conversation.parts import EngineParts
from bot.conversation.stopping import stopped_for
from bot.store.crypto import Purpose
from bot.store.mailbox import Letter
from bot.tickets.switches import Switches
from flows.talk import State, Talk


class Courtesy:
    """Reads a talk for what may be shown beside it; changes nothing."""

    def __init__(self, engine: Engine, parts: EngineParts) -> None:
        self._engine = engine
        self._parts = parts

    def open(self, letter: Letter) -> Incoming:
        """The event in a letter."""
        return Incoming.from_json(self._parts.keyring.open(Purpose.SESSION, letter.body))

    def welcome(self, lane: str) -> bool:
        """Whether an animation fits: an answer will come, and nobody has stopped the bot (R60)."""
        talk = self._talk(lane)
        if talk.state is State.waiting or talk.safe_to_write == "no":  # a person answers there, or nothing may show
            return False
        with self._parts.database.reading() as session:
            switches = Switches(session, self._parts.clock, AuditLog(session, self._parts.clock))
            return not stopped_for(switches, talk, self._parts.municipalities)

    def busy(self, lane: str) -> str:
        """「少しお時間をください。」 in the person's language."""
        return self._line("engine.busy", lane)

    def paced(self, lane: str) -> str:
        """That all of the many messages will be read, together, in the person's language."""
        return self._line("paced", lane)

    def _line(self, key: str, lane: str) -> str:
        talk = self._talk(lane)
        return self._parts.texts.line(key, talk.language, talk.easy)

    def _talk(self, lane: str) -> Talk:
        before = self._engine.remembered(lane)
        return before.talk if before else Talk()

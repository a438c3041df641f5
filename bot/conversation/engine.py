"""One event, one turn, one transaction. Running an event twice changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from sqlalchemy.orm import Session

from bot.audit import AuditLog, Tag
from bot.base.incoming import Incoming, IncomingKind
from bot.base.logs import Log
from bot.conversation.bubbles import Text, to_json
from bot.conversation.effects import perform
from bot.conversation.parts import EngineParts
from bot.conversation.session import OURS, Remembered, SessionBook, Spoken
from bot.conversation.stage import Stage
from bot.conversation.stopping import is_stopped, safe_turn
from bot.identity import Vault
from bot.outbox import Outbox, ReplyToken
from bot.outbox.timers import SILENCE
from bot.store.crypto import Purpose
from bot.store.mailbox import Receipt
from bot.store.models import IdentityRow, ProcessedEventRow
from bot.tickets import TicketService
from flows.said import Said
from flows.talk import State, Talk

REPLY_TOKEN_LIFE = timedelta(seconds=50)
"""LINE: within a minute of receipt, and not to be built on to the second."""
_RECENT = 6
_GROUP_TEXT = (
    "ご招待ありがとうございます。この窓口は、一対一でだけお話をうかがっています。"
    "よければ、個別のトークで声をかけてください。"
)
_PEOPLE = (IncomingKind.TEXT, IncomingKind.CHOICE, IncomingKind.STICKER, IncomingKind.MEDIA, IncomingKind.LOCATION)
log = Log(__name__)


class Engine:
    """Processes letters of the mailbox; holds no state between them."""

    def __init__(self, parts: EngineParts) -> None:
        self._parts = parts

    def process(self, receipt: Receipt) -> None:
        """Have the effects of one letter, exactly once; raises what the stores raise, then nothing has happened."""
        incoming = Incoming.from_json(self._parts.keyring.open(Purpose.SESSION, receipt.letter.body))
        if incoming.kind is IncomingKind.GROUP:
            self._leave(incoming)
        elif incoming.kind in (IncomingKind.UNFOLLOW, IncomingKind.UNSEND):
            self._withdrawal(incoming, receipt)
        else:
            self._turn(incoming, receipt)

    def source_of(self, incoming: Incoming) -> str:
        """A keyed hash of the channel's message id, kept beside words so that an unsend finds them (R11)."""
        if not incoming.message_id:
            return ""
        return self._parts.keyring.fingerprint(f"{incoming.channel}:message:{incoming.message_id}")

    def _turn(self, incoming: Incoming, receipt: Receipt) -> None:
        before = self._look(incoming, receipt)
        if before is None:
            return
        said = self._parts.understanding.read(incoming, before, self.source_of(incoming))
        with self._parts.database.transaction() as session:
            session.add(_mark(incoming, self._parts))
            session.flush()  # a second worker on the same event stops here
            resident = self._resident(session, incoming)
            talk = resume(session, resident, before.talk, self._parts)
            stage = Stage(self._parts, session, incoming, resident, talk)
            self._play(stage, said)
            self._keep(stage, receipt, before, said)
            _send(stage)
        self._parts.metrics.turns.labels("done").inc()

    def _look(self, incoming: Incoming, receipt: Receipt) -> Remembered | None:
        """The talk so far, read without holding a transaction; None when the event has had its effects."""
        with self._parts.database.reading() as session:
            if session.get(ProcessedEventRow, incoming.event_id) is not None:
                self._parts.metrics.turns.labels("repeated").inc()
                return None
            return self._book(session).load(receipt.letter.lane, _committed(session)) or self._fresh(incoming)

    def _fresh(self, incoming: Incoming) -> Remembered:
        return Remembered(Talk(seed=self._parts.seed()), incoming.received_at)

    def _resident(self, session: Session, incoming: Incoming) -> IdentityRow:
        vault = Vault(session, self._parts.clock, self._parts.keyring)
        resident = vault.resident(incoming.channel, incoming.account)
        if incoming.kind in _PEOPLE or incoming.kind is IncomingKind.FOLLOW:
            vault.returned(resident)
        return resident

    def _play(self, stage: Stage, said: Said) -> None:
        if stage.incoming.kind in _PEOPLE:
            stage.timers.cancel(stage.resident.resident_id, SILENCE)
            stage.resident.quiet_until_called = False
            if is_stopped(stage):
                safe_turn(stage, said)
                return
        turn = self._parts.conversation.turn(stage.talk, said)
        stage.talk = turn.talk
        for effect in turn.effects:
            perform(stage, effect)

    def _keep(self, stage: Stage, receipt: Receipt, before: Remembered, said: Said) -> None:
        book = self._book(stage.session)
        nothing = stage.forgotten or not stage.talk.consent
        recent = () if nothing else (*before.recent, *_exchange(stage, said))[-_RECENT:]
        after = Remembered(stage.talk, self._parts.clock(), recent)
        kept = None if stage.forgotten else before
        book.save(receipt.letter.lane, receipt.letter.event_id, receipt.fence, before=kept, after=after)

    def _withdrawal(self, incoming: Incoming, receipt: Receipt) -> None:
        """An unsend or an unfollow: nothing is said, something is taken back (LINE: unsend, unfollow; R11, R14)."""
        with self._parts.database.transaction() as session:
            if session.get(ProcessedEventRow, incoming.event_id) is not None:
                return
            session.add(_mark(incoming, self._parts))
            resident = Vault(session, self._parts.clock, self._parts.keyring).find(incoming.channel, incoming.account)
            if resident is None:
                return
            stage = Stage(self._parts, session, incoming, resident, Talk())
            if incoming.kind is IncomingKind.UNSEND:
                self._unsend(stage, receipt)
            else:
                self._unfollow(stage, receipt)

    def _unsend(self, stage: Stage, receipt: Receipt) -> None:
        source = self.source_of(stage.incoming)
        removed = stage.tickets.unsend([source]) if source else 0
        stage.audit.write(Tag.MESSAGE_UNSENT, actor="resident", detail=f"places={removed}")
        book = self._book(stage.session)
        before = book.load(receipt.letter.lane, _committed(stage.session))
        if before is not None:
            clean = before.without(source)
            book.save(receipt.letter.lane, receipt.letter.event_id, receipt.fence, before=clean, after=clean)

    def _unfollow(self, stage: Stage, receipt: Receipt) -> None:
        stage.vault.left(stage.resident)
        stage.outbox.cancel_pending(stage.resident.resident_id)
        stage.timers.cancel(stage.resident.resident_id)
        self._book(stage.session).forget(receipt.letter.lane)
        stage.audit.write(Tag.RESIDENT_LEFT, actor="resident")

    def _leave(self, incoming: Incoming) -> None:
        """In groups and rooms: say once, kindly, that we talk one to one, and leave."""
        if incoming.reply_token:
            self._parts.line.reply(incoming.reply_token, [{"type": "text", "text": _GROUP_TEXT}])
        self._parts.line.leave(incoming.place_kind, incoming.place)
        log.info("group.left", kind=incoming.place_kind)

    def _book(self, session: Session) -> SessionBook:
        parts = self._parts
        return SessionBook(parts.sessions(session), parts.keyring, parts.clock, parts.session_life)


def resume(session: Session, resident: IdentityRow, talk: Talk, parts: EngineParts) -> Talk:
    """Give a talk the ticket that runs for this resident: a session expires, a case is reopened or merged."""
    if talk.ticket_id:
        return talk
    audit = AuditLog(session, parts.clock)
    tickets = TicketService(session, parts.clock, Outbox(session, parts.clock), audit)
    ticket = tickets.current_of(resident.resident_id)
    if ticket is None:
        return talk
    return talk.but(
        state=State.waiting,
        consent=parts.notice_version,
        ticket_id=ticket.ticket_id,
        case_number=ticket.case_number,
        answered=ticket.answered_at is not None,
        municipality=ticket.municipality,
        area_id=ticket.area_id or "",
        area_done=True,
        language="ja" if ticket.language == "easy" else ticket.language,
        easy=ticket.language == "easy",
    )


def _committed(session: Session) -> Callable[[str], bool]:
    return lambda event_id: session.get(ProcessedEventRow, event_id) is not None


def _mark(incoming: Incoming, parts: EngineParts) -> ProcessedEventRow:
    return ProcessedEventRow(event_id=incoming.event_id, processed_at=parts.clock())


def _exchange(stage: Stage, said: Said) -> list[Spoken]:
    """What was said in this turn: the resident's words and our last bubble, which holds the question."""
    words = [Spoken(said.text, said.source)] if said.text else []
    ours = [bubble.text for bubble in stage.bubbles if isinstance(bubble, Text)][-1:]
    return words + [Spoken(text, OURS) for text in ours]


def _send(stage: Stage) -> None:
    """Queue the turn's bubbles, with the reply token while it lasts."""
    if not stage.bubbles:
        return
    incoming = stage.incoming
    reply = None
    if incoming.reply_token:
        reply = ReplyToken(incoming.reply_token, incoming.received_at + REPLY_TOKEN_LIFE)
    body = to_json(stage.bubbles, stage.buttons)
    stage.outbox.put(stage.resident.resident_id, incoming.channel, body, reply, urgent=stage.urgent)

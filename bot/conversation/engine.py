"""One event, one turn, one transaction. Running an event twice changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from bot.audit import AuditLog, Tag
from bot.base.incoming import Incoming, IncomingKind
from bot.base.logs import Log
from bot.conversation import counting
from bot.conversation.bubbles import Text, to_json
from bot.conversation.effects import perform
from bot.conversation.parts import EngineParts
from bot.conversation.session import OURS, Remembered, SessionBook, Spoken
from bot.conversation.stage import Stage
from bot.conversation.stopping import is_stopped, safe_turn, takes_back
from bot.identity import Vault
from bot.outbox import Outbox, ReplyToken
from bot.outbox.timers import SILENCE
from bot.store.crypto import Purpose
from bot.store.db import on_commit
from bot.store.mailbox import Letter, Receipt
from bot.store.models import ConsentRow, IdentityRow, ProcessedEventRow
from bot.tickets import TicketService
from flows.fragments import joined, pieces
from flows.said import Said
from flows.talk import State, Talk

REPLY_TOKEN_LIFE = timedelta(seconds=50)
"""LINE: within a minute of receipt, and not to be built on to the second."""
_FORGETTING = timedelta(minutes=15)
"""How long a forgotten talk could rest, sealed, if the process died between the commit and the wiping."""
_AFTER_ASKING = timedelta(days=7)
"""Time to answer 「その後いかがですか」."""
_RECENT = 6
_GROUP_TEXT = (
    "ご招待ありがとうございます。この窓口は、一対一でだけお話をうかがっています。"
    "よければ、個別のトークで声をかけてください。"
)
# Built once: putting a statement together costs as much as having it answered.
_PROCESSED = select(ProcessedEventRow.event_id).where(ProcessedEventRow.event_id == bindparam("event"))
_CHATTED = (
    select(ConsentRow.consent_id)
    .where(ConsentRow.resident_id == bindparam("resident"), ConsentRow.kind == "chat")
    .limit(1)
)
_PEOPLE = (IncomingKind.TEXT, IncomingKind.CHOICE, IncomingKind.STICKER, IncomingKind.MEDIA, IncomingKind.LOCATION)
log = Log(__name__)


class Engine:
    """Processes letters of the mailbox; holds no state between them."""

    def __init__(self, parts: EngineParts) -> None:
        self._parts = parts

    def process(self, receipt: Receipt) -> None:
        """Have the effects of one letter, exactly once; raises what the stores raise, then nothing has happened.

        The letters of `receipt.more` are read together with it, as the parts of one message.
        """
        incoming = self._open(receipt.letter)
        if incoming.kind is IncomingKind.GROUP:
            self._leave(incoming)
        elif incoming.kind in (IncomingKind.UNFOLLOW, IncomingKind.UNSEND):
            self._withdrawal(incoming, receipt)
        else:
            self._turn([incoming, *(self._open(letter) for letter in receipt.more)], receipt)

    def _open(self, letter: Letter) -> Incoming:
        return Incoming.from_json(self._parts.keyring.open(Purpose.SESSION, letter.body))

    def source_of(self, incoming: Incoming) -> str:
        """A keyed hash of the channel's message id, kept beside words so that an unsend finds them (R11)."""
        if not incoming.message_id:
            return ""
        return self._parts.keyring.fingerprint(f"{incoming.channel}:message:{incoming.message_id}")

    def _turn(self, came: list[Incoming], receipt: Receipt) -> None:
        fresh, before = self._look(came, receipt)
        if before is None:
            return
        incoming = _as_one(fresh)
        source = " ".join(found for one in fresh if (found := self.source_of(one)))
        said = self._parts.understanding.read(incoming, before, source, [one.text for one in fresh])
        with self._parts.database.transaction() as session:
            session.add_all(_mark(one, self._parts) for one in fresh)
            session.flush()  # a second worker on the same event stops here
            resident = self._resident(session, incoming)
            talk = resume(session, resident, before.talk, self._parts)
            stage = Stage(self._parts, session, incoming, resident, talk)
            self._play(stage, said)
            self._keep(stage, receipt, before, said)
            _send(stage)
            counting.write(stage, self._parts.municipalities)
        self._parts.metrics.turns.labels("done").inc()

    def remembered(self, lane: str) -> Remembered | None:
        """The talk of a lane as the last turn left it."""
        with self._parts.database.reading() as session:
            return self._book(session).load(lane, _committed(session))

    def _look(self, came: list[Incoming], receipt: Receipt) -> tuple[list[Incoming], Remembered | None]:
        """What has not had its effects yet, and the talk so far, read without holding a transaction."""
        with self._parts.database.reading() as session:
            committed = _committed(session)
            fresh = [one for one in came if not committed(one.event_id)]
            if len(fresh) < len(came):
                self._parts.metrics.turns.labels("repeated").inc(len(came) - len(fresh))
            if not fresh:
                return fresh, None
            book = self._book(session)
            lanes = (receipt.letter.lane, *self._older_lanes(fresh[0], receipt))
            kept = next((found for lane in lanes if (found := book.load(lane, committed)) is not None), None)
            return fresh, kept or self._fresh(fresh[0])

    def _older_lanes(self, incoming: Incoming, receipt: Receipt) -> list[str]:
        """Where the talk lies if it began before the keys were changed: lanes are keyed hashes of the account."""
        lanes = self._parts.keyring.fingerprints(f"{incoming.channel}:{incoming.account}")
        return [lane for lane in lanes[1:] if lane != receipt.letter.lane]

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
            if is_stopped(stage) and not takes_back(stage, said):
                safe_turn(stage, said)
                return
        turn = self._parts.conversation.turn(stage.talk, said)
        stage.talk = turn.talk
        for effect in turn.effects:
            perform(stage, effect)

    def _keep(self, stage: Stage, receipt: Receipt, before: Remembered, said: Said) -> None:
        book = self._book(stage.session, self._life(stage.talk))
        nothing = stage.forgotten or not stage.talk.consent
        recent = () if nothing else (*before.recent, *_exchange(stage, said))[-_RECENT:]
        after = Remembered(stage.talk, self._parts.clock(), recent)
        where = (receipt.letter.lane, stage.incoming.event_id, receipt.fence)
        if stage.forgotten:
            self._drop_older(stage, receipt)
            on_commit(stage.session, lambda: self._drop_letters(stage, receipt))
        if not stage.forgotten:
            book.save(*where, before=before, after=after)
        elif book.is_of_the_transaction:
            book.save(*where, before=None, after=after)
        else:  # what was said must stay until the turn is committed, which may fail; it goes at once afterwards
            self._book(stage.session, _FORGETTING).save(*where, before=before, after=after)
            on_commit(stage.session, lambda: book.save(*where, before=None, after=after))

    def _life(self, talk: Talk) -> timedelta:
        """How long a talk is kept: past the day on which somebody wanted to be asked how it went (R38)."""
        asked = timedelta(days=talk.follow_up_days) + _AFTER_ASKING if talk.follow_up_days else timedelta(0)
        return max(self._parts.session_life, asked)

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
        self._drop_older(stage, receipt)
        stage.audit.write(Tag.RESIDENT_LEFT, actor="resident")

    def _drop_older(self, stage: Stage, receipt: Receipt) -> None:
        """What lies where the keys before had put it goes with the rest, once that is committed."""
        book = self._book(stage.session)
        for lane in self._older_lanes(stage.incoming, receipt):
            drop = partial(book.forget, lane)
            drop() if book.is_of_the_transaction else on_commit(stage.session, drop)

    def _drop_letters(self, stage: Stage, receipt: Receipt) -> None:
        """What could not be read and was set aside holds words too: it goes, whatever lane it came by."""
        for lane in (receipt.letter.lane, *self._older_lanes(stage.incoming, receipt)):
            self._parts.forget_letters(lane)

    def _leave(self, incoming: Incoming) -> None:
        """In groups and rooms: say once, kindly, that we talk one to one, and leave."""
        if incoming.reply_token:
            self._parts.line.reply(incoming.reply_token, [{"type": "text", "text": _GROUP_TEXT}])
        self._parts.line.leave(incoming.place_kind, incoming.place)
        log.info("group.left", kind=incoming.place_kind)

    def _book(self, session: Session, life: timedelta | None = None) -> SessionBook:
        parts = self._parts
        return SessionBook(parts.sessions(session), parts.keyring, parts.clock, life or parts.session_life)


def resume(session: Session, resident: IdentityRow, talk: Talk, parts: EngineParts) -> Talk:
    """Give a talk the ticket that runs for this resident: a session expires, a case is reopened or merged."""
    if talk.ticket_id:
        return talk
    audit = AuditLog(session, parts.clock)
    tickets = TicketService(session, parts.clock, Outbox(session, parts.clock), audit)
    ticket = tickets.current_of(resident.resident_id) if tickets.runs(resident.resident_id) else None
    if ticket is None:
        return talk.but(known=_was_here(session, resident)) if talk.state is State.new else talk
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


def _was_here(session: Session, resident: IdentityRow) -> bool:
    """Whether this resident agreed to a talk before; what was said then may be long forgotten (R38)."""
    return session.scalar(_CHATTED, {"resident": resident.resident_id}) is not None


def _committed(session: Session) -> Callable[[str], bool]:
    return lambda event_id: session.scalar(_PROCESSED, {"event": event_id}) is not None


def _as_one(came: list[Incoming]) -> Incoming:
    """Several messages as one: the words a line each, the newest reply token, the moment of the last."""
    if len(came) == 1:
        return came[0]
    text = joined([one.text for one in came])
    token = next((one.reply_token for one in reversed(came) if one.reply_token), "")
    return replace(came[-1], event_id=came[0].event_id, text=text, reply_token=token)


def _mark(incoming: Incoming, parts: EngineParts) -> ProcessedEventRow:
    return ProcessedEventRow(event_id=incoming.event_id, processed_at=parts.clock())


def _exchange(stage: Stage, said: Said) -> list[Spoken]:
    """What was said in this turn: the resident's words and our last bubble, which holds the question."""
    words = [Spoken(words, source) for words, source in pieces(said.text, said.source)] if said.text else []
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

"""From the outbox to LINE: reply first, push with the same key, bounded tries, nothing silent."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select, text

from bot.audit import AuditLog
from bot.base.clock import JumpWatch, SteppedClock
from bot.base.metrics import Metrics
from bot.clients import Outcome
from bot.identity import Vault
from bot.jobs.delivery import Delivery, DeliveryParts
from bot.outbox import LEASE, Outbox, ReplyToken
from bot.outbox.outbox import MAX_ATTEMPTS
from bot.store.crypto import Keyring
from bot.store.db import Database
from bot.store.models import IdentityRow, MessageRow, OutboxRow
from bot.tickets import Draft, TicketService
from tests.fakes import FakeLine

TEXT = {"type": "text", "text": "こんにちは"}


class Desk:
    """A database with one resident, a delivery, and a list of what the talk was told."""

    def __init__(self, database: Database, keyring: Keyring, clock: SteppedClock) -> None:
        self.database, self.keyring, self.clock = database, keyring, clock
        self.line = FakeLine()
        self.told: list[tuple[str, str]] = []
        self.delivery = Delivery(DeliveryParts(database, keyring, clock, self.line, Metrics(), self._tell))
        with database.transaction() as session:
            self.resident = Vault(session, clock, keyring).resident("line", "Uaaa").resident_id

    def _tell(self, identity: IdentityRow, row: OutboxRow, what: str) -> None:
        self.told.append((identity.account, what))

    def put(self, text: str = "こんにちは", reply: bool = False, urgent: bool = False) -> str:
        token = ReplyToken("token", self.clock() + timedelta(seconds=50)) if reply else None
        with self.database.transaction() as session:
            outbox = Outbox(session, self.clock)
            row = outbox.put(self.resident, "line", [{"type": "text", "text": text}], token, urgent=urgent)
            self.clock.advance(timedelta(microseconds=1))
            return row.outbox_id

    def row(self, outbox_id: str) -> OutboxRow:
        with self.database.reading() as session:
            return session.get_one(OutboxRow, outbox_id)

    def change(self, **fields: object) -> None:
        with self.database.transaction() as session:
            row = session.get_one(IdentityRow, self.resident)
            for name, value in fields.items():
                setattr(row, name, value)

    def run(self, after: float = 0) -> None:
        self.clock.advance(timedelta(seconds=after))
        self.delivery.run_once()

    @property
    def pushed(self) -> list[str]:
        return [message["text"] for _, messages, _ in self.line.pushes for message in messages]


@pytest.fixture
def desk(database: Database, keyring: Keyring, clock: SteppedClock) -> Desk:
    return Desk(database, keyring, clock)


def test_a_fresh_reply_token_is_used_and_the_words_are_wiped(desk: Desk) -> None:
    sent = desk.put(reply=True)
    desk.run()
    assert desk.line.replies == [("token", [TEXT])]
    row = desk.row(sent)
    assert (row.state, row.body, row.reply_token) == ("sent", None, None)
    desk.run(after=60)
    assert len(desk.line.replies) == 1


def test_without_a_token_it_is_pushed_to_the_account(desk: Desk) -> None:
    desk.put()
    desk.run()
    assert [(account, messages) for account, messages, _ in desk.line.pushes] == [("Uaaa", [TEXT])]


def test_a_stale_token_is_not_tried(desk: Desk) -> None:
    desk.put(reply=True)
    desk.run(after=55)
    assert desk.line.replies == []
    assert desk.pushed == ["こんにちは"]


def test_a_spent_token_is_followed_by_a_push_at_once(desk: Desk) -> None:
    sent = desk.put(reply=True)
    desk.line.outcomes = [Outcome.TOKEN_SPENT, Outcome.SENT]
    desk.run()
    assert (len(desk.line.replies), len(desk.line.pushes)) == (1, 1)
    assert desk.row(sent).state == "sent"


def test_a_token_refused_while_young_after_an_unknown_end_had_worked(desk: Desk) -> None:
    """The first reply timed out but LINE had taken it: no second copy is sent."""
    sent = desk.put(reply=True)
    desk.line.outcomes = [Outcome.UNREACHABLE, Outcome.TOKEN_SPENT]
    desk.run()
    desk.run(after=3)
    assert (len(desk.line.replies), len(desk.line.pushes)) == (2, 0)
    assert desk.row(sent).state == "sent"


def test_a_push_is_tried_again_later_with_the_same_retry_key(desk: Desk) -> None:
    desk.put()
    desk.line.outcomes = [Outcome.UNREACHABLE, Outcome.BUSY]
    for seconds in (0, 3, 5):
        desk.run(after=seconds)
    keys = {key for _, _, key in desk.line.pushes}
    assert len(desk.line.pushes) == 3
    assert len(keys) == 1


def test_after_the_last_try_it_has_failed_and_says_why(desk: Desk) -> None:
    sent = desk.put()
    desk.line.outcomes = [Outcome.QUOTA] * MAX_ATTEMPTS
    for _ in range(MAX_ATTEMPTS + 2):
        desk.run(after=1000)
    row = desk.row(sent)
    assert (row.state, row.reason, len(desk.line.pushes)) == ("failed", "quota", MAX_ATTEMPTS)
    with desk.database.reading() as session:
        assert [found.outbox_id for found in Outbox(session, desk.clock).failed()] == [sent]


def test_what_line_refuses_for_good_is_not_tried_again(desk: Desk) -> None:
    sent = desk.put()
    desk.line.outcomes = [Outcome.REJECTED]
    desk.run()
    desk.run(after=1000)
    assert desk.row(sent).state == "failed"
    assert len(desk.line.pushes) == 1


def test_a_residents_messages_arrive_in_order_even_when_the_first_one_waits(desk: Desk) -> None:
    desk.put("一")
    desk.put("二")
    desk.line.outcomes = [Outcome.UNREACHABLE]
    desk.run()
    assert desk.pushed == ["一"]
    desk.run(after=3)
    desk.run()
    assert desk.pushed == ["一", "一", "二"]


def test_urgent_ones_go_first(desk: Desk) -> None:
    with desk.database.transaction() as session:
        other = Vault(session, desk.clock, desk.keyring).resident("line", "Ubbb").resident_id
    desk.put("ふつう")
    with desk.database.transaction() as session:
        Outbox(session, desk.clock).put(other, "line", [{"type": "text", "text": "いそぎ"}], urgent=True)
    desk.run()
    assert desk.pushed == ["いそぎ", "ふつう"]


def test_nothing_is_sent_to_somebody_who_blocked_us(desk: Desk) -> None:
    sent = desk.put()
    desk.change(blocked_at=desk.clock())
    desk.run()
    assert desk.line.pushes == []
    assert desk.row(sent).state == "blocked"


def test_while_quiet_was_asked_for_pushes_wait_without_using_up_tries(desk: Desk) -> None:
    sent = desk.put()
    desk.change(quiet_until_called=True)
    for _ in range(MAX_ATTEMPTS + 2):
        desk.run(after=400)
    assert desk.line.pushes == []
    assert desk.row(sent).state == "pending"
    desk.change(quiet_until_called=False)
    desk.run(after=400)
    assert desk.pushed == ["こんにちは"]


def test_a_coordinators_words_are_sent_under_a_persons_name_and_the_talk_is_told(desk: Desk) -> None:
    with desk.database.transaction() as session:
        outbox, audit = Outbox(session, desk.clock), AuditLog(session, desk.clock)
        ticket = TicketService(session, desk.clock, outbox, audit).open(
            Draft(desk.resident, "line", "文京区", "bunkyo-motofuji", notice_version="1")
        )
        message = MessageRow(
            message_id="m" * 32, ticket_id=ticket.ticket_id, direction="outbound", text="読みました。",
            created_at=desk.clock(),
        )  # fmt: skip
        session.add(message)
        outbox.put_message(desk.resident, "line", message_id=message.message_id, ticket_id=ticket.ticket_id)
    desk.run()
    ((_, (sent,), _),) = desk.line.pushes
    assert (sent["text"], sent["sender"]["name"]) == ("読みました。", "地域の担当者")
    assert desk.told == [("Uaaa", "answered")]
    with desk.database.reading() as session:
        assert session.scalars(select(MessageRow.text)).one() == "読みました。"


def test_a_planned_message_waits_for_its_hour_and_blocks_nobody(desk: Desk) -> None:
    with desk.database.transaction() as session:
        row = Outbox(session, desk.clock).put(desk.resident, "line", [{"type": "text", "text": "あとで"}])
        row.next_attempt_at = desk.clock() + timedelta(hours=2)
        row.sequence -= 10
    desk.put("いま")
    desk.run()
    assert desk.pushed == ["いま"]
    desk.run(after=7201)
    assert desk.pushed == ["いま", "あとで"]


def test_what_was_taken_back_is_not_sent(desk: Desk) -> None:
    desk.put()
    with desk.database.transaction() as session:
        assert Outbox(session, desk.clock).cancel_pending(desk.resident) == 1
    desk.run()
    assert desk.line.pushes == []


def test_a_token_refused_after_a_clear_no_was_never_used_and_is_followed_by_a_push(desk: Desk) -> None:
    """429 says that nothing was sent: a token that is refused afterwards tells nothing of an earlier success."""
    sent = desk.put(reply=True)
    desk.line.outcomes = [Outcome.BUSY, Outcome.TOKEN_SPENT, Outcome.SENT]
    desk.run()
    desk.run(after=3)
    assert (len(desk.line.replies), len(desk.line.pushes)) == (2, 1)
    assert desk.row(sent).state == "sent"


def test_a_worker_that_died_after_the_reply_leaves_no_second_copy(desk: Desk) -> None:
    sent = desk.put(reply=True)
    with desk.database.transaction() as session:  # claimed, replied, and then killed before it was written down
        (row,) = Outbox(session, desk.clock).claim(1)
        row.reply_tried = True
    desk.line.outcomes = [Outcome.TOKEN_SPENT]
    desk.run(after=16)
    assert (len(desk.line.replies), desk.line.pushes) == (1, [])
    assert desk.row(sent).state == "sent"


def test_a_token_that_would_be_stale_for_who_takes_over_is_left_and_the_push_has_a_key(desk: Desk) -> None:
    """Thirty-six seconds old, replied, killed: fifteen seconds later the token tells nothing any more."""
    desk.put(reply=True)
    desk.line.outcomes = [Outcome.UNREACHABLE, Outcome.SENT]
    desk.run(after=36)
    desk.run(after=16)
    assert desk.line.replies == []
    assert [key for *_, key in desk.line.pushes] == [desk.line.pushes[0][2]] * 2


def test_who_is_to_get_no_push_is_answered_as_long_as_the_token_lives(desk: Desk) -> None:
    desk.put(reply=True)
    desk.change(quiet_until_called=True)
    desk.run(after=45)
    assert (len(desk.line.replies), desk.line.pushes) == (1, [])


def test_what_a_slow_batch_cannot_send_within_its_lease_is_left_as_it_was(desk: Desk) -> None:
    with desk.database.transaction() as session:
        other = Vault(session, desk.clock, desk.keyring).resident("line", "Ubbb").resident_id
        token = ReplyToken("second", desk.clock() + timedelta(seconds=50))
        late = Outbox(session, desk.clock).put(other, "line", [TEXT], token).outbox_id
    slow = desk.put()
    with desk.database.transaction() as session:
        session.get_one(OutboxRow, slow).sequence = 1
    desk.line.delay = lambda: desk.clock.advance(timedelta(seconds=9))
    desk.delivery.run_once()
    row = desk.row(late)
    assert (row.state, row.attempts, row.reply_tried) == ("pending", 0, False)
    desk.line.delay = lambda: None
    desk.run(after=1)
    assert desk.line.replies == [("second", [TEXT])]


def test_the_urgent_round_sends_what_is_urgent_and_what_comes_before_it_for_the_same_person(desk: Desk) -> None:
    with desk.database.transaction() as session:
        for number in range(30):
            other = Vault(session, desk.clock, desk.keyring).resident("line", f"U{number}").resident_id
            Outbox(session, desk.clock).put(other, "line", [{"type": "text", "text": "ふつう"}])
    desk.put("さきの言葉")
    desk.put("いそぎ", urgent=True)
    desk.delivery.run_urgent()
    desk.delivery.run_urgent()
    assert desk.pushed == ["さきの言葉", "いそぎ"]
    assert desk.delivery.run_urgent() == 0


def test_after_the_clock_was_set_back_messages_go_at_once_and_in_order(desk: Desk) -> None:
    desk.put("一")
    desk.line.outcomes = [Outcome.UNREACHABLE]
    desk.run()
    desk.clock.advance(timedelta(hours=-3))
    desk.put("二")
    desk.run()
    desk.run()
    assert desk.pushed == ["一", "一", "二"]


def test_a_message_that_no_key_opens_holds_up_nobody_and_is_visible_in_the_end(desk: Desk) -> None:
    unreadable = desk.put("古い鍵の言葉")
    with desk.database.transaction() as session:
        other = Vault(session, desk.clock, desk.keyring).resident("line", "Ubbb").resident_id
        Outbox(session, desk.clock).put(other, "line", [TEXT])
        change = text("UPDATE outbox SET body = :sealed WHERE outbox_id = :id")
        session.execute(change, {"sealed": b"sealed with a key that is gone", "id": unreadable})
    desk.run()
    desk.run()
    assert desk.pushed == ["こんにちは"]

    def about() -> tuple[str, str]:
        with desk.database.reading() as session:
            wanted = select(OutboxRow.state, OutboxRow.reason).where(OutboxRow.outbox_id == unreadable)
            state, reason = session.execute(wanted).one()
            return state, reason

    assert about() == ("pending", "unreadable")
    for _ in range(MAX_ATTEMPTS):
        desk.run(after=1000)
    assert about() == ("failed", "unreadable")


def test_after_a_jump_of_the_clock_what_another_has_in_hand_is_left_to_it(desk: Desk) -> None:
    passed = [0.0]
    watch = JumpWatch(LEASE, lambda: passed[0])
    watch.jumped(desk.clock())
    parts = DeliveryParts(desk.database, desk.keyring, desk.clock, desk.line, Metrics(), desk._tell, watch=watch)
    held = desk.put("いま送られている")
    with desk.database.transaction() as session:
        assert [row.outbox_id for row in Outbox(session, desk.clock).claim(1)] == [held]
    desk.clock.advance(timedelta(minutes=20))
    assert Delivery(parts).run_once(sure=True) == 0
    passed[0] += LEASE.total_seconds() + 0.1
    desk.clock.advance(LEASE)
    assert Delivery(parts).run_once(sure=True) == 1
    assert desk.row(held).state == "sent"

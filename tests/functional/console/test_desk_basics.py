"""The basic path at the desk: sign in, see one's own queue, claim, answer, close."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from flask import Flask
from people_console import Coordinator
from sqlalchemy import select

from bot.base.clock import SteppedClock
from bot.console import gate
from bot.staff.totp import current_code
from bot.store.db import Database
from bot.store.models import AuditRow, OutboxRow, TicketRow

Arrives = Callable[..., str]
Staff = dict[str, Coordinator]


def test_a_coordinator_claims_answers_and_closes_a_case(staff: Staff, arrives: Arrives, database: Database) -> None:
    number = arrives()
    aoki = staff["motofuji"].signs_in()
    assert number in aoki.opens_queue()
    page = aoki.opens(number)
    assert "母の介護で仕事をやめそう" in page
    assert "担当する" in page
    assert aoki.claims() == 200
    assert aoki.answers("ご連絡ありがとうございます。明日の午後、お話をうかがえますか。") == 200
    assert "ご連絡ありがとうございます" in aoki.reads
    assert "送っています" in aoki.reads
    assert aoki.closes("connected") == 200
    assert "つながった" in aoki.reads
    with database.reading() as session:
        row = session.scalars(select(OutboxRow).where(OutboxRow.message_id.is_not(None))).one()
        assert (row.state, row.body, row.resident_id) == ("pending", None, "r" * 32)
        tags = set(session.scalars(select(AuditRow.tag)))
        assert {"ticket.opened", "ticket.read", "ticket.claimed", "ticket.replied", "ticket.closed"} <= tags


def test_whatever_page_shows_words_of_a_case_the_reading_is_on_record(
    staff: Staff, arrives: Arrives, database: Database
) -> None:
    number = arrives()
    aoki = staff["motofuji"].signs_in()
    with database.reading() as session:
        ticket_id = session.scalars(select(TicketRow.ticket_id)).one()

    def readings() -> list[str]:
        with database.reading() as session:
            read = select(AuditRow.detail).where(AuditRow.tag == "ticket.read", AuditRow.subject == ticket_id)
            return sorted(session.scalars(read))

    assert aoki.goes_to(f"/cases/{ticket_id}/chat") == 200
    assert readings() == ["chat"], "the talk is asked for by itself, without the page"
    for page in ("timeline", "records"):
        assert aoki.goes_to(f"/cases/{ticket_id}/{page}") == 200
    assert readings() == ["chat", "records", "timeline"]
    aoki.opens(number)
    aoki.goes_to(f"/cases/{ticket_id}/chat")
    assert readings() == ["", "chat", "records", "timeline"], "an open page keeps itself up to date under its reading"


def test_a_case_of_a_foreign_area_is_neither_listed_nor_found_nor_opened(
    staff: Staff, arrives: Arrives, database: Database
) -> None:
    number = arrives()
    kobayashi = staff["koganei"].signs_in()
    assert number not in kobayashi.opens_queue()
    kobayashi.goes_to(f"/search?q={number}")
    assert "見つかりません" in kobayashi.reads
    with database.reading() as session:
        ticket_id = session.scalars(select(TicketRow.ticket_id)).one()
    assert kobayashi.goes_to(f"/cases/{ticket_id}/") == 404
    assert kobayashi.goes_to(f"/cases/{ticket_id}/chat") == 404


def test_when_two_claim_at_once_one_wins_and_the_other_is_told(staff: Staff, arrives: Arrives) -> None:
    number = arrives()
    aoki, mori = staff["motofuji"].signs_in(), staff["bunkyo"].signs_in()
    aoki.opens(number)
    mori.opens(number)
    assert aoki.claims() == 200
    assert mori.claims() == 409
    assert "青木" in mori.reads
    assert "担当になりました" in mori.reads


def test_an_answer_written_on_an_old_page_is_kept_and_what_changed_is_shown(staff: Staff, arrives: Arrives) -> None:
    number = arrives()
    aoki, mori = staff["motofuji"].signs_in(), staff["bunkyo"].signs_in()
    aoki.opens(number)
    aoki.claims()
    mori.opens(number)
    assert aoki.answers("はじめまして、青木です。") == 200
    assert mori.answers("わたしからもひとこと。") == 409
    assert "まだ送っていません" in mori.reads
    assert "ご本人に返信しました" in mori.reads
    assert "わたしからもひとこと。" in mori.page
    assert mori.answers("わたしからもひとこと。") == 200


def test_a_code_works_only_once(staff: Staff, clock: SteppedClock) -> None:
    aoki = staff["motofuji"].signs_in()
    code = current_code(aoki.totp_secret, clock())
    thief = Coordinator(aoki.browser.application, clock, aoki.login, aoki.password, aoki.totp_secret)
    thief.goes_to("/sign-in")
    thief.fills("/sign-in", login=thief.login, password=thief.password)
    assert thief.fills("/sign-in/code", code=code) == 401
    clock.advance(timedelta(seconds=30))
    assert thief.fills("/sign-in/code", code=current_code(aoki.totp_secret, clock())) == 200


def test_the_password_alone_opens_nothing(staff: Staff, arrives: Arrives) -> None:
    number = arrives()
    aoki = staff["motofuji"]
    aoki.goes_to("/sign-in")
    aoki.fills("/sign-in", login=aoki.login, password=aoki.password)
    aoki.goes_to("/")
    assert number not in aoki.page
    assert "ログイン名" in aoki.reads


def test_every_page_that_is_not_listed_as_open_asks_to_sign_in(app: Flask) -> None:
    closed = 0
    for rule in app.url_map.iter_rules():
        if rule.endpoint in gate.OPEN:
            continue
        path = rule.build(dict.fromkeys(rule.arguments, "x"))[1]  # type: ignore[index]
        for method in rule.methods or set():
            if method in ("OPTIONS", "HEAD"):
                continue
            answer = app.test_client().open(path, method=method)
            assert answer.status_code == 303, rule
            assert answer.location.startswith("/sign-in"), rule
            closed += 1
    assert closed > 20


def test_every_endpoint_is_in_exactly_one_list_of_the_gate(app: Flask) -> None:
    endpoints = {rule.endpoint for rule in app.url_map.iter_rules()}
    assert endpoints == gate.OPEN | gate.HALF | set(gate.NEEDS)
    assert not gate.OPEN & set(gate.NEEDS)
    assert not gate.HALF & set(gate.NEEDS)


def test_a_form_without_its_token_is_refused(staff: Staff, arrives: Arrives) -> None:
    aoki = staff["motofuji"].signs_in()
    aoki.opens(arrives())
    answer = aoki.browser.post(aoki.form("/claim").action, data={})
    assert answer.status_code == 400


def test_answers_are_never_cached_and_load_nothing_from_elsewhere(staff: Staff) -> None:
    aoki = staff["motofuji"].signs_in()
    aoki.opens_queue()
    assert aoki.last is not None
    headers = aoki.last.headers
    assert headers["Cache-Control"] == "no-store"
    assert headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert "style=" not in aoki.page
    assert "onclick" not in aoki.page

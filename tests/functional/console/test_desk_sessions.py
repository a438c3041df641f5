"""Sessions: a new id at every step, an end at last, and none left over after a password has changed."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from people_console import Coordinator
from sqlalchemy import select

import bot.console
from bot.base.clock import SteppedClock
from bot.console import gate
from bot.console.web_session import LIVE_HEADER
from bot.staff.totp import current_code
from bot.store.db import Database
from bot.store.models import StaffRow

Staff = dict[str, Coordinator]
COOKIE = "tsunagu-desk"
TEMPLATES = Path(bot.console.__file__).parent / "templates"


def cookie(person: Coordinator) -> str:
    found = person.browser.get_cookie(COOKIE)
    return found.value if found else ""


def test_every_step_of_signing_in_gets_a_new_id_and_the_old_ones_open_nothing(
    staff: Staff, app: Flask, clock: SteppedClock
) -> None:
    aoki = staff["motofuji"]
    aoki.goes_to("/sign-in")
    planted = [cookie(aoki)]
    aoki.fills("/sign-in", login=aoki.login, password=aoki.password)
    planted.append(cookie(aoki))
    aoki.fills("/sign-in/code", code=current_code(aoki.totp_secret, clock()))
    assert len({*planted, cookie(aoki)}) == 3
    for old in planted:
        thief = app.test_client()
        thief.set_cookie(COOKIE, old)
        assert thief.get("/").location.startswith("/sign-in")
    left = cookie(aoki)
    aoki.goes_to("/")
    aoki.fills("/sign-out")
    thief = app.test_client()
    thief.set_cookie(COOKIE, left)
    assert thief.get("/").location.startswith("/sign-in")


def test_a_session_ends_after_a_working_day_however_busy(staff: Staff, clock: SteppedClock) -> None:
    aoki = staff["motofuji"].signs_in()
    for _ in range(19):
        clock.advance(timedelta(minutes=31))
        assert "受付箱" in aoki.opens_queue()
    clock.advance(timedelta(minutes=31))
    aoki.opens_queue()
    assert "ログイン名" in aoki.reads


def test_what_the_page_asks_for_by_itself_keeps_nobody_signed_in(staff: Staff, clock: SteppedClock) -> None:
    aoki = staff["motofuji"].signs_in()
    for _ in range(4):
        clock.advance(timedelta(minutes=10))
        assert aoki.browser.get("/queue/live", headers={LIVE_HEADER: "1"}).status_code == 200
    clock.advance(timedelta(minutes=6))
    assert aoki.browser.get("/queue/live", headers={LIVE_HEADER: "1"}).status_code == 303


def test_a_new_password_signs_every_other_browser_out(staff: Staff, app: Flask, clock: SteppedClock) -> None:
    aoki = staff["motofuji"].signs_in()
    clock.advance(timedelta(seconds=31))
    lost = Coordinator(app, clock, aoki.login, aoki.password, aoki.totp_secret).signs_in()
    before = cookie(aoki)
    aoki.goes_to("/account/")
    assert aoki.fills("/account/password", old="not the old one", new="a new long password") == 400
    assert "受付箱" in lost.opens_queue()
    aoki.goes_to("/account/")
    assert aoki.fills("/account/password", old=aoki.password, new="a new long password") == 200
    assert "ほかの端末" in aoki.reads
    assert cookie(aoki) != before
    lost.opens_queue()
    assert "ログイン名" in lost.reads
    lost.goes_to("/sign-in")
    assert lost.fills("/sign-in", login=aoki.login, password=aoki.password) == 401


def test_an_administrator_reaches_nobody_of_another_municipality(staff: Staff, database: Database) -> None:
    kobayashi, admin = staff["koganei"].signs_in(), staff["admin"].signs_in()
    with database.reading() as session:
        foreign = session.scalars(select(StaffRow.staff_id).where(StaffRow.login == "demo-koganei")).one()
    admin.goes_to("/staff/")
    token = admin.form("/staff/").fields["csrf_token"]
    for act in ("end", "reset", "disable"):
        assert admin.browser.post(f"/staff/{foreign}/{act}", data={"csrf_token": token}).status_code == 404
    assert "受付箱" in kobayashi.opens_queue()


@pytest.mark.parametrize("who", ["bunkyo", "admin", "duty", "audit"])
def test_every_form_is_refused_without_its_token_and_every_answer_is_kept_by_nobody(
    staff: Staff, app: Flask, who: str
) -> None:
    person = staff[who].signs_in()
    tried = 0
    for rule in app.url_map.iter_rules():
        if rule.endpoint in gate.OPEN | gate.HALF:
            continue
        path = rule.build(dict.fromkeys(rule.arguments, "x"))[1]  # type: ignore[index]
        for method in (rule.methods or set()) & {"GET", "POST"}:
            answer = person.browser.open(path, method=method)
            assert answer.headers["Cache-Control"] == "no-store", rule
            assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'"), rule
            if method == "POST":
                tried += 1
                assert answer.status_code in (400, 403), rule
    assert tried > 30
    assert person.browser.post("/sign-out").status_code == 400
    assert app.test_client().post("/sign-in", data={"login": "x", "password": "x"}).status_code == 400


def test_every_form_that_changes_something_carries_a_token() -> None:
    for path in TEMPLATES.glob("*.html"):
        forms = re.findall(r'<form method="post".*?</form>', path.read_text(encoding="utf-8"), re.DOTALL)
        assert all("ui.csrf()" in form for form in forms), path.name

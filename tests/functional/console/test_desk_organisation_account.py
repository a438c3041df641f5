"""Signing in with the organisation's account, against a real OpenID provider in a process of its own."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.serving import make_server

from bot.base.clock import SteppedClock
from bot.console import ConsoleConfig, create_app
from bot.console.config import OidcProvider
from bot.console.work import EXTENSION, Tools
from bot.staff.demo import demo_logins
from bot.staff.passwords import Passwords
from bot.staff.totp import current_code
from bot.store.db import Database
from bot.store.models import AuditRow, StaffRow
from tests.servers import free_port

HERE = Path(__file__).parent
SECRET = "desk-secret-for-tests"
AOKI = "aoki@example.jp"


class Provider:
    """The provider's process and whom it signs in."""

    def __init__(self, folder: Path, port: int) -> None:
        self.state = folder / "person.json"
        self.issuer = f"http://localhost:{port}"
        self.signs_in(sub="nobody")
        self.process = subprocess.Popen(
            [sys.executable, str(HERE / "oidc_provider.py"), str(port), str(self.state)], stderr=subprocess.DEVNULL
        )

    def signs_in(self, **person: object) -> None:
        self.state.write_text(json.dumps(person), encoding="utf-8")


@pytest.fixture(scope="module")
def provider(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Provider]:
    made = Provider(tmp_path_factory.mktemp("oidc"), free_port())
    for _ in range(200):
        try:
            httpx.get(f"{made.issuer}/keys")
            break
        except httpx.HTTPError:
            assert made.process.poll() is None
            time.sleep(0.05)
    yield made
    made.process.terminate()
    made.process.wait(10)


def desk_at(base: str, app: Flask, provider: Provider) -> Flask:
    """The console of the other tests, with the organisation's sign-in; 青木 is known by her e-mail."""
    tools: Tools = app.extensions[EXTENSION]
    config, database = tools.config, tools.database
    with database.transaction() as session:
        session.scalars(select(StaffRow).where(StaffRow.login == "demo-motofuji")).one().email = AOKI
    oidc = OidcProvider(provider.issuer, "desk", SECRET, "文京区のアカウント", base)
    light = Passwords(1, 1024, 1)
    return create_app(
        ConsoleConfig(config.secret, config.names, tls=False, production=False, passwords=light, oidc=oidc),
        database, tools.clock,
    )  # fmt: skip


@pytest.fixture
def desk(app: Flask, provider: Provider) -> Flask:
    return desk_at("http://127.0.0.1:8002", app, provider)


@pytest.fixture
def browser_comes(desk: Flask, provider: Provider) -> Callable[..., FlaskClient]:
    """A browser that goes out to the provider and brings back what it says; `change` alters the returned address."""

    def walk(change: Callable[[str], str] = lambda path: path) -> FlaskClient:
        browser = desk.test_client()
        out = browser.get("/sign-in/organisation/?next=/notices/")
        assert out.status_code == 302, out.get_data(as_text=True)
        asked = parse_qs(urlsplit(out.location).query)
        assert asked["code_challenge_method"] == ["S256"]
        assert asked["state"] and asked["nonce"]
        answer = httpx.get(out.location)
        assert answer.status_code == 302, answer.text
        back = urlsplit(answer.headers["location"])
        browser.last = browser.get(change(f"{back.path}?{back.query}"))  # type: ignore[attr-defined]
        return browser

    return walk


def words(browser: FlaskClient) -> str:
    return str(browser.last.get_data(as_text=True))  # type: ignore[attr-defined]


def status(browser: FlaskClient) -> int:
    return int(browser.last.status_code)  # type: ignore[attr-defined]


def test_a_verified_mail_leads_to_the_account_once_and_the_subject_from_then_on(
    browser_comes: Callable[..., FlaskClient], provider: Provider, database: Database, clock: SteppedClock
) -> None:
    provider.signs_in(sub="u-1", email=AOKI.upper(), email_verified=True)
    browser = browser_comes()
    assert browser.last.location == "/sign-in/code"  # type: ignore[attr-defined]
    secret = next(d.totp_secret for d in demo_logins() if d.login == "demo-motofuji")
    form = browser.get("/sign-in/code").get_data(as_text=True)
    token = form.split('name="csrf_token" value="')[1].split('"')[0]
    inside = browser.post("/sign-in/code", data={"csrf_token": token, "code": current_code(secret, clock())})
    assert inside.location == "/notices/"
    with database.reading() as session:
        row = session.scalars(select(StaffRow).where(StaffRow.login == "demo-motofuji")).one()
        assert row.oidc_subject == "u-1"
    provider.signs_in(sub="u-1", email="renamed@example.jp", email_verified=True)
    assert status(browser_comes()) == 303
    provider.signs_in(sub="u-2", email=AOKI, email_verified=True)  # the mailbox was given on to somebody else
    assert status(browser_comes()) == 401


def test_where_the_organisation_asked_for_a_second_factor_ours_is_not_asked_again(
    browser_comes: Callable[..., FlaskClient], provider: Provider, database: Database
) -> None:
    provider.signs_in(sub="u-1", email=AOKI, email_verified=True, amr=["pwd", "mfa"])
    browser = browser_comes()
    assert browser.last.location == "/notices/"  # type: ignore[attr-defined]
    assert browser.get("/notices/").status_code == 200
    with database.reading() as session:
        signed = session.scalars(select(AuditRow).where(AuditRow.tag == "staff.signed_in")).one()
        assert signed.detail == "oidc"


@pytest.mark.parametrize(
    "person",
    [
        {"sub": "u-9"},
        {"sub": "u-9", "email": AOKI, "email_verified": False},
        {"sub": "u-9", "email": AOKI},
        {"sub": "u-9", "email": "stranger@example.jp", "email_verified": True},
        {"sub": "u-9", "email": "", "email_verified": True},
    ],
)
def test_nobody_gets_rights_who_was_not_given_them(
    browser_comes: Callable[..., FlaskClient], provider: Provider, database: Database, person: dict[str, object]
) -> None:
    provider.signs_in(**person)
    with database.reading() as session:
        before = len(session.scalars(select(StaffRow.staff_id)).all())
    browser = browser_comes()
    assert status(browser) == 401
    assert "結びついた職員がいません" in words(browser)
    assert browser.get("/").status_code == 303
    with database.reading() as session:
        assert len(session.scalars(select(StaffRow.staff_id)).all()) == before


def test_a_mail_that_two_accounts_share_opens_neither(
    browser_comes: Callable[..., FlaskClient], provider: Provider, database: Database
) -> None:
    with database.transaction() as session:
        session.scalars(select(StaffRow).where(StaffRow.login == "demo-bunkyo")).one().email = AOKI
    provider.signs_in(sub="u-1", email=AOKI, email_verified=True)
    assert status(browser_comes()) == 401


def test_a_closed_account_stays_closed(
    browser_comes: Callable[..., FlaskClient], provider: Provider, database: Database, clock: SteppedClock
) -> None:
    with database.transaction() as session:
        row = session.scalars(select(StaffRow).where(StaffRow.login == "demo-motofuji")).one()
        row.oidc_subject, row.disabled_at = "u-1", clock()
    provider.signs_in(sub="u-1", email=AOKI, email_verified=True)
    assert status(browser_comes()) == 401


@pytest.mark.parametrize("fault", ["wrong_nonce", "wrong_key", "wrong_audience"])
def test_a_token_that_is_not_ours_opens_nothing(
    browser_comes: Callable[..., FlaskClient], provider: Provider, fault: str
) -> None:
    provider.signs_in(sub="u-1", email=AOKI, email_verified=True, **{fault: True})
    browser = browser_comes()
    assert status(browser) == 401
    assert "確かめられませんでした" in words(browser)
    assert browser.get("/").status_code == 303


def test_another_issuers_description_is_refused(desk: Flask, provider: Provider) -> None:
    provider.signs_in(sub="u-1", metadata_issuer="https://evil.example")
    assert desk.test_client().get("/sign-in/organisation/").status_code == 503


def test_whoever_says_no_there_is_told_so_here(
    browser_comes: Callable[..., FlaskClient], provider: Provider
) -> None:
    provider.signs_in(sub="u-1", refuses=True)
    assert status(browser_comes()) == 401


def test_an_answer_that_this_browser_did_not_ask_for_is_not_taken(
    desk: Flask, provider: Provider, browser_comes: Callable[..., FlaskClient]
) -> None:
    provider.signs_in(sub="u-1", email=AOKI, email_verified=True, amr=["mfa"])
    taken: list[str] = []

    def keep(path: str) -> str:
        taken.append(path)
        return "/sign-in"

    browser_comes(keep)
    victim = desk.test_client()
    first = victim.get(taken[0])
    assert first.status_code == 200
    assert "again=1" in first.get_data(as_text=True)
    assert victim.get(f"{taken[0]}&again=1").status_code == 401
    assert victim.get("/").status_code == 303
    assert desk.test_client().get("/sign-in/organisation/return?state=x&_external=1&_scheme=javascript").status_code == 200


def test_an_answer_works_once(browser_comes: Callable[..., FlaskClient], provider: Provider) -> None:
    provider.signs_in(sub="u-1", email=AOKI, email_verified=True)
    taken: list[str] = []

    def keep(path: str) -> str:
        taken.append(path)
        return path

    browser = browser_comes(keep)
    assert status(browser) == 303
    assert browser.get(f"{taken[0]}&again=1").status_code == 401


def test_without_the_setting_there_is_no_such_way_in(app: Flask) -> None:
    browser = app.test_client()
    assert browser.get("/sign-in/organisation/").status_code == 404
    assert "アカウントでサインイン" not in browser.get("/sign-in").get_data(as_text=True)


def test_the_way_in_is_offered_and_said_to_be_away_when_it_is(desk: Flask, provider: Provider) -> None:
    shown = desk.test_client().get("/sign-in?next=/notices/").get_data(as_text=True)
    assert "文京区のアカウントでサインイン" in shown
    desk.extensions["authlib.integrations.flask_client"].create_client("desk")._server_metadata_url = (
        f"http://127.0.0.1:{free_port()}/.well-known/openid-configuration"
    )
    answer = desk.test_client().get("/sign-in/organisation/")
    assert answer.status_code == 503
    assert "パスワードでも入れます" in answer.get_data(as_text=True)


@pytest.mark.browser
def test_a_browser_comes_back_from_the_other_site_although_it_holds_our_cookie_back(
    app: Flask, provider: Provider, browser: Any
) -> None:
    provider.signs_in(sub="u-1", email=AOKI, email_verified=True, amr=["mfa"])
    server = make_server("127.0.0.1", 0, desk_at("", app, provider), threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    page = browser.new_context(locale="ja-JP").new_page()
    page.goto(f"http://127.0.0.1:{server.server_port}/sign-in")
    page.get_by_role("link", name="文京区のアカウントでサインイン").click()
    page.locator("header .menu").wait_for()
    assert "受付箱" in page.locator("h1").inner_text()
    assert [cookie["sameSite"] for cookie in page.context.cookies()] == ["Strict"]
    page.context.close()
    server.shutdown()
    thread.join()
    server.server_close()

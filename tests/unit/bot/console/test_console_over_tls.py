"""What the desk hands to a browser over TLS: a cookie that only this host can set and no script can read, and HSTS."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from bot.base.clock import SteppedClock
from bot.base.errors import SettingsError
from bot.console import ConsoleConfig, Names, create_app
from bot.staff.passwords import Passwords
from bot.store.crypto import Keyring, Purpose
from bot.store.db import Database
from bot.store.models import Base

LIGHT = Passwords(1, 1024, 1)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    made = Database(f"sqlite:///{tmp_path}/desk.sqlite3", Keyring({Purpose.TEXT: [b"t" * 32]}))
    Base.metadata.create_all(made.engine)
    yield made
    made.engine.dispose()


@pytest.fixture
def desk(database: Database, clock: SteppedClock) -> Flask:
    return create_app(ConsoleConfig(b"c" * 32, Names({}, {}), passwords=LIGHT), database, clock)


def test_the_cookie_is_of_this_host_alone_and_closed_to_scripts(desk: Flask) -> None:
    answer = desk.test_client().get("/sign-in", base_url="https://desk.example.jp")
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-tsunagu-desk=")
    assert {"Secure", "HttpOnly", "SameSite=Strict", "Path=/"} <= {part.strip() for part in cookie.split(";")}
    assert "Domain" not in cookie


def test_every_answer_asks_for_tls_from_now_on_and_for_nothing_from_elsewhere(desk: Flask) -> None:
    for path in ("/sign-in", "/not-there", "/static/desk.css"):
        answer = desk.test_client().get(path, base_url="https://desk.example.jp")
        answer.close()
        headers = answer.headers
        assert headers["Strict-Transport-Security"] == "max-age=31536000"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["Referrer-Policy"] == "same-origin"
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
        assert "Access-Control-Allow-Origin" not in headers


def test_no_other_site_is_answered_with_rights_and_no_odd_method_is_taken(desk: Flask) -> None:
    client = desk.test_client()
    assert client.open("/sign-in", method="TRACE", base_url="https://desk.example.jp").status_code in (405, 501)
    assert client.open("/sign-in", method="DELETE", base_url="https://desk.example.jp").status_code in (400, 405)


def test_a_form_larger_than_any_of_ours_is_refused(desk: Flask) -> None:
    answer = desk.test_client().post("/sign-in", data={"login": "x" * 300_000}, base_url="https://desk.example.jp")
    assert answer.status_code == 413


def test_in_production_an_address_that_asks_and_asks_is_held_up(desk: Flask) -> None:
    client = desk.test_client()
    codes = {client.get("/healthz", base_url="https://desk.example.jp").status_code for _ in range(1250)}
    assert codes == {200, 429}


def test_a_weak_secret_is_refused(database: Database, clock: SteppedClock) -> None:
    with pytest.raises(SettingsError):
        create_app(ConsoleConfig(b"short", Names({}, {}), passwords=LIGHT), database, clock)

"""A desk with its staff and some cases; one database a test."""

from __future__ import annotations

import shutil
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from werkzeug.serving import make_server

from bot.audit import AuditLog
from bot.base.clock import SteppedClock
from bot.console import AreaName, ConsoleConfig, Names, create_app
from bot.console.work import EXTENSION, Tools
from bot.entry.library import DataLibrary, Shelves
from bot.outbox import Outbox
from bot.staff import seed_demo
from bot.staff.passwords import Passwords
from bot.staff.totp import current_code
from bot.store.crypto import Keyring, Purpose
from bot.store.db import Database
from bot.store.models import Base
from bot.tickets import Draft, DraftItem, TicketService

sys.path.insert(0, str(Path(__file__).parent))  # the people of these tests live beside them
from people_console import Coordinator

from flows.texts import TextBook

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
NAMES = Names(
    topics={"elder_care": "介護", "livelihood": "生活費・生活困窮", "hikikomori": "ひきこもり"},
    areas={
        area.area_id: area
        for area in (
            AreaName("bunkyo-motofuji", "本富士圏域", "文京区", "文京区社協"),
            AreaName("bunkyo-otsuka", "大塚圏域", "文京区", "文京区社協"),
            AreaName("koganei-kita", "きた圏域", "小金井市", "小金井市社協"),
        )
    },
)
DRAFT = Draft(
    resident_id="r" * 32, channel="line", municipality="文京区", area_id="bunkyo-motofuji",
    topics=("elder_care", "livelihood"), hardest="elder_care", whose="family", age_band="40-64", reach=("line",),
    summary="お母さまの介護と、お金の心配", notice_version="1",
    items=(DraftItem("words", "話してくれたこと", "母の介護で仕事をやめそう", ("elder_care",), ("s1",)),),
)  # fmt: skip


@pytest.fixture
def clock() -> SteppedClock:
    """A Monday morning in Tokyo."""
    return SteppedClock(datetime(2026, 11, 16, 1, 0, tzinfo=UTC))


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """Tables and the key for text, nothing else."""
    database = Database(f"sqlite:///{tmp_path}/desk.db", Keyring({Purpose.TEXT: [b"k" * 32]}))
    Base.metadata.create_all(database.engine)
    yield database
    database.dispose()


@pytest.fixture
def app(database: Database, clock: SteppedClock) -> Flask:
    """The console over plain HTTP with light password parameters."""
    with database.transaction() as session:
        seed_demo(session, clock, Passwords(1, 1024, 1))
    config = ConsoleConfig(b"c" * 32, NAMES, tls=False, production=False, passwords=Passwords(1, 1024, 1), patience=20)
    return create_app(config, database, clock)


@pytest.fixture(scope="session")
def shelves() -> DataLibrary:
    """The records of the real data files, read once."""
    return DataLibrary(TextBook.load(), SteppedClock(datetime(2026, 11, 16, 1, 0, tzinfo=UTC)), Shelves())


@pytest.fixture
def caring(app: Flask, shelves: DataLibrary, clock: SteppedClock) -> Flask:
    """The same console, with the catalogue to care for."""
    tools: Tools = app.extensions[EXTENSION]
    shelves._stage.clock = clock
    return create_app(replace(tools.config, library=shelves), tools.database, clock)


@pytest.fixture
def arrives(database: Database, clock: SteppedClock) -> Callable[..., str]:
    """A case comes in; gives its number. Keyword arguments change the draft."""

    def open_case(**changes: object) -> str:
        with database.transaction() as session:
            service = TicketService(session, clock, Outbox(session, clock), AuditLog(session, clock))
            return service.open(replace(DRAFT, **changes)).case_number  # type: ignore[arg-type]

    return open_case


@pytest.fixture
def staff(app: Flask, clock: SteppedClock) -> dict[str, Coordinator]:
    """The demo people, each with a browser, not signed in yet."""
    from bot.staff.demo import demo_logins

    return {
        d.login.removeprefix("demo-"): Coordinator(app, clock, d.login, d.password, d.totp_secret)
        for d in demo_logins()
    }


@pytest.fixture
def address(app: Flask) -> Iterator[str]:
    """The console on a free port."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """One Chromium for all tests of this file."""
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as runner:
        browser = runner.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def opens(address: str, staff: dict[str, Coordinator], clock: SteppedClock, browser: Any) -> Iterator[Callable[..., Any]]:
    """Signs somebody in in a browser window of their own; any error in the page fails the test."""
    faults: list[str] = []
    windows: list[Any] = []

    def sign_in(name: str, **window: Any) -> Any:
        windows.append(browser.new_context(locale="ja-JP", **window))
        page = windows[-1].new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda line: faults.append(line.text) if "Content Security" in line.text else None)
        person = staff[name]
        page.goto(f"{address}/sign-in")
        page.get_by_label("ログイン名").fill(person.login)
        page.get_by_label("パスワード").fill(person.password)
        page.get_by_role("button", name="次へ").click()
        page.get_by_label("6けたのコード").fill(current_code(person.totp_secret, clock()))
        page.get_by_role("button", name="サインイン").click()
        page.locator("header .menu").wait_for()  # an administrator lands on another page
        return page

    yield sign_in
    for window in windows:
        window.close()
    assert faults == []

"""The main pages on a desk full of made-up cases, as a coordinator sees them; kept for the README when asked."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.base.clock import SteppedClock
from bot.base.settings import Settings
from bot.console import ConsoleConfig, create_app
from bot.console.work import EXTENSION, Tools
from bot.entry.desk import console_names, console_places
from bot.entry.desk_sample import Sample, Town
from bot.entry.library import DataLibrary
from bot.staff import seed_demo
from bot.staff.demo import demo_logins
from bot.staff.passwords import Passwords
from bot.staff.totp import current_code
from bot.store.db import Database
from bot.store.models import StaffRow, TicketRow
from tests.servers import free_port
from tests.world import serving

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]
SHOWN = ("desk-queue", "desk-case", "desk-case-dark", "desk-statistics", "desk-catalogue", "desk-tablet")
"""What the README shows; the others are looked at while the tests run."""
ROOT = Path(__file__).parents[3]
LIGHT = Passwords(1, 1024, 1)


@pytest.fixture
def picture(tmp_path: Path) -> Callable[[str], Path]:
    """Where a screenshot goes: into the repository when it is wanted for the README."""

    def place(name: str) -> Path:
        kept = os.environ.get("TSUNAGU_KEEP_PICTURES") and name in SHOWN
        return (ROOT / "deploy" / "pictures" if kept else tmp_path) / f"{name}.png"

    return place


@pytest.fixture
def town(database: Database, clock: SteppedClock, shelves: DataLibrary, tmp_path: Path) -> Iterator[str]:
    """文京区's desk with 1,200 cases, served."""
    names = console_names()
    with database.transaction() as session:
        seed_demo(session, clock, LIGHT)
        session.flush()
        staff = [row.staff_id for row in session.query(StaffRow) if row.login in ("demo-motofuji", "demo-bunkyo")]
    areas = [area.area_id for area in names.areas_of("文京区")]
    Sample(Town("文京区", areas, staff, list(names.topics)), clock(), 1200, 0.04).fill(database)
    shelves._stage.clock = clock
    config = ConsoleConfig(b"c" * 32, names, tls=False, production=False, passwords=LIGHT, places=console_places(Settings(data_dir=tmp_path)),
                           library=shelves, patience=20)  # fmt: skip
    app = create_app(config, database, clock)
    tools: Tools = app.extensions[EXTENSION]
    assert tools.config.library is shelves
    with serving(app, free_port()) as url:
        yield url


def sign_in(page: Any, url: str, login: str, clock: SteppedClock) -> None:
    known = next(d for d in demo_logins() if d.login == login)
    page.goto(f"{url}/sign-in")
    page.get_by_label("ログイン名").fill(known.login)
    page.get_by_label("パスワード").fill(known.password)
    page.keyboard.press("Enter")
    page.get_by_label("6けたのコード").fill(current_code(known.totp_secret, clock()))
    page.keyboard.press("Enter")
    page.locator("header .menu").wait_for()


def test_the_main_pages_are_what_a_coordinator_needs(
    town: str, browser: Any, database: Database, clock: SteppedClock, picture: Callable[[str], Path]
) -> None:
    with database.reading() as session:
        wanted = session.query(TicketRow).filter(TicketRow.state == "claimed", TicketRow.area_id.is_not(None))
        case = wanted.order_by(TicketRow.risk.desc(), TicketRow.ticket_id).first()
        assert case is not None
    window = browser.new_context(locale="ja-JP", viewport={"width": 1280, "height": 860})
    page = window.new_page()
    sign_in(page, town, "demo-bunkyo", clock)
    pages = {
        "desk-queue": "/", "desk-case": f"/cases/{case.ticket_id}/", "desk-records": f"/cases/{case.ticket_id}/records",
        "desk-sheet": f"/cases/{case.ticket_id}/sheets/tsunagi",
        "desk-application": f"/cases/{case.ticket_id}/sheets/intake", "desk-statistics": "/statistics/",
        "desk-karte": f"/statistics/areas/{case.area_id}", "desk-goals": "/statistics/goals/",
        "desk-catalogue": "/catalogue/place/bunkyo-csw-tomisaka",
    }  # fmt: skip
    for name, path in pages.items():
        answer = page.goto(town + path)
        assert answer.status == 200, path
        assert page.locator("h1").count() == 1
        page.screenshot(path=picture(name))
        if name in ("desk-karte", "desk-sheet", "desk-application"):  # the karte with all topics and places of an area
            assert page.pdf(format="A4").count(b"/Type /Page\n") == 1
    page.emulate_media(color_scheme="dark")
    page.goto(town + pages["desk-case"])
    page.screenshot(path=picture("desk-case-dark"))
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": 820, "height": 1100})
    page.goto(f"{town}/")
    page.screenshot(path=picture("desk-tablet"))
    window.close()

"""Every page of the desk under axe-core in Chromium (WCAG 2.2 A and AA), light and dark, large and narrow."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from people_console import Coordinator
from sqlalchemy import select

from bot.base.clock import SteppedClock
from bot.console.gate import NEEDS
from bot.console.work import EXTENSION
from bot.staff.demo import PASSWORD, demo_logins
from bot.staff.totp import current_code
from bot.store.db import Database
from bot.store.models import StaffRow
from tests.servers import free_port
from tests.world import serving

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]
Arrives = Callable[..., str]
Opens = Callable[..., Any]

NOT_PAGES = {
    "static", "health.alive", "health.ready",  # for machines
    "queue.live", "cases.chat", "alerts.live",  # parts of pages that are walked
    "statistics.download", "sheets.excel",  # files
    "oidc.start", "oidc.back",  # ways out and back
}  # fmt: skip
DOOR = {"sign_in.page", "sign_in.code", "sign_in.set_up"}
"""Pages before anybody is in; they are walked by their own test."""
HOSTILE = "<script>alert(1)</script> \u202eesrever\u202c Z̴̢a̷l͠g̵o͞ " + "長い" * 80 + " https://example.jp/" + "x" * 300


@pytest.fixture(scope="session")
def axe() -> str:
    """The source of axe-core, from the package that carries it."""
    found = importlib.util.find_spec("axe_playwright_python")
    assert found and found.origin
    return (Path(found.origin).parent / "axe.min.js").read_text(encoding="utf-8")


def violations(page: Any, axe: str) -> list[str]:
    """What axe-core finds against WCAG 2.0 to 2.2, A and AA, and its own best practices."""
    page.evaluate(axe)
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    found = page.evaluate(f"axe.run(document, {{runOnly: {json.dumps(tags)}, resultTypes: ['violations']}})")
    return [
        f"{page.url} {fault['id']}: {node['html'][:200]} {node.get('failureSummary', '')}"
        for fault in found["violations"]
        for node in fault["nodes"]
    ]


def sideways(page: Any) -> bool:
    """Whether a page must be scrolled sideways (WCAG 1.4.10)."""
    wide, window = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    return bool(wide > window)


def faults_of(page: Any, url: str, axe: str) -> Iterable[str]:
    """Faults of one page: light, dark, and at 320 CSS pixels (1280 at 400%, which holds 200% too)."""
    page.set_viewport_size({"width": 1280, "height": 900})
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        if scheme == "light":
            answer = page.goto(url)
            assert answer is None or answer.status < 500, url
        page.evaluate("document.querySelectorAll('main details').forEach(d => d.open = true)")
        yield from (f"{scheme} {fault}" for fault in violations(page, axe))
    for width in (640, 320):
        page.set_viewport_size({"width": width, "height": 600})
        if sideways(page):
            yield f"{url} scrolls sideways at {width}px"
    yield from violations(page, axe)


@pytest.fixture
def address(caring: Flask) -> Iterator[str]:
    """The console with the catalogue, on a free port."""
    with serving(caring, free_port()) as url:
        yield url


@pytest.fixture
def edit(caring: Flask, clock: SteppedClock) -> str:
    """The id of an edit that waits for a second person."""
    known = next(d for d in demo_logins() if d.login == "demo-duty")
    nishi = Coordinator(caring, clock, known.login, known.password, known.totp_secret).signs_in()
    nishi.goes_to("/catalogue/hotline/yorisoi")
    nishi.fills("/propose", phone="0120-000-000", why=HOSTILE[:500])
    nishi.goes_to("/catalogue/")
    return nishi.page.split('href="/catalogue/edits/')[1].split('"')[0]


@pytest.fixture
def busy(staff: dict[str, Coordinator], arrives: Arrives, app: Flask, clock: SteppedClock) -> Coordinator:
    """A coordinator with a full desk: dangers, waiting cases, hostile words, records of every kind."""
    arrives(risk=1, kinds=("no_food",), resident_id="s" * 32)
    arrives(area_id=None, language="en", resident_id="t" * 32)
    number = arrives(summary=HOSTILE, risk=2, kinds=("suicide", "dv"))
    arrives(summary="また来ました")
    aoki = staff["motofuji"].signs_in()
    aoki.opens(number)
    aoki.claims()
    aoki.answers("読みました。\nお話をうかがえますか。")
    aoki.goes_to(aoki.case + "records")
    aoki.fills("/records", way="visit", direction="outbound", action=HOSTILE, intent="様子を知る", met="no",
               next_step="もう一度電話", next_at="2026-11-16")  # fmt: skip
    aoki.fills("/referrals", place="本富士の居場所", way="accompany")
    aoki.fills("/meetings", kind="support", decided="役割を決めた", held_at="2026-11-16")
    clock.advance(timedelta(seconds=60))  # the code of this sign-in is used up
    return aoki


def pages_of(app: Flask, given: dict[str, str]) -> dict[str, str]:
    """Every page by its endpoint: each rule that answers GET with a page, filled in with this case and person."""
    found = {}
    for rule in app.url_map.iter_rules():
        if "GET" in (rule.methods or ()) and rule.endpoint not in NOT_PAGES | DOOR:
            built = rule.build({name: given.get(f"{rule.endpoint}.{name}", given.get(name)) for name in rule.arguments})
            assert built is not None
            found[rule.endpoint] = built[1]
    return found


def who_opens(endpoint: str) -> str:
    """Somebody whose role includes the page."""
    roles = {"manage_staff": "admin", "read_audit": "audit", "stop_bot": "bunkyo", "review": "bunkyo"}
    return "bunkyo" if endpoint in ("goals.page", "catalogue.edit") else roles.get(NEEDS[endpoint], "motofuji")


@pytest.fixture
def colleague(app: Flask, database: Database) -> str:
    """The staff id of somebody whose account is looked at."""
    with database.reading() as session:
        return session.scalars(select(StaffRow.staff_id).where(StaffRow.login == "demo-duty")).one()


def test_no_page_of_the_desk_has_a_fault(
    busy: Coordinator, colleague: str, edit: str, opens: Opens, caring: Flask, address: str, axe: str
) -> None:
    given = {
        "ticket_id": busy.case.strip("/").split("/")[-1], "staff_id": colleague, "area_id": "bunkyo-motofuji",
        "sheets.page.kind": "tsunagi", "kind": "place", "key": "bunkyo-csw-tomisaka", "edit_id": edit,
    }  # fmt: skip
    windows: dict[str, Any] = {}
    faults: list[str] = []
    for endpoint, path in pages_of(caring, given).items():
        who = who_opens(endpoint)
        if who not in windows:
            windows[who] = opens(who)
        faults += faults_of(windows[who], address + path, axe)
    assert len(windows) >= 4
    for path in ("/search?q=9999", "/nowhere", "/?box=closed", "/statistics/?area=bunkyo-motofuji",
                 "/catalogue/?kind=text", "/catalogue/hotline/yorisoi", "/catalogue/text/ja:notice.who"):  # fmt: skip
        faults += faults_of(windows["motofuji"], address + path, axe)
    assert faults == [], "\n".join(faults)


def test_no_page_of_the_door_has_a_fault(app: Flask, database: Database, browser: Any, address: str, axe: str) -> None:
    with database.transaction() as session:
        session.scalars(select(StaffRow).where(StaffRow.login == "demo-duty")).one().totp_secret = None
    page = browser.new_context(locale="ja-JP").new_page()
    faults = list(faults_of(page, f"{address}/sign-in", axe))
    page.get_by_label("ログイン名").fill("demo-motofuji")
    page.get_by_label("パスワード").fill("wrong")
    page.get_by_role("button", name="次へ").click()
    faults += violations(page, axe)
    page.get_by_label("パスワード").fill(PASSWORD)
    page.get_by_role("button", name="次へ").click()
    faults += faults_of(page, f"{address}/sign-in/code", axe)
    page.get_by_role("button", name="はじめからやり直す").click()
    page.get_by_label("ログイン名").fill("demo-duty")
    page.get_by_label("パスワード").fill(PASSWORD)
    page.get_by_role("button", name="次へ").click()
    faults += faults_of(page, f"{address}/sign-in/set-up", axe)
    page.get_by_text("読み取れないとき").click() if not page.locator("code.secret").is_visible() else None
    secret = page.locator("code.secret").inner_text()
    page.get_by_label("6けたのコード").fill(current_code(secret, app.extensions[EXTENSION].clock()))
    page.get_by_role("button", name="設定を終える").click()
    page.get_by_text("回復コード").first.wait_for()
    faults += violations(page, axe)
    page.context.close()
    assert faults == [], "\n".join(faults)


def test_a_case_is_claimed_and_answered_with_the_keyboard_alone(opens: Opens, arrives: Arrives) -> None:
    number = arrives()
    page = opens("motofuji")

    def tab_to(name: str) -> None:
        """Press Tab until the focus is on something called so, and see that the focus shows."""
        for _ in range(60):
            page.keyboard.press("Tab")
            words = page.evaluate(
                "(() => { const e = document.activeElement;"
                " return e.labels?.[0]?.innerText || e.ariaLabel || e.innerText || '' })()"
            )
            if name in words:
                style = page.evaluate("getComputedStyle(document.activeElement.closest('tr') ?? document.activeElement)"
                                      ".outlineStyle")  # fmt: skip
                assert style != "none", f"the focus on {name} cannot be seen"
                return
        raise AssertionError(f"Tab never reached {name}")

    page.keyboard.press("Tab")
    assert "本文へ" in page.evaluate("document.activeElement.innerText")
    tab_to(number)
    page.keyboard.press("Enter")
    page.wait_for_url("**/cases/*/")
    tab_to("担当する")
    page.keyboard.press("Enter")
    page.get_by_label("返信を書く").wait_for()
    tab_to("返信を書く")
    page.keyboard.type("こんにちは。読みました。")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector(".bubble.outbound")
    assert "読みました" in page.locator(".bubble.outbound").inner_text()
    for _ in range(80):  # no part of the page keeps the focus
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body || document.activeElement.matches('.skip')"):
            break
    else:
        raise AssertionError("the focus is caught")

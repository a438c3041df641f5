"""`tsunagu demo`, walked with hands in a real browser: the phone, the desk, the answer; pictures are kept."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pyotp
import pytest
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

from bot.staff import demo_logins
from bot.staff.totp import STEP
from tests.servers import free_port

pytestmark = [pytest.mark.browser, pytest.mark.timeout(420), pytest.mark.xdist_group("demo")]

ROOT = Path(__file__).parents[3]
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync", "--lang=ja"]  # fmt: skip
WORRY = "母の介護で仕事やめそう。お金も不安"
SLOW = 60_000
LAST_STEP: dict[str, int] = {}
PLACE = ("町名", "町の名前", "郵便番号", "どのあたり", "何丁目", "区はどちら", "区の名前")


def pictures(tmp_path: Path) -> Path:
    """Where screenshots go: into the repository when they are wanted for the README, else beside the test."""
    return ROOT / "deploy" / "pictures" if os.environ.get("TSUNAGU_KEEP_PICTURES") else tmp_path


class RunningDemo:
    """The program `tsunagu demo` on a folder of its own."""

    def __init__(self, folder: Path, port: int) -> None:
        self.folder, self.port = folder, port
        self.log = folder / "demo.log"

    def __enter__(self) -> RunningDemo:
        environment = os.environ | {"TSUNAGU_DATA_DIR": str(self.folder), "COLUMNS": "160", "PYTHONUNBUFFERED": "1"}
        command = [sys.executable, "-m", "bot.entry", "demo", "--port", str(self.port)]
        with self.log.open("w") as output:
            self.process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=output, stderr=subprocess.STDOUT)
        deadline = time.monotonic() + 120
        while "止めるには" not in self.log.read_text():
            assert self.process.poll() is None, self.log.read_text()
            assert time.monotonic() < deadline, self.log.read_text()
            time.sleep(0.2)
        return self

    def __exit__(self, *error: object) -> None:
        self.process.send_signal(signal.SIGINT)
        self.code = self.process.wait(60)

    @property
    def phone(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    @property
    def desk(self) -> str:
        return f"http://127.0.0.1:{self.port + 2}/"


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    if not CHROMIUM:
        pytest.skip("no Chromium on this machine")
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


class Hands:
    """A resident's hands on the phone page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        page.set_default_timeout(SLOW)
        self.phone: Locator = page.locator("article[aria-label]").first

    def says(self, words: str) -> None:
        before = self._bubbles()
        box = self.phone.get_by_role("textbox")
        box.fill(words)
        box.press("Enter")
        self._waits(before + 1)

    def taps(self, label: str) -> None:
        before = self._bubbles()
        self.phone.locator(".quick button", has_text=re.compile(f"^{re.escape(label)}$")).first.click()
        self._waits(before + 1)

    def choices(self) -> list[str]:
        return self.phone.locator(".quick button").all_inner_texts()

    def reads(self) -> str:
        return self.phone.inner_text()

    def _bubbles(self) -> int:
        return self.phone.locator(".row.bot").count()

    def _waits(self, more_than: int) -> None:
        expect(self.phone.locator(".row.bot").nth(more_than - 1 if more_than else 0)).to_be_attached(timeout=SLOW)
        expect(self.phone.locator(".quick button").first).to_be_visible(timeout=SLOW)
        self.page.wait_for_timeout(700)  # the turn's later bubbles follow within one reply

    def answers_until(self, label: str) -> None:
        for _ in range(16):
            offered = self.choices()
            if label in offered:
                return
            text = self.phone.locator(".row.bot").last.inner_text()
            if "これだけ" in offered:
                self.taps("これだけ")
            elif "答えたくない" in offered and any(word in text for word in PLACE):
                self.says("本郷三丁目")
            elif "家族のこと" in offered:
                self.taps("家族のこと")
            elif "40〜64歳" in offered:
                self.taps("40〜64歳")
            elif "わからない" in offered:
                self.taps("わからない")
            else:
                self.taps(offered[0])
        raise AssertionError(f"「{label}」 was not offered: {self.reads()[-500:]}")


def unused_code(login: str, secret: str) -> str:
    """The six digits of now, or of the next half minute when these were used: a code opens the desk once."""
    step = max(int(time.time()) // STEP, LAST_STEP.get(login, 0) + 1)
    LAST_STEP[login] = step
    return pyotp.TOTP(secret).at(step * STEP)


def sign_in(page: Page, address: str, login: str) -> None:
    """Password, then the six digits."""
    known = next(one for one in demo_logins() if one.login == login)
    page.set_default_timeout(SLOW)
    page.goto(f"{address}sign-in")
    page.fill("input[name=login]", known.login)
    page.fill("input[name=password]", known.password)
    page.keyboard.press("Enter")
    page.wait_for_selector("input[name=code]")
    page.fill("input[name=code]", unused_code(known.login, known.totp_secret))
    page.keyboard.press("Enter")
    page.wait_for_selector("input[name=q]")


def find(page: Page, number: str) -> None:
    """Type a case number into the search and open the case."""
    page.fill("input[name=q]", number)
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text(number, timeout=SLOW)


def test_from_the_phone_to_the_desk_and_back(chromium: Browser, tmp_path: Path) -> None:
    kept = pictures(tmp_path)
    with RunningDemo(tmp_path, free_port(in_a_row=4)) as demo:
        shown = demo.log.read_text()
        assert "demo-motofuji" in shown and demo.desk in shown
        page = chromium.new_page(viewport={"width": 460, "height": 920}, locale="ja-JP")
        page.goto(demo.phone)
        page.get_by_role("button", name="さくら").first.click(timeout=SLOW)
        hands = Hands(page)
        hands._waits(0)
        if "はじめる" not in hands.choices():
            hands.says("こんばんは")
        hands.taps("はじめる")
        hands.says(WORRY)
        hands.answers_until("人につないでほしい")
        page.wait_for_timeout(800)
        page.screenshot(path=kept / "phone.png")
        hands.taps("人につないでほしい")
        hands.answers_until("これで伝える")
        hands.taps("これで伝える")
        if "匿名のまま" in hands.choices():
            hands.taps("匿名のまま")
        expect(hands.phone).to_contain_text("受付番号", timeout=SLOW)
        number = re.search(r"受付番号は(\S+?-\d{4})", hands.reads())
        assert number

        desk = chromium.new_page(viewport={"width": 1280, "height": 900}, locale="ja-JP")
        sign_in(desk, demo.desk, "demo-motofuji")
        expect(desk.locator("body")).to_contain_text(number[1], timeout=SLOW)
        find(desk, number[1])
        body = desk.locator("body")
        expect(body).to_contain_text("介護")
        assert "本郷三丁目" not in body.inner_text()
        desk.locator("form[action$='/claim'] button").first.click()
        desk.wait_for_load_state()
        desk.fill("form[action$='/reply'] textarea", "読みました。今週、いっしょに整理しませんか。")
        desk.screenshot(path=kept / "desk.png", full_page=True)
        desk.locator("form[action$='/reply'] button.main").click()
        expect(hands.phone).to_contain_text("いっしょに整理しませんか", timeout=SLOW)

        other = chromium.new_page(locale="ja-JP")
        sign_in(other, demo.desk, "demo-koganei")
        assert number[1] not in other.locator("body").inner_text()
    assert demo.code == 0

    with RunningDemo(tmp_path, free_port(in_a_row=4)) as again:  # nothing was lost
        desk = chromium.new_page(locale="ja-JP")
        sign_in(desk, again.desk, "demo-motofuji")
        find(desk, number[1])
        expect(desk.locator("body")).to_contain_text("介護")
        assert httpx.get(f"{again.desk}healthz").status_code == 200

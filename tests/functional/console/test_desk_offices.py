"""Figures, sheets, accounts and the log, each for those who may."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask
from people_console import Coordinator

from bot.base.clock import SteppedClock
from bot.console.work import EXTENSION

Arrives = Callable[..., str]
Staff = dict[str, Coordinator]


@pytest.mark.parametrize(
    ("who", "path", "status"),
    [
        ("motofuji", "/statistics/", 200),
        ("motofuji", "/statistics/?area=bunkyo-motofuji", 200),
        ("motofuji", "/statistics/?area=bunkyo-otsuka", 404),
        ("motofuji", "/statistics/areas/koganei-kita", 404),
        ("bunkyo", "/statistics/areas/bunkyo-otsuka", 200),
        ("bunkyo", "/statistics/report.xlsx", 200),
        ("bunkyo", "/statistics/report.csv", 200),
        ("bunkyo", "/statistics/report.exe", 404),
        ("bunkyo", "/audit/", 403),
        ("bunkyo", "/staff/", 403),
        ("audit", "/audit/", 200),
        ("audit", "/search?q=1", 403),
        ("audit", "/statistics/", 200),
        ("admin", "/staff/", 200),
        ("admin", "/audit/", 403),
        ("admin", "/notices/", 403),
        ("duty", "/deliveries/", 200),
    ],
)
def test_pages_open_to_those_whose_role_includes_them(staff: Staff, who: str, path: str, status: int) -> None:
    assert staff[who].signs_in().goes_to(path) == status


def test_neither_administrator_nor_auditor_reads_a_case(staff: Staff, arrives: Arrives) -> None:
    number = arrives()
    aoki = staff["motofuji"].signs_in()
    aoki.opens(number)
    for who in ("admin", "audit"):
        person = staff[who].signs_in()
        assert person.goes_to(aoki.case) == 403
        assert "母の介護" not in person.page


@pytest.mark.parametrize("kind", ["tsunagi", "meeting", "intake"])
def test_a_sheet_is_filled_from_what_is_known(staff: Staff, arrives: Arrives, kind: str) -> None:
    aoki = staff["motofuji"].signs_in()
    number = arrives()
    aoki.opens(number)
    assert aoki.goes_to(f"{aoki.case}sheets/{kind}") == 200
    assert "母の介護で仕事をやめそう" in aoki.reads
    assert number in aoki.reads
    assert "令和8年11月16日(月)" in aoki.reads
    assert aoki.goes_to(f"{aoki.case}sheets/{kind}.xlsx") == 200
    assert staff["koganei"].signs_in().goes_to(f"{aoki.case}sheets/{kind}") == 404


def test_a_new_colleague_sets_up_the_second_factor_and_gets_recovery_codes(
    staff: Staff, app: Flask, clock: SteppedClock
) -> None:
    from bot.staff.totp import current_code

    admin = staff["admin"].signs_in()
    admin.goes_to("/staff/")
    given = {"login": "tanaka", "name": "田中", "roles": "coordinator", "areas": "bunkyo-otsuka"}
    assert admin.fills("/staff/", **given) == 200
    password = re.search(r'class="secret">([^<]+)<', admin.page)
    assert password
    tanaka = Coordinator(app, clock, "tanaka", password[1], "")
    tanaka.goes_to("/sign-in")
    tanaka.fills("/sign-in", login="tanaka", password=password[1])
    secret = re.search(r'class="secret">([A-Z2-7]+)<', tanaka.page)
    assert secret
    assert "<svg" in tanaka.page
    assert tanaka.fills("/sign-in/set-up", code="000000") == 400
    tanaka.goes_to("/sign-in/set-up")
    tanaka.fills("/sign-in/set-up", code=current_code(secret[1], clock()))
    codes = re.findall(r"<code>([a-z0-9-]{14})</code>", tanaka.page)
    assert len(codes) == 10
    assert "受付箱" in tanaka.opens_queue()
    again = Coordinator(app, clock, "tanaka", password[1], "")
    for expected in (200, 401):
        again.goes_to("/sign-in")
        again.fills("/sign-in", login="tanaka", password=password[1])
        assert again.fills("/sign-in/code", code=codes[0]) == expected
        again = Coordinator(app, clock, "tanaka", password[1], "")


def test_an_administrator_ends_somebodys_session_at_once(staff: Staff) -> None:
    aoki, admin = staff["motofuji"].signs_in(), staff["admin"].signs_in()
    admin.goes_to("/staff/")
    admin.goes_to(re.search(r'href="(/staff/\w+)">青木', admin.page)[1])  # type: ignore[index]
    admin.fills("/end")
    aoki.opens_queue()
    assert "ログイン名" in aoki.reads


def test_after_too_many_failures_even_the_right_password_waits(staff: Staff, clock: SteppedClock) -> None:
    aoki = staff["motofuji"]
    for _ in range(8):
        aoki.goes_to("/sign-in")
        assert aoki.fills("/sign-in", login=aoki.login, password="wrong-password-1") == 401
    aoki.goes_to("/sign-in")
    assert aoki.fills("/sign-in", login=aoki.login, password=aoki.password) == 429
    clock.advance(timedelta(minutes=16))
    aoki.goes_to("/sign-in")
    assert aoki.fills("/sign-in", login=aoki.login, password=aoki.password) == 200


@pytest.mark.parametrize("goal", ["//evil.example/", "/\\evil.example", "https://evil.example/", "/sign-out"])
def test_signing_in_leads_to_no_other_site(staff: Staff, goal: str) -> None:
    aoki = staff["motofuji"]
    aoki.goes_to(f"/sign-in?next={goal}")
    assert aoki.form("/sign-in").fields["next"] == ""


def test_an_older_count_is_shown_with_its_time_while_it_is_counted_anew(
    staff: Staff, arrives: Arrives, app: Flask, clock: SteppedClock
) -> None:
    waiting: list[Callable[[], None]] = []
    tools = app.extensions[EXTENSION]
    app.extensions[EXTENSION] = replace(tools, later=waiting.append, config=replace(tools.config, patience=0))
    mori = staff["bunkyo"].signs_in()
    for _ in range(5):
        arrives()

    def shown() -> str:
        mori.goes_to("/statistics/")
        return mori.reads

    assert "数えています" in shown()
    assert "数えています" in shown(), "whoever comes meanwhile waits for the same count"
    assert len(waiting) == 1
    waiting.pop()()
    assert "11月16日(月) 10:00に数えました" in shown()
    first = re.findall(r"相談の件数 (\d+|–)", mori.reads)
    for _ in range(5):
        arrives()
    assert re.findall(r"相談の件数 (\d+|–)", shown()) == first == ["5"]
    assert waiting == []
    clock.advance(timedelta(minutes=11))
    assert re.findall(r"相談の件数 (\d+|–)", shown()) == ["5"]
    assert len(waiting) == 1
    shown()
    assert len(waiting) == 1, "one count at a time is enough"
    waiting.pop()()
    assert re.findall(r"相談の件数 (\d+|–)", shown()) == ["10"]
    assert "10:11に数えました" in mori.reads
    clock.advance(timedelta(days=3))
    mori.signs_in()
    arrives()
    assert "数えています" in shown(), "what is days old is not shown"
    waiting.pop()()
    assert re.findall(r"相談の件数 (\d+|–)", shown()) == ["11"]


def test_what_stands_in_the_address_steers_no_link(staff: Staff) -> None:
    mori = staff["bunkyo"].signs_in()
    for path in ("/?_external=1&_scheme=javascript", "/?endpoint=x&_anchor=y", "/statistics/?_scheme=javascript&kind=x"):
        assert mori.goes_to(path) == 200
        assert "javascript:" not in mori.page


def test_goals_are_set_by_the_supervisor_and_seen_by_those_who_see_the_town(staff: Staff, arrives: Arrives) -> None:
    for number in range(6):
        arrives(resident_id=f"p{number}")
    mori = staff["bunkyo"].signs_in()
    mori.goes_to("/statistics/goals/")
    mori.fills("/statistics/goals/", **{"target-new": "12", "note-new": "<b>断られずに話せた</b>"})
    assert mori.status == 200
    assert "&lt;b&gt;断られずに話せた" in mori.page
    assert "50%" in mori.reads
    auditor = staff["audit"].signs_in()
    assert auditor.goes_to("/statistics/goals/") == 200
    assert "断られずに" in auditor.reads
    assert "target-new" not in auditor.page
    auditor.goes_to("/audit/?tag=goals")
    assert "goals.set" in auditor.reads
    assert staff["motofuji"].signs_in().goes_to("/statistics/goals/") == 404
    mori.goes_to("/statistics/goals/")
    assert mori.fills("/statistics/goals/", **{"target-new": "-5"}) == 400

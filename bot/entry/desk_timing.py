"""`tsunagu bench desk`: how long every page of the desk takes over a made-up database; for one machine, one run."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle, islice

import numpy as np
from flask.testing import FlaskClient
from sqlalchemy import func, select

from bot.base.clock import system_clock
from bot.base.errors import InvalidInput
from bot.base.settings import Settings
from bot.console.work import EXTENSION, Tools
from bot.entry.desk import console_app, console_names
from bot.entry.desk_sample import Sample, Town
from bot.entry.secrets import console_ring
from bot.staff import seed_demo
from bot.staff.sessions import SessionStore
from bot.store import migrate
from bot.store.db import Database
from bot.store.models import StaffRow, TicketRow

HEADER = ("ページ", "だれ", "回数", "1回目ms", "中央値ms", "95%ms", "最大ms", "計算だけの中央値ms")
TOWN = "文京区"
_ROUNDS = 40
_LISTS = (
    ("受付箱", "/"), ("受付箱の部品", "/queue/live"), ("未対応", "/?box=new"), ("自分の担当", "/?box=mine"),
    ("返信待ち", "/?box=awaiting"), ("終結", "/?box=closed"), ("終結20頁目", "/?box=closed&page=20"),
    ("困りごとでしぼる", "/?topic=debt"), ("終結を地区と年代で", "/?box=closed&area=bunkyo-otsuka&age=40_64"),
    ("番号でさがす", "/search?q=9999"), ("かなでさがす", "/search?q=せせらぎ"), ("予定", "/to-do/"),
    ("お知らせ", "/notices/"), ("未達", "/deliveries/"), ("自分の設定", "/account/"),
)  # fmt: skip


@dataclass(frozen=True)
class Page:
    """One page to time: its name, who opens it, and its paths in turn."""

    name: str
    login: str
    paths: Sequence[str]


def measure_desk(settings: Settings, cases: int) -> Iterator[tuple[str, ...]]:
    """One row a page, over the settings' database; raises InvalidInput for a used one."""
    with sample_desk(settings, cases) as desk:
        for page in desk.pages():
            yield desk.time(page)


class TimedDesk:
    """The console over a filled database, opened by people who are signed in already."""

    def __init__(self, settings: Settings, database: Database) -> None:
        self._database = database
        self._app = console_app(settings)
        self._clients: dict[str, FlaskClient] = {}

    def time(self, page: Page) -> tuple[str, ...]:
        """Open the page forty times; raises InvalidInput when it cannot be opened."""
        client = self._client(page.login)
        spent, computed = [], []
        for path in islice(cycle(page.paths), _ROUNDS):
            begun, busy = time.perf_counter(), time.thread_time()
            status = client.get(path).status_code
            spent.append((time.perf_counter() - begun) * 1000)
            computed.append((time.thread_time() - busy) * 1000)
            if status not in (200, 202, 302):  # figures being counted; a single hit of a search, opened at once
                raise InvalidInput(f"{page.name} ({path}) が {status} を返しました。")
        figures = (spent[0], *np.percentile(spent, (50, 95)), max(spent), np.median(computed))
        return page.name, page.login, str(len(spent)), *(f"{figure:.0f}" for figure in figures)

    def pages(self) -> list[Page]:
        """Every page that grows with the number of cases, for whoever sees most of them."""
        running, closed = self._some("claimed"), self._some("closed")
        both = [*running[:10], *closed[:10]]
        found = [Page(name, "demo-bunkyo", [path]) for name, path in _LISTS]
        found += [Page(f"{name}(担当地区)", "demo-motofuji", [path]) for name, path in _LISTS[:6]]
        found += [
            Page("相談", "demo-bunkyo", [f"/cases/{key}/" for key in both]),
            Page("やりとりの部品", "demo-bunkyo", [f"/cases/{key}/chat" for key in both]),
            Page("記録", "demo-bunkyo", [f"/cases/{key}/records" for key in both]),
            Page("経過", "demo-bunkyo", [f"/cases/{key}/timeline" for key in both]),
            Page("つなぎシート", "demo-bunkyo", [f"/cases/{key}/sheets/tsunagi" for key in both]),
            Page("つなぎシートExcel", "demo-bunkyo", [f"/cases/{key}/sheets/tsunagi.xlsx" for key in both]),
            Page("警報の部品", "demo-bunkyo", ["/alerts/live"]),
            Page("停止", "demo-bunkyo", ["/stop/"]),
            Page("職員", "demo-admin", ["/staff/"]),
            Page("記録簿", "demo-audit", ["/audit/"]),
            Page("統計", "demo-bunkyo", [f"/statistics/?year={year}" for year in self._years()]),
            Page("統計(地区)", "demo-bunkyo", ["/statistics/?area=bunkyo-otsuka"]),
            Page("統計CSV", "demo-bunkyo", ["/statistics/report.csv"]),
            Page("地域カルテ", "demo-bunkyo", [f"/statistics/areas/{key}" for key in self._areas()]),
        ]
        return found

    def _client(self, login: str) -> FlaskClient:
        if login not in self._clients:
            tools: Tools = self._app.extensions[EXTENSION]
            with self._database.transaction() as session:
                staff_id = session.scalars(select(StaffRow.staff_id).where(StaffRow.login == login)).one()
                token = SessionStore(session, system_clock, tools.config.lifetimes).create("full", staff_id)
            self._clients[login] = self._app.test_client()
            self._clients[login].set_cookie(tools.config.cookie, token)
        return self._clients[login]

    def _some(self, state: str) -> list[str]:
        with self._database.reading() as session:
            wanted = select(TicketRow.ticket_id).where(TicketRow.state == state).order_by(TicketRow.ticket_id)
            return list(session.scalars(wanted.limit(40)))

    def _areas(self) -> list[str]:
        return [area.area_id for area in console_names().areas_of(TOWN)]

    def _years(self) -> list[int]:
        this = system_clock().year
        return [this - back for back in range(4)]


@contextmanager
def sample_desk(settings: Settings, cases: int) -> Iterator[TimedDesk]:
    """A desk over a database filled with made-up cases; raises InvalidInput when it holds cases already."""
    database = Database(settings.database, console_ring(settings))
    migrate.upgrade(database.engine)
    with database.transaction() as session:
        if session.scalar(select(func.count()).select_from(TicketRow)):
            raise InvalidInput("相談の入ったデータベースでは測れません。空のデータベースを指定してください。")
        seed_demo(session, system_clock)
    Sample(_town(database), system_clock(), cases).fill(database)
    try:
        yield TimedDesk(settings, database)
    finally:
        database.dispose()


def _town(database: Database) -> Town:
    names = console_names()
    with database.reading() as session:
        wanted = select(StaffRow.staff_id, StaffRow.roles).where(StaffRow.municipality == TOWN)
        working = [key for key, roles in session.execute(wanted) if {"coordinator", "supervisor"} & set(roles)]
    return Town(TOWN, [area.area_id for area in names.areas_of(TOWN)], working, list(names.topics))

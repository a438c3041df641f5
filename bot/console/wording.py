"""How values look on a page: dates with 曜日, waiting times, labels for codes, rough lengths of text."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from urllib.parse import urlencode

from flask import Flask, request, url_for

from bot.base.clock import to_jst
from bot.console.config import Names
from bot.staff.permissions import ROLE_NAMES
from bot.tickets import codes
from bot.tickets.sheets import KINDS

_DAYS = "月火水木金土日"


def install(app: Flask, names: Names) -> None:
    """Make the filters and tables known to the templates."""
    app.jinja_env.finalize = readable
    app.jinja_env.filters.update(
        day=day, moment=moment, short=short, clock=clock, machine=machine, topic=names.topic, area=names.area,
        local=local, reiwa=reiwa, span=span, label_of=label_of,
    )  # fmt: skip
    app.jinja_env.globals.update(again=again, codes=codes, names=names, role_names=ROLE_NAMES, sheet_kinds=KINDS)
    app.jinja_env.globals["ui"] = app.jinja_env.get_template("_ui.html").module


def readable(value: object) -> object:
    """The value; in a text, halves of emoji (lone surrogates, which no page can carry) become 「?」."""
    if isinstance(value, str) and not value.isascii():
        try:
            value.encode()
        except UnicodeEncodeError:
            return type(value)(value.encode("utf-8", "replace").decode())
    return value


def again(goal: str, **changes: object) -> str:
    """A path of ours (or an endpoint) with this request's query, changed; nothing of the query steers `url_for`."""
    path = goal if goal.startswith("/") else url_for(goal)
    query = urlencode({**request.args.to_dict(), **changes})
    return f"{path}?{query}" if query else path


def label_of(code: str, table: str) -> str:
    """The words for a code of one of the tables in `bot/tickets/codes.py`."""
    words: Mapping[str, str] = getattr(codes, table)
    return codes.label(words, code)


def day(value: datetime | date) -> str:
    """「11月21日(土)」, with the year when it is another one is left to `reiwa`."""
    local = to_jst(value).date() if isinstance(value, datetime) else value
    return f"{local.month}月{local.day}日({_DAYS[local.weekday()]})"


def moment(value: datetime | None) -> str:
    """「2026年11月21日(土) 10:05」."""
    if value is None:
        return ""
    local = to_jst(value)
    return f"{local.year}年{day(value)} {local:%H:%M}"


def short(value: datetime | None) -> str:
    """「11月21日(土) 10:05」."""
    return "" if value is None else f"{day(value)} {to_jst(value):%H:%M}"


def clock(value: datetime) -> str:
    """「10:05」."""
    return f"{to_jst(value):%H:%M}"


def machine(value: datetime) -> str:
    """The value of a time element."""
    return to_jst(value).isoformat(timespec="minutes")


def local(value: datetime) -> str:
    """The value of a datetime-local input."""
    return f"{to_jst(value):%Y-%m-%dT%H:%M}"


def reiwa(value: datetime | date) -> str:
    """「令和8年11月21日(土)」 (元号法; 令和 since 2019-05-01)."""
    local = to_jst(value).date() if isinstance(value, datetime) else value
    year = local.year - 2018
    return f"令和{'元' if year == 1 else year}年{day(local)}"


def span(since: datetime, now: datetime) -> str:
    """How long somebody has waited: 「5分」「3時間」「2日」."""
    minutes = max(0, int((now - since).total_seconds() // 60))
    if minutes < 60:
        return f"{minutes}分"
    return f"{minutes // 60}時間" if minutes < 48 * 60 else f"{minutes // 1440}日"

"""Whom a person's figures may cover: own areas, or the whole municipality."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from bot.base.errors import NotFound
from bot.console.work import Work, me, tools
from bot.tickets.statistics import Coverage, Statistics, fiscal_year
from bot.tickets.tables import Table

_FRESH = timedelta(minutes=10)
_MOST = 100


def statistics(work: Work) -> Statistics:
    """The counting service."""
    return Statistics(work.session, work.clock(), work.config.names.topics, work.config.names.area)


def report(work: Work, cover: Coverage) -> list[Table]:
    """All tables; counting a large town takes seconds, so a report serves for ten minutes."""
    kept, now = tools().reports, work.clock()
    if cover not in kept or now - kept[cover][0] > _FRESH:
        if len(kept) > _MOST:
            kept.clear()
        kept[cover] = (now, statistics(work).report(cover))
    return kept[cover][1]


def coverage(work: Work, args: Mapping[str, str]) -> Coverage:
    """Year and area of a request, within what the person may see; raises NotFound for a foreign area."""
    person = me()
    own = None if person.may("read_whole") or not person.may("read") or person.may("read_crises") else set(person.areas)
    area = args.get("area", "")
    known = {a.area_id for a in work.config.names.areas_of(person.municipality)}
    if area and (area not in known or (own is not None and area not in own)):
        raise NotFound("この地区は見られません。")
    year = args.get("year", "")
    chosen = int(year) if year.isdecimal() and len(year) == 4 and 2019 <= int(year) <= 2099 else None
    areas = frozenset({area}) if area else (frozenset(own) if own is not None else None)
    return Coverage(person.municipality, areas, chosen or fiscal_year(work.clock()))

"""Whom a person's figures may cover (own areas, or the whole municipality), and reports as pages need them."""

from __future__ import annotations

from collections.abc import Mapping
from threading import Event

from bot.base.errors import NotFound, TsunaguError
from bot.base.logs import Log
from bot.console.work import Tools, Work, me, tools
from bot.tickets.coverage import Coverage, fiscal_year
from bot.tickets.reports import Report, keep_report, kept_report
from bot.tickets.statistics import Statistics

_log = Log("tsunagu.console")


class StillCounting(TsunaguError):
    """Figures that nobody asked for lately are being counted; they are there in a moment."""

    status = 202

    def __init__(self) -> None:
        super().__init__("この年度の数字を数えています。数え終わると、この画面に表示します(数秒)。")


def statistics(work: Work) -> Statistics:
    """The counting service."""
    return Statistics(work.session, work.clock(), work.config.names.topics, work.config.names.area)


def report(work: Work, cover: Coverage) -> Report:
    """All tables as counted last; an older count is shown while it is done anew. Raises StillCounting without one.

    A large town takes seconds to count, a page must not.
    """
    kept = kept_report(work.session, cover, work.clock())
    if kept is not None and kept.is_fresh(work.clock()):
        return kept
    done = tools().counting.get(cover) or _count_later(tools(), cover)
    if kept is None:
        done.wait(work.config.patience)
        with tools().database.reading() as session:
            kept = kept_report(session, cover, work.clock())
    if kept is None:
        raise StillCounting
    return kept


def _count_later(known: Tools, cover: Coverage) -> Event:
    done = Event()

    def count() -> None:
        try:
            with known.one_count, known.database.reading() as session:
                work = Work(session, known)
                counted = Report(tuple(statistics(work).report(cover)), known.clock())
            with known.database.transaction() as session:
                keep_report(session, cover, counted)
        except Exception as error:  # noqa: BLE001 - a thread of its own: nobody else would hear of it; the old count stays
            _log.error("console.count_failed", trace=True, error=type(error).__name__)
        finally:
            known.counting.pop(cover, None)
            done.set()

    known.counting[cover] = done
    known.later(count)
    return done


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


def whole_town(work: Work, args: Mapping[str, str]) -> Coverage:
    """The whole municipality in a year; raises NotFound for those who see their own areas only."""
    found = coverage(work, {"year": args.get("year", "")})
    if found.areas is not None:
        raise NotFound("自治体ぜんたいの数字は、統括・管理者・監査の人が見られます。")
    return found

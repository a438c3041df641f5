"""Figures: the monthly report as pages, CSV and Excel; small cells hidden in all of them."""

from __future__ import annotations

from flask import Blueprint, Response, request

from bot.audit import Tag
from bot.base.errors import NotFound
from bot.console.figures import coverage, report, statistics
from bot.console.pages import page as render
from bot.console.work import me, reading, writing
from bot.tickets.exports import to_csv, to_excel
from bot.tickets.statistics import fiscal_year

bp = Blueprint("statistics", __name__, url_prefix="/statistics")
_TYPES = {
    "csv": ("text/csv; charset=utf-8", to_csv),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", to_excel),
}


@bp.get("/")
def page() -> str:
    """All tables of a year."""
    with reading() as work:
        cover = coverage(work, request.args)
        this_year = fiscal_year(work.clock())
        return render(work, "statistics.html", report=report(work, cover), cover=cover, this_year=this_year)


@bp.get("/report.<kind>")
def download(kind: str) -> Response:
    """The same tables as a file; the export is put on record."""
    if kind not in _TYPES:
        raise NotFound("CSVかExcelで保存できます。")
    mime, write = _TYPES[kind]
    with reading() as work:
        cover = coverage(work, request.args)
        body = write(report(work, cover).tables)
    with writing() as work:
        work.audit.write(Tag.STATISTICS_EXPORTED, actor=me().staff_id, subject=cover.municipality, detail=kind)
    name = f"tsunagu-{cover.fiscal_year}.{kind}"
    return Response(body, mimetype=mime, headers={"Content-Disposition": f"attachment; filename={name}"})


@bp.get("/areas/<area_id>")
def karte(area_id: str) -> str:
    """地域カルテ: what is asked in an area, and which places there are for it."""
    with reading() as work:
        cover = coverage(work, {"area": area_id, "year": request.args.get("year", "")})
        asked = statistics(work).asked(cover)
        gaps = work.config.gaps(area_id, asked)
        year = fiscal_year(work.clock())
        return render(work, "karte.html", cover=cover, area_id=area_id, gaps=gaps, this_year=year)

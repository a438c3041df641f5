"""Sheets about one case, to print or to save as Excel."""

from __future__ import annotations

from flask import Blueprint, Response

from bot.audit import Tag
from bot.base.errors import NotFound
from bot.console.case_page import sheet_lines
from bot.console.pages import page as render
from bot.console.work import actor, me, writing
from bot.tickets.exports import sheet_to_excel
from bot.tickets.sheets import KINDS

bp = Blueprint("sheets", __name__, url_prefix="/cases/<ticket_id>/sheets")
_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@bp.get("/<kind>")
def page(ticket_id: str, kind: str) -> str:
    """One sheet on paper."""
    if kind not in KINDS:
        raise NotFound("このシートはありません。")
    with writing() as work:
        case = work.cases.open(actor(), ticket_id)
        work.audit.write(Tag.TICKET_EXPORTED, actor=me().staff_id, subject=ticket_id, detail=kind)
        lines = sheet_lines(work, case, kind)
        return render(work, "sheet.html", case=case, kind=kind, title=KINDS[kind], lines=lines)


@bp.get("/<kind>.xlsx")
def excel(ticket_id: str, kind: str) -> Response:
    """The same as a file."""
    if kind not in KINDS:
        raise NotFound("このシートはありません。")
    with writing() as work:
        case = work.cases.open(actor(), ticket_id)
        work.audit.write(Tag.TICKET_EXPORTED, actor=me().staff_id, subject=ticket_id, detail=f"{kind} xlsx")
        body = sheet_to_excel(KINDS[kind], sheet_lines(work, case, kind))
    return Response(body, mimetype=_EXCEL, headers={"Content-Disposition": f"attachment; filename={kind}.xlsx"})

"""Care of the catalogue: places, lines, answers and wordings, with the card as a resident sees it."""

from __future__ import annotations

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from bot.base.clock import to_jst
from bot.catalogue import KINDS
from bot.console import forms
from bot.console.catalogue_page import (
    library,
    listed,
    must_be_ours,
    proposal_of,
    refusals,
    sheet_of,
    show_edit,
    show_record,
)
from bot.console.catalogue_page import release as let_out
from bot.console.pages import page as render
from bot.console.pages import said
from bot.console.work import me, reading, writing

bp = Blueprint("catalogue", __name__, url_prefix="/catalogue")


@bp.get("/")
def page() -> str:
    """Records of a kind; those that are stale or faulty; what waits for a second person."""
    args = request.args
    kind, only, words = args.get("kind", "place"), args.get("only", ""), args.get("q", "")[:60].strip()
    with reading() as work:
        found, total = listed(work, kind, only, words)
        shown = {"kind": kind, "only": only, "words": words, "found": found, "total": total, "kinds": KINDS}
        return render(work, "catalogue.html", waiting=work.edits.waiting(), **shown)


@bp.get("/<kind>/<path:key>")
def record(kind: str, key: str) -> str:
    """One record: the card, the form, its history."""
    with reading() as work:
        sheet = sheet_of(work, kind, key)
        return show_record(work, sheet, sheet)


@bp.post("/<kind>/<path:key>/propose")
def propose(kind: str, key: str) -> Response | str | tuple[str, int]:
    """Look at the card first, or put the edit down: at once, or for a second person to release."""
    with writing() as work:
        sheet = sheet_of(work, kind, key)
        proposal = proposal_of(work, sheet)
        edited = sheet.but(proposal.changes)
        problems = refusals(work, proposal)
        if problems or forms.flag("look"):
            return show_record(work, sheet, edited, problems), 409 if proposal.is_late else (400 if problems else 200)
        at_once = work.edits.propose(me().staff_id, proposal)
    said("変えました。まもなくトークの案内に出ます。" if at_once else "提案しました。ほかの人が確かめると出ます。")
    return redirect(url_for("catalogue.record", kind=kind, key=key), code=303)


@bp.post("/<kind>/<path:key>/verify")
def verify(kind: str, key: str) -> Response:
    """「今日確かめた」."""
    with writing() as work:
        day = to_jst(work.clock()).date()
        work.edits.verify(me().staff_id, sheet_of(work, kind, key), library(work).verified(kind, day))
    said("今日確かめたと記録しました。")
    return redirect(url_for("catalogue.record", kind=kind, key=key), code=303)


@bp.get("/edits/<edit_id>")
def edit(edit_id: str) -> str:
    """One proposal: what changes, field by field, and the card before and after."""
    with reading() as work:
        found = work.edits.one(edit_id)
        must_be_ours(found.municipality)
        return show_edit(work, found)


@bp.post("/edits/<edit_id>/release")
def release(edit_id: str) -> Response:
    """The second person lets it out."""
    with writing() as work:
        kind = let_out(work, edit_id)
    said("確かめて、出しました。")
    return redirect(url_for("catalogue.page", kind=kind), code=303)


@bp.post("/edits/<edit_id>/reject")
def reject(edit_id: str) -> Response:
    """The second person leaves it."""
    with writing() as work:
        found = work.edits.one(edit_id)
        must_be_ours(found.municipality)
        work.edits.reject(me().staff_id, edit_id, forms.text("reason", 500))
    said("見送りました。わけは履歴に残っています。")
    return redirect(url_for("catalogue.page", kind=found.kind), code=303)

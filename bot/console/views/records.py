"""What is written down about a case: records, referrals, meetings, disclosures."""

from __future__ import annotations

from flask import Blueprint, redirect, url_for
from werkzeug.wrappers import Response

from bot.console import entry_forms, forms
from bot.console.case_page import opened, show_records
from bot.console.pages import said
from bot.console.work import actor, reading, writing
from bot.tickets.records import Outcome

bp = Blueprint("records", __name__)


@bp.get("/cases/<ticket_id>/records")
def page(ticket_id: str) -> str:
    """All records of one case."""
    with writing() as work:
        found = opened(work, ticket_id, "records")
    with reading() as work:
        return show_records(work, found)


@bp.post("/cases/<ticket_id>/records")
def add(ticket_id: str) -> Response:
    """Write a record."""
    with writing() as work:
        work.records.record(actor(), ticket_id, entry_forms.record(work.clock()))
    return _back(ticket_id, "記録を残しました。")


@bp.post("/records/<record_id>/done")
def done(record_id: str) -> Response:
    """Tick a next step off."""
    with writing() as work:
        ticket_id = work.records.step_done(actor(), record_id)
    if forms.flag("to_do"):
        said("済みにしました。")
        return redirect(url_for("to_do.page"), code=303)
    return _back(ticket_id, "済みにしました。")


@bp.post("/cases/<ticket_id>/referrals")
def refer(ticket_id: str) -> Response:
    """Write down a place."""
    with writing() as work:
        work.records.refer(actor(), ticket_id, forms.text("place", 120), forms.text("way", 16))
    return _back(ticket_id, "つなぎ先を記録しました。")


@bp.post("/referrals/<referral_id>")
def settle(referral_id: str) -> Response:
    """Say what became of it."""
    with writing() as work:
        outcome = Outcome(forms.text("result", 12), forms.text("note", 2000))
        ticket_id = work.records.settle_referral(actor(), referral_id, outcome, forms.count("version"))
    return _back(ticket_id, "つなぎ先の結果を残しました。")


@bp.post("/cases/<ticket_id>/meetings")
def meet(ticket_id: str) -> Response:
    """Write down a meeting."""
    with writing() as work:
        work.records.meet(actor(), ticket_id, entry_forms.meeting(work.clock()))
    return _back(ticket_id, "会議を記録しました。")


@bp.post("/cases/<ticket_id>/disclosures")
def disclose(ticket_id: str) -> Response:
    """Put an emergency disclosure on record."""
    with writing() as work:
        work.records.disclose(actor(), ticket_id, entry_forms.disclosure(work.clock()))
    return _back(ticket_id, "同意によらない情報提供を記録しました。落ち着いたら、ご本人に伝えてください。")


@bp.post("/disclosures/<disclosure_id>/told")
def told(disclosure_id: str) -> Response:
    """The person has been told afterwards."""
    with writing() as work:
        ticket_id = work.records.told(actor(), disclosure_id)
    return _back(ticket_id, "ご本人に伝えたことを記録しました。")


@bp.post("/cases/<ticket_id>/merge")
def merge(ticket_id: str) -> Response:
    """Bring two cases of one resident together."""
    with writing() as work:
        work.merging.merge(actor(), ticket_id, forms.text("other", 32))
    said("相談をまとめました。")
    return redirect(url_for("cases.page", ticket_id=ticket_id), code=303)


def _back(ticket_id: str, message: str) -> Response:
    said(message)
    return redirect(url_for("records.page", ticket_id=ticket_id), code=303)

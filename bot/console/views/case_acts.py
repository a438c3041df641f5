"""Acts on a case: each is one form, one service method, and back to the page."""

from __future__ import annotations

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from bot.console import forms
from bot.console.acting import acting
from bot.console.case_page import show_conflict
from bot.console.pages import said
from bot.console.replying import held_back, letter
from bot.console.work import actor, writing
from bot.tickets import CaseChanged, Destination

bp = Blueprint("case_acts", __name__, url_prefix="/cases/<ticket_id>")


@bp.post("/claim")
def claim(ticket_id: str) -> Response:
    """Take the case."""
    with writing() as work:
        work.tickets.claim(actor(), ticket_id)
    return _back(ticket_id, "あなたが担当になりました。")


@bp.post("/reply")
def reply(ticket_id: str) -> Response | tuple[str, int]:
    """Answer the resident; an answer written on an old page is kept and shown beside what changed."""
    given = letter()
    held = held_back(ticket_id, given)
    if held is not None:
        return held
    try:
        with writing() as work:
            answer = given.reply(work.cases.find(actor(), ticket_id), work.clock())
            work.tickets.reply(actor(), ticket_id, answer)
    except CaseChanged as changed:
        return show_conflict(ticket_id, changed, given.text)
    return _back(ticket_id, "返信を予約しました。" if answer.not_before else "返信を送ります。")


@bp.post("/reach")
def reach(ticket_id: str) -> Response:
    """Keep how and when the resident wants to be reached."""
    with acting(ticket_id) as work:
        work.reaching.set(actor(), ticket_id, request.form.getlist("reach"))
    return _back(ticket_id, "連絡のとり方を書きかえました。")


@bp.post("/unschedule/<message_id>")
def unschedule(ticket_id: str, message_id: str) -> Response:
    """Take back an answer that has not gone."""
    with writing() as work:
        work.tickets.unschedule(actor(), ticket_id, message_id)
    return _back(ticket_id, "返信を取りやめました。ご本人には届いていません。")


@bp.post("/assign")
def assign(ticket_id: str) -> Response:
    """Hand the case to a colleague."""
    with acting(ticket_id) as work:
        work.tickets.assign(actor(), ticket_id, forms.text("staff_id", 32), forms.text("note"))
    return _back_to_queue("担当を渡しました。")


@bp.post("/join")
def join(ticket_id: str) -> Response:
    """Work on the case together."""
    with acting(ticket_id) as work:
        work.tickets.join(actor(), ticket_id, forms.text("staff_id", 32))
    return _back(ticket_id, "一緒に担当する人を加えました。")


@bp.post("/leave")
def leave(ticket_id: str) -> Response:
    """End somebody's share in the case."""
    with acting(ticket_id) as work:
        work.tickets.leave(actor(), ticket_id, forms.text("staff_id", 32))
    return _back_to_queue("一緒の担当から外しました。")


@bp.post("/return")
def give_back(ticket_id: str) -> Response:
    """Back to the team's queue."""
    with acting(ticket_id) as work:
        work.tickets.return_to_queue(actor(), ticket_id, forms.text("note"))
    return _back_to_queue("受付箱に戻しました。")


@bp.post("/transfer")
def transfer(ticket_id: str) -> Response:
    """On to another area or to the duty team (つなぎ直し)."""
    with acting(ticket_id) as work:
        municipality, area = work.config.names.destination(request.form.get("to", ""))
        work.tickets.transfer(actor(), ticket_id, Destination(municipality, area, forms.text("note")))
    return _back_to_queue("つなぎ直しました。相手の地区の受付箱に届いています。")


@bp.post("/pause")
def pause(ticket_id: str) -> Response:
    """Set aside until a day, or until the resident writes."""
    with acting(ticket_id) as work:
        work.tickets.pause(actor(), ticket_id, forms.moment("until"), forms.text("note"))
    return _back(ticket_id, "見守りに移しました。")


@bp.post("/close")
def close(ticket_id: str) -> Response:
    """End with an outcome."""
    with writing() as work:
        work.tickets.close(actor(), ticket_id, forms.text("outcome", 24), forms.number("version"), forms.text("note"))
    return _back(ticket_id, "終結しました。おつかれさまでした。")


@bp.post("/reopen")
def reopen(ticket_id: str) -> Response:
    """Take it up again."""
    with acting(ticket_id) as work:
        work.tickets.reopen(actor(), ticket_id, forms.text("note"))
    return _back(ticket_id, "再開しました。あなたが担当です。")


@bp.post("/lower-risk")
def lower(ticket_id: str) -> Response:
    """Lower the urgency, with a reason."""
    with acting(ticket_id) as work:
        work.tickets.lower_risk(actor(), ticket_id, forms.number("risk"), forms.text("reason"))
    return _back(ticket_id, "緊急度を下げました。理由は経過に残っています。")


@bp.post("/stage")
def stage(ticket_id: str) -> Response:
    """Where the support stands."""
    with acting(ticket_id) as work:
        work.tickets.set_stage(actor(), ticket_id, forms.text("stage", 16))
    return _back(ticket_id, "支援の段階を変えました。")


@bp.post("/note")
def note(ticket_id: str) -> Response:
    """A note for colleagues."""
    with writing() as work:
        work.tickets.note(actor(), ticket_id, forms.text("text"))
    return _back(ticket_id, "メモを残しました。")


def _back(ticket_id: str, message: str) -> Response:
    said(message)
    return redirect(url_for("cases.page", ticket_id=ticket_id), code=303)


def _back_to_queue(message: str) -> Response:
    said(message)
    return redirect(url_for("queue.page"), code=303)

"""Rendering a page with what every page shows: alarms, notices, a stop in force."""

from __future__ import annotations

from typing import Any

from flask import flash, render_template

from bot.console.work import Work, actor, me


def page(work: Work, template: str, **values: Any) -> str:
    """A full page inside the frame."""
    who = actor()
    return render_template(
        template,
        me=me(),
        now=work.clock(),
        alarms=work.alerts.open_for(who),
        unseen=work.notices.unseen(who.staff_id),
        stopped=work.switches.stop_in_force(who.municipality),
        **values,
    )


def part(work: Work, template: str, **values: Any) -> str:
    """A fragment for the page's own polling."""
    return render_template(template, me=me(), now=work.clock(), **values)


def said(message: str) -> None:
    """Tell the person what was done, on the next page."""
    flash(message)

"""An act on a case as its page showed it: when the case moved on meanwhile, the act waits and the person is told."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from bot.console import forms
from bot.console.work import Work, actor, writing


@contextmanager
def acting(ticket_id: str) -> Iterator[Work]:
    """Work in one transaction on the case at the form's version; raises CaseChanged with all that happened since."""
    with writing() as work:
        work.tickets.unchanged(actor(), ticket_id, forms.count("version"))
        yield work

"""Telling two or more people of a danger, again until somebody takes it, and higher up after five minutes (R24).

What is sent names no topic, no words and no person (R10): it only says that the console must be opened.
"""

from __future__ import annotations

import smtplib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from bot.audit import AuditLog, Tag
from bot.base.clock import Clock
from bot.base.logs import Log
from bot.store.db import Database
from bot.store.models import AlertRow

REPEAT = timedelta(seconds=60)
ESCALATE = timedelta(minutes=5)
IN_HAND = timedelta(seconds=20)
"""How long an alert is left to whoever has begun to tell of it: rather told twice than a minute late."""
_SUBJECT = "【つなぐ】急ぎの知らせがあります"
log = Log(__name__)

Notify = Callable[[str, str], None]
"""Sends (subject, text) to everybody on its list; raises OSError."""


@dataclass(frozen=True)
class AlarmParts:
    """Where alarms go: every channel is tried, one that fails does not stop the others."""

    database: Database
    clock: Clock
    channels: Sequence[Notify]
    console_url: str
    higher: Sequence[Notify] = ()
    """Told besides, from the fifth minute on."""


class Alarms:
    """Runs every few seconds."""

    def __init__(self, parts: AlarmParts) -> None:
        self._parts = parts

    def run_once(self) -> int:
        """Notify of every untaken alert that is new or due again; returns how many.

        Each is taken in hand first and noted as told afterwards: a process that dies in between, or has no way that
        works, costs seconds and no alert.
        """
        with self._parts.database.transaction() as session:
            due = [self._take_in_hand(session, alert) for alert in self._due(session)]
        for alert_id, text, waits_long in due:
            if self._tell(text, [*self._parts.channels, *(self._parts.higher if waits_long else ())]):
                self._note(alert_id)
        return len(due)

    def _due(self, session: Session) -> Sequence[AlertRow]:
        now = self._parts.clock()
        odd = AlertRow.notified_at > now + REPEAT  # told before the clock was set back
        again = or_(AlertRow.notified_at.is_(None), AlertRow.notified_at <= now - REPEAT, odd)
        wanted = select(AlertRow).where(AlertRow.taken_at.is_(None), again)
        return session.scalars(wanted.order_by(AlertRow.raised_at).limit(100).with_for_update(skip_locked=True)).all()

    def _take_in_hand(self, session: Session, alert: AlertRow) -> tuple[str, str, bool]:
        """The alert, what is told of it, and whether it goes higher up."""
        now = self._parts.clock()
        alert.notified_at = now - REPEAT + IN_HAND
        alert.notices += 1
        waited = now - alert.raised_at
        if waited >= ESCALATE and alert.escalated_at is None:
            alert.escalated_at = now
            AuditLog(session, self._parts.clock).write(Tag.ALERT_ESCALATED, actor="system", subject=alert.alert_id)
        minutes = int(waited.total_seconds() // 60)
        raised = "(5分以上だれも受けていません)" if alert.escalated_at else ""
        text = f"コンソールで確認し、受けてください{raised}。{minutes}分経過、{alert.notices}回目の知らせです。"
        return alert.alert_id, text, alert.escalated_at is not None

    def _note(self, alert_id: str) -> None:
        with self._parts.database.transaction() as session:
            told = update(AlertRow).where(AlertRow.alert_id == alert_id).values(notified_at=self._parts.clock())
            session.execute(told)

    def _tell(self, text: str, channels: Sequence[Notify]) -> bool:
        """Try every way; whether one of them worked, or there is none."""
        failed = 0
        for notify in channels:
            try:
                notify(_SUBJECT, f"{text}\n{self._parts.console_url}")
            except OSError as error:
                failed += 1
                log.error("alarm.not_sent", error=type(error).__name__)
        return failed < len(channels) or not channels


def by_mail(smtp_url: str, recipients: Sequence[str], sender: str = "tsunagu@localhost") -> Notify:
    """One message to all on the list over SMTP (`smtp://user:password@host:port`, `smtps://…`)."""
    where = urlsplit(smtp_url)

    def notify(subject: str, text: str) -> None:
        message = EmailMessage()
        message["Subject"], message["From"], message["To"] = subject, sender, ", ".join(recipients)
        message.set_content(text)
        connect = smtplib.SMTP_SSL if where.scheme == "smtps" else smtplib.SMTP
        with connect(where.hostname or "localhost", where.port or 25, timeout=10) as server:
            if where.username:
                server.login(unquote(where.username), unquote(where.password or ""))
            server.send_message(message)

    return notify


def by_webhook(url: str) -> Notify:
    """A JSON POST {"subject", "text"} to the municipality's own receiver (chat, pager)."""
    import httpx  # 10 MB, for those who have such a receiver; read at the start, not at the first alarm

    def notify(subject: str, text: str) -> None:
        try:
            httpx.post(url, json={"subject": subject, "text": text}, timeout=5.0).raise_for_status()
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise ConnectionError(type(error).__name__) from error

    return notify

"""Accounts from the command line, for the first administrator and for emergencies."""

from __future__ import annotations

from datetime import date

import pyotp
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.audit import AuditLog
from bot.base.clock import system_clock, to_jst
from bot.base.errors import NotAllowed, NotFound
from bot.base.settings import Settings
from bot.entry.secrets import console_ring
from bot.entry.stores import make_database
from bot.staff import demo_logins
from bot.staff.absences import Absence, Absences
from bot.staff.accounts import Account, Accounts
from bot.staff.passwords import Passwords
from bot.store.models import StaffRow

_ACTOR = "system"


def add_account(settings: Settings, account: Account) -> str:
    """Add an account; returns its first password, which is kept nowhere."""
    with make_database(settings, console_ring(settings)).transaction() as session:
        return _accounts(session).add(_ACTOR, account)[1]


def reset_account(settings: Settings, login: str) -> str:
    """New password and second factor; raises NotFound."""
    with make_database(settings, console_ring(settings)).transaction() as session:
        return _accounts(session).reset(_ACTOR, _id_of(session, login))


def demo_code(settings: Settings, login: str) -> str:
    """The six digits of a demo account now; raises NotAllowed in production, NotFound for others."""
    if not settings.is_demo:
        raise NotAllowed("本番では使えません。認証アプリの6桁を使ってください。")
    for known in demo_logins():
        if known.login == login:
            return pyotp.TOTP(known.totp_secret).now()
    raise NotFound(f"見本のアカウント「{login}」はありません。")


def send_away(settings: Settings, login: str, first: date, last: date, deputy: str) -> None:
    """Note an absence and its deputy; raises NotFound or InvalidInput."""
    with make_database(settings, console_ring(settings)).transaction() as session:
        standing_in = _id_of(session, deputy) if deputy else ""
        absence = Absence(_id_of(session, login), first, last, standing_in)
        Absences(session, AuditLog(session, system_clock)).add(_ACTOR, absence)


def call_back(settings: Settings, login: str) -> int:
    """End the absences of somebody who is back; raises NotFound."""
    with make_database(settings, console_ring(settings)).transaction() as session:
        today = to_jst(system_clock()).date()
        return Absences(session, AuditLog(session, system_clock)).end(_ACTOR, _id_of(session, login), today)


def _id_of(session: Session, login: str) -> str:
    staff_id = session.scalar(select(StaffRow.staff_id).where(StaffRow.login == login))
    if staff_id is None:
        raise NotFound(f"ログイン名「{login}」は見つかりません。")
    return staff_id


def _accounts(session: Session) -> Accounts:
    return Accounts(session, system_clock, Passwords(), AuditLog(session, system_clock))

"""Accounts for trying tsunagu out. Their secrets are public, so production refuses to start while they exist."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.audit import AuditLog
from bot.base.clock import Clock
from bot.base.errors import SettingsError
from bot.staff.accounts import Account, Accounts
from bot.staff.passwords import Passwords
from bot.store.models import StaffRow

PASSWORD = "demo-tsunagu-2026"  # noqa: S105

_PEOPLE = (
    ("demo-motofuji", "青木(文京区・本富士)", "文京区", ("coordinator",), ("bunkyo-motofuji",), "MOTOFUJI"),
    ("demo-koganei", "小林(小金井市・きた)", "小金井市", ("coordinator",), ("koganei-kita",), "KOGANEI"),
    ("demo-bunkyo", "森(文京区・統括)", "文京区", ("supervisor",), (), "BUNKYO"),
    ("demo-duty", "西(文京区・当番)", "文京区", ("duty",), (), "DUTY"),
    ("demo-admin", "管理者", "文京区", ("administrator",), (), "ADMIN"),
    ("demo-audit", "監査担当", "文京区", ("auditor",), (), "AUDIT"),
)  # fmt: skip


@dataclass(frozen=True)
class DemoLogin:
    """One account to print: who it is and how to sign in."""

    login: str
    name: str
    roles: str
    municipality: str
    areas: tuple[str, ...]
    password: str
    totp_secret: str


def demo_logins() -> list[DemoLogin]:
    """The demo accounts, without touching the database."""
    return [
        DemoLogin(login, name, "・".join(roles), municipality, areas, PASSWORD, _secret(seed))
        for login, name, municipality, roles, areas, seed in _PEOPLE
    ]


def seed_demo(session: Session, clock: Clock, passwords: Passwords | None = None) -> list[DemoLogin]:
    """Add the demo accounts that are missing; the same ones, with the same secrets, after every restart."""
    accounts = Accounts(session, clock, passwords or Passwords(), AuditLog(session, clock))
    for login, name, municipality, roles, areas, seed in _PEOPLE:
        if session.scalar(select(StaffRow.staff_id).where(StaffRow.login == login)) is not None:
            continue
        person, _ = accounts.add("system", Account(login, name, municipality, roles, areas, "デモ"), PASSWORD)
        session.flush()
        row = session.get_one(StaffRow, person.staff_id)
        row.totp_secret = _secret(seed)
    return demo_logins()


def _secret(seed: str) -> str:
    """A base32 secret of 160 bits that anybody can work out."""
    return f"TSUNAGUDEMO{seed}".ljust(32, "A")


def refuse_demo_accounts(session: Session) -> None:
    """Raise SettingsError while an open demo account exists: nobody may sign in with a published password."""
    logins = [login for login, *_ in _PEOPLE]
    wanted = StaffRow.login.in_(logins) & StaffRow.disabled_at.is_(None)
    if session.scalar(select(func.count()).select_from(StaffRow).where(wanted)):
        raise SettingsError(
            "デモ用のアカウントが残っています。本番では使えません。データベースを新しく作ってください。"
        )

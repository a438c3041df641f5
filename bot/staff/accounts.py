"""Accounts: add, change, reset, disable; end sessions; duty. Used by the console and by `tsunagu staff`."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from bot.audit import AuditLog, Tag
from bot.base.clock import Clock
from bot.base.errors import Conflict, InvalidInput, NotFound
from bot.base.ids import new_id
from bot.staff.passwords import Passwords
from bot.staff.permissions import Role
from bot.staff.person import Person, person_of
from bot.store.models import StaffRow, StaffSessionRow

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


@dataclass(frozen=True)
class Account:
    """What an administrator says about a person."""

    login: str
    name: str
    municipality: str
    roles: tuple[str, ...]
    areas: tuple[str, ...] = ()
    office: str = ""
    email: str = ""
    oidc_subject: str | None = None
    """The lasting id in the organisation's sign-in; empty: found by verified e-mail at the first time; None: as is."""


class Accounts:
    """The accounts of the console in one session; `actor` is the administrator's staff id or "system"."""

    def __init__(self, session: Session, clock: Clock, passwords: Passwords, audit: AuditLog) -> None:
        self._session = session
        self._clock = clock
        self._passwords = passwords
        self._audit = audit

    def add(self, actor: str, account: Account, password: str | None = None) -> tuple[Person, str]:
        """Add an account; returns it with its first password, which is shown once and kept nowhere."""
        _check(account)
        if self._by_login(account.login) is not None:
            raise Conflict(f"ログイン名「{account.login}」はもう使われています。")
        self._subject_is_free(account, "")
        first = password or new_password()
        row = StaffRow(
            staff_id=new_id(), login=account.login, created_at=self._clock(), recovery_hashes=[],
            password_hash=self._passwords.hash(first), on_duty=Role.DUTY in account.roles,
        )  # fmt: skip
        _fill(row, account)
        self._session.add(row)
        self._audit.write(Tag.STAFF_ADDED, actor=actor, subject=row.staff_id, detail=",".join(account.roles))
        return person_of(row), first

    def change(self, actor: str, staff_id: str, account: Account) -> Person:
        """Change name, roles and areas; sessions end, so that new rights hold at once."""
        _check(account)
        row = self._get(staff_id)
        self._subject_is_free(account, staff_id)
        _fill(row, account)
        if Role.DUTY not in account.roles:
            row.on_duty = False
        self.end_sessions(actor, staff_id)
        self._audit.write(Tag.STAFF_CHANGED, actor=actor, subject=staff_id, detail=",".join(account.roles))
        return person_of(row)

    def reset(self, actor: str, staff_id: str) -> str:
        """New first password, second factor to be set up anew; all sessions end. Returns the password."""
        row = self._get(staff_id)
        password = new_password()
        row.password_hash = self._passwords.hash(password)
        row.totp_secret, row.totp_last_step, row.recovery_hashes = None, 0, []
        self.end_sessions(actor, staff_id)
        self._audit.write(Tag.STAFF_CHANGED, actor=actor, subject=staff_id, detail="reset")
        return password

    def change_password(self, staff_id: str, old: str, new: str) -> None:
        """A person's own new password; raises InvalidInput when the old one is wrong."""
        row = self._get(staff_id)
        if not self._passwords.verify(row.password_hash, old):
            raise InvalidInput("いまのパスワードが違います。")
        row.password_hash = self._passwords.hash(new)
        self._audit.write(Tag.STAFF_CHANGED, actor=staff_id, subject=staff_id, detail="password")

    def disable(self, actor: str, staff_id: str) -> None:
        """Close an account at once; its acts stay on record under its name."""
        row = self._get(staff_id)
        if actor == staff_id:
            raise InvalidInput("自分のアカウントは止められません。ほかの管理者に頼んでください。")
        row.disabled_at, row.on_duty = row.disabled_at or self._clock(), False
        self.end_sessions(actor, staff_id)
        self._audit.write(Tag.STAFF_CHANGED, actor=actor, subject=staff_id, detail="disabled")

    def enable(self, actor: str, staff_id: str) -> None:
        """Open a closed account again."""
        self._get(staff_id).disabled_at = None
        self._audit.write(Tag.STAFF_CHANGED, actor=actor, subject=staff_id, detail="enabled")

    def end_sessions(self, actor: str, staff_id: str) -> int:
        """End every session of a person at once. Returns how many."""
        ended = self._session.execute(delete(StaffSessionRow).where(StaffSessionRow.staff_id == staff_id))
        self._audit.write(Tag.STAFF_SESSION_ENDED, actor=actor, subject=staff_id)
        return int(ended.rowcount)  # type: ignore[attr-defined]

    def set_duty(self, staff_id: str, on: bool) -> None:
        """Go on or off duty; only people with the duty role can."""
        row = self._get(staff_id)
        if Role.DUTY not in row.roles:
            raise InvalidInput("当番の役割がありません。管理者に頼んでください。")
        row.on_duty = on
        self._audit.write(Tag.STAFF_CHANGED, actor=staff_id, subject=staff_id, detail=f"duty={int(on)}")

    def get(self, staff_id: str) -> Person:
        """One person; raises NotFound."""
        return person_of(self._get(staff_id))

    def of(self, municipality: str, staff_id: str) -> Person:
        """One person of that municipality; somebody of another is as good as none: NotFound."""
        found = self.get(staff_id)
        if found.municipality != municipality:
            raise NotFound("この職員は見つかりません。")
        return found

    def all(self, municipality: str = "") -> Sequence[Person]:
        """All accounts, of one municipality or of all, the closed ones last."""
        wanted = select(StaffRow).order_by(StaffRow.disabled_at.is_not(None), StaffRow.municipality, StaffRow.login)
        if municipality:
            wanted = wanted.where(StaffRow.municipality == municipality)
        return [person_of(row) for row in self._session.scalars(wanted)]

    def colleagues(self, municipality: str) -> Sequence[Person]:
        """People a case can be handed to."""
        return [p for p in self.all(municipality) if p.may("answer") and not p.disabled]

    def _subject_is_free(self, account: Account, staff_id: str) -> None:
        """Raise Conflict when somebody else is tied to that subject: it opens exactly one account."""
        if account.oidc_subject:
            wanted = select(StaffRow.staff_id).where(StaffRow.oidc_subject == account.oidc_subject)
            if self._session.scalar(wanted.where(StaffRow.staff_id != staff_id)) is not None:
                raise Conflict("その組織アカウントの番号は、ほかの職員に結びついています。")

    def _by_login(self, login: str) -> StaffRow | None:
        return self._session.scalars(select(StaffRow).where(StaffRow.login == login)).first()

    def _get(self, staff_id: str) -> StaffRow:
        row = self._session.get(StaffRow, staff_id)
        if row is None:
            raise NotFound("この職員は見つかりません。")
        return row


def new_password() -> str:
    """A first password that can be read out: 「k7wm9-pxd3h-tf2qa」, about 74 bits."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(5)) for _ in range(3))


def _fill(row: StaffRow, account: Account) -> None:
    row.display_name, row.office, row.email = account.name, account.office, account.email
    if account.oidc_subject is not None:
        row.oidc_subject = account.oidc_subject or None
    row.municipality, row.roles, row.areas = account.municipality, list(account.roles), list(account.areas)


def _check(account: Account) -> None:
    if not account.login.strip() or len(account.login) > 60 or not account.name.strip():
        raise InvalidInput("ログイン名と名前を入れてください(60文字まで)。")
    unknown = set(account.roles) - {role.value for role in Role}
    if unknown or not account.roles:
        raise InvalidInput("役割を一つ以上選んでください。")
    if Role.COORDINATOR in account.roles and not account.areas:
        raise InvalidInput("地域福祉コーディネーターには担当地区を一つ以上選んでください。")

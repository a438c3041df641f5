"""Signing in: password, then second factor; each step throttled and put on record."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.audit import AuditLog, Tag
from bot.base.clock import Clock
from bot.base.errors import InvalidInput, TsunaguError
from bot.staff.limits import Attempt, Throttle
from bot.staff.passwords import Passwords
from bot.staff.totp import matching_step, new_recovery_codes, recovery_hash
from bot.store.models import StaffRow


class Refused(TsunaguError):
    """Sign-in refused; one wording for unknown account, wrong password and disabled account."""

    status = 401


@dataclass(frozen=True)
class Claims:
    """Whom the organisation's sign-in vouches for: its lasting subject, a verified e-mail ("" for none).

    `strong` tells that it asked for a second factor itself (amr "mfa", RFC 8176).
    """

    subject: str
    email: str = ""
    strong: bool = False


@dataclass(frozen=True)
class SignInTools:
    """What signing in needs besides the session."""

    clock: Clock
    passwords: Passwords
    throttle: Throttle
    audit: AuditLog


class SignIn:
    """The steps of signing in. A refusal is returned as Refused after the attempt was noted, so commit, then raise."""

    def __init__(self, session: Session, tools: SignInTools) -> None:
        self._session = session
        self._tools = tools

    def password(self, login: str, password: str, address: str) -> StaffRow | Refused:
        """The account, if login and password fit; raises TooManyAttempts."""
        attempt = Attempt(login.strip(), address, "password")
        self._tools.throttle.check(attempt)
        row = self._session.scalars(select(StaffRow).where(StaffRow.login == attempt.login)).first()
        usable = row is not None and row.disabled_at is None
        fits = self._tools.passwords.verify(row.password_hash if row and usable else None, password)
        self._tools.throttle.note(attempt, succeeded=fits)
        if row is None or not fits:
            return self._refuse(row, "password", "ログイン名かパスワードが違います。")
        if self._tools.passwords.outdated(row.password_hash):
            row.password_hash = self._tools.passwords.hash(password)
        return row

    def second_factor(self, staff_id: str, code: str, address: str) -> StaffRow | Refused:
        """The account, if the code is right and unused; a recovery code is taken too, once."""
        row = self._session.get(StaffRow, staff_id, with_for_update=True)
        if row is None or row.disabled_at is not None or row.totp_secret is None:
            return self._refuse(row, "totp", "もう一度、はじめからサインインしてください。")
        attempt = Attempt(row.login, address, "totp")
        self._tools.throttle.check(attempt)
        fits = self._code_fits(row, code) or self._recovery_fits(row, code)
        self._tools.throttle.note(attempt, succeeded=fits)
        if not fits:
            return self._refuse(
                row, "totp", "コードが違うか、もう使われています。次のコードが出るまで待って入れてください。"
            )
        self._tools.audit.write(Tag.STAFF_SIGNED_IN, actor=row.staff_id, subject=row.staff_id)
        return row

    def vouched(self, claims: Claims, address: str) -> StaffRow | Refused:
        """The account that an administrator tied to the subject, or to the verified e-mail; none is ever made here.

        At the first time the e-mail leads to the account and the subject is kept: a mailbox given on to somebody
        else opens nothing later. Raises TooManyAttempts.
        """
        attempt = Attempt(f"oidc:{claims.subject}", address, "oidc")
        self._tools.throttle.check(attempt)
        row = self._tied(claims)
        self._tools.throttle.note(attempt, succeeded=row is not None)
        if row is None:
            told = "この組織アカウントに結びついた職員がいません。管理者に、アカウントの登録を頼んでください。"
            return self._refuse(None, "oidc", told)
        row.oidc_subject = claims.subject
        if claims.strong:
            self._tools.audit.write(Tag.STAFF_SIGNED_IN, actor=row.staff_id, subject=row.staff_id, detail="oidc")
        return row

    def _tied(self, claims: Claims) -> StaffRow | None:
        known = self._session.scalars(select(StaffRow).where(StaffRow.oidc_subject == claims.subject)).first()
        if known is not None:
            return known if known.disabled_at is None else None
        if not claims.email:
            return None
        wanted = select(StaffRow).where(func.lower(StaffRow.email) == claims.email.lower())
        found = self._session.scalars(wanted.where(StaffRow.disabled_at.is_(None)).with_for_update()).all()
        return found[0] if len(found) == 1 and found[0].oidc_subject is None else None

    def enrol(self, staff_id: str, secret: str, code: str) -> list[str]:
        """Set the second factor up once its first code is right; returns recovery codes, shown once."""
        row = self._session.get(StaffRow, staff_id, with_for_update=True)
        if row is None or row.totp_secret is not None:
            raise InvalidInput("二段階目の設定はもう済んでいます。はじめからサインインしてください。")
        step = matching_step(secret, code, self._tools.clock(), 0)
        if step is None:
            raise InvalidInput("コードが違います。アプリに出ている6けたの数字を入れてください。")
        row.totp_secret, row.totp_last_step = secret, step
        codes = new_recovery_codes()
        row.recovery_hashes = [recovery_hash(code) for code in codes]
        self._tools.audit.write(Tag.STAFF_CHANGED, actor=staff_id, subject=staff_id, detail="enrolled")
        self._tools.audit.write(Tag.STAFF_SIGNED_IN, actor=staff_id, subject=staff_id)
        return codes

    def _code_fits(self, row: StaffRow, code: str) -> bool:
        step = matching_step(row.totp_secret or "", code, self._tools.clock(), row.totp_last_step)
        if step is None:
            return False
        row.totp_last_step = step  # a step is used once, whoever saw the code
        return True

    def _recovery_fits(self, row: StaffRow, code: str) -> bool:
        found = recovery_hash(code)
        if found not in row.recovery_hashes:
            return False
        row.recovery_hashes = [kept for kept in row.recovery_hashes if kept != found]
        self._tools.audit.write(Tag.STAFF_CHANGED, actor=row.staff_id, subject=row.staff_id, detail="recovery used")
        return True

    def _refuse(self, row: StaffRow | None, factor: str, message: str) -> Refused:
        subject = row.staff_id if row else ""
        self._tools.audit.write(Tag.STAFF_REFUSED, actor=subject or "unknown", subject=subject, detail=factor)
        return Refused(message)

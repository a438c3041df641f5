"""Finding and making pseudonyms, and forgetting whom they stood for (R13, R14)."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import bindparam, delete, select
from sqlalchemy.orm import Session

from bot.base.clock import Clock
from bot.base.ids import new_id
from bot.store.crypto import Keyring
from bot.store.models import IdentityRow

_BY_LOOKUP = select(IdentityRow).where(IdentityRow.lookup.in_(bindparam("hashes", expanding=True)))
_BY_PSEUDONYM = select(IdentityRow).where(IdentityRow.resident_id.in_(bindparam("residents", expanding=True)))


class Vault:
    """Rows of `identities` in the caller's transaction."""

    def __init__(self, session: Session, clock: Clock, keyring: Keyring) -> None:
        self._session = session
        self._clock = clock
        self._keyring = keyring

    def resident(self, channel: str, account: str) -> IdentityRow:
        """The pseudonym of an account, made on first sight."""
        row = self.find(channel, account)
        if row is None:
            row = IdentityRow(
                resident_id=new_id(),
                channel=channel,
                lookup=self._keyring.fingerprint(_label(channel, account)),
                account=account,
                created_at=self._clock(),
                blocked_at=None,
                quiet_until_called=False,
            )
            self._session.add(row)
            self._session.flush()  # later rows of this transaction point to it
        return row

    def find(self, channel: str, account: str) -> IdentityRow | None:
        """The row of an account under any key that is still valid; None when it is not known."""
        hashes = self._keyring.fingerprints(_label(channel, account))
        return self._session.scalars(_BY_LOOKUP, {"hashes": hashes}).first()

    def get(self, resident_id: str) -> IdentityRow | None:
        """The row of a pseudonym; None once it was forgotten."""
        return self._session.get(IdentityRow, resident_id)

    def many(self, resident_ids: Iterable[str]) -> dict[str, IdentityRow]:
        """The rows of several pseudonyms, by pseudonym."""
        found = self._session.scalars(_BY_PSEUDONYM, {"residents": sorted(set(resident_ids))})
        return {row.resident_id: row for row in found}

    def left(self, row: IdentityRow) -> None:
        """The resident blocked the account or left: no push from now on (R14)."""
        row.blocked_at = self._clock()

    def returned(self, row: IdentityRow) -> None:
        """The resident is back."""
        if row.blocked_at is not None:
            row.blocked_at = None

    def renew(self, row: IdentityRow) -> IdentityRow:
        """Give the account a new pseudonym: nothing kept under the old one leads to it any more."""
        channel, account = row.channel, row.account
        self.forget(row.resident_id)
        self._session.expunge(row)
        return self.resident(channel, account)

    def forget(self, resident_id: str) -> None:
        """Cut the link between pseudonym and account for good."""
        self._session.execute(delete(IdentityRow).where(IdentityRow.resident_id == resident_id))


def _label(channel: str, account: str) -> str:
    return f"{channel}:{account}"

"""Passwords: argon2id (RFC 9106), rehashed at sign-in when the parameters have grown."""

from __future__ import annotations

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from bot.base.errors import InvalidInput

SHORTEST = 12
LONGEST = 200


class Passwords:
    """Hashes and checks passwords; tests pass lighter parameters."""

    def __init__(self, time_cost: int = 3, memory_cost: int = 65536, parallelism: int = 2) -> None:
        self._hasher = PasswordHasher(time_cost=time_cost, memory_cost=memory_cost, parallelism=parallelism)
        self._decoy = self._hasher.hash("no account has this password")

    def hash(self, password: str) -> str:
        """The hash to store; raises InvalidInput for one that is too short or too long."""
        if not SHORTEST <= len(password) <= LONGEST:
            raise InvalidInput(f"パスワードは{SHORTEST}文字以上にしてください。長い言葉の組み合わせがおすすめです。")
        return self._hasher.hash(password)

    def verify(self, stored: str | None, password: str) -> bool:
        """Whether the password fits; an unknown account takes as long as a known one."""
        try:
            return self._hasher.verify(stored or self._decoy, password[: LONGEST + 1]) and bool(stored)
        except (VerificationError, InvalidHashError):
            return False

    def outdated(self, stored: str) -> bool:
        """Whether the hash was made with weaker parameters than today's."""
        return self._hasher.check_needs_rehash(stored)

"""A signed-in person as pages need them."""

from __future__ import annotations

from dataclasses import dataclass

from bot.staff.permissions import ROLE_NAMES, actions_of
from bot.store.models import StaffRow


@dataclass(frozen=True)
class Person:
    """One account without its secrets."""

    staff_id: str
    login: str
    name: str
    office: str
    municipality: str
    areas: tuple[str, ...]
    roles: tuple[str, ...]
    on_duty: bool
    disabled: bool = False
    enrolled: bool = True
    email: str = ""
    oidc_subject: str = ""

    @property
    def actions(self) -> frozenset[str]:
        """All that the roles together allow."""
        return actions_of(self.roles)

    @property
    def role_names(self) -> str:
        """The roles as people say them."""
        return "・".join(ROLE_NAMES.get(role, role) for role in self.roles)

    def may(self, action: str) -> bool:
        """Whether the roles allow it."""
        return action in self.actions


def person_of(row: StaffRow) -> Person:
    """The person behind an account's row."""
    return Person(
        staff_id=row.staff_id, login=row.login, name=row.display_name, office=row.office,
        municipality=row.municipality, areas=tuple(row.areas), roles=tuple(row.roles), on_duty=row.on_duty,
        disabled=row.disabled_at is not None, enrolled=row.totp_secret is not None,
        email=row.email, oidc_subject=row.oidc_subject or "",
    )  # fmt: skip

"""Who may do what: one readable table, role × action. Areas narrow it further (`bot/tickets/actor.py`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum


class Role(StrEnum):
    """What a person is at the desk."""

    COORDINATOR = "coordinator"
    SUPERVISOR = "supervisor"
    DUTY = "duty"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"


ROLE_NAMES: Mapping[str, str] = {
    "coordinator": "地域福祉コーディネーター",
    "supervisor": "統括",
    "duty": "当番",
    "administrator": "管理者",
    "auditor": "監査",
}


class Action(StrEnum):
    """One thing that may be done at the console."""

    READ = "read"  # see cases of one's own areas
    ANSWER = "answer"  # claim, answer, record, pass on, close
    LEAD = "lead"  # act on colleagues' cases, assign to others
    READ_WHOLE = "read_whole"  # see every area of the municipality
    READ_CRISES = "read_crises"  # see crises of all areas, while on duty
    READ_WITHOUT_CONSENT = "read_without_consent"  # 支援会議 (社会福祉法106条の6; R06)
    DISCLOSE = "disclose"  # record an emergency disclosure (R28)
    EXPORT = "export"  # sheets of a case
    STATISTICS = "statistics"  # counts, no text
    CARE = "care"  # propose edits of places, lines, answers, wordings; 「今日確かめた」
    REVIEW = "review"  # release what somebody else proposed
    GOALS = "goals"  # set the year's goals (R59)
    STOP_BOT = "stop_bot"  # the stop button (R60)
    DELIVERIES = "deliveries"  # messages that failed
    MANAGE_STAFF = "manage_staff"  # accounts, roles, sessions
    READ_AUDIT = "read_audit"  # the log of acts


_DESK = {
    Action.READ, Action.ANSWER, Action.READ_WITHOUT_CONSENT, Action.EXPORT, Action.STATISTICS, Action.DELIVERIES,
    Action.CARE,
}  # fmt: skip
_LEAD = {Action.LEAD, Action.READ_WHOLE, Action.DISCLOSE, Action.STOP_BOT, Action.REVIEW, Action.GOALS}

PERMISSIONS: Mapping[Role, frozenset[Action]] = {
    Role.COORDINATOR: frozenset(_DESK | {Action.DISCLOSE}),
    Role.SUPERVISOR: frozenset(_DESK | _LEAD),
    Role.DUTY: frozenset(_DESK | {Action.READ_CRISES, Action.DISCLOSE, Action.STOP_BOT}),
    Role.ADMINISTRATOR: frozenset(
        {Action.MANAGE_STAFF, Action.STOP_BOT, Action.STATISTICS, Action.CARE, Action.REVIEW}
    ),
    Role.AUDITOR: frozenset({Action.READ_AUDIT, Action.STATISTICS}),
}


def actions_of(roles: Iterable[str]) -> frozenset[str]:
    """All actions of the roles together; an unknown role gives none."""
    known = {role.value for role in Role}
    return frozenset(action.value for role in roles if role in known for action in PERMISSIONS[Role(role)])

"""The table of the talk: every row, in the order in which rows are tried."""

from flows.table import anytime, danger, handing, intake, opening
from flows.table.rule import Rule

TABLE: tuple[Rule, ...] = (
    *opening.NOTICE, *danger.RULES, *handing.WAITING, *opening.LISTEN, *opening.MORE, *intake.STEP, *intake.QUESTIONS,
    *intake.SUGGESTED, *handing.DRAFT, *handing.AFTERWARDS, *anytime.CONFIRM, *anytime.RETURN, *anytime.COMMANDS,
    *anytime.REST,
)  # fmt: skip

__all__ = ["TABLE", "Rule"]

"""Notice danger before anything else: every inbound text is judged here first (R19-R22, R26)."""

from bot.triage.errors import TriageDataError, TriageError
from bot.triage.screen import Triage
from bot.triage.verdict import Kind, Level, Verdict

__all__ = ["Kind", "Level", "Triage", "TriageDataError", "TriageError", "Verdict"]

"""The project's own labelled sets → figures with 95 % intervals (`tsunagu evaluate`)."""

from bot.evaluation.figures import Figure, Report, rate
from bot.evaluation.run import NAMES, evaluate

__all__ = ["NAMES", "Figure", "Report", "evaluate", "rate"]

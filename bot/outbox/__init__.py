"""What is to be sent: saved with the decision, delivered afterwards (`bot/jobs/delivery.py`)."""

from bot.outbox.outbox import LEASE, Outbox, ReplyToken
from bot.outbox.timers import Timers

__all__ = ["LEASE", "Outbox", "ReplyToken", "Timers"]

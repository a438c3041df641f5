"""What is to be sent: saved with the decision, delivered afterwards (`bot/jobs/delivery.py`)."""

from bot.outbox.outbox import Outbox, ReplyToken
from bot.outbox.timers import Timers

__all__ = ["Outbox", "ReplyToken", "Timers"]

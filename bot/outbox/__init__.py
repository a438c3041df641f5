"""What is to be sent: saved with the decision, delivered afterwards (`bot/jobs/delivery.py`)."""

from bot.outbox.outbox import Outbox, ReplyToken

__all__ = ["Outbox", "ReplyToken"]

"""The mailbox: at least once, and in order for each resident, whatever the number of workers.

No SQLAlchemy here: the webhook process writes to it and must stay light.
"""

from bot.store.mailbox.types import Letter, Mailbox, MailboxFull, Receipt

__all__ = ["Letter", "Mailbox", "MailboxFull", "Receipt"]

"""The vault: pseudonym ↔ LINE user id. The only reader of its table; the console has neither code nor key for it."""

from bot.identity.vault import Vault

__all__ = ["Vault"]

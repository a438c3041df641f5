"""Errors of the privacy package; none ever carries a resident's words (R10, R13)."""


class PrivacyError(Exception):
    """Base of every error raised by `bot.privacy`."""


class PrivacyDataError(PrivacyError):
    """A word list or the tagger's weights are missing or damaged; the message names the file and the remedy."""

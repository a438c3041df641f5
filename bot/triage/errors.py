"""Errors of the danger screen."""


class TriageError(Exception):
    """Base of everything the danger screen can raise, and only while it is being loaded."""


class TriageDataError(TriageError):
    """A file of the danger screen cannot be used; the message says which one, where and how to mend it."""

"""The small hierarchy of errors; edges map each type to one answer (HTTP status, exit code)."""

from __future__ import annotations


class TsunaguError(Exception):
    """Base of all our errors; `message` is fit to be read by an operator or a coordinator (Japanese)."""

    status = 500

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class SettingsError(TsunaguError):
    """A setting is missing, wrong or too weak; the process must not start."""


class InvalidInput(TsunaguError):
    """What was given cannot be used; the message says what, where, and how to mend it."""

    status = 400


class SignatureInvalid(InvalidInput):
    """A webhook whose signature is missing or wrong (LINE: verify before anything else)."""


class NotAllowed(TsunaguError):
    """The person signed in may not do this."""

    status = 403


class NotFound(TsunaguError):
    """No such thing, or none that this person may see; the two are not told apart on purpose."""

    status = 404


class Conflict(TsunaguError):
    """Somebody else was first; the message says who and what changed."""

    status = 409


class Unavailable(TsunaguError):
    """A needed service (database, Redis, LINE) did not answer, or is full; trying again may help."""

    status = 503

"""Coverage-led fuzzing of what reads strangers' bytes: `python fuzz_parsers.py TARGET -runs=100000` (libFuzzer options).

A target may raise only the errors that its caller answers; anything else is a finding, and the bytes are kept.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime

import atheris

with atheris.instrument_imports(include=["bot.webhook", "bot.base", "bot.triage", "resources.exchange", "resources.hours"]):
    from bot.base.errors import SignatureInvalid
    from bot.base.incoming import Incoming
    from bot.triage.quick import quick_look
    from bot.webhook import events, signature
    from resources.errors import ExchangeError, HoursError
    from resources.exchange import places_from_hsds, places_from_package, read_places
    from resources.hours.grammar import parse_hours
    from resources.hours.prose import prose_hours

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
Target = Callable[[bytes], None]


def webhook(data: bytes) -> None:
    try:
        found = events.read_body(data)
    except (ValueError, RecursionError):
        return
    for event in found:
        read = events.read_event(event, NOW)
        if isinstance(read, Incoming):
            assert Incoming.from_json(read.to_json()) == read


def header(data: bytes) -> None:
    try:
        signature.check(data, data.decode("latin-1"), ["s" * 32, "t" * 32])
    except SignatureInvalid:
        return
    raise AssertionError("a signature was guessed")


def table(data: bytes) -> None:
    try:
        read_places(data, "list.csv")
    except ExchangeError:
        return


def hsds(data: bytes) -> None:
    try:
        places_from_hsds(data, "list.json")
    except ExchangeError:
        return


def package(data: bytes) -> None:
    rows, _, more = data.partition(b"\x00")
    try:
        places_from_package({"services": rows, "schedules": more}, "package.zip")
    except ExchangeError:
        return


def hours(data: bytes) -> None:
    text = data.decode("utf-8", "replace")
    machine, _, closed = text.partition("|")
    with suppress(HoursError):
        parse_hours(machine, closed.split(";")).is_open(NOW)
    prose_hours(text).is_open(NOW)


def danger() -> Target:
    look = quick_look()

    def read(data: bytes) -> None:
        look(data.decode("utf-8", "surrogateescape"))  # lone surrogates too: LINE's JSON can hold them

    return read


TARGETS: dict[str, Callable[[], Target]] = {
    "webhook": lambda: webhook, "header": lambda: header, "table": lambda: table, "hsds": lambda: hsds,
    "package": lambda: package, "hours": lambda: hours, "danger": danger,
}  # fmt: skip

if __name__ == "__main__":
    atheris.Setup([sys.argv[0], *sys.argv[2:]], TARGETS[sys.argv[1]]())
    atheris.Fuzz()

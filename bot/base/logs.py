"""JSON logs: constant event names, ids as fields, and never a word of a resident or a LINE id (R10, R13)."""

from __future__ import annotations

import json
import logging
import sys
import threading
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

from bot.base.ids import new_id

request_id: ContextVar[str] = ContextVar("request_id", default="")
"""Bound once at the edge of each request, event or job; every line of that work carries it."""


def begin(work: str = "") -> None:
    """Bind the id of the work that begins here: a given one (an event's, a row's), else a fresh one."""
    request_id.set(work or new_id())


_ALLOWED = frozenset({
    "event_id", "request", "area_id", "ticket_id", "staff_id", "outbox_id", "alert_id", "job", "count",
    "attempts", "status", "reason", "state", "error", "port", "process", "seconds", "kind", "level",
    "channel", "backlog", "version", "method", "path", "topic", "municipality", "lane",
})  # fmt: skip


_NOISY = (
    "alembic", "httpcore", "httpx", "linebot", "sentence_transformers", "transformers", "transitions", "urllib3",
    "werkzeug",
)  # fmt: skip
"""Libraries whose lower levels name addresses or paths; only their warnings are wanted."""


class JsonFormatter(logging.Formatter):
    """One JSON object a line; an exception is named by class and place, not by its message."""

    def format(self, record: logging.LogRecord) -> str:
        """The line of one record."""
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "log": record.name,
            "event": record.msg if isinstance(record.msg, str) else type(record.msg).__name__,
        }
        if request_id.get():
            line["request"] = request_id.get()
        line.update(getattr(record, "fields", {}))
        if record.exc_info and record.exc_info[0]:
            line["error"] = record.exc_info[0].__name__
            line["at_line"] = _place(record.exc_info[2])
        return json.dumps(line, ensure_ascii=False)


def _place(traceback: Any) -> str:
    """File and line of the innermost frame; frames hold no content, messages may."""
    while traceback is not None and traceback.tb_next is not None:
        traceback = traceback.tb_next
    if traceback is None:
        return ""
    return f"{traceback.tb_frame.f_globals.get('__name__', '?')}:{traceback.tb_lineno}"


class Log:
    """A logger whose fields come from a closed list, so that content cannot slip in by habit."""

    def __init__(self, name: str) -> None:
        self._logger = logging.getLogger(name)

    def info(self, event: str, **fields: object) -> None:
        """Something expected happened."""
        self._write(logging.INFO, event, fields)

    def warning(self, event: str, **fields: object) -> None:
        """Something needs an eye, nobody is waiting."""
        self._write(logging.WARNING, event, fields)

    def error(self, event: str, *, trace: bool = False, **fields: object) -> None:
        """Something failed that a person must look at; `trace` adds class and place of the exception."""
        self._write(logging.ERROR, event, fields, trace)

    def _write(self, level: int, event: str, fields: dict[str, object], trace: bool = False) -> None:
        unknown = set(fields) - _ALLOWED
        if unknown:
            raise ValueError(f"log fields not on the list: {sorted(unknown)}")
        self._logger.log(level, event, extra={"fields": fields}, exc_info=trace or None)


def configure(level: str = "INFO") -> None:
    """Send JSON lines to standard error; called once by each process in bot/entry."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonFormatter())
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for noisy in _NOISY:
        logging.getLogger(noisy).setLevel(logging.WARNING)


def hush() -> None:
    """Have what nobody catches logged too, in the whole process and its threads; called by the program itself."""
    sys.excepthook = _told
    threading.excepthook = lambda args: _told(args.exc_type, args.exc_value, args.exc_traceback)


def _told(kind: type[BaseException], value: BaseException | None, traceback: Any) -> None:
    """Log what nobody caught by class and place: Python itself would print the message, which may hold words."""
    if issubclass(kind, KeyboardInterrupt):
        return
    logging.getLogger(__name__).critical("uncaught", exc_info=(kind, value or kind(), traceback))

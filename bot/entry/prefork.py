"""Several worker processes from one that has loaded the models: they share its memory until they write to it."""

from __future__ import annotations

import ctypes
import gc
import os
import signal
import sys
import time
from collections.abc import Callable
from types import FrameType

from bot.base.logs import Log

_PAUSE = 1.0
"""Seconds before a process that died is started anew, so that one that cannot live does not spin."""
_PR_SET_PDEATHSIG = 1  # prctl(2)
log = Log(__name__)


class Group:
    """A parent and `count` children that each run `body`; a child that dies is replaced, SIGTERM ends all in order."""

    def __init__(self, count: int, body: Callable[[], None]) -> None:
        self._count = count
        self._body = body
        self._children: set[int] = set()
        self._stopping = False

    def run(self) -> None:
        """Run until SIGTERM or SIGINT; returns when every child has ended."""
        gc.collect()
        gc.freeze()  # the collector would touch, and so copy, every page that is shared
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, self._stop)
        for _ in range(self._count):
            self._start()
        while self._children:
            pid, status = os.wait()
            self._children.discard(pid)
            if not self._stopping:
                log.error("worker.died", process=pid, status=os.waitstatus_to_exitcode(status))
                time.sleep(_PAUSE)
                self._start()

    def _start(self) -> None:
        if self._stopping:
            return
        parent, pid = os.getpid(), os.fork()
        if pid == 0:
            self._live(parent)
        self._children.add(pid)
        if self._stopping:  # the signal came between
            os.kill(pid, signal.SIGTERM)

    def _live(self, parent: int) -> None:
        """The child's whole life: never returns, so that nothing of the parent runs twice."""
        status = 1
        try:
            _die_with(parent)
            self._body()
            status = 0
        except BaseException as error:  # noqa: BLE001 - it ends this process; its name is all that may be told
            log.error("worker.failed", trace=True, error=type(error).__name__)
        finally:
            sys.stderr.flush()
            os._exit(status)

    def _stop(self, _number: int, _frame: FrameType | None) -> None:
        self._stopping = True
        for pid in self._children:
            os.kill(pid, signal.SIGTERM)


def _die_with(parent: int) -> None:
    """Ask Linux for SIGTERM when the parent dies, however it dies; elsewhere the supervisor has to see to it."""
    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, signal.SIG_DFL)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:
            os._exit(0)

"""A spinner for what takes longer than two seconds; quiet where nobody watches."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def busy(what: str) -> Iterator[None]:
    """Show that something is going on until the block ends; one plain line when it is no terminal."""
    if sys.stderr.isatty():
        from rich.console import Console  # a worker under a supervisor has nobody who watches

        with Console(stderr=True).status(what):
            yield
    else:
        print(what, file=sys.stderr, flush=True)
        yield

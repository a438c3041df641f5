"""A spinner for what takes longer than two seconds; quiet where nobody watches."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console


@contextmanager
def busy(what: str) -> Iterator[None]:
    """Show that something is going on until the block ends; one plain line when it is no terminal."""
    console = Console(stderr=True)
    if console.is_terminal:
        with console.status(what):
            yield
    else:
        print(what, file=sys.stderr, flush=True)
        yield

"""Runs the program `tsunagu` by a clock that the tests can move: `fault_launch.py CLOCK ARGUMENTS…`.

CLOCK is a file of eight bytes, the seconds by which all processes are ahead of the machine. The first wording is drawn
the same for everybody, so that two talks can be compared word by word. Nothing else differs from the real program.
"""

from __future__ import annotations

import mmap
import struct
import sys
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace


def main() -> None:
    with open(sys.argv[1], "r+b") as file:
        ahead = mmap.mmap(file.fileno(), 8)

    def clock() -> datetime:
        return datetime.now(UTC) + timedelta(seconds=struct.unpack("d", ahead[:8])[0])

    from bot.base import clock as module

    module.system_clock = clock
    if "worker" in sys.argv:
        from bot.entry import brain

        brain.secrets = SimpleNamespace(randbelow=lambda most: 7)  # type: ignore[assignment]
    from bot.entry.cli import main as program

    program(sys.argv[2:])


if __name__ == "__main__":
    main()

"""What loading leaves behind is given back, and what was mapped can still be read."""

from __future__ import annotations

import mmap
import sys
from pathlib import Path

import pytest

from bot.entry.slim import slim

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="madvise is Linux's")


def resident(path: Path) -> int:
    """Kilobytes of a file's mapping that lie in memory."""
    lines = iter(Path("/proc/self/smaps").read_text(encoding="utf-8").splitlines())
    for line in lines:
        if line.endswith(str(path)):
            return next(int(more.split()[1]) for more in lines if more.startswith("Rss:"))
    raise AssertionError("not mapped")


def test_pages_of_a_dictionary_go_and_come_back_as_they_were(tmp_path: Path) -> None:
    path = tmp_path / "words.test-dic"
    path.write_bytes(bytes(range(256)) * 4096 * 8)
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as mapped:
        assert sum(mapped[::4096]) == 0
        before = resident(path)
        assert slim(".test-dic") == 1
        assert resident(path) < before / 4
        assert mapped[255] == 255
        assert mapped[-1] == 255


def test_other_mappings_are_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.bin"
    path.write_bytes(b"x" * 8192)
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ):
        assert slim(".of-nobody") == 0

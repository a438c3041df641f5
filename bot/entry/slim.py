"""Give back what loading the models took and running does not need: freed heap, and pages of the dictionary.

Sudachi walks through its whole dictionary (200 MB, mapped from the file) when it opens it; a worker then needs a part
of it. Pages that are dropped come back from the file when they are asked for (Linux: malloc_trim(3), madvise(2)).
"""

from __future__ import annotations

import ctypes
import gc
import sys
from pathlib import Path

_RANDOM, _DONT_NEED = 1, 4  # madvise(2)
_MAPS = Path("/proc/self/maps")


def slim(ending: str = ".dic") -> int:
    """Drop them; returns how many mappings of files with this ending were dropped (0 where this is not Linux)."""
    gc.collect()
    if sys.platform != "linux":
        return 0
    libc = ctypes.CDLL(None)
    if hasattr(libc, "malloc_trim"):  # glibc only
        libc.malloc_trim(0)
    dropped = 0
    for line in _MAPS.read_text(encoding="utf-8", errors="replace").splitlines():
        span, rights, *rest = line.split(maxsplit=5)
        if rights == "r--s" and rest[-1].endswith(ending):
            begin, end = (int(part, 16) for part in span.split("-"))
            at, size = ctypes.c_void_p(begin), ctypes.c_size_t(end - begin)
            libc.madvise(at, size, _RANDOM)
            dropped += libc.madvise(at, size, _DONT_NEED) == 0
    return dropped

"""A CSV text as municipalities send it: its encoding, its separator, its records, and what is broken in a row."""

import csv
import io
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

_BOMS = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_STRICT = ("utf-8-sig", "cp932", "euc_jp")
_NULS = 0.05
"""Share of NUL bytes in the beginning of a file from which it is UTF-16 without a mark."""

_LOSSY = 0.01
"""Share of letters that may be unreadable; their rows are refused, the others are read."""

_DELIMITERS = ",\t;|"
_LOOKED_AT = 30_000
_LONGEST_CELL = 5_000
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_UNREADABLE = re.compile("[\ufffd\uf8f0-\uf8f3]")

csv.field_size_limit(100_000_000)

Records = list[tuple[str, ...]]


@dataclass(frozen=True)
class Fault:
    """Why a row cannot be taken as it stands: the place of the cell (-1: the whole row), what, and how to mend it."""

    at: int
    what: str
    mend: str


def texts(data: bytes) -> Iterator[str]:
    """Yield what the bytes may say, likeliest first; the last has U+FFFD where a few letters cannot be read."""
    for encoding in _encodings(data):
        try:
            yield _CONTROL.sub("", data.decode(encoding))
        except UnicodeDecodeError:
            continue
    for encoding in ("utf-8-sig", "cp932"):
        text = data.decode(encoding, "replace")
        if 0 < text.count("\ufffd") <= max(1, _LOSSY * len(text)):
            yield _CONTROL.sub("", text)


def _encodings(data: bytes) -> Iterator[str]:
    """Yield the encodings to try."""
    start = data[:4000]
    marked = next((encoding for mark, encoding in _BOMS if start.startswith(mark)), "")
    if marked:
        yield marked
    elif start.count(0) > _NULS * len(start):
        yield "utf-16-le" if start[1::2].count(0) >= start[::2].count(0) else "utf-16-be"
    if b"\x1b$" in start:
        yield "iso2022_jp_ext"
    yield from _STRICT


def records(text: str, known: Callable[[Sequence[str]], int]) -> tuple[Records, str]:
    """Return the records of a text and its separator: the one with which a row has the most known headers."""
    best = max(_DELIMITERS, key=lambda delimiter: _most_known(text, delimiter, known))
    return list(_read(text, best)), best


def _most_known(text: str, delimiter: str, known: Callable[[Sequence[str]], int]) -> int:
    """Return how many known headers the best of the first rows has when the text is parted so."""
    return max((known(cells) for cells in islice(_read(text[:_LOOKED_AT], delimiter), 40)), default=0)


def _read(text: str, delimiter: str) -> Iterator[tuple[str, ...]]:
    """Yield the records, an empty one for an empty line, as a spreadsheet counts them."""
    return (tuple(cells) for cells in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))


def fault_of(cells: Sequence[str], headers: Sequence[str], delimiter: str) -> Fault | None:
    """Return what is broken in a row of a table with these headers, None when nothing is."""
    columns = sum(map(bool, headers))
    for at, cell in enumerate(cells):
        lines = len(cell.splitlines())
        if delimiter and lines > 1 < columns <= cell.count(delimiter) + 1:
            what = f'引用符(")が閉じておらず、{lines}行が一つのセルになっています'
            return Fault(at, what, "この行からあとの引用符を確かめてください")
        if len(cell) > _LONGEST_CELL:
            return Fault(at, f"{len(cell):,}字あり、長すぎます", f"{_LONGEST_CELL:,}字までにしてください")
        if _UNREADABLE.search(cell):
            return Fault(at, "読めない文字があります", "文字化けを直し、UTF-8で保存し直してください")
    beyond = next((at for at in range(len(headers), len(cells)) if cells[at].strip()), -1)
    return Fault(beyond, "列が見出しより多くあります", "区切りの記号を確かめてください") if beyond >= 0 else None

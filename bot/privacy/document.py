"""A text with views of the same length, so that patterns see one width and offsets still fit the original."""

import unicodedata
from dataclasses import dataclass
from functools import cached_property

_DASHES = "‐‑‒–—―−─━﹣-➖˗⁃"
_KANJI_DIGITS = dict(zip(map(ord, "〇零一二三四五六七八九◯○壱弐"), "001234567890012", strict=True))


def _width_table() -> dict[int, str]:
    """Map each wide or odd character to one plain character; never changes the number of code points."""
    table = {}
    for code in (*range(0xFF01, 0xFFEF), *range(0x2460, 0x2474), *range(0x1D7CE, 0x1D800)):
        plain = unicodedata.normalize("NFKC", chr(code))
        if len(plain) == 1:
            table[code] = plain
    table.update({ord(dash): "-" for dash in _DASHES})
    table.update({0x3000: " ", 0xA0: " ", 0x2009: " ", 0x200B: " ", ord("\r"): "\n", ord("\t"): " "})
    return table


_WIDTH = _width_table()


@dataclass(frozen=True)
class Document:
    """One text to be searched."""

    text: str

    @cached_property
    def folded(self) -> str:
        """Half-width letters, digits, dashes and spaces; the same length as the original."""
        return self.text.translate(_WIDTH)

    @cached_property
    def digits(self) -> str:
        """As `folded`, with kanji digits (〇一二…九, not 十) as 0-9; the same length."""
        return self.folded.translate(_KANJI_DIGITS)

    def before(self, start: int, width: int) -> str:
        """Return up to `width` folded characters before `start`."""
        return self.folded[max(0, start - width):start]

    def after(self, end: int, width: int) -> str:
        """Return up to `width` folded characters from `end` on."""
        return self.folded[end:end + width]

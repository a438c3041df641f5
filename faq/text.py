"""One spelling for the many ways of writing, and the character n-grams of a text."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 400
"""Characters looked at: a question is short; of a longer message the end is read."""

_DROP = re.compile("[\u200b-\u200f\u2060\ufeff\ufe0e\ufe0f\u00ad]")
_WAVES = str.maketrans({"〜": "ー", "～": "ー", "~": "ー"})
_LONG = re.compile("ー{2,}")
_REPEAT = re.compile(r"([!?。、….,])\1{1,40}")
_SPACE = re.compile(r"\s{1,80}")


def fold(text: str) -> str:
    """Return the last part of *text* in one spelling: NFKC, lower case, katakana as hiragana, one space."""
    folded = unicodedata.normalize("NFKC", text[-4 * LONGEST :].translate(_WAVES)).lower()
    folded = _LONG.sub("ー", _DROP.sub("", folded))
    folded = _REPEAT.sub(r"\1", folded)[-LONGEST:]
    folded = "".join(chr(ord(c) - 0x60) if "ァ" <= c <= "ヶ" else c for c in folded)
    return _SPACE.sub(" ", folded).strip()


def bare(text: str) -> str:
    """Return *text* without signs and spaces, for comparing wording only."""
    return "".join(c for c in text if c.isalnum() or c == "ー")


def ngrams(text: str, sizes: range) -> list[str]:
    """Return the character n-grams of *text* with ^ and $ at its ends, sizes in *sizes*, with repeats."""
    marked = f"^{text}$"
    return [marked[at : at + size] for size in sizes for at in range(len(marked) - size + 1)]

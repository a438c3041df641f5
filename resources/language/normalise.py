"""Fold the many spellings of one word to one, so that the models see what was meant."""

import re
import unicodedata

MAX_CHARACTERS = 4000
"""Longer messages are cut: LINE allows 5,000 characters and nobody's topic comes after 4,000."""

_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\ufe0e\ufe0f\u00ad]")
_SKIN = re.compile("[\U0001f3fb-\U0001f3ff]")
_WAVES = str.maketrans({"〜": "ー", "～": "ー", "~": "ー", "―": "ー", "—": "ー", "─": "ー", "‐": "-", "–": "-"})
_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "，": ",", "．": "."})
_LONG = re.compile("ー{2,}")
_LAUGH = re.compile(r"w{2,20}(?![a-z])|笑{2,20}|\((?:笑|爆笑|爆)\)")
_REPEAT = re.compile(r"([!?。、….,…\-=_*#♪!?])\1{1,40}")
_SAME = re.compile(r"(\D)\1{3,60}")
_DOTS = re.compile(r"・{2,40}|\.{2,40}|…{1,40}")
_SPACE = re.compile(r"[ \t\u3000\u00a0]{1,80}")
_LINES = re.compile(r"\s{0,40}\n\s{0,40}")


def fold(text: str) -> str:
    """Return *text* in one spelling: NFKC, lower case, one ー for a run, one 笑 for any laugh, emoji kept.

    Half-width kana and full-width letters become ordinary ones (NFKC). Line breaks stay as one newline
    because they separate the turns of a talk.
    """
    folded = unicodedata.normalize("NFKC", text[:MAX_CHARACTERS].translate(_WAVES)).translate(_QUOTES)
    folded = _SKIN.sub("", _INVISIBLE.sub("", folded)).lower().translate(_WAVES)
    folded = _LONG.sub("ー", folded)
    folded = _LAUGH.sub("笑", folded)
    folded = _DOTS.sub("…", folded)
    folded = _REPEAT.sub(r"\1", folded)
    folded = _SAME.sub(r"\1\1\1", folded)
    folded = _SPACE.sub(" ", folded)
    return _LINES.sub("\n", folded).strip()


def hiragana(text: str) -> str:
    """Return *text* with katakana as hiragana; everything else as it is."""
    return "".join(chr(ord(c) - 0x60) if "ァ" <= c <= "ヶ" else c for c in text)

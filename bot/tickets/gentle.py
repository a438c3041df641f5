"""Help with writing gently: advice only, the person decides (R31, R33, R34); the page's script says the same."""

from __future__ import annotations

import re
from collections.abc import Sequence

_SENTENCE = 60
_WHOLE = 240
_PARTS = re.compile(r"[。!?！？\n]")
_ASKS = re.compile(r"[?？]|か。")


def advice(text: str, forbidden: Sequence[tuple[str, str]], last_words: str = "") -> list[str]:
    """What to think twice about in an answer; empty when nothing stands out.

    `forbidden` are (phrase, why); `last_words` is the resident's last message, so that no answer only repeats it.
    """
    found = [f"「{phrase}」は{why}" for phrase, why in forbidden if phrase in text]
    if len(_ASKS.findall(text)) > 1:
        found.append("質問は1つずつにすると、答えやすくなります")
    if any(len(part.strip()) > _SENTENCE for part in _PARTS.split(text)):
        found.append("長い文があります。2つに分けると読みやすくなります")
    if len(text) > _WHOLE:
        found.append("長めです。大事なことから2、3行にしてみてください")
    if _repeats(text, last_words):
        found.append("ご本人の言葉をそのまま繰り返しています。受けとめたことを、ひとこと添えてみてください")
    return found


def _repeats(text: str, last_words: str, most: int = 15) -> bool:
    """Whether more than fifteen characters in a row are the resident's own (R33)."""
    spans = (last_words[at : at + most + 1] for at in range(len(last_words) - most))
    return any(span in text for span in spans)

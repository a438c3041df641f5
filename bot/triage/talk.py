"""A talk as one text: the person's bubbles, and in place of our own questions a mark of what was asked.

Our question 「死にたい気持ちはありますか」 must not count as the person's words, but 「はい」 means nothing without it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.triage.answers import admits, says_no
from bot.triage.evasion import normalise, sample
from bot.triage.lexicon import Lexicon, Places

BOT = "bot:"
"""How a bubble of ours begins when a talk is given with both sides."""

SHORT = 8
"""A message of no more than so many characters stands alone: a bare cry."""

_YES = (
    *(
        "はい",
        "うん",
        "ええ",
        "ある",
        "あり",
        "そう",
        "いる",
        "います",
        "たまに",
        "毎日",
        "まあ",
        "すこし",
        "少し",
        "ときどき",
    ),
    *("時々", "いつも", "思う", "思い", "ん"),
    *("yes", "yeah", "sim", "是", "有", "네", "예", "vâng", "có", "oo", "opo", "हो"),
)
_QUIETING = frozenset({"ask_die", "ask_plan", "ask_hurt", "ask_self"})
_WARNING = frozenset({"ask_safe", "ask_need"})
"""Questions of danger, after which a no quiets the screen, and of safety, after which it is the danger itself."""


@dataclass(frozen=True)
class Heard:
    """A talk made plain: all of it, its last bubble ("" when there is only one), and where the concepts stand."""

    text: str
    last: str
    places: Places


def hear(bubbles: Sequence[str], lexicon: Lexicon) -> Heard:
    """Make a talk plain; never raises."""
    parts: list[str] = []
    asked: frozenset[str] | None = None
    for bubble in bubbles:
        plain = normalise(bubble)
        if plain.startswith(BOT):
            asked = frozenset(name for name in lexicon.find(plain) if name.startswith("ask_"))
            parts.append(" ".join(f"<{name.replace('_', ' ')}>" for name in sorted(asked)))
        else:
            parts.append(plain if asked is None else _answer(plain, lexicon, asked))
    text = sample("\n".join(part for part in parts if part))
    places = {name: at for name, at in lexicon.find(text).items() if not name.startswith("ask_")}
    if len(text) <= SHORT:
        places["short_message"] = [0]
    return Heard(text, parts[-1] if len(parts) > 1 else "", places)


def _answer(plain: str, lexicon: Lexicon, asked: frozenset[str]) -> str:
    """A bubble after a question of ours, marked when it begins with a yes or is a no.

    People answer in several bubbles, so each one up to our next is looked at.
    「生きていたくない」 ends like a no and is none.
    """
    calming = bool(asked & _QUIETING) and not asked & _WARNING
    if calming and admits(plain):
        return f"<yes> {plain}"
    if says_no(plain, calming):
        found = lexicon.find(plain)
        return plain if "plain_wish" in found and "denial" not in found else f"<no> {plain}"
    return f"<yes> {plain}" if plain.startswith(_YES) else plain

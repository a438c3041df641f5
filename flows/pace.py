"""Reading at the person's pace: which texts belong together, and how long to wait for the rest of one (R31)."""

from __future__ import annotations

import re
import unicodedata

from flows.intents import asked_language
from flows.reader import COMMANDS
from flows.talk import State
from flows.words import fold

FREE = (State.listen, State.more, State.question, State.suggested, State.safety, State.beside, State.closed,
        State.draft)  # fmt: skip
"""Where words of one's own are awaited; elsewhere each message is an answer by itself."""
TOGETHER = (*FREE, State.waiting)
"""Where messages that have come already are read as one; nobody waits for more while a coordinator has the case."""
_SHORT = 16
_LONG = 80
_ENDS = "。．.!?…♪♡☆)」』〜~^"
_GOES_ON = re.compile(
    r"(?:、|,|，|\.\.|…|・・|けど|けれど|から|ので|のに|って|たら|ても|でも|して|くて|んで|とか|たり|し|が|は|を|に|も|と|の|て|で"
    r"|あの(?:う|ね)?|えっと|えと|ええと|じつは|実は|その|なんか|ちょっと|and|but|because|so|my|the)$"
)
_POLITE = re.compile(r"(?:です|ます|ました|ません|でした|でしょう|ください|下さい|ますか|ですか)[かねよ]{0,2}[w笑]?$")


def alone(intent: str) -> bool:
    """Tell whether a text with this intent is a command or a mood of its own, never a part of something longer."""
    return intent in COMMANDS or bool(asked_language(intent))


def patience(text: str, intent: str = "") -> int:
    """Return how many pauses to wait for more: 2 when a sentence is open, 1 when it is short and bare, else 0."""
    plain = unicodedata.normalize("NFKC", text).strip().lower()
    if not fold(plain) or intent or len(plain) > _LONG or "\n" in plain:
        return 0
    if _GOES_ON.search(plain) and not _POLITE.search(plain):
        return 2
    last = plain[-1]
    if last in _ENDS or unicodedata.category(last).startswith("S") or _POLITE.search(plain):
        return 0
    return 1 if len(plain) <= _SHORT else 0

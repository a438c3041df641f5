"""Refines the intent of a message with short command phrases in all languages (phrases.yaml)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import yaml

from flows.words import fold

_LONGEST_PART, _LONGEST_ALPHABETIC = 18, 36
"""Letters of a message in which a phrase may stand anywhere; an alphabet needs about twice as many."""
_EAST_ASIAN = re.compile(r"[ぁ-んァ-ヶ一-龥가-힣]")
_ENDINGS = ("ですけど", "ですよ", "ですね", "っすね", "っす", "です", "だよ", "だね", "よ", "ね", "わ")
_BEGINNINGS = ("やっぱり", "やっぱ", "とりあえず", "すみません", "ごめんなさい", "ごめん", "あの", "えっと", "じゃあ",
               "では", "はい")  # fmt: skip
_LANGUAGES = {
    "english": "en", "chinese": "zh", "korean": "ko", "vietnamese": "vi", "portuguese": "pt",
    "nepali": "ne", "tagalog": "tl", "japanese": "ja", "easy": "easy",
}  # fmt: skip


@dataclass(frozen=True)
class Phrases:
    """Folded phrases by intent, in the order in which they are tried."""

    whole: dict[str, str]
    part: tuple[tuple[str, str], ...]

    @classmethod
    def load(cls, path: Path | None = None) -> Phrases:
        """Read the phrase file of this package, or another one."""
        # BaseLoader keeps every word as it is: "yes", "no" and "on" must not become truth values.
        text = (path or Path(__file__).parent / "phrases.yaml").read_text(encoding="utf-8")
        raw = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - builds strings only
        whole: dict[str, str] = {}
        part: list[tuple[str, str]] = []
        for intent, kinds in raw.items():
            for phrase in kinds.get("whole", ()):
                whole.setdefault(fold(phrase), intent)
            part.extend((fold(phrase), intent) for phrase in kinds.get("part", ()))
        whole.pop("", None)
        return cls(whole, tuple(part))

    def exact(self, text: str) -> str:
        """Return the intent of a message that is a phrase and nothing else, laughter aside; else ""."""
        folded = fold(text)
        plain = folded.rstrip("w笑草")
        return self.whole.get(folded) or self.whole.get(plain) or self._trimmed(plain)

    def _trimmed(self, folded: str) -> str:
        """Return the intent of a phrase with an ending (「それだけっす」) or a beginning (「やっぱ消す」)."""
        ends = [folded.removesuffix(one) for one in _ENDINGS if folded.endswith(one)]
        starts = [folded.removeprefix(one) for one in _BEGINNINGS if folded.startswith(one)]
        return next((found for one in (*ends, *starts) if len(one) > 1 and (found := self.whole.get(one))), "")

    def intent(self, text: str) -> str:
        """Return the intent of a short message, or "" when it is none of the phrases."""
        folded = fold(text)
        if found := self.exact(text):
            return found
        if len(folded) > (_LONGEST_PART if _EAST_ASIAN.search(folded) else _LONGEST_ALPHABETIC):
            return ""
        return next((intent for phrase, intent in self.part if phrase in folded), "")


def asked_language(intent: str) -> str:
    """Return the language code that an intent asks for, or ""."""
    return _LANGUAGES.get(intent, "")

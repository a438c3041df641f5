"""Invents names of institutions for training: by the word for their kind, as a short form, or fanciful."""

import random
import re
from collections.abc import Callable
from dataclasses import dataclass

from bot.privacy.training.words import Parts

_LATIN = re.compile(r"[A-Za-zÀ-ỹ0-9&'’.,\- ]+$")
_FOREIGN = re.compile(r"[가-힣ऀ-ॿ฀-๿а-яА-Я]")
_SHORT = re.compile(r"(?:[一二三四五六七八東西南北].{0,2}[小中高]|女子|附属|商業?|工業?|農業?|[一-龥]{2,4}[中高])$")
_DIGITS = "一二三四五六七八九"


@dataclass(frozen=True)
class Institutions:
    """Builds names from `parts` with `rng`; `family` and `nonce` give family names and made-up words."""

    parts: Parts
    rng: random.Random
    family: Callable[[], str]
    nonce: Callable[[], str]

    def other(self, found: str) -> str:
        """Return another institution, mostly of the kind and shape of `found`."""
        if _FOREIGN.search(found):
            return found
        if _LATIN.match(found):
            return self._latin(found)
        dice = self.rng.random()
        kind = self._kind(found)
        if dice < 0.10 or (not kind and dice < 0.62):
            return self._fanciful()
        if (_SHORT.search(found) and dice < 0.75) or (kind == "school" and dice < 0.25):
            return self._short_school()
        return self._suffixed(kind or self.rng.choice(sorted(self.parts.suffixes)))

    def of(self, kind: str) -> str:
        """Return an institution of a kind, by the word for it, as a short form, or fanciful."""
        dice = self.rng.random()
        if dice < 0.18:
            return self._fanciful()
        if kind == "school" and dice < 0.45:
            return self._short_school()
        return self._suffixed(kind)

    def _kind(self, found: str) -> str:
        kinds = sorted(self.parts.suffixes)
        return next((k for k in kinds if found.endswith(tuple(s for s in self.parts.suffixes[k] if len(s) > 1))), "")

    def _latin(self, found: str) -> str:
        pick, count = self.rng.choice, max(1, min(3, len(found.split())))
        words = [pick(self.parts.latin) for _ in range(count)]
        if count > 1 and self.rng.random() < 0.7:
            words[-1] = pick(self.parts.latin_ends)
        name = " ".join(words)
        return name.upper() if found.isupper() else name

    def _suffixed(self, kind: str) -> str:
        pick, dice = self.rng.choice, self.rng.random()
        core, branch = self.core(), ""
        if self.rng.random() < 0.12 and kind in ("shop", "work", "school"):
            branch = pick(("", " ")) + pick(self.parts.branches)
        if kind in self.parts.prefixes and dice < 0.3:
            ending = pick(self.parts.suffixes[kind]) if self.rng.random() < 0.3 else ""
            return pick(self.parts.prefixes[kind]) + pick(("", "", " ")) + core + ending + branch
        return core + pick(self.parts.suffixes[kind]) + branch

    def _short_school(self) -> str:
        pick = self.rng.choice
        if self.rng.random() < 0.15:
            return pick(self.parts.founders) + self._kanji() + pick(("", "", "高", "台", "小", "中"))
        core = self._kanji() if self.rng.random() < 0.8 else self.family()
        return pick(self.parts.school_short).format(core, pick(_DIGITS), pick("東西南北"))

    def _fanciful(self) -> str:
        """Return a name without a word for its kind: つばめの巣, そらいろ, リヴェール汐風."""
        pick, dice = self.rng.choice, self.rng.random()
        kana = pick(self.parts.hiragana)
        if dice < 0.3:
            return (kana if self.rng.random() < 0.7 else pick(self.parts.katakana)).removesuffix("の") + "の" + pick(
                self.parts.tails)
        if dice < 0.5:
            return kana
        if dice < 0.65:
            return pick(self.parts.katakana)
        if dice < 0.8:
            return pick(self.parts.katakana) + pick(("", "", "・")) + pick((*self.parts.katakana, self._kanji(), kana))
        if dice < 0.9:
            return self._kanji() + pick(("", pick(self.parts.katakana), kana))
        return pick(self.parts.latin) if dice < 0.95 else kana + pick((*self.parts.katakana, self._kanji()))

    def core(self) -> str:
        """Return the part of a name before the word for its kind."""
        dice, pick = self.rng.random(), self.rng.choice
        if dice < 0.3:
            return self._kanji()
        if dice < 0.55:
            return pick(self.parts.katakana)
        if dice < 0.78:
            return pick(self.parts.hiragana)
        if dice < 0.92:
            return self.family()
        return self.nonce() if dice < 0.97 else pick(self.parts.latin)

    def _kanji(self) -> str:
        pick = self.rng.choice
        if self.rng.random() < 0.4:
            return pick(self.parts.kanji)
        last = pick(self.parts.kanji_last)
        return pick(self.parts.kanji_first) + last + pick(("", "", "", "台", "坂", "ヶ丘"))

"""Wordings as the desk edits them: wordings of one key in one language, bubbles parted by an empty line."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from bot.catalogue.port import Sheet, Shown
from flows.lint import lint
from flows.texts import TextBook
from flows.texts.book import Variants

_SLOT = re.compile(r"\{([a-z_]{1,30})\}")
_BETWEEN = "・・・"
_NAMES = {
    "ja": "日本語", "easy": "やさしい日本語", "en": "英語", "zh": "中国語", "ko": "韓国語", "vi": "ベトナム語",
    "pt": "ポルトガル語", "ne": "ネパール語", "tl": "タガログ語",
}  # fmt: skip


class TextShelf:
    """All wordings by "language:key"."""

    def __init__(self, texts: TextBook) -> None:
        self._texts, self._standing = texts.texts, texts.standing

    def sheets(self, changes: Mapping[str, Mapping[str, str]]) -> list[Sheet]:
        """Every key of every language, as it holds now."""
        return [
            Sheet("text", name, f"{_NAMES.get(language, language)} {key}", "",
                  {"words": changes.get(name, {}).get("words", as_words(variants))})
            for language, found in self._texts.items()
            for key, variants in found.items()
            for name in (f"{language}:{key}",)
        ]  # fmt: skip

    def problems(self, sheet: Sheet) -> Sequence[str]:
        """Breaches of the rules for wordings (R31, R34, R41), and slots that nothing fills."""
        language, key = sheet.key.split(":", 1)
        variants = variants_of(sheet.fields["words"])
        if not variants:
            return ["文面が空です。"]
        known = _slots(self._texts[language][key])
        unknown = sorted(_slots(variants) - known)
        found = [f"「{{{name}}}」は、ここでは何にも置きかわりません。使えるもの: {_list(known)}" for name in unknown]
        alone: dict[str, dict[str, Variants]] = {"ja": {}}
        alone.setdefault(language, {})[key] = variants
        return found + list(lint(TextBook(alone, self._standing)))

    def shown(self, sheet: Sheet) -> list[Shown]:
        """Each wording's bubbles, slots filled where their value is known."""
        several = variants_of(sheet.fields["words"])
        return [
            Shown(badge=f"言い方{number}" if len(several) > 1 else "", lines=(self._filled(bubble),))
            for number, bubbles in enumerate(several, 1)
            for bubble in bubbles
        ]

    def _filled(self, text: str) -> str:
        return _SLOT.sub(lambda match: self._standing.get(match[1], f"〔{match[1]}〕"), text)


def as_words(variants: Variants) -> str:
    """Wordings as one text."""
    return f"\n{_BETWEEN}\n".join("\n\n".join(bubbles) for bubbles in variants)


def variants_of(words: str) -> Variants:
    """Wordings out of one text."""
    wordings = re.split(rf"^[ \t]{{0,9}}{_BETWEEN}[ \t]{{0,9}}$", words.replace("\r\n", "\n"), flags=re.MULTILINE)
    parted = [tuple(part.strip() for part in one.split("\n\n") if part.strip()) for one in wordings]
    return tuple(bubbles for bubbles in parted if bubbles)


def with_changes(
    texts: Mapping[str, Mapping[str, Variants]], changes: Mapping[str, Mapping[str, str]]
) -> dict[str, dict[str, Variants]]:
    """The texts with released edits over them; an edit of a key that is no more is left out."""
    found = {language: dict(entries) for language, entries in texts.items()}
    for name, fields in changes.items():
        language, _, key = name.partition(":")
        variants = variants_of(fields.get("words", ""))
        if key in found.get(language, {}) and variants:
            found[language][key] = variants
    return found


def _slots(variants: Variants) -> set[str]:
    return {name for bubbles in variants for bubble in bubbles for name in _SLOT.findall(bubble)}


def _list(names: set[str]) -> str:
    return "、".join(f"{{{name}}}" for name in sorted(names)) or "なし"

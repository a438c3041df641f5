"""The catalogue of texts: key, language and variant in, bubbles out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from flows.errors import TextError

LANGUAGES = ("ja", "easy", "en", "zh", "ko", "vi", "pt", "ne", "tl")
"""`easy` is やさしい日本語; the others are the languages of R41."""

_SLOT = re.compile(r"\{([a-z_]{1,30})\}")
_DEPTH = 3

Variants = tuple[tuple[str, ...], ...]


def _bubbles(raw: object) -> tuple[str, ...]:
    return tuple(str(one) for one in raw) if isinstance(raw, list) else (str(raw),)


def _variants(raw: object) -> Variants:
    """Read one entry: a text, or a list of wordings of which each is a text or a list of bubbles."""
    return tuple(_bubbles(one) for one in raw) if isinstance(raw, list) else (_bubbles(raw),)


def _flatten(raw: Mapping[str, Any], prefix: str = "") -> dict[str, Variants]:
    flat: dict[str, Variants] = {}
    for name, value in raw.items():
        key = f"{prefix}{name}"
        if isinstance(value, dict):
            flat.update(_flatten(value, f"{key}."))
        else:
            flat[key] = _variants(value)
    return flat


def _read(path: Path) -> dict[str, Variants]:
    with path.open(encoding="utf-8") as file:
        # BaseLoader keeps every key as it is written: "on" and "no" are ids here, not truth values.
        raw = yaml.load(file, Loader=yaml.BaseLoader) or {}  # noqa: S506 - builds strings only
    raw.pop("_about", None)
    return _flatten(raw)


class TextBook:
    """All texts; `standing` are values that every text may use (operator, hours, case number …)."""

    def __init__(self, texts: Mapping[str, Mapping[str, Variants]], standing: Mapping[str, str]) -> None:
        """Keep catalogues by language; raises TextError when Japanese is missing."""
        if "ja" not in texts:
            raise TextError("日本語の文面 (flows/texts/ja*.yaml) がありません。")
        self.texts = texts
        self.standing = dict(standing)

    @classmethod
    def load(cls, folder: Path | None = None, standing: Mapping[str, str] | None = None) -> TextBook:
        """Read `<language>*.yaml` and `standing.yaml` of a folder, by default the one of this package."""
        place = folder or Path(__file__).parent
        texts: dict[str, dict[str, Variants]] = {}
        for language in LANGUAGES:
            for path in sorted(place.glob(f"{language}.yaml")) + sorted(place.glob(f"{language}.*.yaml")):
                texts.setdefault(language, {}).update(_read(path))
        with (place / "standing.yaml").open(encoding="utf-8") as file:
            values = {str(key): str(value) for key, value in yaml.safe_load(file).items()}
        return cls(texts, values | dict(standing or {}))

    @cached_property
    def keys(self) -> frozenset[str]:
        """Return the keys of the Japanese catalogue, which is the measure for all others."""
        return frozenset(self.texts["ja"])

    def has(self, key: str, language: str, easy: bool = False) -> bool:
        """Tell whether this very catalogue holds the key."""
        return key in self.texts.get(self._own(language, easy), {})

    def count(self, key: str, language: str, easy: bool = False) -> int:
        """Return how many wordings there are, after falling back as `text` does; 0 when there is none."""
        return len(self._find(key, language, easy) or ())

    def text(
        self, key: str, language: str, easy: bool = False, seed: int = 0, values: Mapping[str, str] | None = None
    ) -> tuple[str, ...]:
        """Return the bubbles of wording number `seed` (any int); raises TextError for an unknown key."""
        variants = self._find(key, language, easy)
        if not variants:
            raise TextError(f"文面「{key}」({language}) がありません。flows/texts に加えてください。")
        chosen = variants[seed % len(variants)]
        everything = self.standing | dict(values or {})
        return tuple(self._fill(one, language, easy, everything, _DEPTH) for one in chosen)

    def line(self, key: str, language: str, easy: bool = False, values: Mapping[str, str] | None = None) -> str:
        """Return a text that is one line, such as a label."""
        return self.text(key, language, easy, 0, values)[0]

    @staticmethod
    def _own(language: str, easy: bool) -> str:
        return "easy" if language == "ja" and easy else language

    def _find(self, key: str, language: str, easy: bool) -> Variants | None:
        """Look in the own catalogue, then in easy Japanese (for other languages), then in Japanese."""
        own = self._own(language, easy)
        for name in (own, "ja" if own in ("ja", "easy") else "easy", "ja"):
            if found := self.texts.get(name, {}).get(key):
                return found
        return None

    def _fill(self, text: str, language: str, easy: bool, values: Mapping[str, str], depth: int) -> str:
        """Fill {slots}; a value "@key" stands for another text. Never str.format: values may hold braces."""

        def one(match: re.Match[str]) -> str:
            value = values.get(match[1], "")
            if not value.startswith("@") or not depth:
                return value
            found = self._find(value[1:], language, easy)
            return self._fill(found[0][-1], language, easy, values, depth - 1) if found else ""

        return _SLOT.sub(one, text)

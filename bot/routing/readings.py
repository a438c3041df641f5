"""How the municipalities of Japan are read aloud, with and without 市, 区 or 県: kana for those who type kana,
romaji or hangul."""

import re
from collections.abc import Iterable, Iterator

_WARD = re.compile(r"(.{1,6}市)(.{1,5}区)")
_DISTRICT = re.compile(r".{1,6}[郡島](.{1,6}[町村])")
_ENDINGS = {
    "市": ("シ",),
    "区": ("ク",),
    "県": ("ケン",),
    "府": ("フ",),
    "町": ("チョウ", "マチ"),
    "村": ("ムラ", "ソン"),
}
_SHORT = 3
"""Without its ending the kana of a municipality must have so many letters; a prefecture's two (ちば, なら)."""

_WORDS = (
    "サクラ ミドリ アサヒ ワカバ イズミ ミナミ ヒガシ ニシ キタ ヒカリ ツバメ ミナト ミヤコ ユウキ ナント ゴボウ ムコウ"
)
_SURNAMES = "イトウ カトウ イケダ ウエダ イイダ シマダ シバタ ハマダ マスダ ミウラ タムラ タナベ ナガイ ニシオ オオノ"
_EVERYDAY = frozenset([*_WORDS.split(), *_SURNAMES.split()])
"""Municipalities whose kana, alone, is rather a word or somebody's name."""

Reading = tuple[str, str]
"""Kana and the name that it stands for."""


def outside_readings(rows: Iterable[tuple[str, str, str, str]], served: Iterable[str]) -> Iterator[Reading]:
    """Yield the kana of everything outside from (prefecture, kana, city, kana); `served` are cities of Tokyo."""
    ours = set(served)
    wards: dict[tuple[str, str], list[str]] = {}
    for prefecture, prefecture_kana, city, city_kana in dict.fromkeys(rows):
        if prefecture == "東京都" and city in ours:
            continue
        if prefecture != "東京都":
            yield from _with_and_without(prefecture, prefecture_kana, 2)
        found = _WARD.fullmatch(city)
        if found:
            wards.setdefault((prefecture, found[1]), []).append(city_kana)
        elif not _DISTRICT.fullmatch(city):
            yield from _with_and_without(city, city_kana, _SHORT)
    for (_, city), kana in wards.items():
        yield from _with_and_without(city, _of_city(kana), _SHORT)


def _with_and_without(name: str, kana: str, shortest: int) -> Iterator[Reading]:
    """Yield a name's kana, and the kana without 市 and the like."""
    if not kana:
        return
    yield kana, name
    for ending in _ENDINGS.get(name[-1], ()):
        bare = kana.removesuffix(ending)
        if bare != kana and len(bare) >= shortest and bare not in _EVERYDAY:
            yield bare, name


def _of_city(kana: list[str]) -> str:
    """Return the kana of a city from those of its wards: what they have in common, up to its シ."""
    first, last = min(kana), max(kana)
    same = next((at for at, (one, other) in enumerate(zip(first, last, strict=False)) if one != other), len(first))
    return first[: first.rfind("シ", 0, same) + 1] if len(kana) > 1 else ""

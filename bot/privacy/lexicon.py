"""The word lists: family and given names, places, public desks; read once, never written."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from bot.privacy.errors import PrivacyDataError

DATA = Path(__file__).resolve().parents[2] / "resources" / "data" / "privacy"
TO_KATAKANA = {code: code + 0x60 for code in range(0x3041, 0x3097)}


@dataclass(frozen=True)
class Lexicon:
    """Word lists as sets; `public_numbers` holds digits only, `chains` those brands that employ people."""

    surnames: frozenset[str]
    given: frozenset[str]
    given_kana: frozenset[str]
    foreign: frozenset[str]
    places: frozenset[str]
    public_places: frozenset[str]
    public_numbers: frozenset[str]
    not_names: frozenset[str]
    ordinary: frozenset[str]
    plate_places: frozenset[str]
    brands: frozenset[str]
    chains: frozenset[str]
    rarely_names: frozenset[str]
    not_schools: frozenset[str]
    surnames_kana: frozenset[str]
    sole_kanji: frozenset[str]
    everyday: frozenset[str]
    kinds: frozenset[str]
    whole_words: frozenset[str]

    @classmethod
    def load(cls, folder: Path = DATA) -> "Lexicon":
        """Read the lists from `folder`; raises PrivacyDataError naming a missing file."""
        kana = _words(folder / "given_kana.txt")
        places = _words(folder / "places.txt")
        return cls(
            surnames=frozenset(_words(folder / "surnames.txt")),
            given=frozenset(_words(folder / "given_kanji.txt")),
            given_kana=frozenset(kana) | {name.translate(TO_KATAKANA) for name in kana},
            foreign=frozenset(_words(folder / "foreign_names.txt")),
            places=frozenset(places) | frozenset(_short(places)),
            public_places=frozenset(_lines(folder / "public_places.txt") + _lines(folder / "public_people.txt")),
            public_numbers=frozenset(_words(folder / "public_numbers.txt")),
            not_names=frozenset(_words(folder / "not_names.txt")),
            ordinary=frozenset(_words(folder / "ordinary_words.txt")),
            plate_places=frozenset(_words(folder / "plate_places.txt")),
            brands=frozenset(_words(folder / "brands.txt")),
            rarely_names=frozenset(_words(folder / "rarely_names.txt")),
            not_schools=frozenset(_words(folder / "not_schools.txt")),
            surnames_kana=frozenset(_words(folder / "surnames_kana.txt")),
            sole_kanji=frozenset(_words(folder / "sole_kanji.txt")),
            everyday=frozenset(_words(folder / "everyday_words.txt")),
            whole_words=frozenset(_words(folder / "whole_words.txt")),
            kinds=frozenset(_kinds(folder / "kinds.txt")),
            chains=frozenset(_first_section(folder / "brands.txt")),
        )


def _lines(path: Path) -> list[str]:
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise PrivacyDataError(f"{path.name} が読めません。resources/data/privacy/ を元に戻してください") from error
    return [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]


def _words(path: Path) -> list[str]:
    return [word for line in _lines(path) for word in line.split()]


def _first_section(path: Path) -> list[str]:
    """Words up to the second remark of a list."""
    rows = path.read_text(encoding="utf-8").splitlines()
    remarks = [n for n, row in enumerate(rows) if row.startswith("#")]
    return " ".join(rows[1:remarks[1] if len(remarks) > 1 else len(rows)]).split()


_KIND_ENDS = (
    "店", "屋", "屋さん", "会社", "業", "業者", "工場", "教室", "スクール", "塾", "センター", "事務所", "ショップ",
    "サロン", "専門学校", "学校", "現場")


def _kinds(path: Path) -> Iterable[str]:
    """Yield the kinds of institutions, and those that a word of the second section makes with an end (印刷会社)."""
    whole = _first_section(path)
    fronts = _words(path)[len(whole):]
    return (*whole, *(front + end for front in fronts for end in _KIND_ENDS))


def _short(places: Iterable[str]) -> Iterable[str]:
    """Yield 江戸川 for 江戸川区, 小金井 for 小金井市."""
    return (p[:-1] for p in places if len(p) >= 3 and p[-1] in "都府県市区町村")

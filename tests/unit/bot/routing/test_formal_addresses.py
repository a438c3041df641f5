"""Addresses as they stand on forms: municipality, town and chome are right, whatever building stands behind them.

The 町丁目 are those of a towns file where one is at hand, else those that the project's own lists name.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain
from pathlib import Path

import pytest

from bot.routing import Router
from resources.load import load_areas
from resources.load_stations import load_chome_counts

SERVED = ("文京区", "目黒区", "江戸川区", "三鷹市", "小金井市")
TOWNS = Path(__file__).resolve().parents[5] / "shared" / "data" / "towns.csv"
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
DIGITS = "〇一二三四五六七八九"
FORMS = (
    "東京都{m}{t}{c}-{b}-{g}",
    "{m}{t}{kc}丁目{kb}番{kg}号",
    "東京都 {m} {t} {c}丁目{b}番地{g}",
    "東京都{m}{t}{wc}丁目{wb}番{wg}号　メゾン{other}２０２",
    "{m}{t}{wc}－{wb}－{wg}－１０１",
    "東京都{m}{t}{c}丁目{b}−{g} 第二コーポ{other}305号室",
    "{m}{t}{c}の{b}の{g}",
    "東京都{m}{t}{c}ｰ{b}ｰ{g} サンハイツ{t}B棟 1203",
    "{m}{t}{kc}ノ{kb}ノ{kg}",
    "東京都{m}{t}{c}–{b}–{g} 都営{t}アパート5号棟",
)
WITHOUT_CHOME = (
    "東京都{m}{t}{b}番地{g}",
    "{m}{t}{b}-{g} コーポ{other}101",
    "{m}{t}{kb}番{kg}号",
    "東京都{m}{t}{wb}－{wg}",
)
AT_LEAST = 0.99


@dataclass(frozen=True)
class Place:
    """A 町丁目, and another town of the same municipality for the names of buildings."""

    municipality: str
    town: str
    chome: int | None
    other: str


@cache
def places() -> tuple[Place, ...]:
    keys = tuple(dict.fromkeys(_of_file() if TOWNS.exists() else _of_lists()))
    last = {municipality: town for municipality, town, _ in keys}
    return tuple(Place(m, town, chome, last[m]) for m, town, chome in keys)


def _of_file() -> Iterator[tuple[str, str, int | None]]:
    with TOWNS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield row["municipality"], row["town"], int(row["chome"]) if row["chome"] else None


def _of_lists() -> Iterator[tuple[str, str, int | None]]:
    counted = load_chome_counts()
    for (municipality, town), count in counted.items():
        yield from ((municipality, town, chome) for chome in range(1, count + 1))
    for row in load_areas():
        if row.town and (row.chome or row.town.endswith("町")) and (row.municipality, row.town) not in counted:
            yield row.municipality, row.town, row.chome


def _kanji(value: int) -> str:
    tens, ones = divmod(value, 10)
    return ("" if tens == 0 else "十" if tens == 1 else DIGITS[tens] + "十") + (
        DIGITS[ones] if ones or not tens else ""
    )


def _written(form: str, place: Place, number: int) -> str:
    banchi, house = 1 + number * 7 % 39, 1 + number * 5 % 23
    chome = place.chome or 0
    return form.format(
        m=place.municipality, t=place.town, other=place.other, c=chome, b=banchi, g=house, kc=_kanji(chome),
        kb=_kanji(banchi), kg=_kanji(house), wc=str(chome).translate(WIDE), wb=str(banchi).translate(WIDE),
        wg=str(house).translate(WIDE),
    )  # fmt: skip


def _addresses() -> Iterator[tuple[str, Place]]:
    for number, place in enumerate(places()):
        for form in FORMS if place.chome else WITHOUT_CHOME:
            yield _written(form, place, number), place


@pytest.fixture(scope="module")
def read() -> list[tuple[str, Place, tuple[str | None, str | None, int | None]]]:
    router = Router.load(load_areas(), SERVED, trust="demo")
    found = ((text, place, router.route(text)) for text, place in _addresses())
    return [(text, place, (result.municipality, result.town, result.chome)) for text, place, result in found]


def test_at_least_99_of_100_addresses_have_the_right_municipality_and_town(
    read: list[tuple[str, Place, tuple[str | None, str | None, int | None]]],
) -> None:
    wrong = [text for text, place, told in read if told[:2] != (place.municipality, place.town)]
    assert len(read) >= 531
    assert len(wrong) <= (1 - AT_LEAST) * len(read), wrong


def test_at_least_99_of_100_addresses_have_the_right_chome(
    read: list[tuple[str, Place, tuple[str | None, str | None, int | None]]],
) -> None:
    wrong = [text for text, place, told in read if told[2] != place.chome]
    assert len(wrong) <= (1 - AT_LEAST) * len(read), wrong


def test_no_address_is_taken_for_another_municipality(
    read: list[tuple[str, Place, tuple[str | None, str | None, int | None]]],
) -> None:
    assert [text for text, place, told in read if told[0] != place.municipality] == []


def test_every_municipality_is_written(
    read: list[tuple[str, Place, tuple[str | None, str | None, int | None]]],
) -> None:
    assert {place.municipality for _, place, _ in read} == set(SERVED)
    assert len(set(chain(FORMS, WITHOUT_CHOME))) == len(FORMS) + len(WITHOUT_CHOME)

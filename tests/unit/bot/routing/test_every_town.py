"""Every 町丁目 of a towns file is found as people write addresses; the file is not ours, so it is read where it lies."""

import csv
from functools import cache
from pathlib import Path

import pytest

from bot.routing import Router
from resources.load import load_areas

TOWNS = Path(__file__).resolve().parents[5] / "shared" / "data" / "towns.csv"
SERVED = ("文京区", "目黒区", "江戸川区", "三鷹市", "小金井市")
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
KANJI = "〇一二三四五六七八九"

pytestmark = pytest.mark.skipif(not TOWNS.exists(), reason="no towns file at hand")


@cache
def router() -> Router:
    return Router.load(load_areas(), SERVED, trust="demo")


@cache
def towns() -> tuple[dict[str, str], ...]:
    with TOWNS.open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@pytest.mark.parametrize(
    "form",
    [
        "東京都{m}{t}{wide}丁目１２－３", "{m}{t}{c}-12-3", "東京都{m}{t}{kanji}丁目12番3号",
        "東京都{m}{t}{c}ー12ー3 コーポ泉201号室", "{m} {t} {c}丁目", "東京都{m}{t}{c}丁目12番地3ハイツ{t}201",
    ],
)  # fmt: skip
def test_municipality_town_and_chome_are_right_however_they_are_written(form: str) -> None:
    wrong = []
    for row in towns():
        if not row["chome"]:
            continue
        chome = int(row["chome"])
        kanji = KANJI[chome] if chome < 10 else "十"
        given = {"m": row["municipality"], "t": row["town"], "c": chome, "kanji": kanji,
                 "wide": row["chome"].translate(WIDE)}  # fmt: skip
        found = router().route(form.format(**given))
        if (found.municipality, found.town, found.chome) != (row["municipality"], row["town"], chome):
            wrong.append(form.format(**given))
    assert wrong == []


@pytest.mark.parametrize("form", ["東京都{m}{t}１２－３", "{m}{t}12番地", "{m}{t}"])
def test_towns_without_chome_are_right_too(form: str) -> None:
    for row in towns():
        if not row["chome"]:
            found = router().route(form.format(m=row["municipality"], t=row["town"]))
            assert (found.municipality, found.town) == (row["municipality"], row["town"])


def test_kana_alone_never_leads_to_another_municipality() -> None:
    wrong = []
    for row in towns():
        found = router().route(f"{row['municipality']} {row['kana']}")
        if found.municipality != row["municipality"]:
            wrong.append(row["kana"])
    assert wrong == []

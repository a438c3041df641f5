"""The router's rules: trust, narrowest row, quick replies that lead on, locations, and no text that breaks it."""

import csv
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.routing import Router, RouteResult
from resources.load import load_areas
from resources.load_checks import check_areas
from resources.records import AreaRow, Provenance

SERVED = ("文京区", "目黒区", "江戸川区", "三鷹市", "小金井市")
TOWNS = Path(__file__).resolve().parents[5] / "shared" / "data" / "towns.csv"
KANJI = "〇一二三四五六七八九"


@cache
def demo() -> Router:
    return Router.load(load_areas(), SERVED, trust="demo")


@cache
def production() -> Router:
    return Router.load(load_areas(), SERVED, trust="production")


def test_in_production_only_a_confirmed_row_routes() -> None:
    assert production().route("駒場3").area_id == "meguro-hokubu"
    plain = production().route("本郷3丁目")
    assert (plain.municipality, plain.area_id, plain.ambiguous) == ("文京区", None, ("bunkyo-motofuji",))
    assert plain.ask is not None
    assert plain.ask.what == "confirm_area"


def test_a_block_of_numbers_routes_in_production_too() -> None:
    assert production().route("上目黒2-47").area_id == "meguro-hokubu"


@pytest.mark.parametrize(
    ("text", "known", "municipality", "area"),
    [
        ("中町2", "目黒区", "目黒区", "meguro-chuo"),
        ("緑町", "小金井市", "小金井市", "koganei-kita"),
        ("中央", "江戸川区", "江戸川区", "edogawa-matsuekita"),
        ("東部地区", "三鷹市", "三鷹市", "mitaka-tobu"),
        ("わからない", "文京区", "文京区", None),
        ("3丁目", "文京区", "文京区", None),
        ("本郷3", "どこか市", "文京区", "bunkyo-motofuji"),
    ],
)
def test_what_is_known_from_before_helps(text: str, known: str, municipality: str, area: str | None) -> None:
    result = demo().route(text, municipality=known)
    assert (result.municipality, result.area_id) == (municipality, area)


def test_a_refusal_keeps_the_municipality_that_is_known() -> None:
    assert demo().route("言いたくない", municipality="三鷹市") == RouteResult(municipality="三鷹市", declined=True)


@pytest.mark.parametrize(
    "text", ["上目黒", "中町", "小岩", "112-0006", "大塚", "本郷三丁目駅", "上目黒2", "白山5", "三鷹市"]
)
def test_every_quick_reply_is_understood_and_leads_on(text: str) -> None:
    asked = demo().route(text)
    assert asked.ask is not None
    for option in asked.ask.options:
        assert len(option) <= 20
        result = demo().route(option, municipality=asked.municipality)
        if option != "わからない":
            assert result.outside or result.municipality
            assert result.area_id or result.outside or result.ask is None or result.ask != asked.ask


def test_a_chome_that_a_town_has_not_is_not_offered() -> None:
    ask = demo().route("中町3-10").ask
    assert ask is not None
    assert ask.options == ("小金井市中町3丁目", "ほかの区市")
    assert demo().route("中町3-10").area_id is None


def test_at_most_thirteen_quick_replies_are_offered() -> None:
    for text in ("文京区", "江戸川区", "下連雀", "どこか", "篠崎"):
        ask = demo().route(text).ask
        assert ask is not None
        assert len(ask.options) <= 13


def test_a_town_without_a_row_goes_to_the_duty_team() -> None:
    result = demo().route("船堀3丁目")
    assert (result.municipality, result.town, result.area_id, result.ask) == ("江戸川区", "船堀", None, None)


def test_the_areas_check_finds_towns_without_a_row_and_towns_that_post_does_not_know() -> None:
    told = [problem.what for problem in check_areas(towns=demo().town_keys)]
    assert "江戸川区船堀の担当がありません" in told
    assert "江戸川区堀江町という町はありません" in told
    assert not any("本郷" in what and "ありません" in what for what in told)


def test_two_confirmed_areas_for_one_place_are_asked() -> None:
    rows = [_row("a-kita", "きた"), _row("a-minami", "みなみ")]
    result = Router.load(rows, ["小金井市"], trust="demo").route("緑町1")
    assert (result.area_id, result.ambiguous) == (None, ("a-kita", "a-minami"))


def test_a_narrower_row_wins_over_a_wider_one() -> None:
    rows = [_row("a-kita", "きた", chome=None), _row("a-minami", "みなみ", chome=2)]
    router = Router.load(rows, ["小金井市"], trust="demo")
    assert router.route("緑町1").area_id == "a-kita"
    assert router.route("緑町2").area_id == "a-minami"
    assert router.route("緑町").ambiguous == ("a-minami", "a-kita")


def test_a_municipality_that_is_not_served_is_outside() -> None:
    router = Router.load(load_areas(), ["三鷹市"], trust="demo")
    assert router.route("文京区本郷3").outside
    assert router.route("下連雀3").area_id == "mitaka-ekishuhen"


def test_without_a_towns_file_a_location_leads_to_a_question() -> None:
    result = demo().locate(35.7077, 139.7600)
    assert (result.area_id, result.outside) == (None, False)
    assert result.ask is not None


@pytest.fixture(scope="module")
def located(tmp_path_factory: pytest.TempPathFactory) -> Router:
    path = tmp_path_factory.mktemp("towns") / "towns.csv"
    path.write_text(
        "pref,municipality,code,town,chome,kana,lat,lon,postal_code\n"
        "東京都,文京区,13105,本郷,3,ホンゴウ,35.7067,139.7609,1130033\n"
        "東京都,文京区,13105,本郷,5,ホンゴウ,35.7090,139.7600,1130033\n"
        "東京都,文京区,13105,小石川,1,コイシカワ,35.7100,139.7500,1120002\n",
        encoding="utf-8",
    )
    return Router.load(load_areas(), SERVED, trust="demo", towns=path)


@pytest.mark.parametrize(
    ("lat", "lon", "area", "outside"),
    [
        (35.7067, 139.7609, "bunkyo-motofuji", False),
        (35.7078, 139.7604, "bunkyo-motofuji", False),
        (35.7095, 139.7550, None, False),
        (35.6580, 139.7016, None, True),
        (0.0, 0.0, None, True),
        (123.0, 500.0, None, True),
    ],
)
def test_a_location_is_routed_or_asked_near_a_border(
    located: Router, lat: float, lon: float, area: str | None, outside: bool
) -> None:
    result = located.locate(lat, lon)
    assert (result.area_id, result.outside) == (area, outside)
    if not area and not outside:
        assert set(result.ambiguous) == {"bunkyo-motofuji", "bunkyo-tomisaka"}
        assert result.ask is not None
        assert result.ask.options == ("本郷5丁目", "小石川1丁目")


@pytest.mark.skipif(not TOWNS.exists(), reason="the municipality's towns file is not at hand")
def test_addresses_of_every_chome_give_municipality_and_town() -> None:
    wrong, total = [], 0
    with TOWNS.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for address in _addresses(row):
                total += 1
                result = demo().route(address)
                if (result.municipality, result.town) != (row["municipality"], row["town"]):
                    wrong.append(address)
    assert total > 1300
    assert wrong == []


def _addresses(row: dict[str, str]) -> list[str]:
    """Return an address of a 町丁目 in three of the ways that people write it."""
    place, chome = row["municipality"] + row["town"], int(row["chome"] or 0)
    if not chome:
        return [f"東京都{place}1234", f"{place}１２番地"]
    return [f"東京都{place}{KANJI[chome]}丁目12番3号", f"{place}{chome}-5-6 ハイツ101", f"東京都{place}{chome}ー１ー２"]


PLACES = st.sampled_from(
    ["文京区", "本郷", "中町", "目黒", "江戸川", "小岩", "3丁目", "２", "-", "ー", "の", "112-0006", "駅", "世田谷区",
     "秘密", "hongo", "下連雀", "ほかの丁目", "か", "〒", "東", "南", "じゃなくて", "実家は", "46番"]
)  # fmt: skip


@settings(max_examples=100)
@given(st.lists(PLACES, max_size=8).map("".join) | st.text(max_size=120))
def test_no_text_breaks_the_router_and_every_result_is_consistent(text: str) -> None:
    result = demo().route(text)
    assert not (result.area_id and (result.ambiguous or result.outside or result.ask))
    assert not (result.outside and result.declined)
    if result.area_id:
        assert result.municipality


def test_a_very_long_text_is_only_read_at_its_beginning() -> None:
    assert demo().route("あ" * 100_000).municipality is None
    assert demo().route("1" * 100_000 + "-" * 100_000).area_id is None


def _row(area_id: str, area: str, chome: int | None = 1) -> AreaRow:
    """Return a confirmed row of 小金井市 緑町."""
    return AreaRow(
        municipality="小金井市",
        municipality_code="13210",
        area_id=area_id,
        area=area,
        area_type="圏域",
        town="緑町",
        chome=chome,
        banchi_from=None,
        banchi_to=None,
        center="",
        coordinator_team="",
        confidence="high",
        provenance=Provenance("表", "page"),
    )

"""Work, school, the past, plans, haunts and other people are no home; what is told of the home beside them counts."""

from functools import cache

import pytest

from bot.routing import Router
from resources.load import load_areas

SERVED = ("文京区", "目黒区", "江戸川区", "三鷹市", "小金井市")


@cache
def router() -> Router:
    return Router.load(load_areas(), SERVED, trust="demo")


@pytest.mark.parametrize(
    "text",
    [
        "池袋によく行く", "よく上野に買い物に行きます", "渋谷でよく遊ぶ", "吉祥寺が好き", "職場は本郷3です", "本郷3で働いてます",
        "本郷３丁目の会社に勤めてます", "本郷3のパートを辞めました", "大学は駒場です", "本郷3の病院に通っています", "実家は本郷3です",
        "前は根津に住んでいました", "根津1にいました", "来月から札幌に引っ越します", "横浜に引っ越す予定です", "来月から瑞江2に引っ越します",
        "根津に引っ越したい", "もうすぐ福岡", "姉の家が川崎にある", "友達は千葉に住んでいます", "名前は平井です",
    ],
)  # fmt: skip
def test_what_is_no_home_is_asked(text: str) -> None:
    result = router().route(text)
    assert result.ask is not None
    assert (result.area_id, result.municipality, result.outside, result.declined) == (None, None, False, False)


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("新宿で働いてるけど住んでるのは本郷３丁目", "bunkyo-motofuji"),
        ("吉祥寺によく行くけど住まいは下連雀3", "mitaka-ekishuhen"),
        ("来月から札幌に引っ越しますが今は瑞江2丁目です", "edogawa-mizue"),
        ("横浜から本郷3に引っ越してきました", "bunkyo-motofuji"),
        ("本郷3の会社の寮に住んでます", "bunkyo-motofuji"),
        ("本郷3の実家に住んでいます", "bunkyo-motofuji"),
        ("平井の施設にいます", "edogawa-komatsugawahirai"),
        ("将来が不安で根津に住んでいます", "bunkyo-motofuji"),
        ("母が本郷3に住んでます", "bunkyo-motofuji"),
        ("本郷3で行ける所はありますか", "bunkyo-motofuji"),
        ("湯島ハイタウンです", "bunkyo-motofuji"),
    ],
)
def test_the_home_told_beside_it_counts(text: str, area: str) -> None:
    assert router().route(text).area_id == area


@pytest.mark.parametrize(
    "text", ["本郷3から横浜に引っ越しました", "先月横浜に引っ越しました", "千葉から通勤しています"]
)
def test_whoever_moved_away_or_comes_from_elsewhere_lives_outside(text: str) -> None:
    assert router().route(text).outside


@pytest.mark.parametrize("text", ["緑町", "東町", "本町", "中央", "三田", "深大寺", "三田5丁目"])
def test_a_name_that_many_places_have_is_asked_unless_a_chome_or_the_municipality_is_told(text: str) -> None:
    result = router().route(text)
    assert (result.area_id, result.municipality) == (None, None)
    assert result.ask is not None
    assert result.ask.what == "municipality"
    assert not any("5丁目" in option for option in result.ask.options)


@pytest.mark.parametrize("text", ["小金井市緑町", "緑町3", "三田2丁目", "三鷹の深大寺"])
def test_told_the_municipality_or_a_chome_it_is_taken(text: str) -> None:
    assert router().route(text).area_id is not None


@pytest.mark.parametrize("text", ["緑町", "東町"])
def test_written_to_one_municipality_alone_its_own_town_is_meant(text: str) -> None:
    assert Router.load(load_areas(), ("小金井市",), trust="demo").route(text).area_id is not None


@pytest.mark.parametrize("text", ["根津の駅前", "瑞江の駅の近く", "平井のえき"])
def test_a_station_in_other_words_is_a_station(text: str) -> None:
    assert router().route(text) == router().route(text[:2] + "駅")


@pytest.mark.parametrize("text", ["駒塲3-2", "駒場 池ノ上駅の近く", "ぬくいきた2丁目", "野嵜4丁目"])
def test_old_letters_spaces_and_names_without_machi_are_read(text: str) -> None:
    assert router().route(text).area_id is not None


@pytest.mark.parametrize(
    "text",
    [
        "なんで住所がいるんですか",
        "何で聞くの？",
        "どうして場所を聞くんですか",
        "何に使うんですか",
        "近所の人にばれそうで言えない",
    ],
)
def test_asking_why_or_fearing_to_be_found_is_heard_as_declining(text: str) -> None:
    assert router().route(text).declined


@pytest.mark.parametrize(
    "text", ["どうして家賃が必要なの", "秘密は守られますか", "何に使えるお金ですか", "人にばれますか"]
)
def test_other_questions_are_no_refusal(text: str) -> None:
    assert not router().route(text).declined

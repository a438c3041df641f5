"""The small parts of routing: spelling, numbers, refusals, slips."""

import pytest

from bot.routing.fold import fold, loose, romaji
from bot.routing.fuzzy import one_off
from bot.routing.numbers import Numbers, read_numbers, split_postal_code
from bot.routing.refusal import is_refusal


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("自由ヶ丘", "自由が丘"),
        ("自由ケ丘", "自由ガ丘"),
        ("一ノ江", "一之江"),
        ("井之頭", "井の頭"),
        ("本鄕", "本郷"),
        ("大澤", "大沢"),
        ("ﾎﾝｺﾞｳ", "ほんごう"),
        ("ねづ", "ねず"),
        ("しもれんじゃく", "シモレンジヤク"),
        ("下連雀 三丁目", "下連雀三丁目"),
    ],
)
def test_two_spellings_of_one_name_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("kana", "letters"), [("ホンゴウ", "hongo"), ("ジユウガオカ", "jiyugaoka"), ("チュウオウチョウ", "chuocho")]
)
def test_kana_in_latin_letters(kana: str, letters: str) -> None:
    assert romaji(kana) == letters


def test_long_vowels_do_not_count() -> None:
    assert loose(fold("こうらくえん")) == loose(fold("コーラクエン"))


@pytest.mark.parametrize(
    ("tail", "chomes", "banchi"),
    [
        ("3", (3,), ()),
        ("三", (3,), ()),
        ("参丁目", (3,), ()),
        ("の3丁目のあたり", (3,), ()),
        ("さんちょうめ", (3,), ()),
        ("いっちょうめ", (1,), ()),
        ("３ー１２ー５", (3,), (12,)),
        ("三丁目十二番五号", (3,), (12,)),
        ("3の12", (3,), (12,)),
        ("3丁目12", (3,), (12,)),
        ("2丁目46〜49番", (2,), (46, 49)),
        ("3か4丁目", (3, 4), ()),
        ("3、9丁目", (3, 9), ()),
        ("2〜4丁目", (2, 3, 4), ()),
        ("1234", (), (1234,)),
        ("12番地", (), (12,)),
        ("20代です", (), ()),
        ("3年住んでます", (), ()),
        ("5分くらい", (), ()),
        ("3人家族", (), ()),
        ("", (), ()),
    ],
)
def test_numbers_after_a_town(tail: str, chomes: tuple[int, ...], banchi: tuple[int, ...]) -> None:
    assert read_numbers(fold(tail)) == Numbers(chomes, banchi)


def test_the_rest_of_the_chome_can_be_told() -> None:
    assert read_numbers(fold(" ほかの丁目")).other


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("〒112-0006", "1120006"),
        ("1120006です", "1120006"),
        ("１１２ー０００６", "1120006"),
        ("112 0006", "1120006"),
        ("一一二の〇〇〇六", "1120006"),
        ("03-1234-5678", ""),
        ("本郷3-12-5", ""),
        ("12345678", ""),
    ],
)
def test_a_postal_code_is_seven_digits_and_nothing_else(text: str, code: str) -> None:
    assert split_postal_code(text)[0] == code


@pytest.mark.parametrize(
    "text", ["わからない", "知らない", "分かりません", "本郷", "こんにちは", "たすけて", "言われたくない"]
)
def test_not_knowing_and_other_words_are_no_refusal(text: str) -> None:
    assert not is_refusal(text)


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("abcd", "abcd", True),
        ("abcd", "abxd", True),
        ("abcd", "abd", True),
        ("abcd", "abccd", True),
        ("abcd", "acbd", True),
        ("abcd", "axyd", False),
        ("abcd", "dcba", False),
        ("ab", "abcd", False),
    ],
)
def test_one_slip_of_the_finger(one: str, other: str, near: bool) -> None:
    assert one_off(one, other) is near
    assert one_off(other, one) is near

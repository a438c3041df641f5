"""Folding, splitting and guessing the language of what people type."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resources.language import Tokeniser, fold, language
from resources.language.normalise import MAX_CHARACTERS, hiragana


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("ﾔﾁﾝ払えない", "ヤチン払えない"),
        ("ＤＶ", "dv"),
        ("つらーーーい", "つらーい"),
        ("つら〜〜い", "つらーい"),
        ("無理ｗｗｗｗ", "無理笑"),
        ("無理(笑)", "無理笑"),
        ("もう……", "もう…"),
        ("なんで!!!!", "なんで!"),
        ("ああああああ", "あああ"),
        ("お金　が  ない", "お金 が ない"),
        ("一つ\n\n 二つ", "一つ\n二つ"),
        ("💸つらい👍🏽", "💸つらい👍"),
    ],
)
def test_spellings_fold_to_one(typed: str, folded: str) -> None:
    assert fold(typed) == folded


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=80))
def test_folding_never_fails_and_never_grows_without_bound(text: str) -> None:
    assert len(fold(text)) <= 20 * len(text) + 1


def test_very_long_messages_are_cut() -> None:
    assert len(fold("あい" * 10_000)) <= MAX_CHARACTERS


def test_katakana_becomes_hiragana_and_the_rest_stays() -> None:
    assert hiragana("シャッキン300円") == "しゃっきん300円"


def test_words_come_in_dictionary_form_with_their_reading() -> None:
    tokens = Tokeniser().split("借金が返せなくて")
    assert [token.form for token in tokens][:3] == ["借金", "が", "返す"]
    assert tokens[0].reading == "しゃっきん"


def test_texts_beyond_the_limit_of_the_dictionary_are_split_in_pieces() -> None:
    assert len(Tokeniser().split("お金がない。" * 600)) > 1000


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("お金がなくて困っています", "ja"),
        ("生活保護", "ja"),
        ("お金がない、ヤバい", "ja"),
        ("おかね が ない です。たすけて ください", "easy"),
        ("okane ga nai desu tasukete", "ja"),
        ("I lost my job and can not pay the rent", "en"),
        ("我没有钱", "zh"),
        ("丈夫打我，怎么办", "zh"),
        ("돈이 없어요", "ko"),
        ("tôi bị mất việc", "vi"),
        ("toi khong co tien", "vi"),
        ("não tenho dinheiro", "pt"),
        ("मसँग पैसा छैन", "ne"),
        ("wala akong pera po", "tl"),
        ("", "ja"),
        ("😭😭", "ja"),
    ],
)
def test_the_language_is_guessed_from_script_and_small_words(text: str, code: str) -> None:
    assert language(text) == code

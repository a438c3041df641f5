"""Dialects are read in the standard language; what only looks like one stays as it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faq.dialect import standard


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("どこに頼んだらええん？", "どこに頼んだらいいの？"),
        ("保護て受けられへんのやろか", "保護て受けられないのだろうか"),
        ("なんぼもらえるん", "いくらもらえるの"),
        ("どこ行ったらええねん", "どこ行ったらいいの"),
        ("しんどいねん", "しんどいんだ"),
        ("もう払われへん", "もう払えない"),
        ("返さなあかんの？", "返さないといけないの？"),
        ("どこに電話すればよかと？", "どこに電話すればいいの？"),
        ("いくらかかるとですか", "いくらかかるのですか"),
        ("どさ行げばいいべ", "どこに行げばいいだろう"),
        ("もらえるべか", "もらえるだろうか"),
        ("受けられるんじゃろうか", "受けられるんだろうか"),
        ("保護もらっとっても車はいる？", "保護もらっていても車はいる？"),
    ],
)
def test_an_ending_of_a_dialect_is_read(said: str, read: str) -> None:
    assert standard(said) == read


@pytest.mark.parametrize(
    "text",
    [
        "たいへんです",
        "このへんにありますか",
        "ここらへんの窓口",
        "ほいくえん どうやって はいりますか",
        "びょういん",
        "ごめん",
        "ありません",
        "ため息ばかりついています",
        "介護認定ってまた調査？",
        "おかね？",
        "手当がたかい？",
        "手帳をとるには",
        "しみんせいさつ",
        "うん",
        "えんちょうせん",
        "Can I keep my car?",
    ],
)
def test_what_only_looks_like_a_dialect_stays(text: str) -> None:
    assert standard(text) == text


@given(st.text(max_size=300))
def test_any_text_can_be_read(text: str) -> None:
    assert bool(standard(text)) == bool(text)

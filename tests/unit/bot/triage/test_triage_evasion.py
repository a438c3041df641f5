"""The plain form: the same words however they are written, and ordinary words left as they are."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.triage.evasion import EXAMINED, normalise, sample


@pytest.mark.parametrize(
    "written",
    ["死にたい", "4にたい", "４にたい", "氏にたい", "詩にたい", "タヒにたい", "ﾀﾋにたい", "しにたい", "シニタイ", "ｼﾆﾀｲ", "しにたぃ", "死 に た い",
     "し\nに\nた\nい", "し.に.た.い", "し🥺に🥺た🥺い", "死\u200bにたい", "死\u0336に\u0336た\u0336い\u0336", "⊿にたい"],
)  # fmt: skip
def test_every_way_of_writing_it_becomes_the_plain_word(written: str) -> None:
    assert normalise(written) == "死にたい"


@pytest.mark.parametrize(
    "ordinary",
    [
        "ひっこしにたいしての ほじょきん",
        "摂氏にたいして",
        "おかえしにたいやきを",
        "4にん家族",
        "りすのかふぇ",
        "じさつえい用の三脚",
        "夜おそいしね",
    ],
)
def test_ordinary_words_hold_no_death(ordinary: str) -> None:
    plain = normalise(ordinary)
    assert "死" not in plain and "自殺" not in plain


@pytest.mark.parametrize(
    "written", ["बाँच्न मन छैन", "लागेको होइन, काम धेरै", "तीन दिन भयो भात नखाएको, पैसा छैन", "अब म हाम फाल्छु।"]
)
def test_vowel_signs_around_a_letter_stay_with_it(written: str) -> None:
    """To `re` they are no letters: every Nepali word looked like letters spread over signs, and lost its vowels."""
    assert normalise(written) == written


def test_a_long_text_is_seen_at_its_head_its_tail_and_between() -> None:
    text = "あ" * 5000 + "頭" + "い" * 400_000 + "尾"
    seen = sample("始" + text)
    assert seen[0] == "始" and seen[-1] == "尾" and len(seen) <= EXAMINED + 40


@given(st.text(alphabet=st.characters(), max_size=300))
@settings(max_examples=300)
def test_no_text_makes_the_plain_form_fail(text: str) -> None:
    plain = normalise(text)
    assert not any("\ud800" <= char <= "\udfff" for char in plain)

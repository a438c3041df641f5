"""What happened is told to the month, however the day was written; what is soon to come keeps its day (R50)."""

from __future__ import annotations

import time
from datetime import date

import pytest

from bot.privacy import coarsen_dates, rare_facts

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("2026年3月15日に退院", "2026年3月に退院"),
        ("２０２６年３月１５日に退院", "２０２６年３月に退院"),
        ("令和６年３月３１日で雇止め", "令和６年３月で雇止め"),
        ("3月15日に夫が倒れた", "3月に夫が倒れた"),
        ("３月１５日(日)に夫が倒れた", "３月に夫が倒れた"),
        ("母が亡くなったのは去年の八月九日です", "母が亡くなったのは去年の八月です"),
        ("十月二十三日に離婚", "十月に離婚"),
        ("R6.3.5に離婚", "令和6年3月に離婚"),
        ("Ｈ30/4/1から休職", "平成30年4月から休職"),
        ("2023/11/05に入院", "2023年11月に入院"),
        ("２０２３／１１／０５に入院", "2023年11月に入院"),
        ("5/3に事故", "5月に事故"),
        ("2025年12月3日に別居", "2025年12月に別居"),
        ("11月20日に解雇された", "11月に解雇された"),
    ],
)
def test_a_day_that_is_over_is_cut_to_its_month(text: str, wanted: str) -> None:
    assert coarsen_dates(text, TODAY) == wanted


@pytest.mark.parametrize(
    "text",
    ["12月3日までに立ち退き", "11月21日の15時なら行けます", "1/15までに払う", "令和8年12月3日に裁判", "2026年12月3日が期限", "１月１５日に引っ越す"],
)
def test_a_day_within_three_months_ahead_stays(text: str) -> None:
    assert coarsen_dates(text, TODAY) == text


@pytest.mark.parametrize(
    "text",
    ["4月に退院", "収入が1/2に減った", "1/3から1/4に", "10月3日間だけ働いた", "13月45日", "24/7で働く", "3.5.1の版", "3月分の家賃", "2026年度", "110/119"],
)
def test_what_is_no_day_stays(text: str) -> None:
    assert coarsen_dates(text, TODAY) == text


@pytest.mark.parametrize("unit", ["1月", "2026年", "1/1", "一二三四", "令和1年", "R6.", "２０２６／"])
def test_a_long_repetition_is_read_in_linear_time(unit: str) -> None:
    text = unit * (100_000 // len(unit))
    began = time.process_time()
    coarsen_dates(text, TODAY)
    assert time.process_time() - began < 1.0


def test_a_very_high_age_in_kanji_is_flagged_too() -> None:
    assert rare_facts("母は九十七歳です")
    assert rare_facts("百二歳の祖父")
    assert not rare_facts("母は九十歳です")

"""Ages in bands, months for dates, and rare facts for the reviewer (R50)."""

from datetime import date

import pytest

from bot.privacy import age_band, coarsen_ages, coarsen_dates, month_of, rare_facts, rarities


@pytest.mark.parametrize(("age", "band"), [
    (0, "未就学の年代"), (6, "小学生の年代"), (12, "中学生の年代"), (15, "高校生の年代"), (18, "10代後半"), (20, "20代"),
    (39, "30代"), (89, "80代"), (90, "90代以上"), (104, "90代以上")])
def test_an_age_becomes_a_band(age, band):
    assert age_band(age) == band


def test_a_negative_age_is_refused():
    with pytest.raises(ValueError, match="0以上"):
        age_band(-1)


def test_a_date_becomes_a_month():
    assert month_of(date(2026, 3, 14)) == "2026年3月"
    assert coarsen_dates("令和6年3月31日で雇止め、2023/11/05に入院、4月に退院") == "令和6年3月で雇止め、2023年11月に入院、4月に退院"


def test_only_very_high_ages_are_rounded():
    assert coarsen_ages("母97歳、私60歳、体重90キロ") == "母90代以上、私60歳、体重90キロ"


@pytest.mark.parametrize(("text", "kind"), [
    ("母は97歳です", "年齢"), ("９９歳の父", "年齢"), ("うちは五つ子です", "多胎"), ("子どもが9人います", "子の数"),
    ("夫は元市長でした", "職"), ("国内で30人の病気", "病"), ("事故がニュースに出ました", "報道")])
def test_a_rare_fact_is_flagged_with_its_kind(text, kind):
    assert [r.kind for r in rarities(text)] == [kind]


@pytest.mark.parametrize("text", ["母は82歳です", "子どもが2人います", "体温37.8です", "大家さんに相談", "双子を育てています", ""])
def test_common_facts_are_not_flagged(text):
    assert rare_facts(text) == ()


def test_a_reason_never_repeats_the_words_of_the_resident():
    assert all("宇宙飛行士" not in reason for reason in rare_facts("夫は宇宙飛行士です"))

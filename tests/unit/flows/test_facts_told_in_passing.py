"""Who somebody is and how old they or theirs are: taken in, never asked again, never felt with as a trouble."""

from __future__ import annotations

from typing import Any

import pytest

from flows import facts, reading
from flows.guessing import believed
from flows.intents import Phrases
from flows.said import SaidKind, Whereabouts
from flows.talk import State

PHRASES = Phrases.load()


@pytest.mark.parametrize(
    "text",
    ["主婦です", "無職の50代です", "高校生です", "フリーターやってます", "会社員なんですけど", "42歳、男", "ちゅう2", "私は45歳の女性で",
     "年金暮らしです", "シングルマザーです", "学生っす"],
)  # fmt: skip
def test_who_says_who_they_are_speaks_of_themselves(text: str) -> None:
    assert facts.bare(text)
    assert facts.whose(text) == "self"


@pytest.mark.parametrize(
    "text",
    ["子ども2人います", "義母は79です", "妻と子ども2人います", "こども ふたり", "母と二人暮らし", "母と二人暮らしです"],
)
def test_with_whom_somebody_lives_is_not_whom_they_speak_of(text: str) -> None:
    assert facts.bare(text)
    assert facts.whose(text) == ""


@pytest.mark.parametrize(
    "text",
    [
        "借金です",
        "仕事です",
        "ひとりがつらい",
        "お金がない",
        "無職で困ってます",
        "主婦です。夫が働きません",
        "一人で母を介護",
    ],
)
def test_a_trouble_is_no_bare_fact(text: str) -> None:
    assert not facts.bare(text)


@pytest.mark.parametrize(
    ("text", "who", "band"),
    [("52になる息子と二人で暮らしております", "son", "40_64"), ("父は84です", "father", "75_up"), ("母は76", "mother", "75_up"),
     ("80代の父", "father", "75_up"), ("小3の娘がいます", "daughter", "u18"), ("母が倒れて3年です", "mother", ""),
     ("私は50で母は83です", "mother", ""), ("息子が20年引きこもり", "son", ""), ("母が2週間入院", "mother", "")],
)  # fmt: skip
def test_an_age_told_of_one_of_the_family_is_theirs(text: str, who: str, band: str) -> None:
    assert facts.kin_band(text, who) == band


@pytest.mark.parametrize(
    ("text", "band"),
    [
        ("子どもは3歳です", ""),
        ("85歳の母がいます", ""),
        ("私は独身で53です", "40_64"),
        ("45歳の主婦です", "40_64"),
        ("ひとりです。45です", "40_64"),
        ("八十五になります。ひとりです", "75_up"),
        ("男、29", "18_39"),
        ("母は83で、私は58です", "40_64"),
    ],
)
def test_an_age_of_others_is_not_the_writers(text: str, band: str) -> None:
    assert facts.own_band(text) == band


@pytest.mark.parametrize(
    ("text", "band"),
    [
        ("37っす", "18_39"),
        ("もうすぐ50", "40_64"),
        ("七十八です", "75_up"),
        ("今年で71になります", "65_74"),
        ("3年前", ""),
        ("2人です", ""),
        ("たくさん", ""),
    ],
)
def test_a_number_in_casual_words_answers_the_question_for_the_age(text: str, band: str) -> None:
    assert facts.asked_age(text) == band


@pytest.mark.parametrize(
    ("text", "is_detail"),
    [("50万", True), ("来週です", True), ("要介護2", True), ("いいえ、だれも来ません", True), ("7日後", True), ("週3", True),
     ("家賃3か月滞納", False), ("最近だれとも話してなくて", False), ("朝起きれない", False), ("夜がこわい", False), ("学校", False)],
)  # fmt: skip
def test_a_detail_fills_in_and_a_trouble_is_none(text: str, is_detail: bool) -> None:
    assert facts.detail(text) is is_detail


@pytest.mark.parametrize(
    ("guess", "text", "told", "intent"),
    [
        ("greeting", "来週です", True, ""), ("greeting", "こんばんは〜", True, "greeting"), ("thanks", "見てみます", True, ""),
        ("thanks", "楽になりました", True, "thanks"), ("small_talk", "家出たい", False, ""), ("small_talk", "新宿", True, ""),
        ("small_talk", "今日は寒いですね", True, "small_talk"), ("machine", "家族は知りません", True, ""),
        ("machine", "だれが答えてるんですか", True, "machine"), ("off_topic", "先月からです", True, ""),
        ("skip", "家いたくない", True, ""), ("skip", "そこは話したくないかな", True, "skip"),
        ("dont_know", "先月からです", True, ""), ("forget", "2を消して", True, ""), ("forget", "名前だけ消して", True, ""),
        ("forget", "1から全部消して", True, "forget"), ("insult", "親うざい", True, ""), ("insult", "使えねえな", False, "insult"),
    ],
)  # fmt: skip
def test_a_guess_is_believed_only_where_the_words_bear_it_out(guess: str, text: str, told: bool, intent: str) -> None:
    assert believed(guess, text, told) == intent


@pytest.mark.parametrize(
    ("text", "intent"),
    [("それだけっす", "enough"), ("やっぱ消す", "forget"), ("ごめんなさい、わかりません", "dont_know"), ("もういいよ", "mood_enough"),
     ("さっき言いました", "said_before"), ("お前らもどうせ同じだろ", "insult"), ("だれにもいわないで", "secret"), ("母が同じことを聞く", "")],
)  # fmt: skip
def test_casual_words_mean_what_plain_ones_do(text: str, intent: str) -> None:
    assert PHRASES.intent(text) == intent


@pytest.mark.parametrize(
    ("text", "feeling"),
    [("別に困ってない", ""), ("不安はないです", ""), ("困ってます", "lost"), ("一人暮らしです", ""), ("ひとりぼっちで", "lonely"),
     ("私が悪いのかな", "guilty"), ("夜眠れない", "tired")],
)  # fmt: skip
def test_what_is_not_felt_is_not_given_back(text: str, feeling: str) -> None:
    assert reading.feeling(text) == feeling


@pytest.mark.parametrize(
    ("text", "who"),
    [("父はもういない", ""), ("子どもはおりません", ""), ("主人は10年前に亡くなり", ""), ("母がいつも怒る", "mother")],
)
def test_who_is_not_there_is_not_spoken_of(text: str, who: str) -> None:
    assert reading.relation(text) == who


@pytest.mark.parametrize(
    ("text", "point"),
    [
        ("困ってるのは介護じゃなくて、お金かも", "お金かも"),
        ("でも本当に困ってるのは仕事なんです", "仕事なんです"),
        ("母の介護", "母の介護"),
    ],
)
def test_a_text_is_about_what_it_says_it_is_about(text: str, point: str) -> None:
    assert reading.point(text).strip("、") == point


@pytest.mark.parametrize("text", ["高校生です", "主婦です", "無職の50代です", "フリーターやってます"])
def test_nobody_who_said_who_they_are_is_asked_whose_matter_it_is(resident: Any, text: str) -> None:
    resident.says(text).says("いろいろあって", topics=("disability",)).taps("more.enough")
    for _ in range(6):
        assert resident.talk.state is not State.whose
        resident.says("わからない")
    assert resident.talk.whose == "self"


def test_who_somebody_is_told_where_it_was_asked_leads_on(resident: Any) -> None:
    resident.talk = resident.talk.but(state=State.whose)
    resident.says("45歳の会社員です")
    assert (resident.talk.whose, resident.talk.age_band) == ("self", "40_64")
    assert resident.talk.state not in (State.whose, State.age)


@pytest.mark.parametrize("seed", range(8))
def test_two_bubbles_of_a_turn_begin_differently(resident: Any, seed: int) -> None:
    resident.talk = resident.talk.but(state=State.question, seed=seed, flow="work", question="now", asked=("work.now",))
    resident.says("電話は苦手で、こまっています")
    first, second, *_ = resident.heard.split("\n")
    assert first.split("、")[0] != second.split("、")[0]


def test_a_place_corrected_later_takes_the_place_of_the_first(resident: Any) -> None:
    resident.talk = resident.talk.but(state=State.more, area_done=True, area_id="a", municipality="小金井市")
    resident.says("本町じゃなくて前原町です", where=Whereabouts("小金井市", "b", known=True))
    assert resident.talk.area_id == "b"


def test_the_words_of_a_correction_are_kept(resident: Any) -> None:
    resident.says("母のことです", topics=("elder_care",)).says("母じゃなくて義母です")
    assert [worry.text for worry in resident.talk.worries] == ["母のことです", "母じゃなくて義母です"]
    assert resident.talk.relation == "mother_in_law"


def test_words_on_coming_back_go_on_with_the_talk(resident: Any) -> None:
    resident.says("息子が学校に行けません", topics=("school_refusal",)).sends(SaidKind.comeback, text="こんばんは")
    resident.says("まだ行けていません")
    assert resident.talk.state is State.more
    assert [worry.text for worry in resident.talk.worries] == ["息子が学校に行けません", "まだ行けていません"]


def test_enough_of_it_rings_while_danger_is_open(resident: Any) -> None:
    resident.talk = resident.talk.but(state=State.question, danger="urgent", kinds=("suicide",))
    resident.says("7日後", danger="emergency", kinds=("suicide",))
    assert "Crisis" in resident.done

"""The screen as a whole: plain cases, calm words, talks, variants, and texts that want to break it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.triage import Kind, Level, Triage
from bot.triage.classifier import HEADS
from bot.triage.screen import Reading, decide
from bot.triage.turns import judge_turn


@pytest.fixture(scope="module")
def triage() -> Triage:
    return Triage.load()


PLAIN = [
    ("死にたい", Kind.suicide),
    ("もう生きていたくない", Kind.suicide),
    ("リスカがやめられない", Kind.self_harm),
    ("夫に殴られます", Kind.dv),
    ("お父さんにたたかれる", Kind.abuse),
    ("バイト先の店長に体を触られました", Kind.sexual_violence),
    ("今夜寝るところがありません", Kind.no_shelter),
    ("食べるものがなくて、二日なにも食べていません", Kind.no_food),
    ("あいつを殺してやりたい。包丁を買った", Kind.harm_others),
    ("父が倒れて意識がありません", Kind.medical),
    ("I want to die", Kind.suicide),
    ("不想活了", Kind.suicide),
    ("죽고 싶어요", Kind.suicide),
    ("Em không muốn sống nữa", Kind.suicide),
    ("Quero morrer", Kind.suicide),
    ("बाँच्न मन छैन", Kind.suicide),
    ("Gusto ko nang mamatay", Kind.suicide),
]


@pytest.mark.parametrize(("text", "kind"), PLAIN)
def test_a_plain_word_of_danger_is_heard_with_its_kind(triage: Triage, text: str, kind: Kind) -> None:
    verdict = triage.judge(text)
    assert verdict.level is not Level.NONE
    assert kind in verdict.kinds


@pytest.mark.parametrize(
    "text",
    ["今から死にます。さようなら", "薬を全部飲みました。ねむい", "さっき首を絞められました。いまトイレに隠れています",
     "赤ちゃんがけいれんして呼んでも返事がありません", "ミルクがもうありません。生後二か月です。お金もない", "今夜、首を吊ります",
     "おばあちゃん いきしてない", "いきが くるしい。よこに なれない"],
)  # fmt: skip
def test_danger_within_hours_is_an_emergency(triage: Triage, text: str) -> None:
    assert triage.judge(text).level is Level.EMERGENCY


@pytest.mark.parametrize(
    "text",
    ["死ぬほど忙しい", "推しが尊くて死んだ", "クビになりました。失業保険の手続きを教えてください", "ゲームで敵に殺されまくった",
     "自殺対策の研修の日程を教えてください", "終活でエンディングノートを書きたい", "保育園の申し込みはどこですか", "スタンプまちがえました",
     "こんにちは", "年金だけでは苦しいので減免の制度を知りたいです", "父が要介護2になりました", "ありがとう", "病院でたくさん薬をもらいました", "👍", "あ", ""],
)  # fmt: skip
def test_calm_words_raise_no_alarm(triage: Triage, text: str) -> None:
    assert triage.judge(text).level is Level.NONE


def test_the_last_bubble_is_read_with_those_before_it(triage: Triage) -> None:
    assert triage.judge("もういい", ["生きてる意味ある?", "ねえ"]).level is not Level.NONE
    assert triage.judge("もういいです、自分で調べます").level is Level.NONE


def test_a_yes_to_our_question_counts_and_a_no_does_not(triage: Triage) -> None:
    asked = ["bot: 死にたい気持ちはありますか"]
    assert Kind.suicide in triage.judge("はい", asked).kinds
    assert triage.judge("いいえ、ないです", asked).level is Level.NONE


def test_an_answer_in_several_bubbles_counts_up_to_our_next_question(triage: Triage) -> None:
    asked = "bot: 死にたい気持ちはありますか"
    assert Kind.suicide in triage.judge("毎日", [asked, "…"]).kinds
    assert triage.judge("はい", [asked, "いいえ、ないです", "bot: お住まいは北町ですか"]).level is Level.NONE


def test_a_wish_that_ends_like_a_no_is_not_taken_for_one(triage: Triage) -> None:
    assert Kind.suicide in triage.judge("もう生きていたくない", ["bot: 死にたい気持ちはありますか", "…"]).kinds


def test_the_kind_to_act_on_first_stands_in_front(triage: Triage) -> None:
    assert triage.judge("夫に殴られて、いまトイレに隠れています").kinds[0] is Kind.dv
    assert triage.judge("三日間なにも食べていません。お金もありません").kinds[0] is Kind.no_food


def test_an_open_word_of_danger_is_heard_after_a_calm_talk(triage: Triage) -> None:
    talk = ["こんにちは", "保育園の申し込みについて", "書類はどこですか", "ありがとうございます"]
    assert triage.judge("死にたい", talk).level is not Level.NONE


def _wide(text: str) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)


def _katakana(text: str) -> str:
    return "".join(chr(ord(c) + 0x60) if "ぁ" <= c <= "ゖ" else c for c in text)


def _spaced(text: str) -> str:
    return " ".join(text)


def _newlines(text: str) -> str:
    return "\n".join(text)


def _hidden(text: str) -> str:
    return "\u200b".join(text)


VARIANTS = [_wide, _katakana, _spaced, _newlines, _hidden]
POSITIVES = [
    "死にたい",
    "もう消えてしまいたい",
    "今夜首を吊ります",
    "リスカがやめられない",
    "夫に殴られます",
    "希死念慮が強い",
    "i want to die",
]


@given(
    text=st.sampled_from(POSITIVES[:-1]),
    variant=st.sampled_from(VARIANTS),
    before=st.sampled_from(["", "すみません、", "あの、", "😢", "相談です。", "こんばんは。\n"]),
    after=st.sampled_from(["", "。", "…", "😭", "です", "と思っています", "んです", "!!", " 助けて", "🙏🙏"]),
)
@settings(max_examples=150, deadline=None)
def test_width_kana_spacing_emoji_and_polite_forms_stay_positive(
    triage: Triage, text: str, variant: object, before: str, after: str
) -> None:
    assert callable(variant)
    assert triage.judge(before + variant(text) + after).level is not Level.NONE


@given(st.text(alphabet=st.characters(), max_size=400), st.lists(st.text(max_size=40), max_size=8))
@settings(max_examples=150, deadline=None)
def test_no_text_makes_the_screen_fail(triage: Triage, text: str, earlier: list[str]) -> None:
    assert triage.judge(text, earlier).level in set(Level)


@pytest.mark.parametrize(
    "text",
    ["死" * 3_000_000, "\ud800" * 1000, "a\u0301\u0302\u0303" * 5000, "\u202e死にたい\u202c", "(" * 100_000, "し " * 200_000,
     "\x00\x01\x02", "ﷺ" * 3000, "😭" * 100_000, "死にたい" + "あ" * 2_000_000],
)  # fmt: skip
def test_huge_and_broken_texts_are_judged(triage: Triage, text: str) -> None:
    assert triage.judge(text, [text] * 7).level in set(Level)


def test_a_word_at_either_end_of_a_huge_text_is_heard(triage: Triage) -> None:
    filler = "今日は晴れです。買い物に行きました。" * 20_000
    assert triage.judge("死にたい。" + filler).level is not Level.NONE
    assert triage.judge(filler + "死にたい").level is not Level.NONE


def test_matched_names_rules_and_never_words_of_the_person(triage: Triage) -> None:
    verdict = triage.judge("ひみつのことばで死にたいと言いました")
    assert verdict.matched
    assert all(name.replace("classifier:", "").replace(".", "").replace("_", "").isascii() for name in verdict.matched)


def test_the_same_message_gets_the_same_verdict_from_a_screen_loaded_again(triage: Triage) -> None:
    assert Triage.load().judge("夫に殴られます") == triage.judge("夫に殴られます")


def test_only_what_is_surely_meant_decides_on_the_words_of_the_answer() -> None:
    odds = np.zeros(len(HEADS))
    odds[[HEADS.index("any"), HEADS.index("dv"), HEADS.index("suicide")]] = (0.9, 0.8, 0.1)
    verdict = decide(Reading((), odds), {"any": 0.3, "emergency": 0.5, "kind": 0.07})
    assert verdict.kinds == (Kind.dv, Kind.suicide)
    assert verdict.chief == (Kind.dv,)


@pytest.mark.parametrize(
    "text", ["べつに困ってないけど、なんか夜になると消えたくなる", "ときどき消えたくなります", "きえたくなった", "いなくなりたくなる"]
)
def test_a_wish_to_vanish_told_in_passing_is_heard_in_the_middle_of_a_talk_too(triage: Triage, text: str) -> None:
    earlier = ["高2です。学校もう3か月行ってない。親とも話してない笑", "bot: まだ胸にあることがあれば、聞かせてもらえますか？"]
    assert judge_turn(triage, text, earlier).level is Level.URGENT
    assert triage.judge(text).level is Level.URGENT

"""What was found by playing whole talks: each was a moment at which a person would have stopped."""

from __future__ import annotations

from typing import Any

import pytest

from flows import draft, reading
from flows.effects import Crisis, ShowDraft
from flows.said import SaidKind, Whereabouts
from flows.talk import State


def test_somebody_who_was_here_before_is_not_met_as_a_stranger(newcomer: Any) -> None:
    newcomer.talk = newcomer.talk.but(known=True)
    newcomer.says("こんばんは")
    assert "はじめまして" not in newcomer.heard
    assert newcomer.talk.state is State.notice


def test_the_first_words_in_another_language_get_the_notice_in_it(newcomer: Any) -> None:
    newcomer.sends(SaidKind.follow).says("Xin chào, tôi mất việc", language="vi")
    assert "miễn phí" in newcomer.heard.lower()
    assert "110" in newcomer.heard
    newcomer.says("tôi mất việc rồi", language="vi")
    assert "Crisis" in newcomer.done


def test_whoever_agreed_before_writing_is_still_heard_in_their_language(resident: Any) -> None:
    resident.says("I lost my job and cannot pay the rent", language="en", topics=("work",))
    assert resident.talk.language == "en"


def test_a_place_name_in_latin_letters_is_no_change_of_language(resident: Any) -> None:
    resident.talk = resident.talk.but(state=State.area, wants="place")
    resident.says("Koganei", language="en", where=Whereabouts("小金井市", known=True, ask="town"))
    assert resident.talk.language == "ja"


def test_the_numbers_are_many_only_the_first_time(resident: Any) -> None:
    resident.says("死にたい", danger="urgent", kinds=("suicide",))
    first = next(one for one in resident.turn.effects if isinstance(one, Crisis))
    resident.says("やっぱり死にたい", danger="urgent", kinds=("suicide",))
    again = next(one for one in resident.turn.effects if isinstance(one, Crisis))
    assert (first.first, again.first) == (True, False)


def test_a_draft_is_never_empty(resident: Any) -> None:
    assert [one.id for one in draft.items(resident.talk, resident.conversation.book)] == ["wish"]
    resident.says("人と話したい").taps("human.connect").taps("human.blank").taps("area.skip")
    shown = next(one for one in resident.turn.effects if isinstance(one, ShowDraft))
    assert [one.id for one in shown.items] == ["wish"]


def test_whoever_cannot_telephone_is_remembered(resident: Any) -> None:
    resident.says("電話は苦手です。仕事のことで悩んでいます", topics=("work",))
    assert resident.talk.no_phone


@pytest.mark.parametrize(
    ("text", "whose"),
    [
        ("夫が亡くなってから一人です", ""),
        ("妻には言ってない", ""),
        ("母に怒られた", "self"),
        ("お父さんがずっと怒鳴ってて", "self"),
        ("夫とけんかばかりで帰りたくない", "self"),
        ("認知症の母に怒鳴られます", "family"),
        ("息子が怒鳴って物を投げる", "family"),
        ("弟が酒を飲んで怒鳴ります", "family"),
        ("母の介護を夫に相談できない", "family"),
        ("上の階から泣き声がする", "neighbour"),
    ],
)
def test_who_it_is_about_is_not_who_was_left_or_told(text: str, whose: str) -> None:
    assert reading.whose(text) == whose


@pytest.mark.parametrize(
    ("text", "band"),
    [("30代です", "18_39"), ("80代", "75_up"), ("中2", "u18"), ("83歳です", "75_up"), ("10さい です", "u18"),
     ("30年ひきこもりです", ""), ("70代の母の介護", "")],
)  # fmt: skip
def test_an_age_by_itself_is_known_from_one_in_a_story(text: str, band: str) -> None:
    assert reading.bare_age(text) == band


@pytest.mark.parametrize("text", ["怒鳴ってしまう", "つい叩いてしまった", "手をあげてしまいそうで"])
def test_the_hand_of_the_writer_is_known(text: str) -> None:
    assert reading.own_hand(text)


@pytest.mark.parametrize("text", ["夫に怒鳴られる", "叩かれた", "隣から怒鳴り声"])
def test_the_hand_of_another_is_not_the_writers(text: str) -> None:
    assert not reading.own_hand(text)


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("não é meu marido, é meu pai", "father"),
        ("không phải mẹ tôi mà là bố tôi", "father"),
        ("hindi nanay ko kundi tatay ko", "father"),
        ("not my mother, it's my father", "father"),
        ("不是我妈,是我爸", "father"),
        ("어머니가 아니라 아버지", "father"),
        ("मेरी आमा होइन मेरो बुबा", "father"),
        ("母じゃなくて義母", "mother_in_law"),
    ],
)
def test_a_correction_is_understood_in_every_language(text: str, right: str) -> None:
    assert reading.relation(reading.corrected(text)[1]) == right


@pytest.mark.parametrize(
    ("language", "word", "state"),
    [
        ("en", "stop", "closed"), ("en", "go back", "listen"), ("en", "talk to a person", "human"),
        ("en", "delete everything", "confirm_forget"), ("en", "continue", "more"), ("en", "language", "language"),
        ("zh", "停止", "closed"), ("zh", "返回", "listen"), ("zh", "想和人说话", "human"), ("zh", "全部删除", "confirm_forget"),
        ("zh", "继续", "more"), ("zh", "语言", "language"),
        ("ko", "그만", "closed"), ("ko", "뒤로", "listen"), ("ko", "사람과 이야기하고 싶어요", "human"),
        ("ko", "전부 삭제", "confirm_forget"), ("ko", "계속", "more"), ("ko", "언어", "language"),
        ("vi", "dừng lại", "closed"), ("vi", "quay lại", "listen"), ("vi", "gặp người", "human"),
        ("vi", "xóa tất cả", "confirm_forget"), ("vi", "tiếp tục", "more"), ("vi", "ngôn ngữ", "language"),
        ("pt", "parar", "closed"), ("pt", "voltar", "listen"), ("pt", "falar com alguém", "human"),
        ("pt", "apagar tudo", "confirm_forget"), ("pt", "continuar", "more"), ("pt", "idioma", "language"),
        ("ne", "बन्द", "closed"), ("ne", "पछाडि", "listen"), ("ne", "मान्छे", "human"),
        ("ne", "सबै मेट्नुहोस्", "confirm_forget"), ("ne", "जारी राख्नुहोस्", "more"), ("ne", "भाषा", "language"),
        ("tl", "itigil", "closed"), ("tl", "bumalik", "listen"), ("tl", "makausap ang tao", "human"),
        ("tl", "burahin lahat", "confirm_forget"), ("tl", "ituloy", "more"), ("tl", "wika", "language"),
    ],
)  # fmt: skip
def test_the_main_commands_work_in_every_language(resident: Any, language: str, word: str, state: str) -> None:
    resident.talk = resident.talk.but(state=State.more, language=language)
    resident.says(word, language=language)
    assert resident.talk.state.value == state


def test_unsent_words_may_leave_the_hardest_question_without_an_answer(resident: Any) -> None:
    resident.talk = resident.talk.but(state=State.hardest)
    resident.says("わからない")
    assert resident.talk.hardest == ""

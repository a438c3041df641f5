"""Counts, words of nature and pieces of Chinese sentences are no names; the same letters as a name are."""

import pytest

from bot.privacy import Masker
from bot.privacy.usual import chinese_clause, counted, of_nature


@pytest.fixture(scope="module")
def masker():
    return Masker.load()


@pytest.mark.parametrize(("word", "is_count"), [
    ("三軒目", True), ("丸二日", True), ("八軒", True), ("三浦", False), ("五郎", False), ("一二三", False)])
def test_a_number_of_things_is_told_from_a_name(word, is_count):
    assert counted(word) is is_count


@pytest.mark.parametrize(("text", "nature"), [
    ("ゆきがふっている", True), ("愛がほしい", True), ("夢に出てくる", True), ("桜が咲いた", True),
    ("ゆきが泣いている", False), ("愛が帰らない", False), ("さくらの下の子", False), ("ゆきの中学", False)])
def test_nature_is_told_from_a_person_by_what_is_said_of_it(text, nature):
    assert bool(of_nature(text, 0)) is nature


def test_a_piece_of_a_chinese_sentence_is_no_name_but_a_surname_is():
    text = "我母亲一个人住"
    assert chinese_clause(text, "亲一", False)
    assert not chinese_clause("我叫王强", "王强", False)
    assert not chinese_clause("椎菜、過食", "椎菜", False)


@pytest.mark.parametrize("text", [
    "川崎の工場に通っていたが腰を痛めた", "双子のミルクがもうない", "市民より", "父亲需要护理", "よその家の花", "製作所で働いて20年",
    "社員食堂で働く", "手紙にそう書いてありました", "मेरो नाम गलत लेखिएको छ", "My husband is Japanese and he drinks", "焼肉って思ってるうちに"])
def test_words_of_every_day_stay_in_the_whole_text(masker, text):
    assert masker.mask(text).text == text


@pytest.mark.parametrize(("text", "hidden"), [
    ("小岩さんがまた来ました。小岩は酒を飲みます", "小岩"), ("足立が足立区の窓口で断られたそうです", "足立が"), ("福島が言うには施設がいい", "福島"),
    ("よろしくお願いします 田中", "田中"), ("Jomar hits me, my friend Jomar", "Jomar"), ("まつした産婦人科の請求", "まつした")])
def test_names_of_the_weak_kinds_are_hidden_in_the_whole_text(masker, text, hidden):
    assert hidden not in masker.mask(text).text

"""Proper names of institutions with rarer words for their kind are found where somebody works, learns or is cared for."""

import pytest

from bot.privacy.document import Document
from bot.privacy.lexicon import Lexicon
from bot.privacy.recognisers.workplace import WorkplaceRecogniser


@pytest.fixture(scope="module")
def recogniser():
    return WorkplaceRecogniser(Lexicon.load())


@pytest.mark.parametrize(("text", "name"), [
    ("丸富製作所をクビになりました", "丸富製作所"), ("つばき亭の店長が怒鳴ります", "つばき亭"), ("明星塾の月謝が払えない", "明星塾"),
    ("まつした産婦人科の請求が来た", "まつした産婦人科"), ("保育園(こりす)の呼び出し", "こりす"), ("N高やめた。N高に行けない", "N高"),
    ("オオクラ精機に勤めて10年", "オオクラ精機"), ("バイト先のモナークの店長", "モナーク")])
def test_a_proper_name_with_a_rarer_kind_is_found(recogniser, text, name):
    assert name in {text[s.start:s.end] for s in recogniser.find(Document(text))}


@pytest.mark.parametrize("text", [
    "町工場で働いています", "学習塾の月謝が払えない", "公園に行きたい", "バイト先の店長がこわい", "職場の人間関係を辞めたい理由に",
    "健康番組の先生", "会社にばれると寮を出される", "作業所(二か所)の見学"])
def test_a_general_name_stays(recogniser, text):
    assert not list(recogniser.find(Document(text)))

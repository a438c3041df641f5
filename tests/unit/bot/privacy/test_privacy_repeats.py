"""Names found once are found again in the same text; nationwide chains and medicines stay."""

import pytest

from bot.privacy.document import Document
from bot.privacy.keep import Keeper
from bot.privacy.lexicon import Lexicon
from bot.privacy.repeats import Repeats
from bot.privacy.spans import PiiType, Span

_LEXICON = Lexicon.load()


def _name(text, word, score=0.9):
    start = text.index(word)
    return Span(start, start + len(word), PiiType.name, score, "tagger")


@pytest.mark.parametrize(("text", "word", "more"), [
    ("息子の健吾が心配。健吾は部屋にいます", "健吾", 1), ("健吾が、健吾が、健吾が", "健吾", 2),
    ("林さんが林の中で", "林", 0), ("平井です。平井に住んでいます", "平井", 0), ("健吾と健吾郎がいる", "健吾", 0),
    ("小岩さんが来た。小岩は怒った", "小岩", 1), ("小岩さんは小岩の駅にいた", "小岩", 0), ("三田です。港区の三田とは関係ありません", "三田", 0), ("大塚さんに電話、大塚区民センターで", "大塚", 0),
    ("はるが春を待つ。はるばる来た", "はる", 0), ("グエンです。グエンは困る", "グエン", 1)])
def test_a_sure_name_is_found_again_where_it_stands_alone(text, word, more):
    spans = (_name(text, word),)
    assert len(list(Repeats(_LEXICON.places).find(Document(text), spans))) == more


def test_an_unsure_name_is_not_spread():
    text = "健吾は健吾"
    assert not list(Repeats(_LEXICON.places).find(Document(text), (_name(text, "健吾", 0.6),)))


@pytest.mark.parametrize(("text", "word", "stays"), [
    ("松屋で働いて腰を痛めた", "松屋", True), ("松屋さんに借りた", "松屋", False),
    ("リスパダールで太った", "リスパ", True), ("サンシュユ薬局で太った", "サンシュユ", False)])
def test_chains_and_medicines_stay_but_persons_of_that_name_do_not(text, word, stays):
    start = text.index(word)
    span = Span(start, start + len(word), PiiType.organisation, 0.7, "tagger")
    assert bool(list(Keeper.from_lexicon(_LEXICON).clear(Document(text), (span,)))) is not stays

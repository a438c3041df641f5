"""Names inside sentences of other languages are found; sentences without names stay."""

import pytest

from bot.privacy.document import Document
from bot.privacy.recognisers.world import WorldRecogniser


@pytest.mark.parametrize(("text", "found"), [
    ("My neighbor Mr. Kuroda shouts", {"Kuroda"}), ("Call me Sam. I sleep outside", {"Sam"}),
    ("I work for Asahi Green Foods", {"Asahi Green Foods"}), ("Meu marido Marcos me bate", {"Marcos"}),
    ("Chồng tôi là Trần Văn Bình", {"Trần Văn Bình"}), ("我女儿王诗涵在学校被欺负", {"王诗涵"}),
    ("我在福来酒家打工", {"福来酒家"}), ("제 아들 민준이가 학교에 안 가요", {"민준"}),
    ("Мой муж Сергей ушёл.", {"Сергей"}), ("मेरो श्रीमती सरिता बिरामी छ", {"सरिता"})])
def test_a_name_beside_kinship_or_work_is_found(text, found):
    spans = WorldRecogniser().find(Document(text))
    assert {text[s.start:s.end] for s in spans} == found


@pytest.mark.parametrize("text", [
    "My husband hits me", "Chồng tôi đánh tôi.", "在超市打工。", "I work at night", "아이가 아파요", "Мой муж пьёт",
    "Meu marido bebe muito", "我女儿不会日语"])
def test_sentences_without_names_stay(text):
    assert not list(WorldRecogniser().find(Document(text)))

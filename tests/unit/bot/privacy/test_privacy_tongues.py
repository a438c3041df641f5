"""Names in Latin letters, Chinese, Korean and Nepali are found by introduction, kin, deed and list; the rest stays."""

import pytest

from bot.privacy.document import Document
from bot.privacy.lexicon import Lexicon
from bot.privacy.recognisers.tongues import TonguesRecogniser


@pytest.fixture(scope="module")
def recogniser():
    return TonguesRecogniser(Lexicon.load())


@pytest.mark.parametrize(("text", "name"), [
    ("My name's Grace Okafor", "Grace Okafor"), ("Hello, Bikram here", "Bikram"), ("regards, Peter Mwangi", "Peter Mwangi"),
    ("hello im dipendra, student", "dipendra"), ("toi ten Hung, o Mitaka", "Hung"), ("Mình là Quỳnh Anh", "Quỳnh Anh"),
    ("Si Kenji ang asawa ko", "Kenji"), ("Ako po si Jenny, may anak ako", "Jenny"), ("O Marcelo me bate todo dia", "Marcelo"),
    ("Eu sou o Rodrigo", "Rodrigo"), ("Nama saya Budi Santoso", "Budi Santoso"), ("我女儿叫思雨,今年上小学", "思雨"),
    ("室友阿伟偷了我的钱", "阿伟"), ("王强打我", "王强"), ("房东铃木要我搬走", "铃木"), ("어머니 이순자가 치매예요", "이순자"),
    ("김 사장님이 월급을 안 줘요", "김"), ("मेरो नाम सुनिल राई हो", "सुनिल राई"), ("राम ले मलाई पिट्यो", "राम")])
def test_a_name_in_another_language_is_found(recogniser, text, name):
    assert name in {text[s.start:s.end] for s in recogniser.find(Document(text))}


@pytest.mark.parametrize("text", [
    "My name is on the lease", "I am from Hanoi and I am tired", "Tôi là người Việt", "Bố đang đánh mẹ", "我叫不到救护车", "我女儿不想上学",
    "小孩不去学校", "제 이름은 비밀이에요", "아버지 기저귀를 갈아요", "मेरो नाम गलत लेखिएको छ", "Ang asawa ko ay lasing", "Si possível, amanhã"])
def test_sentences_without_a_name_stay(recogniser, text):
    assert not list(recogniser.find(Document(text)))

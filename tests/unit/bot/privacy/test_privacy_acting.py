"""A listed name is told by what only a person does; the same word used as a place or a thing stays."""

import pytest

from bot.privacy.document import Document
from bot.privacy.recognisers.acting import ActingRecogniser
from bot.privacy.recognisers.signature import SignatureRecogniser


def found(recogniser, text):
    return {text[s.start:s.end] for s in recogniser.find(Document(text))}


@pytest.mark.parametrize(("text", "names"), [
    ("福島が言うには、施設がいいそうです", {"福島"}), ("秋田に殴られて歯が折れた", {"秋田"}), ("千葉にお金を貸した", {"千葉"}),
    ("この前三島と飲んだとき", {"三島"}), ("松戸を訴えたい", {"松戸"}), ("大宮の奥さんが来た", {"大宮"}), ("荻窪から電話が来るのが怖い", {"荻窪"}),
    ("たけしがまた暴れました", {"たけし"}), ("朝からゆいなが熱です", {"ゆいな"}), ("夜になるときよしが歩きます", {"きよし"}),
    ("ショウタのおむつ代がない", {"ショウタ"}), ("美咲へのいじめ", {"美咲"})])
def test_what_only_a_person_does_makes_a_listed_name_one(lexicon, text, names):
    assert found(ActingRecogniser(lexicon), text) == names


@pytest.mark.parametrize("text", [
    "福島が心配です", "千葉に引っ越します", "大塚で倒れました", "長野の母が一人です", "石川の地震で家をなくした", "明日が来るのが怖い",
    "千葉に貸した家があります", "赤羽に監視カメラがある", "母に殴られました", "家に帰るのがこわい", "排せつの世話がつらい", "三鷹も物価が高い"])
def test_a_place_and_an_everyday_word_stay(lexicon, text):
    assert not found(ActingRecogniser(lexicon), text)


@pytest.mark.parametrize(("text", "names"), [
    ("よろしくお願いします 田中", {"田中"}), ("以上、よろしくお願いいたします。\n今野", {"今野"}), ("返信待ってます。ゆか", {"ゆか"}),
    ("お待ちしています。草々 富樫花子", {"富樫花子"}), ("助けてください\nみちるより", {"みちる"}), ("ありがとうございました(村井)", {"村井"}),
    ("「和枝、飯はまだか」と怒鳴られる", {"和枝"}), ("「美波を殺す」と言う", {"美波"})])
def test_who_signs_or_is_called_is_found(lexicon, text, names):
    assert found(SignatureRecogniser(lexicon), text) == names


@pytest.mark.parametrize("text", [
    "よろしくお願いします。", "お願いします。至急", "「明日は来るな」と言われた", "ありがとうございました。また来ます", "市民より", "母より",
    "「お母さん、おなかすいた」と泣きます", "よろしくお願いします。匿名"])
def test_closing_and_quoted_words_without_a_name_stay(lexicon, text):
    assert not found(SignatureRecogniser(lexicon), text)

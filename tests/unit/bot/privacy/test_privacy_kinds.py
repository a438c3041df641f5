"""Kinds of institutions and of persons stay readable: they single nobody out; a proper name of the kind does not."""

import pytest

from bot.privacy.masker import Masker


@pytest.fixture(scope="module")
def masker():
    return Masker.load()


@pytest.mark.parametrize("kind", [
    "鉄道会社", "出版社", "青果市場", "スーパー銭湯", "文房具屋", "証券会社", "メンズエステ", "カラオケ店", "中華料理屋", "製紙工場",
    "リフォーム会社", "IT企業", "タクシー会社", "税理士事務所"])
@pytest.mark.parametrize("frame", ["{}で働いています", "{}をクビになりました", "{}の店長に怒鳴られる", "{}に勤めて10年"])
def test_a_kind_of_workplace_stays(masker, kind, frame):
    assert not masker.detect(frame.format(kind))


@pytest.mark.parametrize("kind", [
    "認定こども園", "企業主導型保育園", "サポート校", "進学塾", "書道教室", "緩和ケア病棟", "訪問リハビリ", "小規模多機能", "無料低額宿泊所", "口腔外科"])
@pytest.mark.parametrize("frame", ["{}に通っています", "{}の先生がこわい", "{}を退所させられた"])
def test_a_kind_of_school_or_care_stays(masker, kind, frame):
    assert not masker.detect(frame.format(kind))


@pytest.mark.parametrize("text", [
    "元ダンに殴られた", "彼ピとけんかした", "半グレが家に来る", "専務に殴られた", "クリスチャンです。助けてください", "すまほ が ありません",
    "ほけんしさん に いきました", "わたしの りゅうがくせい です"])
def test_a_person_by_what_they_are_stays(masker, text):
    assert not masker.detect(text)


@pytest.mark.parametrize(("text", "name"), [
    ("麺屋はるかをクビになりました", "麺屋はるか"), ("青戸そろばん塾に通っています", "青戸そろばん塾"), ("東葉鉄道の面接に落ちた", "東葉鉄道"),
    ("半田さんに殴られた", "半田"), ("すまこです。助けてください", "すまこ")])
def test_a_proper_name_beside_such_a_word_is_hidden(masker, text, name):
    at = text.index(name)
    covered = {n for span in masker.detect(text) for n in range(span.start, span.end)}
    assert covered >= set(range(at, at + len(name)))


@pytest.mark.parametrize("text", [
    "船橋で倒れて救急車で運ばれた", "自由が丘で働いています", "ブラジルで働いていました", "美咲町に住んでいます", "美里に引っ越します"])
def test_a_place_where_one_lives_falls_or_works_stays(masker, text):
    assert not masker.detect(text)


@pytest.mark.parametrize("text", ["美咲が学校に行かない", "美咲さえいれば", "うちの美咲がお世話になってます", "美里、ごめんね"])
def test_a_given_name_that_is_a_town_too_is_hidden(masker, text):
    name = "美咲" if "美咲" in text else "美里"
    assert name in {text[span.start:span.end] for span in masker.detect(text)}

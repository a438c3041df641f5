"""Names that the sentence itself calls names, one-letter names, names in Latin letters, shops by their trade."""

import pytest

from bot.privacy.document import Document
from bot.privacy.recognisers.acting import ActingRecogniser
from bot.privacy.recognisers.call_name import CallNameRecogniser
from bot.privacy.recognisers.naming import NamingRecogniser
from bot.privacy.recognisers.one_letter import OneLetterRecogniser
from bot.privacy.recognisers.romaji import RomajiRecogniser, romaji
from bot.privacy.recognisers.short_school import ShortSchoolRecogniser
from bot.privacy.recognisers.trade import TradeRecogniser


def found(recogniser, text):
    return {text[s.start:s.end] for s in recogniser.find(Document(text))}


@pytest.mark.parametrize(("text", "names"), [
    ("クマさんってあだ名の監督に殴られた", {"クマ"}), ("るあって呼んで", {"るあ"}), ("クラスでブタ子って呼ばれてる", {"ブタ子"}),
    ("ハンドルネームは月夜、本名は言えません", {"月夜"}), ("一と書いてはじめです", {"一", "はじめ"}), ("許と申します。台湾出身です", {"許"}),
    ("歩です。男でも女でもないです", {"歩"}), ("名字は一、にのまえと読みます", {"一"}), ("陸、海、空の三兄弟です", {"陸", "海", "空"}),
    ("生まれた子にことねとつけました", {"ことね"}), ("長男が一、次男が二郎です", {"一"})])
def test_what_is_called_a_name_is_found(lexicon, text, names):
    assert found(NamingRecogniser(lexicon), text) == names


@pytest.mark.parametrize("text", [
    "バカって呼ばれてつらい", "先生と呼ばれる仕事でした", "下の子はまだ2歳です", "上の階の人、夜中に洗濯", "民生委員と申します", "父のコレクションと呼ばれるゴミ",
    "婿養子です。名字の重さが違う", "名字は同じです", "「軽度」と書いてあった", "父と母の三人で暮らす", "あだ名をつけられて学校に行けない"])
def test_what_is_called_something_else_stays(lexicon, text):
    assert not found(NamingRecogniser(lexicon), text)


@pytest.mark.parametrize(("text", "names"), [
    ("楓を置いて出てきました", {"楓"}), ("新が生まれてから眠れない", {"新"}), ("明とうまくいかない", {"明"}), ("円の通院に付き添えない", set()),
    ("心が荒れている", set()), ("海を見に行く", set()), ("夢を手放したくない", set()), ("星がきれい", set()), ("愛に飢えている", set())])
def test_one_letter_is_a_name_where_only_a_person_can_be_meant(lexicon, text, names):
    assert found(OneLetterRecogniser.of(lexicon), text) == names


@pytest.mark.parametrize(("kana", "latin"), [
    ("しょうた", "shota"), ("ゆうき", "yuki"), ("じゅんこ", "junko"), ("りょう", "ryo"), ("ちひろ", "chihiro"), ("いっせい", "isei")])
def test_a_name_is_written_in_latin_letters_as_people_do(kana, latin):
    assert romaji(kana) == latin


@pytest.mark.parametrize(("text", "names"), [
    ("yukiって垢で病み垢やってます", {"yuki"}), ("MIKAのDMに送った", {"MIKA"}), ("Haruto ga gakko ni ikanai", {"Haruto"}),
    ("LINEの返信が来ない", set()), ("sakeがやめられない", set()), ("yuki@example.comに送って", set()), ("DVがひどい", set())])
def test_a_name_in_latin_letters_needs_a_japanese_word_behind_it(lexicon, text, names):
    assert found(RomajiRecogniser.of(lexicon), text) == names


@pytest.mark.parametrize(("text", "names"), [
    ("喜楽をたたむことにしました", {"喜楽"}), ("魚辰の二代目です", {"魚辰"}), ("墨東に運ばれた", {"墨東"}), ("愛育で産みました", {"愛育"}),
    ("派遣のアシスト21を切られた", {"アシスト21"}), ("保証会社のジェイリース東から電話", {"ジェイリース東"}), ("開明受験に失敗した", {"開明"}),
    ("店をたたみました", set()), ("工場をたたんだ", set()), ("病院に運ばれた", set()), ("帝王切開で産んだ", set()), ("ステラを見学しました", {"ステラ"}), ("バイトを辞めたい", set()), ("大学受験に失敗した", set()),
    ("園の名前はひまわりっこです", {"ひまわりっこ"}), ("園の名前は言えません", set()), ("いちょう通り歯科に払えない", {"いちょう通り歯科"}),
    ("この近くの歯科に行きたい", set()), ("作業所のスタッフがこわい", set()), ("派遣のアルバイトです", set()), ("近所の病院で出産しました", set())])
def test_a_shop_or_a_hospital_is_told_by_its_trade(lexicon, text, names):
    assert found(TradeRecogniser(lexicon), text) == names


@pytest.mark.parametrize(("text", "names"), [
    ("葛西二中さぼってる", {"葛西二中"}), ("五中行ってない、半年", {"五中"}), ("松江中、もう無理", {"松江中"}), ("北葛西小。担任がこわい", {"北葛西小"}),
    ("入院中、家賃が払えない", set()), ("夜中に行ってない", set()), ("私立高の授業料が払えない", set()), ("妊娠中です", set())])
def test_a_school_in_short_is_told_by_what_pupils_do(lexicon, text, names):
    assert found(ShortSchoolRecogniser.of(lexicon), text) == names


@pytest.mark.parametrize(("text", "names"), [
    ("千葉の件、どうなりましたか", {"千葉"}), ("大宮の家から悲鳴が聞こえる", {"大宮"}), ("堀内には言えない", {"堀内"}),
    ("ゆうとならわかってくれる", {"ゆうと"}), ("ひまりさえいれば", {"ひまり"}), ("明日の件ですが", set()), ("千葉の家が古い", set()),
    ("森に殴られた", {"森"}), ("職場で南にだけ無視される", {"南"}), ("前に殴られた", set()), ("孫に殴られた", set()), ("森が好きです", set()),
    ("とよが夜中に徘徊します", {"とよ"}), ("しずくが不登校です", {"しずく"}), ("なんでみつきだけ食べないの", {"みつき"}), ("りょうに首しめられた", {"りょう"}),
    ("しずくが落ちる音が気になる", set()), ("りょうに戻りたい", set()), ("そらの写真を撮る", set())])
def test_a_name_in_hiragana_is_told_by_what_only_a_child_or_an_elder_does(lexicon, text, names):
    assert found(ActingRecogniser(lexicon), text) == names


@pytest.mark.parametrize(("text", "names"), [
    ("クラスのよしたかに動画を撮られた", {"よしたか"}), ("わたくし仁科は、町会の見守りをしています", {"仁科"}), ("クラスのみんなに無視される", set()),
    ("凛とした人になりたい", set()), ("私三鷹は、初めてです", set())])
def test_a_name_is_told_by_the_group_it_belongs_to_or_by_its_bearer(lexicon, text, names):
    assert found(CallNameRecogniser.of(lexicon), text) == names

"""Each recogniser by a table: what it finds, and what looks like it and stays."""

import pytest

from bot.privacy.document import Document
from bot.privacy.lexicon import Lexicon
from bot.privacy.recognisers.account import luhn
from bot.privacy.recognisers.my_number import check_digit
from bot.privacy.recognisers.registry import default_recognisers
from bot.privacy.spans import settle


@pytest.fixture(scope="module")
def recognisers():
    return {r.name: r for r in default_recognisers(Lexicon.load())}


FOUND = [
    ("phone", "電話は０９０－１２３４－０００１です", "０９０－１２３４－０００１"),
    ("phone", "090 1234 0002まで", "090 1234 0002"),
    ("phone", "〇九〇の一二三四の〇〇〇三", "〇九〇の一二三四の〇〇〇三"),
    ("phone", "call +81-90-1234-0004", "+81-90-1234-0004"),
    ("phone", "090-1234\n-0005", "090-1234\n-0005"),
    ("phone", "自宅 03(1234)0006", "03(1234)0006"),
    ("phone", "ゼロキュウゼロ、イチニサンヨン、ゴロクナナハチ", "ゼロキュウゼロ、イチニサンヨン、ゴロクナナハチ"),
    ("email", "ｍｉｙｕ＠ｅｘａｍｐｌｅ．ｊｐへ", "ｍｉｙｕ＠ｅｘａｍｐｌｅ．ｊｐ"),
    ("email", "a.b[at]example[dot]org", "a.b[at]example[dot]org"),
    ("email", "kana アット example.com", "kana アット example.com"),
    ("url", "http://example.jp/~a/ を見て", "http://example.jp/~a/"),
    ("url", "example.com/u/nao です", "example.com/u/nao"),
    ("postal_code", "〒１３３ー０００１", "１３３ー０００１"),
    ("postal_code", "郵便番号は一一二の〇〇〇一", "一一二の〇〇〇一"),
    ("address", "江戸川区西葛西8-88-8 すずらんハイム102号室です", "8-88-8 すずらんハイム102号室"),
    ("address", "湯島２丁め４５ばん６ごう", "４５ばん６ごう"),
    ("address", "平井六丁目四十番地の二、長屋", "四十番地の二"),
    ("address", "401号室の人が", "401号室"),
    ("birth_date", "S45.3.2生まれ", "S45.3.2"),
    ("birth_date", "生年月日 昭和四十五年三月二日", "昭和四十五年三月二日"),
    ("birth_date", "DOB: March 3, 1985.", "March 3, 1985"),
    ("my_number", "マイナンバー 1234 5678 9018", "1234 5678 9018"),
    ("account", "普通7654321に", "7654321"),
    ("account", "カード4111-1111-1111-1111", "4111-1111-1111-1111"),
    ("id_number", "在留カードAB12345678CD", "AB12345678CD"),
    ("id_number", "手帳の番号 東京都第0045678号", "東京都第0045678号"),
    ("sns_id", "LINEのIDはmomo_0721です", "momo_0721"),
    ("sns_id", "垢→＠ｓｏｒａ＿ｍａｍａ", "＠ｓｏｒａ＿ｍａｍａ"),
    ("vehicle", "品川 330 さ 12-34の車", "品川 330 さ 12-34"),
    ("vehicle", "足立500あ56-78が", "足立500あ56-78"),
    ("organisation", "三鷹市立風待小学校の", "風待小学校"),
    ("organisation", "(有)丸角運送で", "(有)丸角運送"),
    ("person", "氏名:久保田 美智子\n年齢:78", "久保田 美智子"),
    ("person", "My name is Rebecca Thompson.", "Rebecca Thompson"),
    ("person", "長野課長に", "長野"),
    ("phone", "O9O-1234-O0O1へ", "O9O-1234-O0O1"),
    ("phone", "TEL0422・00・1234", "0422・00・1234"),
    ("phone", "れいきゅうれい、にいよんろくはち、いちさんごうなな", "れいきゅうれい、にいよんろくはち、いちさんごうなな"),
    ("birth_date", "生まれは昭和十五年三月の二十一日", "昭和十五年三月の二十一日"),
    ("birth_date", "昭63.5.5生", "昭63.5.5"),
    ("birth_date", "1962・4・29生", "1962・4・29"),
    ("id_number", "保険証の番号三二一〇〇八です", "三二一〇〇八"),
    ("id_number", "基礎年金4321ー098765", "4321ー098765"),
    ("account", "ゆうちょの1-0-0-4-0の1234567", "1-0-0-4-0の1234567"),
    ("postal_code", "152の0001目黒区", "152の0001"),
    ("address", "下目黒6ー2ー19 カーサ・ブランカ", "6ー2ー19 カーサ・ブランカ"),
    ("address", "目黒本町の第二若葉荘です", "第二若葉荘"),
    ("address", "青空マンションの一〇五号", "青空マンションの一〇五号"),
    ("short_school", "三中の2年です", "三中"), ("short_school", "今年桜小に入学します", "桜小"),
    ("short_school", "市立二中に通う娘", "二中"), ("short_school", "東高の定時制です", "東高"),
    ("short_school", "附高を退学しました", "附高"), ("short_school", "竹園中2年です", "竹園中"),
    ("organisation", "ミライズっていう塾を解約したい", "ミライズ"), ("organisation", "向日葵という名前の作業所", "向日葵"),
    ("organisation", "ちびっこランドという保育園", "ちびっこランド"), ("organisation", "断酒会みらいに行く", "断酒会みらい"),
    ("short_school", "六中でこわされた", "六中"), ("call_name", "昨日でゆずきってやつに", "ゆずき"),
    ("short_school", "中3、栗山中。こわい", "栗山中"), ("call_name", "彼から梓の面倒を頼まれた", "梓"),
    ("call_name", "たいがたちに殴られた", "たいが"), ("short_school", "小山台の通信を受けたい", "小山台"),
    ("call_name", "黛という男が来ます", "黛"), ("call_name", "私の名前はノルマ、30歳です", "ノルマ"),
    ("call_name", "隣に住む由良です。", "由良"), ("call_name", "先生は凪だけ無視する", "凪"), ("call_name", "おかもと。さむい", "おかもと"),
    ("call_name", "とっくんが休んでいます", "とっ"), ("call_name", "たけださんに会った", "たけだ"),
    ("call_name", "鷹番という名字です", "鷹番"), ("call_name", "ねえあかり、どこにいるの", "あかり"),
    ("call_name", "タカ兄に憧れてた", "タカ"), ("short_school", "緑中、行けてない", "緑中"),
    ("short_school", "南小の屋上から見た", "南小"), ("person", "王さんに会った", "王"),
    ("person", "百々と書いてどどです", "どど"), ("person", "M.K.より", "M.K."), ("person", "Y.Sです", "Y.S"),
]


@pytest.mark.parametrize(("name", "text", "found"), FOUND)
def test_a_recogniser_finds_exactly_its_kind_of_data(recognisers, name, text, found):
    spans = settle(recognisers[name].find(Document(text)))
    assert [text[s.start:s.end] for s in spans] == [found]


@pytest.mark.parametrize(("name", "text"), [
    ("phone", "0120-279-338にかけた"), ("phone", "090から始まる番号"), ("phone", "家賃65,000円"),
    ("email", "@マークが打てない"), ("url", "https://www.city.mitaka.lg.jp/ を見た"),
    ("postal_code", "100-2000円くらい"), ("address", "10-20分でいい"), ("address", "三鷹3丁目に住む"),
    ("address", "週3-4日働きたい"), ("birth_date", "令和6年3月31日で雇止め"), ("birth_date", "1995年の震災"),
    ("account", "残高1,234円"), ("id_number", "番号札123で呼ばれた"), ("id_number", "手帳2級です"),
    ("id_number", "2024-05-01に退職した"),
    ("sns_id", "LINEのやり方がわからない"), ("vehicle", "品川ナンバーの車"),
    ("organisation", "大学病院で検査"), ("organisation", "区立中学校でいじめ"), ("organisation", "近所のクリニック"),
    ("short_school", "通院中に通帳をなくした"), ("short_school", "妊娠中の1年は"), ("short_school", "年中の担任の先生"),
    ("short_school", "地元の小中の先生"), ("short_school", "最高の先生でした"), ("short_school", "公立小に通う"),
    ("short_school", "公立高校の定時制に"), ("short_school", "都立の通信を受けたい"),
    ("call_name", "どういう人が来ますか"), ("call_name", "名前はまだない"), ("call_name", "名前はひみつです"),
    ("call_name", "隣に住む人です"), ("call_name", "おおやさんに言われた"), ("call_name", "おっちゃんに助けられた"), ("call_name", "海が見たい"),
    ("call_name", "バカ兄が帰ってきた"), ("call_name", "ねえ、きいて"), ("call_name", "おい、ふざけるな。"), ("person", "王様みたいな夫"),
    ("organisation", "なんという会社ですか"), ("organisation", "ブラックっていう会社"), ("organisation", "英会話ならいたい"),
    ("organisation", "家族会に行きたい"), ("address", "消費生活センターは188ですか"),
    ("person", "看護師さんがやさしい"), ("person", "皆さんは"), ("person", "名前は言えません"),
])
def test_a_recogniser_leaves_what_only_looks_like_it(recognisers, name, text):
    assert settle(recognisers[name].find(Document(text))) == ()


@pytest.mark.parametrize(("eleven", "digit"), [("12345678901", 8), ("00000000000", 0), ("98765432109", 3)])
def test_the_check_digit_of_my_number_follows_the_order(eleven, digit):
    weights = [6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2]
    rest = sum(int(d) * w for d, w in zip(eleven, weights, strict=True)) % 11
    assert check_digit(eleven) == (0 if rest <= 1 else 11 - rest) == digit


@pytest.mark.parametrize(("number", "valid"), [
    ("4111111111111111", True), ("378282246310005", True), ("4111111111111112", False)])
def test_luhn_tells_a_card_from_other_digits(number, valid):
    assert luhn(number) is valid


def test_every_recogniser_explains_itself_and_has_its_own_name(recognisers):
    assert len(recognisers) == 25
    assert all(r.explanation for r in recognisers.values())

"""The whole masker: what is hidden, what stays, and that any input is survived."""

import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.privacy import CaseNames, Masker
from bot.privacy.lexicon import DATA
from bot.privacy.training.lines import of_record


@pytest.fixture(scope="module")
def masker():
    return Masker.load()


def test_a_message_stays_readable_after_masking(masker):
    masked = masker.mask("久保田 美智子と申します。三鷹市下連雀3-98-7に母と住んでいます。電話は090-1234-0001です")
    assert masked.text == "〔人名1〕と申します。三鷹市下連雀〔住所〕に母と住んでいます。電話は〔電話〕です"


def test_one_person_keeps_one_number_over_the_messages_of_a_case(masker):
    case = CaseNames()
    first = masker.mask("息子の健吾が学校に行きません。担任の有馬先生は知りません", case)
    second = masker.mask("昨日も健吾は部屋から出ませんでした", case)
    number = re.search(r"息子の〔人名(\d)〕", first.text)
    assert number
    assert f"〔人名{number.group(1)}〕は部屋から" in second.text


@pytest.mark.parametrize(("text", "masked"), [
    ("三中の2年です", "〔学校〕の2年です"), ("シャングリラで働いています", "〔勤め先〕で働いています"),
    ("光仁会に入院しました", "〔医療機関〕に入院しました"), ("東雲に入所しています", "〔施設〕に入所しています"),
    ("ミライズって塾を解約したい", "〔学校〕って塾を解約したい"),
])
def test_an_institution_is_told_by_its_kind_so_that_the_sentence_reads_well(masker, text, masked):
    assert masker.mask(text).text == masked


@pytest.mark.parametrize(("text", "hidden"), [
    ("孫の大和が学校に行かず、昼夜逆転しています。", "大和"),
    ("小岩健太です。小岩駅の近くにいます。", "小岩健太"),
    ("弟の光がゲームに月5万使います。", "光"),
    ("グエン・ヴァン・ナムです。にほんごすこし", "グエン・ヴァン・ナム"),
    ("三鷹市立風待小学校の3年生です", "風待小学校"),
    ("さかもと歯科の治療費が払えません", "さかもと歯科"),
    ("セブンで夜勤のバイトをしています", "セブン"), ("職場はローソンです", "ローソン"), ("ヤマトに勤めて10年です", "ヤマト"),
    ("昨日つくし歯科で抜かれました", "つくし歯科"), ("パン屋の小麦工房で早番です", "小麦工房"), ("二中でいじめられました", "二中"),
    ("近所の大塚さんがうるさい", "大塚"), ("이수진입니다. 도와주세요", "이수진"), ("我老公叫王强,他打我", "王强"),
    ("妻のオクサナが国に帰りたいと言います", "オクサナ"), ("上司=平岡", "平岡"), ("グループホームゆりの木に母が", "ゆりの木"),
    ("彼氏のヤマトがずっと監視してくる", "ヤマト"), ("うちには、るなとせらがいます", "せら"), ("子どもはケンジとアイです", "アイ"), ("健太、由美、ソラの三人です", "ソラ"),
    ("([メール] a@b) hanako_1980@example.comへ", "hanako_1980@example.com"),
])
def test_personal_data_is_hidden(masker, text, hidden):
    assert hidden not in masker.mask(text).text


@pytest.mark.parametrize("text", [
    "生活保護を受けたいです。どうすればいいですか", "0120-279-338にかけたけどつながらない", "188と189を間違えました",
    "長野の両親の遠距離介護、月2回新幹線です", "橋本病で薬代が月8,000円かかります", "田中ビネーでIQ68でした",
    "8050ってうちのことです。父82、私53。", "令和6年3月31日で雇止めになりました", "20-30代が行ける居場所ってありますか",
    "江戸川区平井のなごみの家に行ってみたい", "たくさんの人に迷惑をかけた。さんざんな人生です",
    "ハローワークで3時間待ちました", "#7119に電話したら様子を見てと言われました", "はい", "ありがとうございました",
    "セブンのおにぎりが夕飯です", "マックで朝まで時間をつぶしました", "笑っちゃうよね", "部屋の高さまで荷物があります",
    "葵まつりに行きたい", "ひかり回線の解約金が払えない", "八丈島から転院してきました", "母と父と兄がいます",
    "五つ子を育てています", "はじめからやり直したい", "とうもろこし畑の前にいます", "翡翠色の着物を質に入れた", "さくら色のランドセルを買ってやりたい", "ヘルパー事業所を変えたい", "ヤマトの荷物が届きません", "カフェインの錠剤を大量に飲んで", "バーベキューの臭いがします", "養父の家を出たい", "透析で働ける日が減って困っています",
    "母が笑って言うんです", "隣の方がいつも挨拶してくれます", "下の階の天井が抜けないか心配です", "離婚後300日とかいうやつで困っています",
    "令和6年の春から無職です", "のぞみ号に乗って逃げてきました", "消費生活センターは188ですか",
    "光熱費が払えません", "今すぐ来てほしいです", "大丈夫です。すみません", "我老公打我", "저는 유학생입니다", "練馬に引っ越しました",
    "四月から無職です", "七月の検査がこわい", "百万の借金があります", "サッカークラブの月謝が払えない", "旅館の住み込みです",
    "I am Muslim and I cannot eat this food.", "Is there a Hello Work near Koiwa Station?", "我是中国人",
    "林間学校の費用が払えません", "文京シビックセンター3階の12番ってどこですか", "中島みゆきの歌を聞くと泣けます",
    "小石川3丁目の公園に子どもが一人でいます", "手帳2級、要介護3、障害支援区分4", "大家さんに追い出されそうです",
])
def test_what_a_coordinator_needs_stays(masker, text):
    assert masker.mask(text).text == text


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_any_text_gives_ordered_spans_within_it(text):
    check_spans(text)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from([
    "0", "9", "-", "ー", "の", "@", ".", "〒", "a", "さん", "田中", "一", "丁目", "荘", "号", "年", "月", "株", "(", "\n", " ", "ゼロ",
    "https://", "LINE", "ID", "です", "小学校", "٣", "²", "𠮷", "\ud83d\ude00", "e\u0301"]), max_size=120).map("".join))
def test_texts_made_of_what_patterns_look_for_are_survived(text):
    check_spans(text)


_SHARED = Masker.load()


def check_spans(text: str) -> None:
    masked = _SHARED.mask(text)
    ends = [0]
    for span in masked.spans:
        assert ends[-1] <= span.start < span.end <= len(text)
        assert 0.5 <= span.score <= 1
        ends.append(span.end)
    outside = "".join(text[a:b] for a, b in zip(
        ends, [s.start for s in masked.spans] + [len(text)], strict=True))
    assert re.sub(r"〔[^〕]*〕", "", masked.text) == re.sub(r"〔[^〕]*〕", "", outside) or "〔" in text


@pytest.mark.parametrize("unit", [
    "0", "0-", "090-", "a", "a.", "a@", "@a", "あ", "一", "ア", "田中", "1-2-", "第", "http://a", "ゼロ", "さん", " ", "\n", "〒1",
    "LINE ID ", "株式会社", "番号", "小学校", "1丁目", "昭和4年", "ー", "コーポ1", "A" * 50 + " "])
def test_a_long_repetition_of_any_unit_ends(masker, unit):
    text = unit * (20_000 // len(unit))
    assert all(s.end <= len(text) for s in masker.detect(text))


def test_the_labelled_lines_leak_little():
    leaks = total = 0
    with (DATA / "own.jsonl").open(encoding="utf-8") as file:
        for record in map(json.loads, list(file)[::4]):
            covered = {n for s in _SHARED.detect(record["text"]) for n in range(s.start, s.end)}
            for start, end, _ in of_record(record).spans:
                total += 1
                leaks += any(n not in covered for n in range(start, end) if record["text"][n].isalnum())
    assert total > 100
    assert leaks / total < 0.03

"""Shops, hospitals and helpers told by what happens there: 喜楽をたたむ, 墨東に運ばれた, 派遣のアシスト21.

The name itself is no word of every day and no place; general words (店をたたむ, 病院に運ばれた) stay.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.privacy.document import Document
from bot.privacy.lexicon import Lexicon
from bot.privacy.recognisers.organisation import is_general
from bot.privacy.spans import PiiType, Span

_EDGE = r"(?<![一-龥々ヶァ-ヺーA-Za-z0-9])"
_NAME = r"(?P<v>[一-龥々ヶ]{2,5}|[ァ-ヺー]{3,8}[一-龥]{0,4}|[一-龥]{1,3}[ァ-ヺー]{2,6})"
_OWNED = re.compile(
    _EDGE + _NAME + r"(?=を(?:たたむ|たたみ|たたん|畳[みむん]|廃業|閉店|開業|継いで|継ぎ)|の(?:二代目|三代目|初代|"
        r"店主|女将|大将|暖簾|のれん|看板を)|名義で借|が夜逃げ)")
_TREATED = re.compile(
    _EDGE + r"(?P<v>[一-龥々ヶ]{2,5})(?=に(?:救急で|救急車で)?(?:運ばれ|搬送|救急搬送)|のホスピス|の(?:閉鎖病棟|"
        r"救命|産科|緩和ケア)(?:に|で|を|へ)|"
    r"で(?:産みま|産んだ|出産し|お産|透析[しをに中、]|オペ|検査した))")
_HELPER = re.compile(
    r"(?:派遣|無低|保証会社|パン屋|弁当屋|水道屋|葬儀社|葬儀屋|不動産屋|介護タクシー|相談支援|スイミング|英会話|"
    r"便利屋|買取|引越し?屋|作業所|放デイ|児発|訪看|移行支援|"
    r"学習塾|フリースクール|通信制?|自助グループ|子ども食堂|こども食堂|フードバンク)の"
    r"(?P<v>(?![はがをにでとも])(?:[一-龥]{0,3}[ァ-ヺー]{3,10}[一-龥0-9]{0,4}|[ぁ-ん]{3,6}(?=[をにで、]|の(?:人|"
    r"職員|スタッフ|先生))|[一-龥]{2,3}[ァ-ヺー]{2,8}))"
    r"(?=[をにでのがはへ、。」]|から|さんに|って|という|$)")
_SAID_NAME = re.compile(
    r"(?:園|学校|会社|店|施設|病院|クリニック|塾|作業所|事業所|デイ|ホーム|シェルター|団体|"
    r"教室)の名前は[「『]?(?P<v>[^、。」』\s]{2,16}?)[」』]?"
    r"(?=です|でした|だ(?:けど|よ|った)|で、|、|。|といい|と言い|って(?:いう|言)|$)")
_UNSAID = re.compile(r".{0,8}(?:何|言え|いえ|書け|出せ|わか|分か|忘れ|知ら|ない|なし|秘密|ひみつ|内緒|ちょっと|まだ|"
    r"覚え|伏せ|匿名|勘弁|ません|たい)")
_CLINIC = re.compile(
    r"(?:^|(?<=[、。「はがのをに])|(?<=てる)|(?<=いる)|(?<=通う)|(?<=った))(?P<v>(?!この|その|あの|どの|ここ|そこ|"
    r"いま|いつ|すぐ|ちか|また)[ぁ-ん]{2,6}(?P<n>[一-龥ヶ]{1,4})り?"
    r"(?:歯科|内科|眼科|小児科|皮膚科|耳鼻科|整形外科|整骨院|接骨院|医院|病院|クリニック|診療所|薬局|保育園|幼稚園|"
    r"小学校|中学校))(?![一-龥])")
_LEFT = re.compile(
    _EDGE + r"(?P<v>[ァ-ヺー]{3,8}|[一-龥々]{2,4})(?=を?辞め(?:たい|させてもらえ|られない)|"
    r"を見学(?:し[たてま]|に)|って(?:いう)?(?:デイ|作業所|ショート|B型))")
_EXAM = re.compile(_EDGE + r"(?P<v>[一-龥]{2,4})受験(?=に失敗|を|が|の|、|で)")
_GENERAL = re.compile(
    r".{0,6}(?:店|屋|会社|工場|鉄工所|製作所|切開|分娩|事務所|教室|旅館|食堂|酒場|病院|病棟|医院|医者|診療|外来|"
    r"救急|救命|施設|夫婦|家族|親族|一家|[一二三四五六七八九十]人|自分|本人|個人|法人|"
    r"事業|家業|農家|農業|自営|商売|稼業|看板|布団|洗濯|傘|荷物|風呂敷|名義|母|父|夫|妻|娘|息子|兄|弟|姉|妹|親|子|"
    r"孫|他人|別人|友人|知人|社長|上司|同僚|"
    r"地元|近所|近く|遠方|自宅|実家|都内|区内|市内|県外|大学|高校|中学|小学校|学校|年生|都立|公立|私立|国立|県立|お|"
    r"再|中高|大学院|資格|国家|英検|英語|数学|"
    r"昨日|今日|先月|先週|去年|今年|昨年|深夜|夜中|早朝|夜|朝|昼|前|後|中|時|日|月|年|分|回|急|別|同じ|最後|初|江戸|"
    r"明治|昭和|会|寺|神社|教会|側|先)$")
_NOT_HELPER = re.compile(
    r"(?:サポート校|スタッフ|ヘルパー|バイト|パート|アルバイト|コーディネーター|マネージャー|マネジャー|ワーカー|"
    r"ケアマネ|サービス|プログラム|メニュー|スケジュール|キャンセル|トラブル|"
    r"ボランティア|イベント|リハビリ|レポート|スクーリング|オンライン|テスト|テキスト|コーチ|バス|ドライバー|シフト|"
    r"コールセンター|メンバー|ルール|ストレス|ノルマ|"
    r"パン|クッキー|チラシ|ポスター|ホームページ|サイト|アプリ|カード|チケット|クーポン|ポイント|レッスン|クラス|"
    r"コース|アドバイザー|カウンセラー|セミナー|ひと|みなさん|みんな|"
    r"ところ|ほうが|おかげ|なかま|ともだち|せんせい|おじさん|おばさん|おにいさん|おねえさん|しごと|おかね|じかん|"
    r"お知らせ|利用|手続|相談)")


@dataclass(frozen=True)
class TradeRecogniser:
    """Finds shops, hospitals and helpers by the trade done with them."""

    lexicon: Lexicon
    name: str = "trade"
    explanation: str = "「…をたたむ」「…に運ばれた」「派遣の…」など、店・病院・支援先にしか言わない言葉のそばの固有名"

    def find(self, document: Document) -> Iterator[Span]:
        """Yield proper names that the words beside them tell."""
        folded = document.folded
        for regex in (_OWNED, _TREATED, _EXAM, _LEFT):
            yield from (self._span(match) for match in regex.finditer(folded) if self._proper(match.group("v")))
        for match in _SAID_NAME.finditer(folded):
            if not _UNSAID.match(match.group("v")) and self._proper(match.group("v")):
                yield self._span(match)
        for match in _CLINIC.finditer(folded):
            if not is_general(match.group("n") + "病院") and self._proper(match.group("n")):
                yield self._span(match)
        for match in _HELPER.finditer(folded):
            word = match.group("v")
            if self._proper(word) and not _NOT_HELPER.match(word):
                yield self._span(match)

    def _proper(self, word: str) -> bool:
        lists = self.lexicon
        listed = (
            lists.everyday, lists.not_names, lists.places, lists.ordinary, lists.brands, lists.kinds, lists.whole_words)
        return not any(word in words for words in listed) and not _GENERAL.match(word) and not is_general(word[:16])

    def _span(self, match: "re.Match[str]") -> Span:
        return Span(*match.span("v"), PiiType.organisation, 0.6, self.name)

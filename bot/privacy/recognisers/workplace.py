"""Institutions by their proper name with a rarer word for the kind: ○○製作所, ○○塾, ○○訪看, 放デイ(○○), N高.

The words behind must say that somebody works, learns or is cared for there; general names (町工場) stay.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.privacy.document import Document
from bot.privacy.doubt import cued
from bot.privacy.lexicon import Lexicon
from bot.privacy.recognisers.organisation import is_general
from bot.privacy.spans import PiiType, Span

_KIND = (
    r"(?:訪看|訪問看護|ケアプラン|リハ(?:ビリ)?|学童|幼児園|保育室|塾|ゼミ|義塾|女子|学館|亭|軒|屋|庵|堂|飯店|酒家|"
    r"楼|製作所|メッキ|鉄工(?:所)?|電設|塗装|"
    r"左官|解体|土木|(?<!番)組|板金|プレス|樹脂|化成|合金|精機|精工|鋼材|硝子|ガラス|梱包|ロジ|ロジスティクス|急便|"
    r"急送|陸運|タクシー|観光|フーズ?|ミート|"
    r"ベーカリー|クリーン|メンテ|ビルメン|警備保障|セキュリティ|スタッフ|ワークス?|ジョブ|キャリア|人材|テック|"
    r"エンジ|システムズ?|ソリューション|物産|通商|青果|"
    r"産婦人科|整形|メンタル|調剤|産院|サロン|美容室|理容|銭湯|クラブ|(?<!公)園|の家|の里|の会|工房|企画|リース|"
    r"信用|保険|紙工|繊維|縫製|染色|木工|製麺|製茶|"
    r"電装|冷熱|空調|設備|電業|電子|重機|機工|技研|建材|木材|石材|輸送|港運|冷蔵|製粉|製油|醸造|化学|化工|紡績|紙業|"
    r"防水|地所|住販|鍼灸院?|"
    r"精肉|鮮魚|茶房|珈琲|カフェ|食堂|酒場|旅館|ホテル|荘|寮|教会|道場)"
)
_NAMED = re.compile(
    r"(?<![一-龥々ヶァ-ヺーA-Za-z0-9])(?P<n>[一-龥々ヶ]{1,6}|[ァ-ヺー・]{2,10}|[A-Za-z]{1,10}|"
    r"[一-龥々]{1,3}[ァ-ヺー]{2,6})(?P<k>" + _KIND
    + r")(?![一-龥ァ-ヺー])")
_KANA_NAMED = re.compile(
    r"(?:^|(?<=[。、!?\n 「『(])|"
    r"(?<=[はがでをにの]))(?P<n>(?![でにをはがのもと])[ぁ-んー]{1,5}[ぁ-んー](?<![とてでがはをにのもば]))(?P<k>"
    + _KIND + r")(?![一-龥ァ-ヺー])")
_BRACKETED = re.compile(
    r"(?:保育園|幼稚園|会社|塾|病院|作業所|デイ|ショート|学童|施設|派遣|勤め先|職場|進学先|転職先|グループホーム|"
    r"訪問看護|学校|高校|お?店|寮|園|パート先|バイト先|デイサービス|教室)"
    r"[(「『](?P<v>[ァ-ヺー・]{2,10}|[ぁ-んー]{2,8}|[一-龥々]{2,6}|[A-Za-z ]{2,14})[)」』](?!と(?:言|怒))")
_LETTER_SCHOOL = re.compile(r"(?<![A-Za-z])(?P<v>[NSRA]高)(?=に|を|の|で|や|、|。|$)")
_EMPLOYED = re.compile(r"(?:バイト先|パート先|勤め先|勤務先|派遣先|職場|就職先|転職先|進学先|志望校|入院先|通院先|"
    r"前職)の(?P<v>(?![はがをにでと])"
                       r"(?:[ァ-ヺー・]{3,10}|[ぁ-んー]{3,7}|[一-龥々]{2,5})[一-龥]{0,3})(?=(?:の(?:店長|社長|社員|"
                       r"寮|上司|工場|夜勤|給料|シフト|先生))|"
                       r"を(?:クビ|辞め|やめ|退職|首)|に(?:勤め|通|落ち|受か)|で(?:働|はたら|怒鳴|セクハラ|"
                       r"パワハラ|怪我|ケガ))")
_PEOPLE = re.compile(
    r"店長|社長|上司|先輩|同僚|先生|人間関係|ストレス|パワハラ|セクハラ|マナー|スタッフ|リーダー|オーナー|ルール|"
    r"シフト|トラブル|社員|職員|給料|仕事|寮|皆|みんな|"
    r"健康|人|方|女性|男性|上|下|隣|近|部長|課長|係長|主任|正社員|パート|バイト|お局|飲み会|工場|倉庫|現場|派遣|医|"
    r"看護|ママ|パパ|子|友")
_FRONT = re.compile(
    r"(?:.{0,3}[市区町村都県国私公]立|今|昔|前|元|近所|隣|夫|妻|母|父|娘|息子|実家|自宅|地元|同じ|別|新|旧|大|小|"
    r"老舗|零細|下請|女|男|家|部|何|本|支|全|最|各|毎|某|"
    r"訪問|通所|居宅|在宅|認可|個人|個別|集団|進学|学習|補習|英語|書道|町|村|山|海|駅|店|社|学生|社員|独身|自|他|"
    r"古|学|高級|人気|中華|和食|洋食|大手|中堅|保証|"
    r"生命|健康|損害|火災|自動車|医療|介護|雇用|社会|労災|年金|障害|福祉|児童|動物|植物|公|保育|幼稚|子|親|自助|"
    r"家族|患者|交流|相談|支援|"
    r"[一-龥]{0,2}名義|[一-龥]{0,2}夫婦|一人|二人|共同|健康|全員|養護|入所|通所|精神|身体|知的|発達){1,3}$")


@dataclass(frozen=True)
class WorkplaceRecogniser:
    """Finds proper names of institutions where the words behind (…に通って, …をクビ) confirm them."""

    lexicon: Lexicon
    name: str = "workplace"
    explanation: str = "製作所・塾・訪看・亭など種類の語の前の固有名。働く・通うなどの言葉が続くときだけ"

    def find(self, document: Document) -> Iterator[Span]:
        """Yield named institutions that their sentence confirms."""
        folded = document.folded
        for regex in (_NAMED, _KANA_NAMED):
            for match in regex.finditer(folded):
                general = self._general(match.group("n"), match.group())
                if not general and cued(document, match.start("n"), match.end("k")):
                    yield Span(match.start("n"), match.end("k"), PiiType.organisation, 0.6, self.name)
        for regex in (_BRACKETED, _LETTER_SCHOOL, _EMPLOYED):
            for match in regex.finditer(folded):
                if not self._general(match.group("v"), match.group("v")) and not _PEOPLE.match(match.group("v")):
                    yield Span(*match.span("v"), PiiType.organisation, 0.6, self.name)

    def _general(self, front: str, whole: str) -> bool:
        lists = self.lexicon
        known = (lists.everyday, lists.not_names, lists.places, lists.ordinary, lists.brands)
        return any(front in words or whole in words for words in known) or bool(
            _FRONT.match(front) or is_general(whole[:16]))

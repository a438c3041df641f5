"""What must stay readable although it looks like a name: public desks, hotlines, illnesses, scales (R49, R50)."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate

from bot.privacy.document import Document
from bot.privacy.doubt import cued
from bot.privacy.features import kind_of
from bot.privacy.lexicon import Lexicon
from bot.privacy.recognisers.organisation import is_general
from bot.privacy.recognisers.phone import TOLL_FREE
from bot.privacy.spans import PiiType, Span
from bot.privacy.usual import chinese_clause, counted, of_nature

CANDIDATE = "candidate"
"""The recogniser of a span that the taggers only suspect: the strictest rules hold for it."""
_OFFICE = (r"市役所|区役所|役場|支所|出張所|福祉事務所|児童相談所|児相|保健所|保健センター|社会福祉協議会|社協|"
    r"地域包括支援センター|包括支援センター|"
           r"年金事務所|税務署|法務局|警察署|消防署|裁判所|ハローワーク|法テラス|入管|労働基準監督署|労基署|"
           r"教育センター|シビックセンター|相談室|相談所|"
           r"いのちの電話|ホットライン|チャイルドライン|図書館|公民館|児童館|郵便局|なごみの家|"
    r"あんしん相談センター|"
           r"子ども家庭支援センター|こども家庭センター|"
           r"男女共同参画センター|消費生活センター|精神保健福祉センター|発達障害者支援センター|"
    r"国際交流協会|"
           r"シルバー人材センター|ファミリー・?サポート")
_SHORT_NUMBERS = re.compile(r"#[0-9]{3,5}(?![0-9])")
_FACTS = re.compile(
    r"[一-龥]{0,8}(?:" + _OFFICE + r")[一-龥]{0,4}|民生委員|[一-龥ァ-ヺー・]{2,20}(?:症候群|療法|式(?:認知症)?|"
    r"ビネー|病(?!院)|テスト|検査|スケール)|"
        r"[ぁ-んァ-ン一-龥]{1,8}駅(?:前|の)?|"
    r"[一-龥]{1,4}線|ゆうちょ|[一-龥ァ-ヺ]{1,6}(?:の[一-龥]{1,3})?公園|国立[一-龥]{2,8}|ジブリ美術館|"
    r"(?:内田)?クレペリン|タワーホール船堀|三鷹の森ジ?|ワーキング・?プア|[0-9]{1,4}番の番号札|"
    r"(?:のぞみ|ひかり|こだま|はやぶさ|やまびこ|さくら|つばめ|みずほ|あずさ|かいじ|ひたち|サンダーバード)"
    r"(?:号|(?=に乗っ|に飛び乗|で(?:上京|帰|来ました|[0-9])))|(?:令和|平成|昭和|大正|明治)(?=[0-9元]|の(?:初|終|は|"
    r"お)|生まれ|時代)|"
    r"[一-龥ぁ-ん]{1,5}(?:まつり|祭り)|[一-龥]{1,4}祭(?=[をにでのがは]|$)|(?:ひかり|光)(?:回線|電話)|"
    r"はじめ(?:から|に|まして)|[ぁ-んァ-ヺー]{2,8}畑|[一-龥]{2,3}色|[ぁ-んァ-ヺー]{2,6}色|"
    r"ドメスティック・?バイオレンス|コロナ|マイナポータル|マイナンバー")


_PLACE_USE = re.compile(r"に(?!会|殴|言|叩|貸|借|騙|怒)|で(?!す|ご|ー)|から|まで|の|も|へ|区|市|駅|"
    r"と[^申言いっ]|、|"
    r"は(?:家賃|遠|近|住|駅)|在住|出身|なの")
_SEVERAL = re.compile(r"と[^ 、。]{1,8}の(?:[0-9]|二|三|四|両)(?:人|名|さん)|の(?:[2-9]|二|三|四)(?:人|名)が")
PERSON_AFTER = re.compile(r"さん|ちゃん|くん|君|様|氏|先生|先輩|課長|係長|主任|店長|弁護士|を名乗")
_KIN_BEFORE = re.compile(
    r"(?:彼氏?|彼女|夫|妻|旦那|息子|娘|[長次三][男女]|兄|姉|弟|妹|孫|"
    r"友達|友人|父|母|元夫|元妻|元彼)の$")
_RUN_BEFORE = re.compile(r"[一-龥ァ-ヺー・]{1,12}$")
_RUN_AFTER = re.compile(r"[一-龥ァ-ヺー・]{1,12}")
_NUMERALS = re.compile(r"[〇一二三四五六七八九十百千]{2,}$")
_TYPE_WORD = re.compile(
    r"(?:弁当|牛丼|花|酒|本|パン|米|魚|肉|豆腐|そば|うどん|寿司|飲み|質|古本|新聞|電気|焼肉|焼き鳥|定食|"
    r"ケーキ|ラーメン|カレー|八百|クリーニング|不動産)屋"
    r"|(?:ビジネス|カプセル|ユース|ラブ)?ホ(?:テル|ステル)|ネットカフェ|ネカフェ|マン(?:ガ|喫)喫?茶?|"
    r"漫画喫茶|ゲストハウス|シェアハウス|ファミレス|"
    r"スナック|キャバクラ|ガールズバー|ホストクラブ|コンカフェ|居酒屋|食堂|喫茶店|コンビニ|スーパー|"
    r"デパート|ドラッグストア|"
    r"(?:夜間|認可外?|認証|公立|私立|小規模)?(?:保育園|保育所|幼稚園|こども園)|(?:小規模|地域)?作業所|"
    r"支援級|特別支援学級|通級|"
    r"おせっかい食堂|だれでも食堂|居場所カフェ|旅館|社員食堂|学生食堂|夜間休日診療所|休日診療所|(?:サッカー|野球|"
    r"テニス|スイミング|体操|バレー|卓球)(?:クラブ|チーム|部|スクール)|(?:缶詰|食品|"
    r"弁当|部品|自動車|縫製|製菓|パン|印刷|金属|段ボール)工場|(?:客室|ビル|ホテル)清掃|認知症カフェ|断酒会|家族会|"
    r"自助会|当事者会|町会|老人会|"
    r"管理組合|労働組合|特養|老健|葬儀社|放課後(?:等)?デイ(?:サービス)?|(?:DV|クール|民間|公的)シェルター|(?:商業|"
    r"工業|農業|普通|定時制|通信制)高校|"
    r"(?:ネイル|ヘア|エステ|美容)(?:サロン|室|院)|コールセンター|パチンコ屋?|風俗店?|ラブホテル|雀荘|"
    r"(?:とんかつ|天ぷら|お好み焼き|たこ焼き|おにぎり|うなぎ|和菓子|駄菓子|団子|金物|洋服|時計|自転車|鍵|便利|雑貨|"
    r"水道)屋|"
    r"(?:観光|路線|高速|送迎)バス|[都道府県市区町村国公私]立|(?:税理士|会計|法律|弁護士|司法書士|行政書士|社労士|"
    r"設計|探偵|建築)事務所|"
    r"整体|整骨|接骨|マッサージ|エステ|脱毛|鍼灸院?|(?:児童)?発達支援|就労(?:移行|継続)(?:支援)?|移行支援|児発|"
    r"放デイ|ビルメンテ(?:ナンス)?|メンクリ|"
    r"そろばん|習字|ピアノ|水泳|スイミング|"
    r"太陽光(?:パネル|発電)?|緩和ケア|リハビリ|鉄工所|百均|山小屋|海の家|スクールバス|ケアハウス|自立準備ホーム|"
    r"ハウスクリーニング|"
    r"林間学校|臨海学校|児童発達支援|引っ?越し屋|セントラルキッチン|クーリングシェルター|サービスエリア|"
    r"オープンキャンパス|フードパントリー|"
    r"若者サポートステーション|サポステ|マザーズハローワーク|訪問理美容|[一-龥]{2,10}(?:事業|制度|"
    r"給付金|手当|年金|保険|貸付|扶助|計画|訓練)")
_PLACE_OF = re.compile(
    r"の(?:工場|倉庫|現場|会社|病院|施設)|で(?:倒れ|転[びんぶ]|骨折|けが|ケガ|事故|働|はたら|暮ら|一人|ひとり|生まれ|育)")
_TOWN_USE = re.compile(
    r"[市区町村駅]|に(?:住|引っ?越|実家)|在住|出身|から(?:来|引)|まで(?:通|電車|バス)|の(?:病院|役所|実家|施設)")
_STAYS = re.compile(r"に(?:い[るたま]|住|引っ?越|実家)|在住|で(?:倒れ|転[びんぶ]|一人|ひとり|生まれ|育)")
_SCRAP = re.compile(r"[がを][ぁ-ん]{1,2}っ|(?:たち|となり|よそ|ほか|まえ|うち)?の(?:会|輪|部屋|人|家|中|日|ひと)|"
    r"[ぁ-ん]|"
    r"[ぁ-ん]{1,2}[を々]|[のはがをにでとも][ぁ-ん]?|ことを|なの|"
    r"だけ|まで|から|です|ます|[0-9]")
_SURE = 0.88
_DIGITS_ONLY = re.compile(r"[0-9 \-ー〜~・.,号番]+$")
_FOUNDER = re.compile("[都道府県市区町村国公私]立")
_MONTH = re.compile(r"[一二三四五六七八九十]{1,2}月|[一二三四五六七八九十百千]+万")
_ABROAD = re.compile(
    r"(?:The )?(?:[A-Z][a-z]+ )?(?:City Hall|Ward Office|Station|Park|Hello Work|Red Cross|Salvation Army|Teate)")
_GRADE = re.compile(r"[小中高][0-9一二三四五六]$|[月火水木金土日]$|[0-9]+$")
_FLOOR = re.compile(r"[0-9]{1,2}(?:階|F)の?(?:[0-9]{1,3}番?)?")
_HALL = re.compile("(?:" + _OFFICE + r"|庁舎|会館|センター|プラザ|パレス|ホール|病院|モール)$")
_HOUSING = re.compile(r"[棟号室階荘]|部屋|団地|番地|丁目|コーポ|ハイツ")
_CUE_BEFORE = re.compile(r"(?:さん|上司|同僚|課長|担任|隣|の|友人|と)の?$")


class Stretches:
    """Intervals that answer quickly whether one of them holds another; keeps the whole linear in practice."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        ordered = sorted(spans)
        self._starts = [start for start, _ in ordered]
        self._reach = list(accumulate((end for _, end in ordered), max))

    def hold(self, start: int, end: int) -> bool:
        """Tell whether one interval covers start to end."""
        at = bisect_right(self._starts, start)
        return at > 0 and self._reach[at - 1] >= end


@dataclass(frozen=True)
class Keeper:
    """Removes spans that lie inside something public, and words that only look like a name."""

    public: re.Pattern[str]
    whole: re.Pattern[str]
    places: frozenset[str]
    surnames: frozenset[str]
    given: frozenset[str]
    not_names: frozenset[str]
    brands: frozenset[str]
    rarely_names: frozenset[str]
    everyday: frozenset[str]
    kinds: frozenset[str]

    @classmethod
    def from_lexicon(cls, lexicon: Lexicon) -> "Keeper":
        """Build from the list of public desks and gathering places."""
        names = sorted(lexicon.public_places, key=len, reverse=True)
        words = "|".join(map(re.escape, sorted(lexicon.whole_words, key=len, reverse=True)))
        whole = re.compile(r"(?<![ぁ-んァ-ヺ一-龥])(?:" + words + r")(?=[^ぁ-んァ-ヺー一-龥]|[はがをにのもでとへや]|"
            r"です|から|まで|だ|って|さん|$)")
        return cls(re.compile("|".join(map(re.escape, names)) or r"(?!)"), whole, lexicon.places, lexicon.surnames,
                   lexicon.given, lexicon.not_names, lexicon.brands, lexicon.rarely_names, lexicon.everyday,
                   lexicon.kinds)

    def clear(self, document: Document, spans: Iterable[Span]) -> Iterator[Span]:
        """Yield the spans that do not lie wholly inside a public name or a fact such as an illness."""
        lines = Stretches(m.span() for r in (TOLL_FREE, _SHORT_NUMBERS) for m in r.finditer(document.folded))
        candidates = [s for s in spans if not lines.hold(s.start, s.end)]
        if not any(s.type in (PiiType.name, PiiType.organisation) or s.recogniser == CANDIDATE for s in candidates):
            yield from candidates
            return
        kept = Stretches(m.span() for r in (self.public, self.whole, _FACTS) for m in r.finditer(document.folded))
        for span in candidates:
            soft = span.type in (PiiType.name, PiiType.organisation)
            inside = soft and (kept.hold(span.start, span.end) or self._brand(document, span))
            if not inside and not self._plain(document, span):
                yield span

    def _brand(self, document: Document, span: Span) -> bool:
        """Tell whether the span is a nationwide chain, a medicine or a game, itself or as part of its run."""
        found = document.folded[span.start:span.end]
        if span.recogniser == "employer":
            return False
        if found in self.brands:
            if span.type is PiiType.name and _KIN_BEFORE.search(document.before(span.start, 5)):
                return False
            return not PERSON_AFTER.match(document.after(span.end, 3))
        if span.recogniser not in (CANDIDATE, "tagger") or kind_of(found[0]) not in (0, 2):
            return False
        run = _RUN_BEFORE.search(document.before(span.start, 12))
        rest = _RUN_AFTER.match(document.after(span.end, 12))
        return (run.group() if run else "") + found + (rest.group() if rest else "") in self.brands

    def _plain(self, document: Document, span: Span) -> bool:
        """Tell whether what the tagger found is a place, a general word or a bare number."""
        found = document.folded[span.start:span.end]
        if span.recogniser == CANDIDATE and _SCRAP.fullmatch(found) and not PERSON_AFTER.match(
                document.after(span.end, 3)):
            return True
        if span.type is PiiType.organisation and found in self.kinds:
            return True
        if span.recogniser in ("organisation", "workplace") and (
                found in self.places or _TYPE_WORD.fullmatch(found) or (len(found) <= 16 and is_general(found))):
            return True
        nature = of_nature(document.folded, span.start)
        if nature and (span.type is PiiType.name or nature <= span.end):
            return True
        if span.recogniser != CANDIDATE:
            return False
        if self._everyday(document, span, found):
            return True
        if _FLOOR.fullmatch(found) and _HALL.search(document.before(span.start, 12)):
            return True
        if span.type is PiiType.address:
            return bool(_DIGITS_ONLY.match(found)) and not _HOUSING.search(document.before(span.start, 5))
        if span.type is PiiType.organisation and len(found) <= 16 and (
                is_general(found) or _TYPE_WORD.fullmatch(found)):
            return True
        if (span.type is PiiType.organisation and len(found) == 1) or _FOUNDER.fullmatch(found):
            return True
        number = found in "一二三四五六七八九十" or _MONTH.fullmatch(found)
        if _ABROAD.fullmatch(found) or _NUMERALS.match(found) or (
                number and not PERSON_AFTER.match(document.after(span.end, 3))):
            return True
        if span.type is PiiType.organisation and found in self.places and _PLACE_OF.match(document.after(span.end, 3)):
            return True
        if span.type is PiiType.organisation and cued(document, span.start, span.end):
            return False
        return found in self.not_names or bool(_GRADE.match(found)) or self._place(document, span, found)

    def _everyday(self, document: Document, span: Span, found: str) -> bool:
        """Tell whether the words are those of every day: a count, snow that falls, a clause in Chinese."""
        if span.type is PiiType.address or PERSON_AFTER.match(document.after(span.end, 3)):
            return False
        if counted(found):
            return True
        if kind_of(found[0]) == 0:
            listed = found in self.given or any(found[:length] in self.surnames for length in (1, 2, 3))
            if chinese_clause(document.folded, found, listed or span.type is PiiType.organisation):
                return True
        return found in self.everyday and not (
            span.type is PiiType.organisation and cued(document, span.start, span.end))

    def _place(self, document: Document, span: Span, found: str) -> bool:
        """Tell whether a place name is used as a place (大塚に相談窓口は), not as a family name (大塚さん)."""
        if found in self.places and found in self.given and found not in self.surnames:
            return bool(_TOWN_USE.match(document.after(span.end, 4)))
        if found in self.places and (found not in self.surnames or found in self.rarely_names):
            return not PERSON_AFTER.match(document.after(span.end, 3)) and not _CUE_BEFORE.search(
                document.before(span.start, 4))
        if found in self.places and _STAYS.match(document.after(span.end, 3)) and not _CUE_BEFORE.search(
                document.before(span.start, 4)):
            return True
        if found in self.surnames and (span.score >= _SURE or _SEVERAL.match(document.after(span.end, 12))):
            return False
        return found in self.places and bool(_PLACE_USE.match(document.after(span.end, 4))) and not (
            _CUE_BEFORE.search(document.before(span.start, 4)))


def place_cues(document: Document, start: int, end: int) -> tuple[object, ...]:
    """Return what speaks of a place behind, of a town, of staying there, of a person behind and before."""
    after = document.after(end, 4)
    return (_PLACE_USE.match(after), _TOWN_USE.match(after), _STAYS.match(after[:3]), PERSON_AFTER.match(after[:3]),
            _CUE_BEFORE.search(document.before(start, 4)))

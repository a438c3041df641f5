"""Listed names told by what only a person does or suffers: 福島が言うには, たけしは部屋から出ない, 千葉に金を貸した.

A word that is also a place needs a cue that no place can have (福島が心配です stays).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.privacy.document import Document
from bot.privacy.features import kind_of
from bot.privacy.lexicon import Lexicon
from bot.privacy.spans import PiiType, Span

_LONGEST = 10
_ONE_LETTER = frozenset(
    "林森泉堀関谷畑星南東北西辻原沢岡島城堤宮菅梶桂栗榊柳杉松滝池沼浜岸峰峯嶋巽丹佃伴仲呉唐塙岩"
    "張李王朴崔劉陳楊黄周呂郭梁鄭曹許趙")
_SAYS = r"言うには|言った|言って|言い出|しゃべ|怒鳴|怒っ|怒り|怒る|黙|謝|笑っ|泣[いきく]|嘘|うそ|説教|断っ|返事|既読"
_HURTS = (
    r"殴|蹴|叩|たたい|暴れ|暴力|いじめ|つきまと|脅|盗|だま|騙|裏切|無視|殺|首を|キレ|切れて|手を[上あ]げ|つねっ|"
    r"触って|触っ|首し|首絞|刃物|包丁|カツアゲ|ハブ|かみつ|噛みつ"
)
_LIVES = (
    r"飲ん(?:で|だ)|酒|酔|辞め|やめた|休ん|遅刻|来なく|来ない|来ません|来てい|死[にんぬ]|妊娠|亡くな|逃げ|逮捕|"
    r"離婚|結婚|浮気|"
    r"独身|共犯|金の無心|お?金を|物を|薬を|働か|働いて(?:い|く|ま|な)|借り|貸し|返し|急に来|引きこも|ひきこも|"
    r"いなくな|帰って(?:こ|来)"
)
_DOES = "(?:" + "|".join((_SAYS, _HURTS, _LIVES)) + ")"
_HOW = (
    r"(?:また|もう|毎[日晩]|昨日|今日|急に|勝手に|いつも|ずっと|よく|すぐ|一人で|夜中に|何度も|昔から|私[をのに]|"
    r"僕[をのに]|俺[をのに]|(?:昨夜|ゆうべ|夕べ|今朝|朝|おととい|先週|先月|去年|春|夏|秋|冬)から)?、?"
)
STRONG = re.compile(
    r"(?:が|も|は|ばかり|まで)" + _HOW + _DOES
    + r"|が[^、。がはも\n]{1,8}(?:で断られ|で倒れ|に引っ越|に転勤|に嫌がらせ|" + _HURTS + ")"
    r"|に(?:は|だけ|まで)?" + _HOW +
    r"(?:言われ|殴|蹴|叩|たたか|騙|だまさ|脅|怒|叱|貸した(?!家|部屋|土地)|貸して|借り|返し|いじめ|つきまと|"
    r"付きまと|嫌われ|ストーカー|追われ|刺さ|ガン|"
    r"無視|裏切|謝|振られ|フラれ|逃げら|殺|世話に|手を[上あ]げ|お?金を|名前を|触ら|断られ(?!た人)|監視(?!カメラ)|"
    r"押しつけ|暴力|嘘を|弱み|LINE|ライン)"
    r"|を(?:訴え|許[せさ]|殺|恨|怒ら|殴|信じ|説得|名乗|止められ(?!か)|叩|たたい|看て|入院させ|病院に連れ|"
    r"置いて(?:逃|出|死))"
    r"|と(?:また|よく)?(?:飲[んみむ]|喧嘩|けんか|ケンカ|別れ|離婚|結婚|再婚|付き合|つきあ|折り合い|口論|同棲|揉め|"
    r"もめ|絶縁|親権|不仲|縁を|籍を|"
    r"二人(?:で|きり)|口を[きを利]|知り合|面談|同じ(?:部屋|班|クラス)|組ま|話した|うまくい)"
    r"|の(?:奥さん|旦那|嫁|奴|やつ|機嫌|悪口|性格|せいで|言いなり|顔(?:を見|が怖|が見)|暴力|彼女|彼氏|いじめ|"
    r"やり方|飲み友達|弟分)"
    r"|には?(?:もう|絶対に?|まだ)?(?:言えな|話せな|会いたくな|お世話に|性的|セクハラ|パワハラ|告白|謝り)|へ(?:伝え|"
    r"言って|の伝言)|"
    r"の件(?:、|で(?:す|ご)|は(?:どう|まだ))|の家から(?:悲鳴|泣き声|怒鳴|異臭|叫)|の(?:妻|家内|夫|主人)です|"
    r"とは(?:もう)?口[をも]|"
    r"がこわくて(?:会社|学校|仕事|外)|から(?:毎日|毎晩|何度も|しつこく|また|ずっと)、?(?:電話|着信|メール|連絡|LINE|"
    r"ライン|催促)|から(?:借金|金)の催促"
    r"|に[^、。\n]{0,8}(?:取りに来られ|押しかけられ|怒鳴り込まれ|訪ねて来られ|殴り込)"
    r"|から(?:電話|返信|連絡が|LINE|ライン|無視|嫌がらせ|セクハラ|お金を)|へ(?:の|お)?(?:お礼|謝罪)"
    r"|んち|夫婦|夫妻|一家|だけが味方|なんか信じ|は(?:信じて|いい人|悪い人|元気)|が(?:かわいそう|味方)"
)
LIGHT = re.compile(
    r"(?:が|も|は|だけ|ばかり|まで)(?:また|まだ|もう|今日も?|昨日から?|朝から|昨夜から|ゆうべから|先週から|夜中に|"
    r"急に|一人で|いつも|ずっと|"
    r"今年で)?、?"
    r"(?:[0-9]{1,2}(?:歳|才|さい|か月|ヶ月|になり)|3[7-9]度|学校|保育園|幼稚園|部屋|家を出|家出|帰って|熱|吐|ぐず|"
    r"寝[てたる]|食べ|歩[いきく]|転[んび]|倒れ|入院|"
    r"徘徊|起き(?:て|ら)|怖が|こわが|息して|リスカ|ぐれ|非行|捕ま|つかま|転職|連れ去|怒られ|叱られ|いじめられ|"
    r"浮いて|死にたい|"
    r"「|(?:薬|くすり)を?(?:飲|のん)|だまって|寝て|座り込|動か|立てな|起きられ|要介護|要支援|寝たきり|小学|中学|"
    r"高校|年長|年少|[小中高大][1-6]|"
    r"デイ|認知症|発達|自閉|不登校|おもら|水ぼうそう|風邪|インフル|パチンコ|生まれ|ことば|しゃべ|暗い|ご飯|ごはん)"
    r"|なら(?:わか|分か|話せ|話を|大丈夫|きっと|できる)|さえ(?:い[るれて]|元気|無事|生き)|は(?:今|"
    r"いま)(?:は)?(?:どこ|何をして|ひとり|一人|入院|施設)|"
    r"は(?:悪くな|何も(?:悪|知)|関係な|知って|知らな|優し|アレルギー)|の(?:写真を?(?:勝手|ネット|見|載)|様子[がを]|"
    r"誕生日|命|居場所|具合が|病状|通帳|荷物|将来)|"
    r"と(?:二人|2人)(?!目)|も[^、。\n]{1,5}もまだ小さ|のじいさん|のばあさん|のおじさん|のおばさん"
    r"|の(?:世話|面倒|おむつ|オムツ|ミルク|担任|学費|給食費|保育料|迎え|お迎え|こと(?:が心配|で(?:相談|悩|困)|"
    r"です)|将来|介護|"
    r"薬|熱|病気|障害|借金|親権|養育費|年金|ママ|パパ|父親|母親|誕生日|夜泣き|検診|健診|進路|受験|通院|入学|ランドセル)"
    r"|のこと(?:ばかり|ばっか|だけ|を思|が頭|は(?:誰|どう|もう))|の(?:夜泣き|寝顔|泣き声|悲鳴|名前|声が)|"
    r"、どこ(?:に|行)"
    r"|を(?:押し|手放|一時|迎|保護|入所|入院|返して|取られ|引き取)"
    r"|を(?:預け|連れ|迎え|抱[いっ]|産[みむん]|育て|一人で|ひとりで|寝かせ|置いて|施設に|デイに|お風呂|病院に)"
    r"|に(?:似て|憧れ|振り回|手がかか|つら[くい]あた|怒鳴|怒って|イライラ|いらいら|首|刺|言われ|食べさせ|留守番|"
    r"(?:まだ|もう)?(?:言え|話し|話せ|伝え))"
    r"|に(?:会[いえうわ]|ミルク|食べさせ|薬を|障害が|発達|熱が|手を|合わせる顔|伝えて)"
    r"|と(?:寝る|寝て|ふたり|私の|3人|三人|4人|四人|死|逃げ|離れ)|だけ(?:食べ|には|でも|は(?:守|助)|残|取り残)"
    r"|と(?:暮ら|一緒|いっしょ|住ん|手を|散歩|会えな|話し|遊[びん]|寝る|連絡)|から逃げ|への?(?:DV|いじめ|"
    r"プレゼント)|のDV|ひとり残|ばっかり"
)
_ONLY = re.compile(
    r"が(?:また|もう)?(?:不登校|学校(?:から|に|へ|を)|家出|妊娠|自閉|発達|熱を出|保育園|幼稚園|リスカ|帰って(?:こ|"
    r"来))|に(?:首を?し|手を[上あ]げ)|"
    r"を(?:保育園|産ん|抱っこ)|の(?:担任|親権|養育費|給食費|夜泣き|おむつ|オムツ)")
_EDGE = re.compile(r"(?:[はがもとのをに]|った|んだ|てる|いる|いた|した|んで|して|から|まで|また|まだ|もう|って|ので|"
    r"けど|ても|たら|ると)$")
_LEAD = re.compile(
    r"(?:前|昨日|今日|今朝|今夜|先週|先月|昨年|去年|毎日|最近|先日|同僚|上司|部下|先輩|後輩|友人|親友|夫|妻|元夫|"
    r"元妻|彼氏|彼女|担任|店長|課長|部長|"
    r"係長|班長|社長|大家|主治医|隣|夜勤|長男|次男|三男|長女|次女|三女|息子|娘|孫|兄|弟|姉|妹)(?=..)")


@dataclass(frozen=True)
class ActingRecogniser:
    """Finds listed names whose sentence says that they are persons."""

    lexicon: Lexicon
    name: str = "acting"
    explanation: str = "名簿の姓・名に、人だけがすることが続くとき(…が言うには)。地名でもある姓は強い手がかりだけ"

    def find(self, document: Document) -> Iterator[Span]:
        """Yield listed names right before a cue; a given name needs less than a place does."""
        folded = document.folded
        for cue, light in ((STRONG, False), (LIGHT, True)):
            for match in cue.finditer(folded):
                start = self._start(folded, match.start(), light)
                if start < match.start():
                    yield Span(start, match.start(), PiiType.name, 0.6, self.name)

    def _start(self, text: str, end: int, light: bool) -> int:
        """Return where the listed name that ends at `end` begins, or `end` if there is none."""
        kind = kind_of(text[end - 1]) if end else 8
        if kind == 1:
            return self._kana(text, end, bool(_ONLY.match(text, end)))
        if kind not in (0, 2):
            return end
        start = end
        while start and end - start <= _LONGEST and kind_of(text[start - 1]) == kind:
            start -= 1
        lead = _LEAD.match(text, start, end)
        for at in (start, lead.end() if lead else end):
            if at < end and self._name(text[at:end], kind, light):
                return at
        return end

    def _name(self, word: str, kind: int, light: bool) -> bool:
        lists = self.lexicon
        if len(word) == 1:
            return not light and word in _ONE_LETTER
        if word in lists.not_names or word in lists.ordinary or word in lists.brands:
            return False
        if kind == 2:
            return word in lists.given_kana or word in lists.foreign
        if word in lists.given and not (word in lists.places and word in lists.surnames):
            return True
        if word in lists.places:
            return not light and (word in lists.surnames or word not in lists.rarely_names | lists.everyday)
        return word in lists.surnames

    def _kana(self, text: str, end: int, only: bool) -> int:
        """Return where the name in hiragana begins; a word of every day is one if what follows fits `only` a person."""
        lists = self.lexicon
        for length in range(min(6, end), 1, -1):
            start = end - length
            word, before = text[start:end], text[max(0, start - 2):start]
            if kind_of(word[0]) != 1 or word not in lists.given_kana:
                continue
            before_kind = kind_of(before[-1]) if before else 8
            free = before_kind > 2 or (length > 2 and (before_kind == 0 or bool(_EDGE.search(before))))
            if free and (only or (word not in lists.not_names and word not in lists.ordinary)):
                return start
        return end

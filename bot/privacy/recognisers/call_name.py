"""Names that only their place in the sentence betrays: …という男, 名前はノルマ, 隣に住む由良です, 凪だけ.

Each is confirmed by a list; what a list cannot know stays with the tagger.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.privacy.document import Document
from bot.privacy.lexicon import Lexicon
from bot.privacy.spans import PiiType, Span

_WORD = (
    r"(?:(?<![一-龥々])[一-龥々]{1,4}|(?<![ァ-ヺー])[ァ-ヺー]{2,8}|(?<![ぁ-んー])(?![でにがをはのもと])[ぁ-んー]{2,6}?|"
    r"(?:^|(?<=[はがをにでのも、。と]))[ぁ-んー]{2,6}?)"
)
_SAID = re.compile(
    r"(?P<v>" + _WORD + r")(?:という|っていう|って|とかいう)(?:名の|名前の)?"
    r"(?:男|女|人(?![生間])|子(?!ども)|奴|やつ|者|方(?![がは法向])|おじさん|おばさん|客|先生|同僚|先輩|後輩|上司|"
    r"友達|友人|知り合い|親分|医者|看護師)")
_SURNAME_SAID = re.compile(
    r"(?P<v>" + _WORD + r")(?:という|っていう|って)(?:[ぁ-ん一-龥]{2,4}(?:い|な))?(?:名字|苗字|姓(?!名))")
_CALLED = re.compile(
    r"(?:^|(?<=[。!?\n「]))(?:ねえ|ねぇ|おい|なあ)、?(?P<v>[一-龥々]{2,3}|[ァ-ヺー]{2,5}|[ぁ-ん]{2,5}?)"
    r"(?:さん|ちゃん|くん)?(?=[、。!?」]|$)")
_ELDER = re.compile(
    r"(?<![ァ-ヺー])(?P<v>[ァ-ヺ]{2,3})(?=(?:兄|姉|坊|婆|爺|にい|ねえ|じい|ばあ)(?:が|は|に|を|の|も|と|、|$))")
_NAMED = re.compile(
    r"名前は、?[「『]?(?P<v>[ァ-ヺー]{2,8}|[ぁ-んー]{2,6}?)[」』]?(?=です|、|。|だよ|といい|と言|と申|$|\n)")
_LIVES = re.compile(
    r"(?:に住む|に住んで(?:い|お)?る|[隣裏上下]の(?:階の)?|向かいの|町会の|自治会の|代理の|管理人の|大家の|"
    r"同じ(?:クラス|学校|会社|職場|棟)の)"
    r"(?P<v>[一-龥々]{1,4})(?=です|と(?:申|言い|いい)|さん|くん|君|ちゃん|が(?!い[なま])|に(?!は)|は|を)")
_AMONG = re.compile(
    r"(?:クラス|学校|部活|職場|会社|バイト先|パート先|近所|班|サークル|ゼミ|塾|寮|現場|店|団地|施設)の(?P<v>[ぁ-ん]{3,6}?|[ァ-ヺー]{3,6})"
    r"(?=が|に(?!な)|を|と(?!き|こ)|は|も|から|って|んち)")
_SELF = re.compile(
    r"(?:わたくし|わたし|私|僕|俺|自分)、?(?P<v>[一-龥々]{2,4})(?=は[、町民会近隣昨今先]|、[0-9一-龥ぁ-ん]{1,10}(?:です|歳|才)|と(?:申|いい|言い))")
_OPENS = re.compile(r"(?:^|(?<=[\n。]))(?P<v>[ぁ-ん]{3,6}?)(?=です[。、\n]|です$|。|と(?:申|いい|言い)|だよ)")
_KANA_TITLED = re.compile(r"(?<![ぁ-ん])(?P<v>[ぁ-ん]{3,6}?)(?=さん|さま|くん|先生|せんせい)")
_PET = re.compile(r"(?<![ぁ-んァ-ヺーお])(?P<v>[ぁ-ん]{1,3}っ|[ァ-ヺー]{1,3}ッ)(?=ちゃん|くん|チャン|クン)")
_SEVERAL = re.compile(r"(?<![ぁ-ん])(?P<v>[ぁ-ん]{3,5}?)(?=たち(?:に|が|と|は|も|の|を|から))")
_NO_PET = frozenset(("おっ", "ばっ", "じっ", "ぼっ", "もっ", "ずっ", "きっ", "やっ", "そっ"))
_NO_ELDER = frozenset(("バカ", "クソ", "ダメ", "アホ", "ボケ", "クズ", "ケチ", "エロ", "キモ", "ウザ", "オタ", "ボロ"))
_ROOMS = frozenset(("天井", "部屋", "押入", "台所", "玄関", "車庫", "空地", "公園", "入口", "戸口", "床下"))
_SAYS_NOTHING = re.compile(
    r"ひみつ|ない|なし|まだ|いえ|わす|なに|いい|なん|きら|ニックネーム|ペンネーム|ハンドル|イニシャル|"
    r"アルファベット|カタカナ|ひらがな|"
    r"ダメ|だめ|ちょっと|ごめん|べつ|かんべん|ふつう|へん|めずら|おなじ|それ|これ|どう|こう|そう|.{1,5}(?:ない|たい|"
    r"ません|ます|けど|から)$")


@dataclass(frozen=True)
class CallNameRecogniser:
    """Finds listed names by where they stand; `lexicon.sole_kanji` are given names of one letter that are no word of
    their own, `lexicon.surnames_kana` the readings of family names."""

    lexicon: Lexicon
    sole: "re.Pattern[str]"
    name: str = "call_name"
    explanation: str = "「…という男」「名前は…」「隣に住む…です」など文の中の位置と、一文字の名・姓の読みの一覧"

    @classmethod
    def of(cls, lexicon: Lexicon) -> "CallNameRecogniser":
        """Build from the word lists."""
        letters = "".join(sorted(lexicon.sole_kanji))
        sole = (
            r"(?:^|(?<=[はがとものにを、。,\n 「(])|(?<=から))(?P<v>[" + letters + r"])(?!とし[たてい])"
            r"(?=が|は|も(?!の)|を|に(?!ち)|と|だけ|から|へ|、|まで|って|"
            r"の(?:面倒|世話|こと|ため|学校|学費|お迎え|介護|障害|発達|借金|病|父|母|担任|妻|夫|顔|声|部屋))"
        )
        return cls(lexicon, re.compile(sole))

    def find(self, document: Document) -> Iterator[Span]:
        """Yield names that their place and a list confirm."""
        folded = document.folded
        for match in _LIVES.finditer(folded):
            word = match.group("v")
            if self._family(word) and (match.group().startswith("に住") or word not in self.lexicon.places):
                yield self._span(match)
        for regex, known in (
                (_SAID, self._listed), (_SELF, self._bearer), (_AMONG, self._listed_kana), (_CALLED, self._listed),
                (_OPENS, self._reading), (_KANA_TITLED, self._reading)):
            yield from (self._span(match) for match in regex.finditer(folded) if known(match.group("v")))
        for match in _NAMED.finditer(folded):
            if not _SAYS_NOTHING.match(match.group("v")):
                yield self._span(match)
        for match in _SURNAME_SAID.finditer(folded):
            if len(match.group("v")) > 1 and match.group("v") not in self.lexicon.not_names | {"さん", "くん"}:
                yield self._span(match)
        yield from (self._span(m) for m in _ELDER.finditer(folded) if m.group("v") not in _NO_ELDER)
        for match in _PET.finditer(folded):
            if match.group("v") not in _NO_PET:
                yield self._span(match)
        yield from (self._span(m) for m in _SEVERAL.finditer(folded) if m.group("v") in self.lexicon.given_kana)
        yield from (self._span(match) for match in self.sole.finditer(folded))

    def _listed(self, word: str) -> bool:
        lists = self.lexicon
        if word in lists.not_names or word in lists.ordinary or word in "日月火水木金土方万円":
            return False
        return word in lists.surnames or word in lists.given or word in lists.given_kana or word in lists.foreign or (
            word in lists.surnames_kana)

    def _family(self, word: str) -> bool:
        lists = self.lexicon
        return len(word) > 1 and word in lists.surnames and word not in lists.not_names | lists.ordinary | _ROOMS

    def _listed_kana(self, word: str) -> bool:
        lists = self.lexicon
        known = word in lists.given_kana or word in lists.surnames_kana
        return known and word not in lists.not_names | lists.ordinary

    def _bearer(self, word: str) -> bool:
        return self._family(word) and word not in self.lexicon.places

    def _reading(self, word: str) -> bool:
        return word in self.lexicon.surnames_kana and word not in self.lexicon.not_names

    def _span(self, match: "re.Match[str]") -> Span:
        return Span(*match.span("v"), PiiType.name, 0.6, self.name)

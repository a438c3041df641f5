"""Schools as pupils say them: 三中, 桜小, 東高の定時制. The letter alone proves nothing (通院中), what follows does."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from bot.privacy.document import Document
from bot.privacy.lexicon import Lexicon
from bot.privacy.spans import PiiType, Span

_NAME = (
    r"(?<![一-龥々ヶァ-ヺーA-Za-z0-9])(?P<v>(?:[一-龥々ヶ](?:[一-龥々]|[がヶケ](?=[一-龥]))?[一-龥々]{0,3}|"
    r"[ァ-ヺー]{2,6}|"
    r"[一-龥]が[一-龥])(?P<k>[小中高大])(?P<e>附属?)?)"
)
_GRADE = r"(?:の|、|,| )?[1-6一二三四五六]年(?!前|間|後|ぶり|も|以上|目|ほど|くらい|ちか|近)"
_PART = (
    r"の(?:生徒|児童|学生|寮|校長|教頭|副校長|担任|先生|保健室|制服|給食|校門|校舎|校区|学区|部活|通級|支援|"
    r"特別支援|定時|夜間|通信|"
    r"学童|PTA|保護者|同級生|友だち|友達|子たち|入学|卒業|受験|学費|文化祭|体育祭|運動会|校庭|屋上|教室|体育館|"
    r"図書室|授業|先輩|後輩|[一-龥ァ-ヺー]{2,5}部)"
)
_MOVE = (
    r"(?:に|へ)(?:通(?:う|い|っ|わ|え)|転校|転入|入学|進学|編入|落ち|受か|合格|進[みむん]|上が)|"
    r"、(?:行け|行って(?:ない|いな|ませ)|休ん|不登校)|を(?:卒業|中退|退学|休学|転校|受験|受け(?:る|た|て|たい)|目指|"
    r"出(?:た|て|ま)|やめ|辞め)|から(?:転校|[一-龥]{1,4}に(?:転校|転入))|"
    r"(?:を)?(?:さぼ|サボ)|(?:に)?(?:行って(?:ない|ません|いない)|行けて(?:ない|ません)|行けない|行きたくない)|"
    r"(?:に)?落ち(?:た|て)|って(?:とこ|学校|いう学校)|"
    r"で(?:いじめ|ハブ|無視|笑われ|からかわ)|に(?:行けて|行けな|行って(?:ない|いな|ます|いま)|行き(?:たく|渋))|"
    r"(?:卒(?:業|です)|中退)"
)
_SCHOOL = re.compile(_NAME + "(?=" + "|".join((_GRADE, _PART, _MOVE)) + ")")
_NUMBERED = re.compile(
    r"(?<![一-龥々0-9])(?P<v>第?[一二三四五六七八九][小中])(?=[でにのはがをもへ、]|から|まで|行[かきけっ]|さぼ|サボ|$)")
_SAID_LAST = re.compile(_NAME + r"(?=。|、(?:担任|[1-6一二三]年|もう|いじめ|不登校)|です|$)")
_AFTER_GRADE = re.compile(r"[小中高][1-6](?:です)?[、,。 ]" + _NAME + r"(?=[。、 ]|です|だ|$)")
_EVENING = re.compile(
    r"(?<![一-龥々ヶァ-ヺー])(?P<v>[一-龥々ヶ]{2,5}|[ァ-ヺー]{3,7})"
    r"(?=の(?:定時制?|通信制?|全日制?|夜間部|特進)(?:に|を|で|へ|、|。|$))")
_NOT_EVENING = re.compile(r".{0,4}(?:[公私国都県市区]立|高校|学校|課程|近所|地元|普通|近く|"
    r"他|別|東京|都内|県内|市内|区内)$")
_LEAD = re.compile(
    r"(?:今年|去年|昨年|来年|今|元|前|長男|次男|三男|長女|次女|三女|息子|娘|孫|弟|妹|兄|姉|私|僕|俺|現在|今春|先月|"
    r"来月|春)(?=..)"
)
_FOUNDED = re.compile(r".{0,4}[都道府県市区町村公私国]立")


@dataclass(frozen=True)
class ShortSchoolRecogniser:
    """Finds a school by its short name; `common` are words that end in 小, 中, 高, 大 and are no schools, or what
    stands before 中 for "while" (通院, 妊娠)."""

    common: frozenset[str]
    places: frozenset[str]
    name: str = "short_school"
    explanation: str = "「三中」「桜小」のような学校の略称。学年・校長・転校などの言葉が続くときだけ"

    @classmethod
    def of(cls, lexicon: Lexicon) -> "ShortSchoolRecogniser":
        """Build from the words that are no schools and the places that schools are called by."""
        return cls(lexicon.not_schools, lexicon.places)

    def find(self, document: Document) -> Iterator[Span]:
        """Yield short names of schools that the words behind them confirm."""
        for match in _EVENING.finditer(document.folded):
            if not _NOT_EVENING.match(match.group("v")):
                yield Span(*match.span("v"), PiiType.organisation, 0.6, self.name)
        for match in _NUMBERED.finditer(document.folded):
            yield Span(*match.span("v"), PiiType.organisation, 0.65, self.name)
        folded = document.folded
        for match in chain.from_iterable(regex.finditer(folded) for regex in (_SCHOOL, _AFTER_GRADE, _SAID_LAST)):
            found, start = match.group("v"), match.start("v")
            for junk in (_FOUNDED, _LEAD):
                lead = junk.match(found)
                if lead:
                    start, found = start + lead.end(), found[lead.end():]
            core = found[:-1] if not match.group("e") else found
            if match.re is _SAID_LAST and not (found[-1] in "小中" and self._placed(core)):
                continue
            if core and not self._common(found, core):
                yield Span(start, match.end("v"), PiiType.organisation, 0.65, self.name)

    def _placed(self, core: str) -> bool:
        """Tell whether the school is called by a place (葛西, 北葛西, 葛西二)."""
        near = (core, core[1:] if core[:1] in "東西南北新上下" else core, core[:-1])
        return any(word in self.places for word in near)

    def _common(self, found: str, core: str) -> bool:
        words = (found, core, found[-2:], core[-2:])
        return any(word in self.common for word in words) and core[-1] not in "一二三四五六七八九十"

"""Names in other languages told by introductions, by kin, by what a person does, and by lists of foreign names."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.privacy.document import Document
from bot.privacy.lexicon import Lexicon
from bot.privacy.recognisers.foreign_forms import CAPITAL, HAN, HAN_JAPANESE, HANGUL, LATIN
from bot.privacy.spans import PiiType, Span

_HAN = f"(?:[{HAN}欧][一-龥]{{1,2}}?|欧阳[一-龥]{{0,2}}?|{HAN_JAPANESE}|[小阿][一-龥])"
_HAN_ROLE = (
    r"(?:女儿|女兒|儿子|兒子|孩子|老公|老婆|丈夫|妻子|前夫|男友|女友|朋友|老板娘?|同事|室友|同学|房东|邻居|店长|"
    r"经理|老师|妈妈|爸爸|母亲|父亲|"
    r"婆婆|公公|姐姐|妹妹|哥哥|弟弟|表妹|表哥)"
)
_HAN_ACTS = (
    r"(?:打我|打了|骂|骗|偷|欠|怀孕|不去|不上|不见|没有(?!人)|没地方|说可以|要我|要离|被打|被公司|被解|"
    r"病了|生病|喝酒|是我的?|不让|涨房)"
)
_LATIN_TITLED = tuple(re.compile(words) for words in (
    r"\b[Nn]ame(?:['’]s| is|:)[ ]" + LATIN,
    r"(?:^|"
    r"[.,!?\n][ ]?)" + LATIN + r"(?=[ ](?:here\b|is my (?:son|daughter|husband|wife|friend|room|boss|mother|father|"
    r"baby|neigh)))",
    r"(?:[Rr]egards|[Ss]incerely|[Tt]hanks|[Tt]hank you|[Ss]igned|[Ff]rom|[Bb]est|[Aa]tenciosamente|[Oo]brigad[oa]|"
    r"[Gg]racias|[Ss]alamat(?: po)?)"
    r"(?:,[ ]?|[.!]?\n)" + LATIN + r"[.! ]?$",
    r"\b(?:landlord|boss|manager|teacher|roommate|co-?worker|neighbou?r|cousin|sister|brother|ex(?:-husband)?|"
    r"fiancée?|caseworker|owner),? "
    r"(?:(?:Mr|Mrs|Ms)\.? )?" + LATIN,
    r"(?:[Mm]ình|[Cc]háu|[Ee]m|[Tt]ôi|[Tt]oi|[Cc]on)(?: tên| ten)(?: là| la)?[ ]" + LATIN,
    r"(?:[Mm]ình|[Cc]háu|[Ee]m) là[ ]" + LATIN,
    r"(?:[Ss]ếp|[Bb]é|[Tt]hằng|[Bb]ạn cùng phòng|[Cc]hồng cũ|[Cc]hong(?: toi)?|[Mm]ẹ|[Bb]ố)(?: tôi| em|"
    r" toi)?(?: tên)?(?: là)?[ ]" + LATIN,
    r"\b(?:[Ss]ou|É) [oa] " + LATIN, r"\b(?:Sra?|Dona|Seu|Señora?)\.? " + LATIN,
    r"(?:^|[.,!?\n][ ]?)[OA] " + LATIN + r"(?= (?:me|não|nao|é|está|tem|foi|bebe|bate|saiu|sumiu|ficou|perdeu))",
    r"\b(?:[Mm]i|[Mm]eu|[Mm]inha) (?:compañer[oa]|vecin[oa]|jef[ea]|herman[oa]|novi[oa]|tí[oa]|vizinh[oa]|colega|"
    r"ex|sogr[oa]) " + LATIN,
    r"\b(?:[Nn]ama saya|[Nn]ama|[Ss]aya|[Ss]uami saya|[Ii]stri saya|[Aa]nak saya|[Tt]eman saya|"
    r"bernama)(?: adalah)? " + LATIN,
))
_MARKER = re.compile(r"\b(?:[Ss]i|[Nn]i|[Kk]ay|[Ss]ina|[Kk]ina)[ ]" + LATIN + r"(?:[ ]at[ ](?P<w>" + CAPITAL + "))?")
_TAGALOG = re.compile(r"\b(?:ko|ang|ng|po|ako|sa|ay|mga|siya|akin|namin|niya|kong|aking)\b", re.I)
_RUN = re.compile(r"(?<![A-Za-zÀ-ỹ.'’@/-])" + LATIN + r"(?![A-Za-zÀ-ỹ@/])")
_LEAD = re.compile(r"(?:(?:Sou|Soy|Eu|Chị|Anh|Ông|Bà|Em|Bạn|Cô|Dona|Seu|Si|Aling|Mang|Hi|Hello|Dear|My|Is|And|But|"
    r"I['’]?m|It['’]?s)[ ])+")
_SMALL = re.compile(r"(?:^|[ ,])(?:i am|i'?m|my name is)[ ](?P<v>[a-z]{3,12})(?=[ ]?[,.]|[ ]from|[ ]and|$)")
_HAN_NAMED = tuple(re.compile(words) for words in (
    _HAN_ROLE + r"(?:名字)?叫(?P<v>(?![不了他她它我你做来])[一-龥]{2,3}?)(?=[,。、!? ]|今年|在|上|不|被|才|$)",
    _HAN_ROLE + r"(?P<v>" + _HAN + r")(?=" + _HAN_ACTS + r"|[在被不要想上去有]|[,。 ]|七十|八十|$)",
    r"(?:^|[,。!? ])(?P<v>" + _HAN + r")(?=" + _HAN_ACTS + ")",
    r"我(?:的名字)?(?:叫|是|姓)(?P<v>" + _HAN + r")(?=[,。!? ]|今年|住|在|$)",
    r"(?:请问|請問|找|跟)(?P<v>" + _HAN + r")(?=可以|说|講|在吗|商量)",
    r"(?:^|[,。!? ])(?P<v>[王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗郑梁谢宋唐许韩])(?=姐|哥|叔|阿姨|老师|经理|老板|"
    r"医生|先生|小姐)",
))
_NOT_HAN = re.compile(
    "小[孩时心学区店姐姑额费偷儿女子事病吃型叔]|阿[姨公婆]|马上|钱[不没包都]|何[时况]|江户|田地|龙虾|雷雨|夏天|孔子|叶子|于是|任何|程度")
_HANGUL = f"[{HANGUL}]"
_HANGUL_JAPANESE = (
    "사토|스즈키|다카하시|다나카|이토|와타나베|야마모토|나카무라|고바야시|가토|요시다|야마다|사사키|야마구치|"
    "마쓰모토|이노우에|기무라"
)
_HANGUL_NAMED = tuple(re.compile(words) for words in (
    r"(?:우리|제|내)?[ ]?(?:아들|딸|남편|아내|친구|동생|누나|언니|오빠|형|어머니|아버지|할머니|집주인|룸메이트|"
    r"동료|사장|담임|선생님)[ ]"
    r"(?P<v>(?!기저귀)" + _HANGUL + r"[가-힣]{2}|"
    + _HANGUL_JAPANESE + r")(?=[이가은는을를의과와]|한테|에게|씨|님|,|[ ]|$)",
    r"(?:^|"
    r"[ ,.])(?P<v>" + _HANGUL + r"|"
    + _HANGUL_JAPANESE + r")(?=[ ]?(?:사장|과장|부장|선생|씨)(?:님|이|가|은|는|한테|$))",
    r"(?:안녕하세요,?|이름은)[ ](?P<v>" + _HANGUL + r"[가-힣]{1,2})(?=이?라고|입니다|이에요|예요|이고)",
))
_DEVA_KIN = (
    r"(?:श्रीमती|श्रीमान|छोरा|छोरी|साथी|आमा|बुवा|दाइ|दिदी|भाइ|बहिनी|मालिक|साहु|लोग्ने|बुढा|बुढी)"
)
_DEVA = tuple(re.compile(words) for words in (
    r"नाम[ ](?P<v>[ऀ-ॣ]{2,16}(?:[ ](?!हो|हुँ)[ऀ-ॣ]{2,16}){0,2})(?=[ ](?:हो|हुँ))",
    _DEVA_KIN + r"[ ](?P<v>(?!" + _DEVA_KIN + r")[ऀ-ॣ]{2,16})(?=[ ]?(?:ले|लाई|को)(?![ऀ-ॣ]))",
))
_DEVA_WORD = re.compile(r"(?<![ऀ-ॿ])(?P<v>[ऀ-ॣ]{3,16}(?:[ ][ऀ-ॣ]{2,16})?)(?![ऀ-ॿ])")


@dataclass(frozen=True)
class TonguesRecogniser:
    """Finds names in Latin letters, Chinese, Korean and Nepali; `lexicon.foreign` confirms what has no other cue."""

    lexicon: Lexicon
    name: str = "tongues"
    explanation: str = "外国語の名乗り・家族や同居の語・人の動作のそばの名、外国の名の一覧"

    def find(self, document: Document) -> Iterator[Span]:
        """Yield names; only the scripts that stand in the text are searched."""
        folded = document.folded
        if re.search(r"[A-Za-z]{2}", folded):
            yield from self._latin(folded)
        for regex in _HAN_NAMED:
            for match in regex.finditer(folded):
                if match.group("v") not in self.lexicon.not_names and not _NOT_HAN.match(match.group("v")):
                    yield self._span(match, 0.6)
        if re.search("[가-힣]", folded):
            yield from (self._span(m, 0.6) for regex in _HANGUL_NAMED for m in regex.finditer(folded))
        if re.search("[ऀ-ॿ]", folded):
            yield from self._nepali(folded)

    def _latin(self, folded: str) -> Iterator[Span]:
        for regex in _LATIN_TITLED:
            yield from (self._span(m, 0.6) for m in regex.finditer(folded) if self._proper(m.group("v")))
        if _TAGALOG.search(folded):
            for match in _MARKER.finditer(folded):
                if self._proper(match.group("v")):
                    yield self._span(match, 0.65)
                if match.group("w"):
                    yield Span(*match.span("w"), PiiType.name, 0.65, self.name)
        for match in _RUN.finditer(folded):
            lead = _LEAD.match(match.group("v"))
            start = match.start() + (lead.end() if lead else 0)
            words = folded[start:match.end()].split(" ")
            known = sum(self._foreign(word) for word in words)
            inside = folded[max(0, start - 2):start].strip(" ").isalpha()
            if known and (len(words) == known + 1 or (len(words) == known and (known > 1 or inside))):
                yield Span(start, match.end(), PiiType.name, 0.55, self.name)
        for match in _SMALL.finditer(folded):
            if self._foreign(match.group("v").title()):
                yield self._span(match, 0.6)

    def _nepali(self, folded: str) -> Iterator[Span]:
        for regex in _DEVA:
            found = regex.finditer(folded)
            yield from (self._span(m, 0.6) for m in found if m.group("v") not in self.lexicon.not_names)
        for match in _DEVA_WORD.finditer(folded):
            words = match.group("v").split(" ")
            if words[0] in self.lexicon.foreign:
                whole = len(words) > 1 and words[1] in self.lexicon.foreign
                end = match.end() if whole else match.start() + len(words[0])
                yield Span(match.start(), end, PiiType.name, 0.6, self.name)

    def _foreign(self, word: str) -> bool:
        return len(word) > 3 and word in self.lexicon.foreign and word not in self.lexicon.not_names

    def _proper(self, found: str) -> bool:
        first = found.split(" ")[0]
        plain = not found[0].islower() and "'" not in first and "’" not in first
        return plain and first not in self.lexicon.not_names

    def _span(self, match: "re.Match[str]", score: float) -> Span:
        return Span(*match.span("v"), PiiType.name, score, self.name)

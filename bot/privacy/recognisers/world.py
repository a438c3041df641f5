"""Names of persons and employers inside sentences in other languages, told by the words of kinship and work."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.privacy.document import Document
from bot.privacy.spans import PiiType, Span

_CAP = r"[A-ZÀ-ỸĐ][A-Za-zÀ-ỹđ'’-]{1,15}"
_FULL = r"(?P<v>" + _CAP + r"(?:[ ]" + _CAP + r"){0,3})"
_NOT = frozenset(("The", "They", "She", "He", "We", "It", "And", "But", "Is", "Has", "Was", "Did", "Does", "Who", "In",
                  "At", "Please", "Help", "Tokyo", "Japan", "Edogawa", "Mitaka", "Meguro", "Bunkyo", "Koganei",
                  "Hello", "City"))
_PERSONS = tuple(re.compile(words) for words in (
    r"(?:[Cc]all me|[Mm]y (?:son|daughter|husband|wife|boss|friend|teacher|neighbou?r|brother|sister|"
    r"mother|father|baby|"
    r"boyfriend|girlfriend)|[Bb]oss|[Mm]anager|[Tt]eacher|(?:Mr|Mrs|Ms|Dr)\.?)[ ](?:is |named )?"
    r"(?:(?:Mr|Mrs|Ms|Dr)\.? )?" + _FULL,
    r"(?:[Mm]eu|[Mm]inha)[ ](?:marido|filh[oa]|chefe|esposa|m[ãa]e|pai|irm[ãa]o?|amig[oa]|namorad[oa])[ ]" + _FULL,
    r"(?:mãe de|pai de|[Ss]ou a?|[Mm]e llamo|[Mm]i (?:hij[oa]|espos[oa]|marido)|[Jj]e m['’]appelle|"
    r"[Mm]on (?:fils|mari))[ ]"
    + _FULL,
    r"(?:[Cc]hồng|[Vv]ợ|[Cc]on(?: trai| gái)?|[Cc]hị|[Aa]nh|[Bb]ạn|[Cc]hủ|[Ee]m|[Tt]ôi)(?: tôi|"
    r" em)?(?: tên)?(?: là)?[ ]"
    + _FULL,
    r"(?:^|[.,!?] ?)(?:Si|si|Ako si|ako si|ang anak kong si)[ ]" + _FULL,
    r"^(?P<v>" + _CAP + r"(?:[ ]" + _CAP + r"){1,3})(?=[ ](?:đây|here|po)|[,.] (?:I|age|from))",
    r"我?(?:女儿|女兒|儿子|兒子|老公|老婆|丈夫|妻子|朋友|老板娘?|同事)(?:叫|"
    r"是)?(?P<v>[一-龥]{2,3}?)(?=在|打|上|不|被|很|没|沒|生|扣|骂|走|,|,|。|$)",
    r"我姓(?P<v>[一-龥]{1,2})(?=[,,。]|$)", r"(?:^|[。,,])(?P<v>[一-龥]{2,3})介绍我",
    r"(?:저는|제 이름은|아들|딸|남편|아내|친구)[ ](?P<v>[가-힣]{2,4}?)(?=이?가?(?:[ ]|입니다|이에요|"
    r"예요|라고|,|\.|$))",
    r"(?:зовут|[Мм]уж|[Сс]ын|[Дд]очь|[Жж]ена|[Дд]руг)[ ](?P<v>[А-ЯЁ][а-яё]{1,15}(?:[ ][А-ЯЁ][а-яё]{1,18}){0,2})",
    r"Намайг[ ](?P<v>[А-ЯЁӨҮ][а-яёөү]{1,18})[ ]гэдэг",
    r"(?:नाम|श्रीमती|श्रीमान|छोरा|छोरी)[ ](?P<v>[ऀ-ॣ]{2,16}(?:[ ](?!हो|बि|छ)[ऀ-ॣ]{2,16})?)",
    r"(?:ชื่อ)[ ]?(?P<v>[ก-๎]{2,14})",
))
_PLACES = tuple(re.compile(words) for words in (
    r"(?:work(?:ed|s|ing)?(?: part-time)? (?:at|for)|fired (?:me )?from|job at|employed (?:at|by)|"
    r"laid off (?:from|by)|patient at|"
    r"student (?:at|of)|(?:son|daughter|"
    r"child) goes to)[ ](?:the )?(?P<v>[A-Z][A-Za-z&'’]{1,15}(?:[ ][A-Z][A-Za-z&'’]{1,15}){0,4})",
    r"(?:trabalh\w{1,5}|emprego|empreiteira|fábrica|escola)[ ](?:na |no |da |"
    r"do )(?P<v>" + _CAP + r"(?:[ ]" + _CAP + r"){0,3})",
    r"(?:[Cc]ông ty|[Nn]hà hàng|[Xx]ưởng|[Tt]rường|[Bb]ệnh viện)[ ](?P<v>" + _CAP + r"(?:[ ]" + _CAP + r"){0,3})",
    r"(?:회사(?:는|에서|인)?|직장은|학교는|식당)[ ](?P<v>[가-힣]{3,8}?)(?=에서|예요|이에요|입니다|[ ]|\.|$)",
    r"我?在(?P<v>[一-龥]{2,6}?(?:店|院|餐厅|饭店|酒家|公司|厂|工厂|建筑|学校|楼|食品))(?=打工|工作|上班|"
    r"干活|洗碗|上学|,|,|。|$)",
))
_COMMON = re.compile(r"(?:超市|餐厅|饭店|工厂|公司|学校|医院|美容院|料理店|便利店|食品厂|日本语学校|"
    r"这家公司|一家.{1,5})$")


@dataclass(frozen=True)
class WorldRecogniser:
    """Finds names after 'my husband', 我女儿, chồng tôi, 아들, муж and employers after 'work at', 在…打工, công ty."""

    name: str = "world"
    explanation: str = "外国語の文で、家族・仕事の語のすぐあとに来る固有名"

    def find(self, document: Document) -> Iterator[Span]:
        """Yield persons and institutions named in other languages."""
        folded = document.folded
        for kind, regexes in ((PiiType.name, _PERSONS), (PiiType.organisation, _PLACES)):
            for match in (m for regex in regexes for m in regex.finditer(folded)):
                found = match.group("v")
                small = found[0].islower() or found.split(" ")[0] in _NOT
                if not small and not _COMMON.match(found):
                    yield Span(*match.span("v"), kind, 0.65, self.name)

"""Names of persons and employers inside sentences in other languages, told by the words of kinship and work."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.privacy.document import Document
from bot.privacy.recognisers.foreign_forms import CAPITAL, HAN, HAN_EVERYDAY, HAN_JAPANESE, HANGUL, LATIN
from bot.privacy.spans import PiiType, Span

_NOT = frozenset(("The", "They", "She", "He", "We", "It", "And", "But", "Is", "Has", "Was", "Did", "Does", "Who", "In",
                  "At", "Please", "Help", "Tokyo", "Japan", "Edogawa", "Mitaka", "Meguro", "Bunkyo", "Koganei",
                  "Hello", "City", "Japanese", "Chinese", "Korean", "Filipino", "Filipina", "Vietnamese", "Nepali",
                  "Brazilian", "American", "Indian", "Thai", "Indonesian", "Muslim", "Christian", "Catholic",
                  "Hamamatsu"))
_CHINESE = f"[{HAN}{HAN_EVERYDAY}]|{HAN_JAPANESE}"
_KOREAN = f"[{HANGUL}]"
_NEPALI = ("(?:सरिता|सीता|गीता|रमेश|दीपक|बिनोद|आयुष|सुनिता|कमला|प्रकाश|अनिता|राजु|मीना|सरोज|हरि|लक्ष्मी|सन्तोष|सुरेश|राम|कृष्ण|"
           "बिमला|पुष्पा|रीता|निशा|पूजा|सबिना|अस्मिता|प्रमिला|बिष्णु|गणेश|राजेश|मनोज|सुमन|सागर|बिकास|रोशन|किरण|माया|देवी|बसन्त|"
           "नारायण|गोपाल|शर्मिला|सुशीला|अर्जुन|बिशाल|सन्जय|अमृता|सृजना|रोहित)"
           "(?:[ ](?:गुरुङ|तामाङ|राई|लिम्बु|मगर|शेर्पा|थापा|श्रेष्ठ|कार्की|"
           "अधिकारी|शर्मा|पौडेल|खड्का|महर्जन|के.सी.))?")
_PERSONS = tuple(re.compile(words) for words in (
    r"(?:[Cc]all me|[Mm]y (?:son|daughter|husband|wife|boss|friend|teacher|neighbou?r|brother|sister|"
    r"mother|father|baby|"
    r"boyfriend|girlfriend)|[Bb]oss|[Mm]anager|[Tt]eacher|(?:Mr|Mrs|Ms|Dr)\.?)[ ](?:is |named )?"
    r"(?:(?:Mr|Mrs|Ms|Dr)\.? )?" + LATIN,
    r"(?:[Mm]eu|[Mm]inha)[ ](?:marido|filh[oa]|chefe|esposa|m[ãa]e|pai|irm[ãa]o?|amig[oa]|namorad[oa])[ ]" + LATIN,
    r"(?:mãe de|pai de|[Ss]ou a?|[Mm]e llamo|[Mm]i (?:hij[oa]|espos[oa]|marido)|[Jj]e m['’]appelle|"
    r"[Mm]on (?:fils|mari))[ ]"
    + LATIN,
    r"(?:[Cc]hồng|[Vv]ợ|[Cc]on(?: trai| gái)?|[Cc]hị|[Aa]nh|[Bb]ạn|[Cc]hủ|[Ee]m|[Tt]ôi)(?: tôi|"
    r" em)?(?: tên)?(?: là)?[ ]"
    + LATIN,
    r"(?:^|[.,!?] ?)(?:Si|si|Ako si|ako si|ang anak kong si)[ ]" + LATIN,
    r"^(?P<v>" + CAPITAL + r"(?:[ ]" + CAPITAL + r"){1,3})(?=[ ](?:đây|here|po)|[,.] (?:I|age|from))",
    r"我?(?:女儿|女兒|儿子|兒子|老公|老婆|丈夫|妻子|朋友|老板娘?|同事|房东|店长)(?:叫|"
    r"是|)(?P<v>(?:" + _CHINESE + r")[一-龥]{1,2}?)(?=在|打|上|不|被|很|没|沒|生|扣|骂|走|要|说|想|,|,|。|$)",
    r"我姓(?P<v>[一-龥]{1,2})(?=[,,。]|$)", r"(?:^|[。,,])(?P<v>[一-龥]{2,3})介绍我",
    r"(?:저는|제 이름은|아들|딸|남편|아내|친구|사장|선생님)[ ](?P<v>" + _KOREAN + r"[가-힣]{2}(?<!이))"
    r"(?=이?가?은?(?:[ ]|입니다|이에요|예요|라고|이라고|씨|,|\.|$))",
    r"(?:^|[.!?] ?)(?P<v>" + _KOREAN + r"[가-힣]{2})(?=입니다|이에요|예요|이라고| 드림| 올림)",
    r"(?:아들|딸|남편|아내|친구|동생)[ ](?P<v>[가-힣]{2})(?=이(?:가|는|를|의|한테)[ ])",
    r"제 이름은[ ](?P<v>[가-힣]{2,4}?)(?=입니다|이에요|예요|라고|이라고)",
    r"(?:зовут|[Мм]уж|[Сс]ын|[Дд]очь|[Жж]ена|[Дд]руг)[ ](?P<v>[А-ЯЁ][а-яё]{1,15}(?:[ ][А-ЯЁ][а-яё]{1,18}){0,2})",
    r"Намайг[ ](?P<v>[А-ЯЁӨҮ][а-яёөү]{1,18})[ ]гэдэг",
    r"(?:श्रीमती|श्रीमान|छोरा|छोरी|साथी|आमा|बुवा|दाइ|दिदी|भाइ|बहिनी)[ ]"
    r"(?P<v>" + _NEPALI + r")(?![ऀ-ॿ])",
    r"नाम[ ](?P<v>(?!गलत|भन्न|थाहा|ले[खक]|के[ ]|बि)[ऀ-ॣ]{2,16}(?:[ ](?!हो|बि|छ)[ऀ-ॣ]{2,16})?)",
    r"(?:ชื่อ)[ ]?(?P<v>[ก-๎]{2,14})",
))
_PLACES = tuple(re.compile(words) for words in (
    r"(?:work(?:ed|s|ing)?(?: part-time)? (?:at|for)|fired (?:me )?from|job at|employed (?:at|by)|"
    r"laid off (?:from|by)|patient at|"
    r"student (?:at|of)|(?:son|daughter|"
    r"child) goes to)[ ](?:the )?(?P<v>[A-Z][A-Za-z&'’]{1,15}(?:[ ][A-Z][A-Za-z&'’]{1,15}){0,4})",
    r"(?:trabalh\w{1,5}|emprego|empreiteira|fábrica|escola)[ ](?:na |no |da |"
    r"do )(?P<v>" + CAPITAL + r"(?:[ ]" + CAPITAL + r"){0,3})",
    r"(?:[Cc]ông ty|[Nn]hà hàng|[Xx]ưởng|[Tt]rường|[Bb]ệnh viện)[ ](?P<v>" + CAPITAL + r"(?:[ ]" + CAPITAL + r"){0,3})",
    r"(?:회사(?:는|인)?|직장은|학교는|식당 이름은)[ ](?P<v>[가-힣]{3,8}?)(?=에서|예요|이에요|입니다)",
    r"(?<![가-힣])(?P<v>[가-힣]{2,8}(?:식당|학원|식품|어린이집|초등학교|중학교|대학교|전자|건설|미용실|병원|유치원))"
    r"(?=에서|에 |에서는|을|를|이 |가 | 다|$)",
    r"我?在(?P<v>[一-龥]{2,6}?(?:店|院|餐厅|饭店|酒家|公司|厂|工厂|建筑|学校|楼|食品))(?=打工|工作|上班|"
    r"干活|洗碗|上学|,|,|。|$)",
))
_COMMON = re.compile(r"(?:일본어학원|한국식당|유학생|이주민|한국인|주부예|엄마예|학생이|장애인|"
    r"대학병원|종합병원|동네병원|"
    r"공립.{2,4}|国立.{1,4}|超市|餐厅|饭店|工厂|公司|学校|医院|美容院|料理店|便利店|食品厂|日本语学校|"
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

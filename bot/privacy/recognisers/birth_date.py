"""Exact birth dates. The exact date of an event stays (it is coarsened to the month elsewhere, R50)."""

import re

from bot.privacy.recognisers.base import Context, Pattern, PatternRecogniser
from bot.privacy.spans import PiiType

_N = (
    r"(?:[0-9]{1,2}|[〇一二三四五六七八九十]{1,3})"
)
_YEAR = (
    r"(?:(?:明治|大正|昭和|平成|令和)[ ]?(?:[0-9]{1,2}|元|[〇一二三四五六七八九十]{1,3})|(?:19|20)[0-9]{2}|"
    r"[一二][〇零一二三四五六七八九千百十]{3,6})"
)
_KANA = (
    r"(?:(?:19|20)[0-9]{2}|(?:昭和|平成|令和|しょうわ|へいせい|"
    r"れいわ)[ ]?[0-9]{1,2})[ ]?(?:ねん|年)[ の]{0,2}[0-9]{1,2}[ ]?がつ[ の]{0,2}[0-9]{1,2}[ ]?(?:にち|か|日)?"
)
_FULL = r"(?:西暦[ ]?)?" + _YEAR + r"[ ]?年[ の\n]{0,2}" + _N + r"[ ]?月[ の\n]{0,2}" + _N + r"[ ]?日?"
_ERA = (
    r"(?:(?<![A-Za-z])[MTSHRmtshr]|(?<![一-龥])(?:明治?|大正?|昭和?|平成?|令和?))(?:\.|[ ])?(?:[0-9]{1,2}|"
    r"元)[ ]?[-/.年・,][ ]?[0-9]{1,2}[ ]?[-/.月・,][ ]?[0-9]{1,2}(?![0-9])日?"
)
_NUMERIC = (
    r"(?<![0-9-])(?:19|20)[0-9]{2}(?:[ ]?[-/.・][ ]?|, ?)(?:1[0-2]|0?[1-9])"
    r"(?:[ ]?[-/.・][ ]?|, ?)(?:3[01]|[12][0-9]|0?[1-9])(?![0-9])"
)
_REVERSED = (
    r"(?<![0-9/-])[0-3]?[0-9][/.-][0-3]?[0-9][/.-](?:19|20)[0-9]{2}(?![0-9])"
)
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)"
)
_ENGLISH = (r"(?<![a-z])(?:" + _MONTH + r"\.? [0-9]{1,2}(?:st|nd|rd|th)?,? (?:19|20)[0-9]{2}"
            r"|[0-9]{1,2}(?:st|nd|rd|th)?(?: of)? " + _MONTH + r"\.?,? (?:19|20)[0-9]{2})(?![0-9])")
_LABEL = (r"(?:生年月日|誕生日|たんじょうび|誕生|バースデー|うまれ|生まれ|birth ?day|birth|DOB|born(?: on)?|"
          r"出生日期|生日|出生|생년월일|ngày sinh|sinh ngày|nascimento)")
_BORN_AFTER = re.compile(r"[日)) ]{0,2}(?:に|が|、|の)?[ ]?(?:生年月日|生まれ|うまれ|産まれ|生(?![きか活命保])|誕生|"
    r"出生|出産|born|DOB|[((](?:生|誕)|\(dd/mm|sinh)",
                         re.I)
_EVENT_AFTER = re.compile(
    r"[ ]?(?:付|に(?!生|うま|産ま)|から|より|まで|で(?!す)|締|期限|以降|以前|までに|の(?:面接|予約|診|手術|会|便|夜|"
    r"朝|昼|件|契約|話)|"
    r"〜|~|-|入|退|発|解雇|現在|開|実施|施行|改|予定|分|が期|が締|は|付け|頃|ごろ)")
_EVENT_BEFORE = re.compile(r"(?:期限|締切|締め切り|更新日?|発行日?|契約日?|有効|予約|施行|入社日?|退職日?|付け?|次回|"
    r"は|から|まで)[はが:、 ]{0,2}$")

BIRTH_DATE = PatternRecogniser(
    name="birth_date",
    type=PiiType.birth_date,
    patterns=(
        Pattern(re.compile(_LABEL + r"[^0-9A-Za-z〇一二三四五六七八九十\n]{0,8}\n?(?P<v>" + _FULL + ")", re.I), 0.95),
        Pattern(re.compile(_LABEL + r"[^0-9A-Za-z\n]{0,8}\n?(?P<v>" + _ERA + "|" + _NUMERIC + "|" + _REVERSED + "|"
                           + _ENGLISH + r"|(?:19|20)[0-9]{6}(?![0-9])|"
                               r"[0-9]{2}[-/.年][0-9]{1,2}[-/.月][0-9]{1,2}(?![0-9])日?)", re.I), 0.95),
        Pattern(re.compile(_LABEL + r"[はが: ]{0,3}(?P<v>" + _N + r"月" + _N + r"日|"
            r"[0-9]{1,2}/[0-9]{1,2}(?![0-9/]))", re.I), 0.85),
        Pattern(re.compile(_LABEL + r"[はが: ]{0,3}(?P<v>(?:19|"
            r"20)?[0-9]{2}ねん[ ]?[0-9]{1,2}がつ[ ]?[0-9]{1,2}にち)"), 0.9),
        Pattern(re.compile(r"(?P<v>" + _N + r"月" + _N + r"日)(?:生まれ|うまれ|が誕生日|誕生日)"), 0.85),
        Pattern(re.compile(r"(?<![0-9])(?P<v>(?:19|20)[0-9]{6})(?=[ 日]?(?:です|生|うま|\())"), 0.35),
        Pattern(re.compile(r"['’][0-9]{2}[-/.][0-9]{1,2}[-/.][0-9]{1,2}(?![0-9])"), 0.5),
        Pattern(re.compile(_KANA), 0.7),
        Pattern(re.compile(_FULL), 0.55),
        Pattern(re.compile(_NUMERIC), 0.55),
        Pattern(re.compile(_ERA), 0.6),
        Pattern(re.compile(_REVERSED), 0.5),
        Pattern(re.compile(_ENGLISH, re.I), 0.5),
    ),
    explanation="西暦・和暦・S45.3.2 の日付。生年月日・生まれ の語で上げ、期限・入社などの語で下げる",
    contexts=(
        Context(_BORN_AFTER, 0.6, before=0, after=10),
        Context(re.compile(_LABEL, re.I), 0.3, before=16),
        Context(_EVENT_AFTER, -0.35, before=0, after=8),
        Context(_EVENT_BEFORE, -0.15, before=10),
    ),
    check=lambda found, score: score - 0.2 if re.match(r"令和|[Rr]|202[0-9]", found) else score,
)

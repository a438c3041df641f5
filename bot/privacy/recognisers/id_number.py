"""Numbers of certificates and registers: insurance, benefits, pension, residence card, licence, passport, case."""

import re

from bot.privacy.recognisers.base import Context, Pattern, PatternRecogniser, digits_of
from bot.privacy.spans import PiiType

_LABEL = (
    r"(?:保険証|被保険者(?:証|番号)?|保険者番号|受給者(?:証|番号)?|医療証|手帳|免許(?:証)?|基礎年金|年金(?:番号|証書|"
    r"手帳)?|在留(?:カード)?|"
    r"ざいりゅう(?:カード)?|zairyu ?card|residence ?card|在留卡|パスポート|passport|旅券|护照|ビザ|visa(?: card)?|"
    r"ケース番号|ケースNo|奨学金|奨学生|"
    r"社員(?:番号|ID|証)|職員番号|学籍番号|学生(?:番号|証)|診察券|患者番号|会員(?:番号|証)|受付番号|整理番号|(?:お客|"
    r"利用者|顧客)(?:様|さま)?番号|"
    r"契約番号|証書|介護(?:保険)?|国保|健保|後期高齢|証明書|証の番号|雇用保険|労災|求職(?:番号)?|登録番号|申請番号|"
    r"問い?合わせ番号|照会番号|伝票番号|"
    r"管理番号|事件番号|許可番号|受験番号|生活保護|愛の手帳|みどりの手帳|療育|カード番号|番号|ばんごう|ID|No\.?|"
    r"number|license|licence|insurance|pension)"
)
_UNIT = (
    r"(?![0-9])(?![ ]?(?:円|年|人|回|か月|ヶ月|カ月|歳|件|点|級|時|分|日|万|千|億|kg|キロ|%|月|期|割|度|枚|台|台|"
    r"世帯|名|社|グラム|ml|mg|錠))"
)
_CODE = (r"(?-i:(?:[一-龥]{2,4}[都道府県市区町村])?第?(?:[ァ-ン]-)?[A-Z]{0,4}[- ]?[0-9][0-9A-Z]{0,12}"
          r"(?:[- ー](?:[0-9][0-9A-Z]{0,8}|[A-Z]{1,3}(?![A-Za-z]))){0,4}号?)")

_DATE = re.compile(r"(?:19|20)[0-9]{2}-(?:1[0-2]|0?[1-9])-(?:3[01]|[12][0-9]|0?[1-9])")
_STRONG = (
    re.compile(r"(?<![A-Za-z0-9])[A-Z]{2}[ -]?[0-9]{4}[ -]?[0-9]{4}[ -]?[A-Z]{2}(?![A-Za-z0-9])", re.I),
    re.compile(r"(?:[一-龥]{2,4}[都道府県市区町村])?第[ ]?[A-Z]{0,3}[0-9]{3,12}[ ]?号(?!室|線|棟|車)"),
    re.compile(r"(?<![A-Za-z0-9])[A-Z]{2}[0-9]{7}(?![0-9])"),
    re.compile(r"(?<![0-9-])[0-9]{4}-[0-9]{6}(?![0-9])(?!-)"),
)


def _check(found: str, score: float) -> float:
    digits = digits_of(found)
    if _DATE.fullmatch(found):  # the reader of birth dates decides about these
        return 0.0
    return score if (len(digits) >= 4 or score > 0.8) and not re.fullmatch(r"(?:19|20)[0-9]{2}", found) else 0.0


ID_NUMBER = PatternRecogniser(
    name="id_number",
    type=PiiType.id_number,
    patterns=(
        Pattern(re.compile(_LABEL + r"[^0-9A-Za-z第\n]{0,8}\n?(?P<v>(?:No\.?[ ]?)?" + _CODE + ")" + _UNIT, re.I), 0.75),
        Pattern(re.compile(r"(?:記号|"
            r"きごう)[ はが:]{0,3}(?P<v>[0-9一-龥ぁ-んァ-ン]{0,4}[0-9]{2,8})[ ・、]{0,2}番号"), 0.81),
        Pattern(re.compile(_LABEL + r"[^0-9A-Za-z\n]{0,6}(?P<v>[0-9]{5,14})" + _UNIT, re.I), 0.7, "digits"),
        Pattern(re.compile(r"(?:(?:令和|平成)[0-9元]{1,2}年)?[((][ァ-ヺ一-龥]{1,3}[))]第?[0-9]{1,6}号"), 0.7),
        Pattern(re.compile(r"番号[ はが:]{0,3}(?P<v>[0-9]{2,8})(?=[ ・、]{0,2}(?:枝番|の保険証))"), 0.7),
        *(Pattern(regex, 0.7) for regex in _STRONG),
        Pattern(re.compile(r"(?<![0-9A-Za-z.,-])[0-9]{8,20}" + _UNIT + r"(?![-.,][0-9])"), 0.55, "folded"),
        Pattern(re.compile(r"(?<![0-9A-Za-z.,/-])[0-9]{2,8}(?:-[0-9]{2,8}){2,4}" + _UNIT), 0.5),
    ),
    explanation="証・手帳・番号の語のあとの英数字、在留カードや旅券の形、8 桁以上の数字の並び",
    contexts=(Context(re.compile(r"番号札|暗証|受付.{0,2}番(?!号)|電話|制度|法律|第[0-9]"), -0.3, before=5),),
    check=_check,
)

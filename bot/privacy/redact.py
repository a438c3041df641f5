"""Replacement: each span gives way to a short readable label, numbered where persons must stay apart."""

import re
from collections.abc import Iterable

from bot.privacy.case import CaseNames
from bot.privacy.spans import Masked, PiiType, Span

LABELS = {
    PiiType.name: "人名", PiiType.phone: "電話", PiiType.email: "メール", PiiType.postal_code: "郵便番号",
    PiiType.address: "住所", PiiType.birth_date: "生年月日", PiiType.my_number: "個人番号", PiiType.account: "口座",
    PiiType.id_number: "番号", PiiType.sns_id: "SNS", PiiType.url: "リンク", PiiType.vehicle: "車のナンバー",
    PiiType.organisation: "団体",
}
_PLACES = (
    ("医療機関", re.compile(r"クリニック|医院|病院|診療|歯科|内科|外科|薬局|助産|小児科|眼科|皮膚科|接骨|整骨|"
        r"メンタル")),
    ("学校", re.compile(r"小学|中学|高校|高等学校|大学|学園|学院|幼稚園|保育|こども園|スクール|School|Academy|学校|"
        r"高専|短大|ゼミ|塾|アカデミー")),
    ("施設", re.compile(r"ホーム|苑|デイ|作業所|シェルター|ケア|訪問看護|ステーション|ハウス|の家|学童|施設")),
    ("勤め先", re.compile(r"株|有限|会社|工業|建設|運送|商店|工場|製作|店|亭|食品|サービス|運輸|物流|産業|組$|"
        r"センター|倉庫|電工|書房")),
)
_BEHIND = 12
_SHORT_SCHOOL = re.compile(r"[小中高大](?:附属?)?$")
_BESIDE = (
    ("学校", re.compile(
        r"(?:の|、|,| )?[1-6一二三四五六]年|"
        r"の(?:生徒|学生|制服|給食|担任|校|授業|学費|定時|通信|夜間|同級|部活|保健室|支援級)|"
        r"(?:に|へ)(?:進学|転校|合格|落ち|入学)|を(?:中退|退学|卒業|受験|留年)|"
        r"(?:という|っていう|って)(?:塾|学校|高校|中学|保育園|幼稚園)")),
    ("医療機関", re.compile(
        r"(?:に|へ)(?:入院|通院|転院|運ばれ|受診)|で(?:手術|出産|診|検査|薬|透析|治療)|"
        r"の(?:外来|病棟|主治医|診察|薬)|(?:という|っていう|って)(?:病院|クリニック|医者)")),
    ("施設", re.compile(
        r"(?:に|へ)(?:入所|入居|預け)|を(?:退所|退去)|"
        r"の(?:デイ|ショート|ヘルパー|ケアマネ|工賃|面会|施設長|世話人|利用|送迎|訪問)|"
        r"(?:という|っていう|って)(?:作業所|施設|ホーム|デイ|事業所)")),
    ("勤め先", re.compile(
        r"で(?:働|はたら|バイト|パート|アルバイト|夜勤|仕事|事務|清掃|レジ|正社員|派遣|[0-9]{1,3}年)|"
        r"に(?:勤|就職|入社|転職|内定|採用)|を(?:クビ|くび|首|解雇|リストラ|辞め|やめ|定年|雇い止め)|"
        r"の(?:給料|シフト|店長|社長|工場|バイト|パート|社員|寮|夜勤|面接|下請け|残業|上司)|"
        r"(?:から|が)(?:内定|倒産)|勤務|(?:という|っていう|って)(?:会社|店|お店|派遣|居酒屋)")),
)
NUMBERED = (PiiType.name,)


def label_of(span: Span, found: str, after: str = "") -> str:
    """Return the Japanese word that stands for a span; institutions are told apart by their own word for their kind,
    else by what is said of them right behind (`after`)."""
    if span.type is PiiType.organisation:
        if _SHORT_SCHOOL.search(found):
            return "学校"
        told = next((label for label, words in _PLACES if words.search(found)), "")
        return told or next((label for label, words in _BESIDE if words.match(after)), "団体")
    return LABELS[span.type]


def redact(text: str, spans: Iterable[Span], case: CaseNames) -> Masked:
    """Replace each span by 〔label〕; names carry the number they have in this case."""
    parts: list[str] = []
    at, ordered = 0, tuple(spans)
    for span in ordered:
        found = text[span.start:span.end]
        label = label_of(span, found, text[span.end:span.end + _BEHIND])
        number = str(case.number(label, found)) if span.type in NUMBERED else ""
        parts += [text[at:span.start], f"〔{label}{number}〕"]
        at = span.end
    return Masked("".join((*parts, text[at:])), ordered)

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
NUMBERED = (PiiType.name,)


def label_of(span: Span, found: str) -> str:
    """Return the Japanese word that stands for a span; institutions are told apart by their kind."""
    if span.type is PiiType.organisation:
        return next((label for label, words in _PLACES if words.search(found)), "団体")
    return LABELS[span.type]


def redact(text: str, spans: Iterable[Span], case: CaseNames) -> Masked:
    """Replace each span by 〔label〕; names carry the number they have in this case."""
    parts: list[str] = []
    at, ordered = 0, tuple(spans)
    for span in ordered:
        found = text[span.start:span.end]
        label = label_of(span, found)
        number = str(case.number(label, found)) if span.type in NUMBERED else ""
        parts += [text[at:span.start], f"〔{label}{number}〕"]
        at = span.end
    return Masked("".join((*parts, text[at:])), ordered)

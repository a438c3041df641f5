"""Our fields and the headers they have in the open-data tables in use: both generations of the municipal standard, the
national care-service list, WAM NET for disability services, and our own template."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

_FIELDS = {
    "code": "全国地方公共団体コード|都道府県コード又は市区町村コード|都道府県コード又は市町村コード|市区町村コード",
    "number": "ID|NO|No.|番号|制度番号|NO(※システム内の固有の番号、連番)",
    "name": "名称|介護サービス事業所名称|事業所名|事業所の名称|イベント名|施設名|施設名称|タイトル(制度名)|name",
    "kana": "名称_カナ|介護サービス事業所名称_カナ|事業所名カナ|事業所の名称_かな|イベント名_カナ|名称カナ|kana",
    "municipality": "市区町村名|所在地_市区町村|市町村名|地方公共団体名|地方公共団体の名称|事業所住所(市区町村)|"
    "municipality",
    "service": "実施サービス|サービスの種類|サービス種別|種別|医療機関の種類|イベント種類|支援制度種別|診療科目",
    "operator": "団体名|法人の名称|主催者|指定機関名|実施組織・支援機関|問い合わせ先|operator",
    "description": "説明|概要|制度概要|内容|description",
    "target": "対象者|受入年齢|target",
    "phone": "電話番号|連絡先電話番号|事業所電話番号|お問い合わせ先電話番号|phone",
    "address": "所在地_連結表記|住所|事業所住所(番地以降)|所在地|address",
    "prefecture": "所在地_都道府県|都道府県名",
    "town": "所在地_町字",
    "block": "所在地_番地以下",
    "status": "状態|状況|イベント状態",
    "building": "建物名等(方書)|方書|方書(ビル名等)|場所名称",
    "lat": "緯度|事業所緯度|lat",
    "lon": "経度|事業所経度|lon",
    "days": "利用可能曜日|診療曜日|開館曜日",
    "start": "開始時間|診療開始時間|利用開始時間|start_time",
    "end": "終了時間|診療終了時間|利用終了時間|end_time",
    "hours_note": "利用可能時間特記事項|利用可能日時特記事項|利用可能曜日特記事項|利用可能曜日特記事項(留意事項)|"
    "診療日時特記事項|開始日時特記事項|hours_text",
    "weekday_hours": "利用可能な時間帯(平日)",
    "saturday_hours": "利用可能な時間帯(土曜)",
    "sunday_hours": "利用可能な時間帯(日曜)",
    "holiday_hours": "利用可能な時間帯(祝日)",
    "closing_days": "定休日",
    "first_day": "開始日|受付開始日",
    "last_day": "終了日|受付終了日",
    "fee": "料金(基本)|料金(詳細)|給付金額|fee_text",
    "booking": "参加申込方法|利用・申請方法|booking",
    "url": "URL|コンテンツURL|詳細参照先|事業所URL|url",
    "note": "備考|受付備考|note",
}

EXTRAS = (
    "内線番号|FAX番号|事業所FAX番号|連絡先メールアドレス|連絡先FormURL|連絡先名称|アクセス方法|駐車場情報|定員|収容定員|"
    "開催パターン|参加申込終了日|参加申込終了時間|一時預かりの有無|病児保育の有無|時間外における対応|バリアフリー情報|車椅子可|車椅子貸出|ツエ貸出|"
    "バリアフリートイレ|スロープ、エレベータ、エスカレータ|点字ブロック等の移動支援|点字や読上による支援|盲導犬・介助犬、聴導犬同伴|字幕|筆談対応|優先駐車場|"
    "オストメイト対応トイレ|授乳室|おむつ替えコーナー|飲食可否|ベビーカー貸出|ベビーカー利用|対象地域|根拠法令|用途・対象物|用途・対象費|公開終了日"
)
"""Columns that no field of ours takes but that people may want to know; they go into the remarks with their names."""

_KINDS = (
    ("care", ("介護サービス事業所名称", "サービスの種類")),
    ("disability", ("事業所の名称", "指定機関名")),
    ("medical", ("医療機関の種類", "診療科目", "診療曜日")),
    ("event", ("イベント名",)),
    ("scheme", ("タイトル(制度名)",)),
    ("childcare", ("認可等年月日", "一時預かりの有無", "受入年齢")),
    ("facility", ("名称", "施設名", "施設名称")),
)
"""The kinds of table, each told by any of its own headers; the first that fits."""

DASHES = re.compile(r"[‐‑‒–—―−ー-]")


def header_key(header: str) -> str:
    """Return a header in a form to compare by: NFKC, no blanks or line breaks, one kind of dash, no quotes."""
    plain = unicodedata.normalize("NFKC", header.replace("\ufeff", ""))
    return DASHES.sub("ー", re.sub(r"[\s\"'“”]+", "", plain)).lower()


_BY_HEADER: dict[str, str] = {header_key(name): key for key, names in _FIELDS.items() for name in names.split("|")}
_ORDER: dict[str, int] = {
    header_key(name): place for names in _FIELDS.values() for place, name in enumerate(names.split("|"))
}
_KIND_KEYS = tuple((kind, frozenset(header_key(name) for name in names)) for kind, names in _KINDS)


_EXTRA_KEYS = frozenset(header_key(name) for name in EXTRAS.split("|"))


@dataclass(frozen=True)
class Layout:
    """What the columns of a table mean: for each of our fields its columns, best first; and the kind of table."""

    kind: str
    columns: dict[str, tuple[int, ...]]
    headers: tuple[str, ...]

    @cached_property
    def extras(self) -> tuple[int, ...]:
        """Return the columns that go into the remarks."""
        return tuple(index for index, name in enumerate(self.headers) if header_key(name) in _EXTRA_KEYS)

    @property
    def unknown(self) -> tuple[str, ...]:
        """Return the headers that nothing takes."""
        used = {index for indexes in self.columns.values() for index in indexes} | set(self.extras)
        return tuple(name.strip() for index, name in enumerate(self.headers) if name.strip() and index not in used)


def known_headers(headers: Sequence[str]) -> int:
    """Return how many cells of a row are headers that we know."""
    return sum(header_key(header) in _BY_HEADER for header in headers)


def layout_of(headers: list[str]) -> Layout | None:
    """Return the meaning of a header row, None when fewer than two of its cells are known or none is a name."""
    keys = [header_key(header) for header in headers]
    columns: dict[str, list[int]] = {}
    for index, key in enumerate(keys):
        if key in _BY_HEADER:
            columns.setdefault(_BY_HEADER[key], []).append(index)
    if len(columns) < 2 or "name" not in columns:
        return None
    ordered = {field: tuple(sorted(found, key=lambda i: _ORDER[keys[i]])) for field, found in columns.items()}
    kind = next((kind for kind, names in _KIND_KEYS if names & set(keys)), "facility")
    return Layout(kind, ordered, tuple(headers))

"""Why a place is suggested, in plain words that quote what the person said or chose; never a score (R45)."""

from __future__ import annotations

from resources.matcher.wish import Wish
from resources.records import Place

LONGEST = 60
_LONGEST_QUOTE = 12
"""R33: at most 15 characters of the person's own words."""
_ABOUT = {
    "livelihood": "暮らしのお金",
    "food": "食べるもの",
    "debt": "借りたお金",
    "arrears": "支払いの遅れ",
    "money_management": "お金のやりくり",
    "work": "仕事",
    "housing": "住まい",
    "illness": "からだと医療費",
    "mental_health": "こころの疲れ",
    "addiction": "やめられないこと",
    "disability": "障害や特性",
    "elder_care": "介護",
    "dementia": "もの忘れ",
    "young_carer": "家族の世話",
    "hikikomori": "家で過ごす毎日",
    "school_refusal": "学校",
    "eighty_fifty": "親子の暮らしのこれから",
    "isolation": "話し相手や居場所",
    "family_relations": "家族",
    "divorce": "離婚やひとり親の暮らし",
    "dv": "パートナーとの関係と安全",
    "abuse": "身近な人の安全",
    "parenting": "子育て",
    "education_cost": "学ぶための費用",
    "neighbours": "ご近所",
    "hoarding": "片づけ",
    "no_kin": "これからの備え",
    "guardianship": "手続きや財産を守ること",
    "fraud": "契約やだまされたこと",
    "foreign_residents": "ことばや在留",
    "participation": "地域の活動",
}


def reason(place: Place, topic: str, evidence: str, wish: Wish, open_now: bool | None) -> str:
    """One sentence of at most 60 characters: the person's matter, what the place does for it, how easy it is."""
    matter = _ABOUT.get(topic, "お話")
    quoted = 2 <= len(evidence) <= _LONGEST_QUOTE
    opening = f"「{evidence}」のこと、" if quoted else f"{matter}のこと、"
    does = "相談できるところです" if place.kind == "madoguchi" else "気軽に過ごせる場所です"
    if wish.wants == "help_out" or topic == "participation":
        does = "手伝いたい人も歓迎されます" if place.kind == "ibasho" else "活動先を一緒に探せます"
    easy = _easy(place, wish, open_now)
    full = f"{opening}{does}。{easy}" if easy else f"{opening}{does}。"
    return full if len(full) <= LONGEST else f"{opening}{does}。"


def _easy(place: Place, wish: Wish, open_now: bool | None) -> str:
    channels = set(place.channels)
    if wish.no_phone and channels & {"online", "line", "mail"}:
        return "電話なしで連絡できます。"
    if wish.no_phone and "outreach" in channels:
        return "来てもらうこともできます。"
    if open_now:
        return "いま開いています。"
    return "予約はいりません。" if place.booking == "none" else ""

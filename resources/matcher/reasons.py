"""Why a place is suggested, in plain words that take up what the person said or chose (R45), never a score."""

from __future__ import annotations

from collections.abc import Mapping

from resources.matcher.filters import one_area_desk
from resources.matcher.scoring import welcomes_helpers
from resources.matcher.wish import Wish
from resources.records import Place

LONGEST = 60
"""Characters of a reason."""

QUOTED = 14
"""Characters taken over from the person's words: more would be parroting (R33 allows 15)."""

LISTENS = "何から話してもよい窓口です。まとまっていなくても大丈夫です"
WELCOMES = "話さなくてもよく、ただ居るだけでもよい場です"

PLAIN: Mapping[str, str] = {
    "livelihood": "暮らしのお金",
    "food": "食べものや日用品",
    "debt": "借りたお金や返済",
    "arrears": "家賃や料金の支払い",
    "money_management": "お金のやりくり",
    "work": "仕事のこと",
    "housing": "住まいのこと",
    "illness": "からだの病気や医療費",
    "mental_health": "こころの調子",
    "addiction": "やめたくてもやめられないこと",
    "disability": "障害や特性のこと",
    "elder_care": "家族の介護",
    "dementia": "もの忘れのこと",
    "young_carer": "家族の世話をする人のこと",
    "hikikomori": "外に出づらいこと",
    "school_refusal": "学校のこと",
    "eighty_fifty": "親と子の二人暮らしのこれから",
    "isolation": "話し相手や行き場",
    "family_relations": "家族とのこと",
    "divorce": "離婚やひとりでの子育て",
    "dv": "パートナーがこわいこと",
    "abuse": "子どもや高齢の人の安全",
    "parenting": "子育てや妊娠",
    "education_cost": "学校や進学のお金",
    "neighbours": "近所とのこと",
    "hoarding": "部屋の片づけ",
    "no_kin": "身寄りやこれからの備え",
    "guardianship": "財産や手続きを守ること",
    "fraud": "だまされたかもしれないこと",
    "foreign_residents": "ことばや在留のこと",
    "participation": "地域での活動",
}


def reason(place: Place, topic: str, wish: Wish, evidence: Mapping[str, str]) -> str:
    """Return at most LONGEST characters: the person's words or choice, then what the place does about it.

    An empty *topic* means that it is not clear yet what the matter is.
    """
    if not topic:
        return LISTENS if place.kind == "madoguchi" else WELCOMES
    about = PLAIN.get(topic, "困りごと")
    if one_area_desk(place, wish):
        does = f"{about}は、お住まいの地区の担当が受けます"
    elif topic == "participation" and welcomes_helpers(place):
        does = "手伝う人も歓迎の場です"
    elif place.kind == "ibasho":
        does = f"{about}に加われる場です" if topic == "participation" else f"{about}で困っている人も過ごせる場です"
    else:
        does = f"{about}を相談できる窓口です"
    return (_opening(topic, about, wish, evidence) + does)[:LONGEST]


def _opening(topic: str, about: str, wish: Wish, evidence: Mapping[str, str]) -> str:
    if topic in wish.topics and topic not in evidence:
        return f"「{about}」をえらばれたので。"
    words = " ".join(evidence.get(topic, "").split())
    if not words:
        return ""
    short = words if len(words) <= QUOTED else words[: QUOTED - 1] + "…"
    return f"「{short}」とのことで。"

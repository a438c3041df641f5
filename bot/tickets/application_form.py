"""相談受付・申込票: the fields of A票 and of B票 as far as known, one by one (guidelines 3.2, R48)."""

from __future__ import annotations

from collections.abc import Mapping

from bot.store.models import TicketRow

CONTENTS: Mapping[str, tuple[str, ...]] = {
    "病気や健康・障害": ("illness", "mental_health", "disability", "addiction", "dementia"),
    "住まい": ("housing", "hoarding"),
    "収入・生活費": ("livelihood", "money_management"),
    "家賃やローンの支払い": ("arrears",),
    "税金や公共料金等の支払い": ("arrears",),
    "債務": ("debt",),
    "仕事探し・就職": ("work",),
    "仕事上の不安やトラブル": ("work",),
    "地域との関係": ("neighbours", "isolation", "participation"),
    "家族との関係": ("family_relations", "divorce"),
    "子育て": ("parenting", "education_cost"),
    "介護": ("elder_care", "young_carer"),
    "ひきこもり・不登校": ("hikikomori", "school_refusal", "eighty_fifty"),
    "DV・虐待": ("dv", "abuse"),
    "食べるものがない": ("food",),
    "その他": ("no_kin", "guardianship", "fraud", "foreign_residents"),
}
"""The form's list, in its order, and the topics of ours that stand under each."""
UNSURE = frozenset({"arrears", "work"})
"""Topics that the form divides further than we know: marked △, for the person who fills in the rest."""
TO_FILL = (("B票 仕事", ""), ("B票 住居", ""), ("B票 健康保険", ""), ("B票 年金", ""))
CONSENT = "「個人情報に関する管理・取扱規程」の説明を受け、必要な関係機関と情報共有することに同意"
_IN_A_LINE = 2
_CALLERS = {"family": "家族", "neighbour": "近所の方", "supporter": "支援者", "other": "ほかの方"}


def contents(row: TicketRow) -> str:
    """The list as on paper: ◎ the worst, ○ told, △ told, but which of two is not known; the rest left open."""
    marked = [f"[{_mark(row, topics)}] {name}" for name, topics in CONTENTS.items()]
    return "\n".join("　".join(marked[at : at + _IN_A_LINE]) for at in range(0, len(marked), _IN_A_LINE))


def caller(row: TicketRow) -> str:
    """Who came for somebody else, as far as it was said."""
    return _CALLERS.get(row.whose, "")


def _mark(row: TicketRow, topics: tuple[str, ...]) -> str:
    told = [topic for topic in topics if topic in row.topics]
    if not told:
        return "　"
    if set(told) <= UNSURE:
        return "△"
    return "◎" if row.hardest in told else "○"

"""Tables about what was done: ways, directions, stages, つなぎ先, アウトリーチ, 参加支援, meetings (R55, R57)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from bot.tickets import codes
from bot.tickets.masking import mask, mask_list
from bot.tickets.tables import Table, column, plain, single

VISITS = {"1": "1回", "2": "2〜4回", "5": "5〜9回", "10": "10回以上"}
"""How often a household was visited in the year (東社協: up to 40 times a month)."""


def tables(records: Sequence[Any], visits: Sequence[int], results: Sequence[Any], met: Sequence[Any]) -> list[Table]:
    """All of them; every row given is one combination of codes with how many `times` it stands there.

    `visits` are the attempts of アウトリーチ, a household each.
    """
    return [
        single("ways", "支援の方法(延べ)", _by(records, "way"), codes.WAYS),
        single("directions", "発信と受信(延べ)", _by(records, "direction"), codes.DIRECTIONS),
        single("stages", "支援の段階(延べ、同意前も数える)", _by(records, "stage"), codes.STAGES),
        single("referrals", "つなぎ先の結果", _by(results, "result"), codes.RESULTS),
        *_sharing(records, visits),
        plain(
            "meetings",
            "会議とプラン",
            {
                "支援会議": _times(met, lambda m: m.kind == "support"),
                "重層的支援会議": _times(met, lambda m: m.kind == "plan"),
                "プラン作成": _times(met, lambda m: m.plan == "made"),
                "プラン終結": _times(met, lambda m: m.plan == "ended"),
            },
        ),
    ]


def _sharing(records: Sequence[Any], visits: Sequence[int]) -> list[Table]:
    """アウトリーチ by attempts and by household, and 参加支援 before and after a plan (R55)."""
    return [
        _outreach(records, len(visits)),
        single("visits", "アウトリーチの回数ごとの世帯", Counter(_often(times) for times in visits), VISITS),
        plain(
            "participation",
            "参加支援(延べ)",
            {
                "プランあり": _times(records, lambda r: r.participation and r.stage == "plan"),
                "プラン・同意の前": _times(records, lambda r: r.participation and r.stage != "plan"),
            },
        ),
    ]


def _outreach(records: Sequence[Any], households: int) -> Table:
    """Attempts by how they went, with their sum, and the households: no small count can be worked out."""
    went = {"うち会えた": True, "うち会えなかった": False, "うち会えたか書いていない": None}
    counts = [_times(records, lambda r, met=met: r.outreach and r.met is met) for met in went.values()]  # type: ignore[misc]
    full = [*counts, sum(counts)]
    shown = [*mask([full])[0], *mask_list([households])]
    labels = (*went, "延べ回数", "世帯の数")
    return Table("outreach", "アウトリーチ", ("件数",), labels, column([*full, households]), column(shown))


def _often(times: int) -> str:
    return max((start for start in VISITS if times >= int(start)), key=int)


def _by(rows: Sequence[Any], name: str) -> Counter[str]:
    found: Counter[str] = Counter()
    for row in rows:
        found[getattr(row, name)] += row.times
    return found


def _times(rows: Sequence[Any], which: Callable[[Any], bool]) -> int:
    return sum(row.times for row in rows if which(row))

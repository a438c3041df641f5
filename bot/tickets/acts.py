"""Tables about what was done: ways, directions, stages, つなぎ先, アウトリーチ, 参加支援, meetings (R55, R57)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from bot.tickets import codes
from bot.tickets.tables import Table, plain, single


def tables(records: Sequence[Any], households: int, results: Sequence[Any], met: Sequence[Any]) -> list[Table]:
    """All of them; every row given is one combination of codes with how many `times` it stands there."""
    return [
        single("ways", "支援の方法(延べ)", _by(records, "way"), codes.WAYS),
        single("directions", "発信と受信(延べ)", _by(records, "direction"), codes.DIRECTIONS),
        single("stages", "支援の段階(延べ、同意前も数える)", _by(records, "stage"), codes.STAGES),
        single("referrals", "つなぎ先の結果", _by(results, "result"), codes.RESULTS),
        *_sharing(records, households),
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


def _sharing(records: Sequence[Any], households: int) -> list[Table]:
    """アウトリーチ, and 参加支援 before and after a plan (R55)."""
    return [
        plain(
            "outreach",
            "アウトリーチ",
            {
                "延べ回数": _times(records, lambda r: r.outreach),
                "うち会えた": _times(records, lambda r: r.outreach and r.met is True),
                "世帯の数": households,
            },
        ),
        plain(
            "participation",
            "参加支援(延べ)",
            {
                "プランあり": _times(records, lambda r: r.participation and r.stage == "plan"),
                "プラン・同意の前": _times(records, lambda r: r.participation and r.stage != "plan"),
            },
        ),
    ]


def _by(rows: Sequence[Any], name: str) -> Counter[str]:
    found: Counter[str] = Counter()
    for row in rows:
        found[getattr(row, name)] += row.times
    return found


def _times(rows: Sequence[Any], which: Callable[[Any], bool]) -> int:
    return sum(row.times for row in rows if which(row))

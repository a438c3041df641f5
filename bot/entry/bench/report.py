"""The figures of a run as tables in markdown, charts, and JSON for the reckoning of scale."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from math import log10
from pathlib import Path

from bot.entry.bench.accept import Accepted
from bot.entry.bench.footprint import Footprint
from bot.entry.bench.plots import Chart, Line, svg
from bot.entry.bench.strain import Sample, Surge
from bot.entry.bench.turns import Step
from bot.entry.bench.turns_kept import Cost

_PARTS = ("webhook", "worker", "postgres", "redis", "double")


class Report:
    """A folder of figures: each verb writes a section of its own and leaves the others."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def accept(self, stores: str, found: Sequence[Accepted]) -> str:
        """Ours against the bare webhook."""
        rows = [
            (one.name, f"{one.rate:.0f}", f"{one.p50:.1f}", f"{one.p99:.1f}", f"{one.cpu:.2f}", f"{one.ratio:.2f}")
            for one in found
        ]
        made = table(("受け口", "毎秒", "中央値ms", "99%ms", "一件のCPU ms", "最小の受け口との比"), rows)
        return self._keep(f"accept-{stores}", made, [asdict(one) for one in found])

    def turns(self, steps: Sequence[Step]) -> str:
        """Rising load, all shapes in one table."""
        rows = [
            (step.shape, f"{step.offered:.0f}", f"{step.reached:.0f}", f"{step.p50:.0f}", f"{step.p95:.0f}",
             f"{step.p99:.0f}", f"{step.accept_p99:.0f}", str(step.lost), "超えた" if step.broke else "")
            for step in steps
        ]  # fmt: skip
        heads = ("形", "求めた/秒", "届いた/秒", "中央値ms", "95%ms", "99%ms", "受け口99%ms", "10秒で未着", "")
        costs = [(s.shape, f"{s.offered:.0f}", *(f"{s.cpu.get(part, 0.0):.1f}" for part in _PARTS)) for s in steps]
        made = table(heads, rows) + "\n一回あたりのCPU(ミリ秒):\n\n" + table(("形", "求めた/秒", *_PARTS), costs)
        shapes = list(dict.fromkeys(step.shape for step in steps))
        lines = [Line(shape, [(s.offered, s.p99) for s in steps if s.shape == shape]) for shape in shapes]
        self._draw("turns", Chart("往復の時間(99%点)", "求めた往復/秒", "ミリ秒", lines, limit=250.0, tallest=3000.0))
        return self._keep("turns", made, [asdict(step) for step in steps])

    def footprint(self, found: Sequence[Footprint]) -> str:
        """Memory by process, and the time to start."""
        rows = []
        for one in found:
            largest, *others = sorted(one.memory["worker"], key=lambda memory: -memory.resident)
            own = max((memory.own for memory in others), default=0.0)
            started = "、".join(f"{name} {seconds:.1f}秒" for name, seconds in one.started_in.items())
            hooks = sum(memory.share for memory in one.memory["webhook"])
            sizes = (largest.resident, own, one.whole, hooks)
            rows.append((one.shape, *(f"{size:.0f}" for size in sizes), started))
        heads = ("形", "最初のworker MB", "足した一つの分 MB", "workerの合計 MB", "webhookの合計 MB", "始まるまで")
        return self._keep("footprint", table(heads, rows), [asdict(one) for one in found])

    def surge(self, found: Surge) -> str:
        """Ten times the usual for a minute."""
        rows = [
            ("ふだん(毎秒)", f"{found.usual:.0f}"), ("10倍にした秒数", f"{found.seconds:.0f}"),
            ("出来事", str(found.events)), ("断った(503など)", str(found.refused)),
            ("失われた(返事のない)出来事", str(found.unanswered)), ("二度返した", str(found.twice)),
            ("受け口の応答 中央値ms", f"{found.accept_p50:.1f}"), ("受け口の応答 99%ms", f"{found.accept_p99:.1f}"),
            ("終わってから全員に返るまで秒", f"{found.emptied_after:.0f}"),
        ]  # fmt: skip
        waiting = Line("待っている", [(at, float(count)) for at, count in found.depth])
        self._draw("surge", Chart("10倍の波", "秒", "返事を待つ人", [waiting]))
        return self._keep("surge", table(("", ""), rows), asdict(found))

    def soak(self, samples: Sequence[Sample]) -> str:
        """Memory and latency over time."""
        rows = [
            (f"{one.minute:.1f}", " / ".join(f"{own:.0f}" for own in one.own), str(one.turns), f"{one.p99:.0f}")
            for one in samples
        ]
        count = max((len(one.own) for one in samples), default=0)
        lines = [
            Line(f"process {index}", [(one.minute, one.own[index]) for one in samples if index < len(one.own)])
            for index in range(count)
        ]
        self._draw("soak", Chart("メモリ", "分", "MB", lines))
        heads = ("分", "自分だけのメモリ MB", "往復の合計", "99%ms")
        return self._keep("soak", table(heads, rows), [asdict(one) for one in samples])

    def scale(self, cost: Cost, reckoned: str) -> str:
        """What a prefecture needs, with the cost of one turn that it is reckoned from."""
        parts = [(name, f"{value:.1f}") for name, value in asdict(cost).items()]
        made = "一往復のCPU(turns.jsonから、ミリ秒):\n\n" + table(("部分", "ミリ秒"), parts) + "\n" + reckoned
        return self._keep("scale", made, asdict(cost))

    def desk(self, stores: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
        """Every page of the desk over many cases."""
        return self._keep(f"desk-{stores}", table(heads, rows), [dict(zip(heads, row, strict=True)) for row in rows])

    def match(self, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
        """The search for places from 10^2 records on: the 95th percentiles beside a plain scan."""
        sizes = [log10(int(row[0])) for row in rows]
        lines = [
            Line(name, [(size, float(row[at])) for size, row in zip(sizes, rows, strict=True)])
            for name, at in (("地域あり 95%", 2), ("地域なし 95%", 4), ("総当たり 中央値", 5))
        ]
        self._draw("match", Chart("窓口をさがす時間", "件数(10の何乗)", "ミリ秒", lines, limit=50.0, tallest=150.0))
        return self._keep("match", table(heads, rows), [dict(zip(heads, row, strict=True)) for row in rows])

    def _keep(self, name: str, made: str, raw: object) -> str:
        load = f"{os.getloadavg()[0]:.1f}"
        note = f"CPU {os.cpu_count()}個、測り終えたときのload average {load}(多ければ機械を分けあっている)。\n\n"
        (self._folder / f"{name}.md").write_text(note + made, encoding="utf-8")
        kept = json.dumps(raw, ensure_ascii=False, indent=1)
        (self._folder / f"{name}.json").write_text(kept + "\n", encoding="utf-8")
        return made

    def _draw(self, name: str, chart: Chart) -> None:
        (self._folder / f"{name}.svg").write_text(svg(chart), encoding="utf-8")


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table in markdown."""
    lines = ["| " + " | ".join(heads) + " |", "|" + "---|" * len(heads)]
    return "\n".join([*lines, *("| " + " | ".join(row) + " |" for row in rows), ""])

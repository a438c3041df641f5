"""Reports as text, as JSON and as one HTML page with bars."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from html import escape
from pathlib import Path

from bot.evaluation.figures import Figure, Report

_STYLE = """
body{font:16px/1.6 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1f2933;background:#fff}
table{border-collapse:collapse;width:100%}td,th{padding:.3rem .5rem;text-align:left;border-bottom:1px solid #cbd2d9}
.bar{position:relative;height:1rem;background:#e4e7eb;min-width:12rem}
.bar i{position:absolute;top:.3rem;height:.4rem;background:#0b6e4f}
.bar b{position:absolute;top:0;width:3px;height:1rem;background:#1f2933}
.bar u{position:absolute;top:0;width:2px;height:1rem;background:#c0392b}
@media (prefers-color-scheme: dark){body{color:#e4e7eb;background:#1f2933}td,th{border-color:#52606d}
.bar{background:#52606d}.bar b{background:#fff}}
"""


def as_text(reports: Sequence[Report], *, misses: bool = False) -> str:
    """Aligned lines: value, interval, count, what was wanted."""
    return "\n".join(line for report in reports for line in _lines(report, misses))


def write(reports: Sequence[Report], folder: Path) -> list[Path]:
    """evaluation.json and evaluation.html in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    data, html = folder / "evaluation.json", folder / "evaluation.html"
    data.write_text(json.dumps([asdict(report) for report in reports], ensure_ascii=False, indent=1), "utf-8")
    html.write_text(as_html(reports), "utf-8")
    return [data, html]


def as_html(reports: Sequence[Report]) -> str:
    """A page without script: each figure as a mark on a bar, its interval, and a red line at what was wanted."""
    body = "".join(f"<h2>{escape(report.name)}</h2>{_table(report)}" for report in reports)
    head = f'<meta charset="utf-8"><title>読みの確かさ</title><style>{_STYLE}</style>'
    return f'<!doctype html><html lang="ja"><head>{head}</head><body><h1>読みの確かさ</h1>{body}</body></html>'


def _lines(report: Report, misses: bool) -> Iterator[str]:
    yield f"## {report.name}"
    for figure in report.figures:
        mark = {True: "○", False: "×", None: " "}[figure.reached]
        wanted = "" if figure.wanted is None else f"  目標 {figure.wanted:.3f}"
        span = f"[{figure.low:.3f}, {figure.high:.3f}] n={figure.count:<5}"
        yield f"{mark} {figure.value:.3f} {span} {figure.name}{wanted}"
    for name, rows in report.tables.items():
        yield f"-- {name}"
        yield from ("   " + " ".join(row) for row in rows)
    if misses:
        yield from (f"   外れ: {miss}" for miss in report.misses)


def _table(report: Report) -> str:
    rows = "".join(_row(figure) for figure in report.figures)
    return f"<table><tr><th>図</th><th>値</th><th>95%区間</th><th>件数</th><th></th></tr>{rows}</table>"


def _row(figure: Figure) -> str:
    wanted = "" if figure.wanted is None else f'<u style="left:{figure.wanted:.1%}"></u>'
    span = f'<i style="left:{figure.low:.1%};width:{figure.high - figure.low:.1%}"></i>'
    bar = f'<div class="bar">{span}<b style="left:{min(figure.value, 0.995):.1%}"></b>{wanted}</div>'
    cells = (escape(figure.name), f"{figure.value:.3f}", f"{figure.low:.3f}〜{figure.high:.3f}", str(figure.count), bar)
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"

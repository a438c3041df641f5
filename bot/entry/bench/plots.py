"""Small line charts as SVG, written by hand: no library, no fonts, readable in light and dark."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

_WIDTH, _HEIGHT, _LEFT, _RIGHT, _TOP, _BOTTOM = 640, 320, 64, 150, 34, 44
_COLOURS = ("#0B6E4F", "#B3541E", "#1D4E89", "#7A2E8E", "#5B5B5B", "#A8323E")
_DASHES = ("", "6 3", "2 3", "8 3 2 3", "1 2", "10 4")
"""Lines differ by dash too: not everybody tells colours apart."""


@dataclass(frozen=True)
class Line:
    """One line: its name and its points."""

    name: str
    points: Sequence[tuple[float, float]]


@dataclass(frozen=True)
class Chart:
    """A chart; `limit` draws a level that must be kept, `tallest` cuts what is higher."""

    title: str
    across: str
    up: str
    lines: Sequence[Line] = field(default_factory=tuple)
    limit: float | None = None
    tallest: float | None = None


def svg(chart: Chart) -> str:
    """The chart as one SVG document; empty lines are left out."""
    lines = [line for line in chart.lines if line.points]
    xs = [x for line in lines for x, _ in line.points] or [1.0]
    ys = [y for line in lines for _, y in line.points] + ([chart.limit] if chart.limit else [])
    right, top = max(xs) or 1.0, min(max(ys or [1.0]), chart.tallest or float("inf")) * 1.05 or 1.0
    parts = [_frame(chart), *_ticks(right, top)]
    if chart.limit is not None:
        y = _y(chart.limit, top)
        parts.append(f'<path d="M{_LEFT} {y:.1f}H{_WIDTH - _RIGHT}" stroke="#A8323E" stroke-dasharray="3 3"/>')
    for index, line in enumerate(lines):
        parts += _drawn(index, line, right, top)
    return "\n".join([*parts, "</svg>", ""])


def _frame(chart: Chart) -> str:
    middle = (_LEFT + _WIDTH - _RIGHT) / 2
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" fill="none"\n'
        f'  font-family="sans-serif" font-size="12"><title>{chart.title}</title>\n'
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#FFFFFF"/>\n'
        f'<text x="{middle}" y="20" fill="#1F2933" text-anchor="middle" font-size="14">{chart.title}</text>\n'
        f'<text x="{middle}" y="{_HEIGHT - 8}" fill="#1F2933" text-anchor="middle">{chart.across}</text>\n'
        f'<text x="14" y="{_HEIGHT / 2}" fill="#1F2933" text-anchor="middle" '
        f'transform="rotate(-90 14 {_HEIGHT / 2})">{chart.up}</text>'
    )


def _ticks(right: float, top: float) -> list[str]:
    found = []
    for step in range(5):
        x, y = right * step / 4, top * step / 4
        found.append(f'<path d="M{_LEFT} {_y(y, top):.1f}H{_WIDTH - _RIGHT}" stroke="#D9DEE3"/>')
        place = f'x="{_LEFT - 6}" y="{_y(y, top) + 4:.1f}" fill="#52606D" text-anchor="end"'
        found.append(f"<text {place}>{y:.3g}</text>")
        place = f'x="{_x(x, right):.1f}" y="{_HEIGHT - _BOTTOM + 16}" fill="#52606D" text-anchor="middle"'
        found.append(f"<text {place}>{x:.3g}</text>")
    return found


def _drawn(index: int, line: Line, right: float, top: float) -> list[str]:
    colour, dash = _COLOURS[index % len(_COLOURS)], _DASHES[index % len(_DASHES)]
    way = " ".join(f"{_x(x, right):.1f},{_y(min(y, top), top):.1f}" for x, y in line.points)
    y = _TOP + 14 + index * 18
    left = _WIDTH - _RIGHT + 8
    style = f'stroke="{colour}" stroke-width="2" stroke-dasharray="{dash}"'
    return [
        f'<polyline points="{way}" {style}/>',
        f'<path d="M{left} {y - 4}h22" {style}/>',
        f'<text x="{left + 26}" y="{y}" fill="#1F2933">{line.name}</text>',
    ]


def _x(value: float, right: float) -> float:
    return _LEFT + (_WIDTH - _LEFT - _RIGHT) * value / right


def _y(value: float, top: float) -> float:
    return _TOP + (_HEIGHT - _TOP - _BOTTOM) * (1 - value / top)

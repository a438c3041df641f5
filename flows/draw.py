"""Draws every flow as Mermaid and as SVG, so that a social worker can see what is asked when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path

from flows.book import Flow, FlowBook
from flows.table import TABLE
from flows.texts import TextBook

_ROW, _WIDTH, _LEFT = 34, 760, 24
_ANYTIME = 12
"""A trigger that works in so many states is left out of the picture of the talk: it works everywhere."""
_SPEAKERS = {"self": "本人", "family": "家族", "neighbour": "近くの人", "supporter": "支援者"}


def talk_mermaid() -> str:
    """Return the states of the talk and the ways between them."""
    arrows: dict[tuple[str, str], list[str]] = {}
    for rule in TABLE:
        if rule.dest is None or len(rule.sources) >= _ANYTIME:
            continue
        names = [check.__name__.removeprefix("picked ") for check in rule.when if check.__name__.startswith("picked")]
        for source in rule.sources:
            known = arrows.setdefault((source.value, rule.dest.value), [])
            name = names[0] if names else rule.trigger
            if name not in known:
                known.append(name)
    lines = [f"  {source} --> {dest}: {', '.join(names[:4])}" for (source, dest), names in arrows.items()]
    return "\n".join(["stateDiagram-v2", "  [*] --> new", *lines, ""])


def flow_mermaid(flow: Flow, book: FlowBook, texts: TextBook) -> str:
    """Return one topic flow with its questions and choices in Japanese."""
    lines = ["flowchart TD", f'  start(["{flow.name}"])']
    before = "start"
    for asked in book.asked(flow):
        name = asked.question.id
        choices = "・".join(texts.line(asked.label(option.id), "ja") for option in asked.options)
        lines.append(f'  {name}["{texts.line(asked.key, "ja")}<br/><small>{choices}</small>"]')
        lines.append(f"  {before} --> {name}")
        before = name
    lines.append(f'  {before} --> done(["あなたのことを少し → 窓口・居場所"])')
    return "\n".join([*lines, ""])


def _svg(title: str, rows: Iterable[tuple[int, str, str]]) -> str:
    """Return rows of (indent, colour, words) as a picture that needs no program to see."""
    kept = list(rows)
    height = _ROW * (len(kept) + 2)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}" height="{height}" font-family="sans-serif">',
        f'<rect width="100%" height="100%" fill="#fff"/><text x="{_LEFT}" y="30" font-size="18">{escape(title)}</text>',
    ]
    for number, (indent, colour, words) in enumerate(kept, 1):
        x, y = _LEFT + indent * 28, _ROW * (number + 1) - 10
        parts.append(f'<circle cx="{x}" cy="{y - 5}" r="5" fill="{colour}"/>')
        parts.append(f'<text x="{x + 14}" y="{y}" font-size="14">{escape(words)}</text>')
    return "\n".join([*parts, "</svg>", ""])


def _rows(flow: Flow, book: FlowBook, texts: TextBook) -> Iterator[tuple[int, str, str]]:
    for asked in book.asked(flow):
        only = "、".join(_SPEAKERS[one] for one in asked.question.only)
        yield 0, "#2a6f97", texts.line(asked.key, "ja") + (f"（{only}）" if only else "")
        yield 1, "#999999", f"知りたいわけ：{asked.question.needed_for}"
        yield 1, "#d98e04", "・".join(texts.line(asked.label(option.id), "ja") for option in asked.options)


def draw_all(folder: Path, book: FlowBook | None = None, texts: TextBook | None = None) -> list[Path]:
    """Write talk.mmd and, for every flow, a Mermaid and an SVG file; return the paths written."""
    flows, words = book or FlowBook.load(), texts or TextBook.load()
    folder.mkdir(parents=True, exist_ok=True)
    pages = {"talk.mmd": talk_mermaid()}
    pages["talk.svg"] = _svg("話の進み方", [(0, "#2a6f97", line.strip()) for line in talk_mermaid().splitlines()[2:]])
    for flow in flows.flows:
        pages[f"{flow.id}.mmd"] = flow_mermaid(flow, flows, words)
        pages[f"{flow.id}.svg"] = _svg(flow.name, _rows(flow, flows, words))
    for name, page in pages.items():
        (folder / name).write_text(page, encoding="utf-8")
    return [folder / name for name in pages]

"""`tsunagu inspect …`: JSON Lines in, JSON Lines out, same order, same ids: what each reader makes of a text."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import click

from bot.base.errors import InvalidInput
from bot.entry.settings import start

_VERBS = ("triage", "topics", "match", "faq", "mask", "route")
Record = dict[str, Any]


@click.command()
@click.argument("verb", type=click.Choice(_VERBS))
@click.option("--explain", is_flag=True, help="なぜそう読んだかも出す")
def inspect(verb: str, explain: bool) -> None:
    """標準入力のJSON Lines(id, text …)を読み、どう読んだかをJSON Linesで出します。"""
    from bot.entry import inspection
    from bot.entry.brain import Brain

    brain = Brain(start())
    look: Callable[[Record], Record] = inspection.VERBS[verb](brain, explain)
    for record in _records(sys.stdin.buffer):
        click.echo(json.dumps({"id": record.get("id")} | look(record), ensure_ascii=True))


def _records(lines: Iterable[bytes]) -> Iterator[Record]:
    """One JSON object a line; raises InvalidInput with the line's number."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except ValueError as error:
            told = f"標準入力の{number}行目がJSONではありません。一行に一つの{{…}}を書いてください。"
            raise InvalidInput(told) from error
        if not isinstance(record, dict):
            raise InvalidInput(f"標準入力の{number}行目がJSONのオブジェクトではありません。")
        yield record

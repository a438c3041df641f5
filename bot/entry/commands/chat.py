"""`tsunagu chat`: talk as a resident in the terminal."""

from __future__ import annotations

import json
import sys

import click

from bot.entry.settings import start


@click.command()
@click.option("--user", default="お試し", show_default=True, help="住民の名前(会話は名前ごとに続く)")
@click.option("--json", "as_json", is_flag=True, help="一行に一つのJSONで返す")
def chat(user: str, as_json: bool) -> None:
    """住民として話してみます。一行書くと、返事と選べる答えが出ます。"""
    from bot.entry.progress import busy
    from bot.entry.talking import talking_resident

    with busy("ことばのモデルを読み込んでいます…"):
        resident = talking_resident(start(), user)
    _show("", resident.opens(), as_json)
    for line in sys.stdin:
        words = line.rstrip("\n")
        if words.strip():
            _show(words, resident.says(_label(words, resident.labels)), as_json)


def _label(words: str, labels: list[str]) -> str:
    """A number stands for the answer with that number."""
    if words.isdecimal() and 0 < int(words) <= len(labels):
        return labels[int(words) - 1]
    return words


def _show(said: str, heard: object, as_json: bool) -> None:
    from bot.entry.talk import Heard

    assert isinstance(heard, Heard)
    if as_json:
        turn = {"said": said, "bubbles": heard.texts, "choices": list(heard.choices)}
        click.echo(json.dumps(turn, ensure_ascii=False))
        return
    for text in heard.texts:
        click.echo(f"  ▏{text.replace(chr(10), chr(10) + '  ▏')}")
    for number, label in enumerate(heard.choices, 1):
        click.echo(f"    {number}. {label}")

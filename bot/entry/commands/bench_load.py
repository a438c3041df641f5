"""`tsunagu bench accept|turns|memory|surge|soak|scale`: the product under load, by real processes on loopback."""

from __future__ import annotations

import signal
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

OUT = click.option("--out", default="deploy/figures", show_default=True, type=click.Path(path_type=Path))
_STORES = click.option("--stores", default="postgres", show_default=True, type=click.Choice(("postgres", "sqlite")))

_SHAPES = "sqlite:1,postgres:1,postgres:2,postgres:4"


@contextmanager
def place() -> Iterator[Path]:
    """A folder of our own; being stopped from outside ends what was started, too."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    with tempfile.TemporaryDirectory(prefix="tsunagu-bench-", ignore_cleanup_errors=True) as folder:
        yield Path(folder)


@click.command()
@_STORES
@OUT
@click.option("--rounds", default=5, show_default=True)
@click.option("--seconds", default=3.0, show_default=True)
def accept(stores: str, out: Path, rounds: int, seconds: float) -> None:
    """受け口だけを、最小の受け口(Flaskと署名の確認だけ)と交互に測る。"""
    from bot.entry.bench import accept as measuring
    from bot.entry.bench.report import Report

    with place() as folder:
        click.echo(Report(out).accept(stores, measuring.measure(stores, folder, rounds, seconds)))


@click.command()
@OUT
@click.option("--shapes", default=_SHAPES, show_default=True, help="置き場所:workerの数")
@click.option("--rates", default="10,25,50,75,100,150,200,250,300", show_default=True, help="求める往復/秒")
@click.option("--seconds", default=8.0, show_default=True, help="一段の長さ")
def turns(out: Path, shapes: str, rates: str, seconds: float) -> None:
    """往復(言葉→返事)を、超えるまで増やして測る。"""
    from bot.entry.bench import turns as measuring
    from bot.entry.bench.report import Report
    from bot.entry.bench.stack import Shape

    steps = []
    load = measuring.Load([float(rate) for rate in rates.split(",")], seconds)
    for shape in shapes.split(","):
        stores, _, workers = shape.partition(":")
        with place() as folder:
            steps += measuring.measure(Shape(stores, int(workers or 1)), load, folder)
    click.echo(Report(out).turns(steps))


@click.command()
@_STORES
@OUT
@click.option("--workers", default="1,2,4", show_default=True)
def memory(stores: str, out: Path, workers: str) -> None:
    """プロセスごとのメモリと、始まるまでの時間。"""
    from bot.entry.bench import footprint as measuring
    from bot.entry.bench.report import Report
    from bot.entry.bench.stack import Shape

    found = []
    for count in workers.split(","):
        with place() as folder:
            found.append(measuring.measure(Shape(stores, int(count)), folder))
    click.echo(Report(out).footprint(found))


@click.command()
@_STORES
@OUT
@click.option("--workers", default=2, show_default=True)
@click.option("--usual", default=10.0, show_default=True, help="ふだんの言葉/秒。その10倍を送る")
@click.option("--seconds", default=60.0, show_default=True)
def surge(stores: str, out: Path, workers: int, usual: float, seconds: float) -> None:
    """10倍の波を受けて、何も失われないか。"""
    from bot.entry.bench import strain
    from bot.entry.bench.report import Report
    from bot.entry.bench.stack import Shape

    with place() as folder:
        click.echo(Report(out).surge(strain.surge(Shape(stores, workers, webhooks=2), folder, usual, seconds)))


@click.command()
@_STORES
@OUT
@click.option("--workers", default=1, show_default=True)
@click.option("--rate", default=10.0, show_default=True, help="往復/秒")
@click.option("--minutes", default=30.0, show_default=True)
def soak(stores: str, out: Path, workers: int, rate: float, minutes: float) -> None:
    """同じ強さで長く。メモリが増えないか。"""
    from bot.entry.bench import strain
    from bot.entry.bench.report import Report
    from bot.entry.bench.stack import Shape

    with place() as folder:
        click.echo(Report(out).soak(strain.soak(Shape(stores, workers), folder, rate, minutes)))


@click.command()
@click.option("--figures", default="deploy/figures", show_default=True, type=click.Path(path_type=Path))
def scale(figures: Path) -> None:
    """県(1,400万人)のふだんの日と災害の日に要るものを、測った値から求める。"""
    from bot.entry.bench.report import Report
    from bot.entry.bench.scale import reckon
    from bot.entry.bench.turns_kept import best_cost

    cost = best_cost(figures / "turns.json")
    click.echo(Report(figures).scale(cost, reckon(cost)))


VERBS = (accept, turns, memory, surge, soak, scale)

"""`tsunagu catalogue`: check, bring files in with a preview, write files, the monthly round."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import click

from bot.entry.commands.data import report_problems
from bot.entry.settings import start, start_upkeep

FORMS = ("csv", "excel", "hsds", "package", "ics")


@click.group()
def catalogue() -> None:
    """窓口・居場所。"""


@catalogue.command("check")
@click.argument("path", required=False, type=click.Path(exists=True, path_type=Path))
def check_places(path: Path | None) -> None:
    """一覧のファイルを点検します(省略すると今の一覧)。"""
    from bot.entry.catalogue import ledger_of
    from resources.load_checks import check_catalogue

    mine = ledger_of(start()).path
    report_problems(check_catalogue(path or (mine if mine.exists() else None), today=_today()))


@catalogue.command("import")
@click.argument("paths", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="一覧がいつの時点のものか(公開者の言う日)")
@click.option("--municipality", default="", help="市区町村名の列がないファイルのとき")
@click.option("--partial", is_flag=True, help="取りこめない行を除いて、取りこめる行だけ")
@click.option("--accept", multiple=True, metavar="ID", help="人が直した行のうち、上書きしてよいもの")
@click.option("--dry-run", is_flag=True, help="見るだけ(何も変えません)")
@click.option("--all", "whole", is_flag=True, help="新しい行・変わる行もすべて表示")
@click.option("--yes", is_flag=True, help="たずねずに取りこむ")
def import_files(paths: tuple[Path, ...], as_of: datetime | None, municipality: str, **how: object) -> None:
    """CSV・Excel・HSDSのJSON・データパッケージを取りこみます。まず、何が変わるかを見せます。"""
    from bot.base.clock import system_clock
    from bot.base.errors import InvalidInput
    from bot.entry.catalogue import Origin, ledger_of, preview_file, take, told

    ledger, origin = ledger_of(start_upkeep()), Origin(as_of.date() if as_of else None, municipality)
    failed = False
    for path in paths:
        try:
            preview = preview_file(ledger, path, origin)
            click.echo("\n".join(told(preview, bool(how["whole"]))))
            if how["dry_run"] or not (how["yes"] or click.confirm("取りこみますか", default=False)):
                failed = failed or bool(preview.of("refused"))
                continue
            count = take(ledger, preview, system_clock(), bool(how["partial"]), how["accept"])  # type: ignore[arg-type]
            click.echo(f"{path.name}: {count}件を取りこみました。")
        except InvalidInput as error:  # one bad file never stops the others
            click.echo(error.message, err=True)
            failed = True
    if failed:
        raise SystemExit(1)


@catalogue.command("export")
@click.argument("out", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--format", "form", type=click.Choice(FORMS), help="省くと拡張子から")
@click.option("--municipality", default="", help="この市区町村だけ")
def export_file(out: Path, form: str | None, municipality: str) -> None:
    """書き出します: .csv .xlsx(自分の表)、.json(HSDS 3.1)、.zip(データパッケージ)、.ics(居場所の暦)。"""
    from bot.base.clock import system_clock
    from bot.base.errors import InvalidInput
    from bot.entry.catalogue import FORMATS, export, ledger_of

    chosen = form or FORMATS.get(out.suffix.lower())
    if chosen is None:
        raise InvalidInput(
            f"{out.name}: 形が分かりません。--format で csv・excel・hsds・package・ics のどれかを選んでください。"
        )
    places = [p for p in ledger_of(start()).places() if municipality in ("", p.municipality)]
    count, left = export(places, out, chosen, system_clock())
    click.echo(f"{count}件を{out}に書きました。")
    for place in left:
        click.echo(f"  日か時刻が分からないので除きました: {place.name}({place.id})")


@catalogue.command("template")
@click.argument("out", type=click.Path(dir_okay=False, path_type=Path))
def write_template(out: Path) -> None:
    """書きこんで import で取りこめる、Excelの用紙を作ります(書き方と困りごとの一覧つき)。"""
    from resources.exchange import places_to_excel

    out.write_bytes(places_to_excel(()))
    click.echo(f"{out}を作りました。書きこんだら `tsunagu catalogue import {out.name}` で取りこみます。")


@catalogue.command("stale")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="この日の時点で(省略すると今日)")
@click.option(
    "--mails", type=click.Path(file_okay=False, path_type=Path), help="運営ごとの確認メールの下書き(.eml)を置く所"
)
def stale_places(on: datetime | None, mails: Path | None) -> None:
    """確かめ直す時期の来た窓口・居場所・相談先を出します(毎月の見回りに)。"""
    from bot.entry.catalogue import ledger_of
    from resources.exchange.letters import operator_letters
    from resources.load import load_hotlines
    from resources.load_checks import stale

    settings, today = start(), on.date() if on else _today()
    places = ledger_of(settings).places()
    lines, old = stale([line for line in load_hotlines() if not line.is_local_blank], today), stale(places, today)
    for line in lines:
        click.echo(f"{line.id}\t{line.name}\t{line.verified_on or '確認日なし'}\t{line.phone}\t相談先")
    for place in old:
        click.echo(f"{place.id}\t{place.name}\t{place.verified_on or '確認日なし'}\t{place.phone}\t{place.operator}")
    told = f"確かめ直すもの: 相談先{len(lines)}件、窓口・居場所{len(old)}件({today})。"
    click.echo(told + "確かめたら catalogue confirm ID で日付を入れてください。", err=True)
    if mails is None:
        return
    mails.mkdir(parents=True, exist_ok=True)
    letters = operator_letters(places, today, settings.operator_name)
    for number, letter in enumerate(letters, start=1):
        (mails / letter.file_name(number)).write_bytes(letter.as_mail())
    click.echo(f"メールの下書きを{len(letters)}通、{mails}に置きました。宛先を入れて送ってください。", err=True)


@catalogue.command("confirm")
@click.argument("ids", nargs=-1, required=True)
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="確かめた日(省略すると今日)")
@click.option("--by", default="operator", help="確かめた人(担当名)")
def confirm_places(ids: tuple[str, ...], on: datetime | None, by: str) -> None:
    """「確かめた」と記します。"""
    from bot.base.clock import system_clock
    from bot.entry.catalogue import confirm, ledger_of

    ledger = ledger_of(start_upkeep())
    for place_id in ids:
        place = confirm(ledger, place_id, on.date() if on else _today(), system_clock(), by)
        click.echo(f"{place.name}: {place.verified_on} に確認")


@catalogue.command("history")
@click.argument("place_id", required=False, default="")
def show_history(place_id: str) -> None:
    """いつ、だれが(どのファイルが)、何を変えたか。"""
    from bot.entry.catalogue import ledger_of

    for change in ledger_of(start()).history(place_id):
        when = f"{change.at:%Y-%m-%d %H:%M}" if change.at else ""
        click.echo("\t".join((when, change.by, change.place_id, change.field, change.old, change.new)))


def _today() -> date:
    """Today in Japan."""
    from bot.base.clock import system_clock, to_jst

    return to_jst(system_clock()).date()

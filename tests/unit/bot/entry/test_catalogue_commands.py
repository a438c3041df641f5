"""`tsunagu catalogue`: files in with a preview, files out, and the monthly round, as an operator runs them."""

from __future__ import annotations

import json
import re
import zipfile
from dataclasses import replace
from datetime import date, time
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from bot.entry.cli import program
from resources.exchange import places_to_excel
from resources.load import load_catalogue

HEADER = "全国地方公共団体コード,ID,地方公共団体名,名称,所在地_連結表記,緯度,経度,電話番号\n"
GOOD = "139999,A-1,例市,例ひろば,例市中町1-1,35.7,139.5,042-000-0000\n"
BAD = "139999,A-2,例市,,例市中町1-2,,,\n"


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TSUNAGU_DATA_DIR", str(tmp_path / "var"))


def run(*arguments: str, given: str = "") -> Result:
    return CliRunner().invoke(program, ["catalogue", *arguments], input=given)


def _file(tmp_path: Path, text: str, name: str = "list.csv") -> str:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return str(path)


def _names(tmp_path: Path) -> list[str]:
    out = tmp_path / "seen.json"
    assert run("export", str(out)).exit_code == 0
    return [service["name"] for service in json.loads(out.read_text(encoding="utf-8"))]


def test_an_import_shows_what_it_would_do_and_asks(tmp_path: Path) -> None:
    result = run("import", _file(tmp_path, HEADER + GOOD), given="n\n")
    assert result.exit_code == 0
    assert "新しい 1件" in result.output
    assert "+ 2行目 例ひろば(od-139999-facility-a-1)" in result.output
    assert "例ひろば" not in _names(tmp_path)


def test_an_import_that_is_agreed_to_is_in_the_catalogue_and_its_history(tmp_path: Path) -> None:
    assert run("import", _file(tmp_path, HEADER + GOOD), "--yes").exit_code == 0
    assert _names(tmp_path)[-1] == "例ひろば"
    assert "list.csv\tod-139999-facility-a-1" in run("history").output
    again = run("import", _file(tmp_path, HEADER + GOOD.replace("0000", "1234")), "--dry-run")
    assert "変わる 1件" in again.output
    assert "電話: 「042-000-0000」→「042-000-1234」" in again.output


def test_a_refused_row_stops_its_file_with_the_reason_but_not_the_others(tmp_path: Path) -> None:
    bad = _file(tmp_path, HEADER + GOOD.replace("A-1", "B-1").replace("例ひろば", "別ひろば") + BAD, "bad.csv")
    result = run("import", bad, _file(tmp_path, HEADER + GOOD), "--yes")
    assert result.exit_code == 1
    assert "× bad.csv 3行目「名称」: 名称が空です。名称を書いてください" in result.output
    assert "何も変えていません" in result.output
    assert "別ひろば" not in _names(tmp_path)
    assert "例ひろば" in _names(tmp_path)
    assert run("import", bad, "--yes", "--partial").exit_code == 0
    assert "別ひろば" in _names(tmp_path)


def test_a_file_that_is_no_table_is_told_so(tmp_path: Path) -> None:
    result = run("import", _file(tmp_path, "ただの文です\n"), "--yes")
    assert result.exit_code == 1
    assert "見出しの行が見つかりません" in result.output


@pytest.mark.parametrize("name", ["all.csv", "all.xlsx", "all.json", "all.zip"])
def test_every_form_comes_back_without_a_change(tmp_path: Path, name: str) -> None:
    out = tmp_path / name
    assert run("export", str(out)).exit_code == 0
    result = run("import", str(out), "--dry-run")
    assert result.exit_code == 0
    assert f"同じ {len(load_catalogue())}件" in result.output


def test_the_form_is_filled_in_with_excel_and_taken_in(tmp_path: Path) -> None:
    form = tmp_path / "form.xlsx"
    assert run("template", str(form)).exit_code == 0
    book = openpyxl.load_workbook(form)
    assert book.sheetnames == ["窓口・居場所", "書き方", "困りごと"]
    sheet = book["窓口・居場所"]
    heads = [cell.value for cell in sheet[1]]
    assert heads == [row[0].value for row in book["書き方"].iter_rows(min_row=2)]
    given = {"id": "rei-hiroba", "kind": "ibasho", "name": "例のひろば", "municipality": "三鷹市", "topics": "isolation",
             "source": "ちらし", "description": "=1+1 とお茶の会", "start_time": time(13, 30), "verified_on": date(2026, 11, 1)}  # fmt: skip
    sheet.append([given.get(head) for head in heads])
    sheet.cell(2, heads.index("description") + 1).data_type = "s"
    book.save(form)
    result = run("import", str(form), "--yes")
    assert result.exit_code == 0, result.output
    assert "例のひろば" in _names(tmp_path)


def test_no_cell_of_the_form_is_a_formula(tmp_path: Path) -> None:
    place = replace(load_catalogue()[0], name='=HYPERLINK("http://x")', note="+1")
    out = tmp_path / "x.xlsx"
    out.write_bytes(places_to_excel([place]))
    cells = [cell for row in openpyxl.load_workbook(out).worksheets[0].iter_rows() for cell in row]
    assert any(cell.value == '=HYPERLINK("http://x")' for cell in cells)
    assert {cell.data_type for cell in cells} <= {"s", "n"}


def test_a_package_is_read_from_its_folder_too(tmp_path: Path) -> None:
    run("export", str(tmp_path / "all.zip"), "--municipality", "三鷹市")
    with zipfile.ZipFile(tmp_path / "all.zip") as archive:
        archive.extractall(tmp_path / "folder")
    result = run("import", str(tmp_path / "folder" / "datapackage.json"), "--dry-run")
    assert "同じ 82件" in result.output


def test_a_calendar_names_what_it_had_to_leave_out(tmp_path: Path) -> None:
    result = run("export", str(tmp_path / "places.ics"))
    assert (tmp_path / "places.ics").read_bytes().startswith(b"BEGIN:VCALENDAR")
    assert "日か時刻が分からないので除きました" in result.output


def test_an_unknown_form_is_asked_for(tmp_path: Path) -> None:
    result = run("export", str(tmp_path / "all.xyz"))
    assert result.exit_code != 0


def test_the_monthly_round_lists_and_writes_a_draft_for_each_operator(tmp_path: Path) -> None:
    result = run("stale", "--on", "2030-01-01", "--mails", str(tmp_path / "mails"))
    assert result.exit_code == 0
    assert "bunkyo-csw-tomisaka" in result.output
    assert "相談先" in result.output
    assert "確かめ直すもの: 相談先" in result.output
    drafts = sorted(path.name for path in (tmp_path / "mails").glob("*.eml"))
    assert len(drafts) > 20
    assert all(re.fullmatch(r"\d{3}-[^/\s]+\.eml", name) for name in drafts)


def test_a_confirmed_place_is_fresh_again(tmp_path: Path) -> None:
    assert "bunkyo-csw-tomisaka" in run("stale", "--on", "2030-01-01").output
    assert run("confirm", "bunkyo-csw-tomisaka", "--on", "2029-12-20").exit_code == 0
    assert "bunkyo-csw-tomisaka" not in run("stale", "--on", "2030-01-01").output
    assert run("confirm", "nobody").exit_code != 0


def test_the_catalogue_in_use_passes_its_own_check(tmp_path: Path) -> None:
    run("import", _file(tmp_path, HEADER + GOOD), "--yes")
    result = run("check")
    assert result.exit_code == 0
    assert "catalogue.csv「topics」: 例市に「" in result.output

"""`tsunagu areas check` finds what would leave a resident without an answer."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.base.settings import Settings, load_settings
from bot.entry.areas import Member, area_problems, members, without_members, without_team
from bot.entry.cli import program
from bot.entry.secrets import with_demo_secrets
from bot.entry.staff import add_account
from bot.staff.accounts import Account
from resources.load import DATA, load_areas
from resources.load_teams import load_teams

ROWS, TEAMS = load_areas(), load_teams()


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.setenv("TSUNAGU_DATA_DIR", str(tmp_path))
    return with_demo_secrets(load_settings())


def test_the_sample_has_a_team_for_every_area() -> None:
    assert without_team(ROWS, TEAMS) == []


def test_an_area_without_a_team_and_a_town_without_duty_are_faults() -> None:
    teams = [team for team in TEAMS if "bunkyo-otsuka" not in team.areas and team.id != "meguro-duty"]
    told = [str(problem) for problem in without_team(ROWS, teams)]
    assert any("文京区 大塚圏域を受け持つチームがありません" in line for line in told)
    assert any("目黒区の当番チームがありません" in line for line in told)
    ghost = [*TEAMS, replace(TEAMS[1], areas=("bunkyo-nowhere",))]
    assert "「bunkyo-nowhere」は区域表にありません" in str(without_team(ROWS, ghost)[0])


def test_a_team_with_nobody_in_it_is_told() -> None:
    people = [Member("文京区", ("bunkyo-otsuka",), False), Member("文京区", (), True)]
    told = " ".join(str(problem) for problem in without_members(ROWS, TEAMS, people))
    assert "富坂圏域 担当チームに人がいません" in told
    assert "大塚圏域 担当チームに人がいません" not in told
    assert "文京区 当番チームに人がいません" not in told
    assert "目黒区 当番チームに人がいません" in told


def test_without_a_database_the_check_says_so(settings: Settings) -> None:
    assert members(settings) is None
    told = area_problems(settings, None, None)
    assert any("台帳がまだない" in problem.what for problem in told)


def test_people_of_the_database_count_as_members(settings: Settings) -> None:
    CliRunner().invoke(program, ["migrate"], catch_exceptions=False)
    about = Account("otsuka", "大塚", "文京区", ("coordinator",), ("bunkyo-otsuka",))
    add_account(settings, about)
    assert members(settings) == [Member("文京区", ("bunkyo-otsuka",), False)]


def test_ranges_that_cross_are_told(tmp_path: Path, settings: Settings) -> None:
    path = tmp_path / "areas.csv"
    header, *lines = (DATA / "areas.csv").read_text(encoding="utf-8").splitlines()
    seeds = [line for line in lines if line.startswith("文京区,13105,bunkyo-") and line.split(",")[5] == ""]
    ends = ",,,s,page,high" + "," * (header.count(",") - 13)
    rows = [
        f"文京区,13105,bunkyo-otsuka,大塚圏域,圏域,大塚,3,1,30{ends}",
        f"文京区,13105,bunkyo-tomisaka,富坂圏域,圏域,大塚,3,20,44{ends}",
    ]
    path.write_text("\n".join((header, *seeds, *rows)) + "\n", encoding="utf-8")
    told = [str(problem) for problem in area_problems(settings, path, None)]
    assert any("大塚3丁目の1〜30番(大塚圏域)と20〜44番(富坂圏域)が重なっています" in line for line in told)
    assert any("本郷の担当がありません" in line for line in told)


def test_a_towns_file_that_is_none_is_refused(tmp_path: Path, settings: Settings) -> None:
    path = tmp_path / "towns.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    result = CliRunner().invoke(program, ["areas", "check", "--towns", str(path)])
    assert result.exit_code != 0

"""Every area has one team and every municipality one duty team; a faulty file tells all its faults."""

from datetime import datetime
from pathlib import Path

import pytest
import yaml

from resources.errors import DataFileError
from resources.hours.calendar import JST
from resources.load import DATA, load_areas
from resources.load_teams import load_teams


def test_every_area_has_one_team_and_every_municipality_a_duty_team() -> None:
    teams = load_teams()
    assert sorted(area for team in teams for area in team.areas) == sorted({row.area_id for row in load_areas()})
    assert {team.municipality for team in teams if team.duty} == {row.municipality for row in load_areas()}


def test_a_team_has_working_hours() -> None:
    team = next(team for team in load_teams() if team.id == "bunkyo-motofuji")
    assert team.hours.is_open(datetime(2026, 11, 20, 10, tzinfo=JST)) is True
    assert team.hours.is_open(datetime(2026, 11, 23, 10, tzinfo=JST)) is False
    assert team.office == "社会福祉法人 文京区社会福祉協議会"


def test_no_team_holds_a_phone_number() -> None:
    text = (DATA / "teams.yaml").read_text(encoding="utf-8")
    assert "03-" not in text
    assert "042" not in text


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"name": ""}, "「name」: 空か"),
        ({"hours": "平日9時から"}, "「hours」"),
        ({"areas": []}, "受け持つ圏域がありません"),
        ({"areas": ["bunkyo-otsuka"]}, "圏域「bunkyo-otsuka」を"),
        ({"id": "bunkyo-otsuka"}, "「bunkyo-otsuka」が2つあります"),
        ({"duty": True}, "当番チームが2個"),
        ({"answer_within": 0}, "1から30の整数"),
        ({"answer_within": True}, "1から30の整数"),
    ],
)
def test_a_fault_is_told_with_the_remedy(tmp_path: Path, change: dict[str, object], said: str) -> None:
    data = yaml.safe_load((DATA / "teams.yaml").read_text(encoding="utf-8"))
    team = next(team for team in data["teams"] if team["id"] == "bunkyo-motofuji")
    team.update(change)
    path = tmp_path / "teams.yaml"
    path.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    with pytest.raises(DataFileError, match=said):
        load_teams(path)


@pytest.mark.parametrize("text", ["", "teams:", "- a", "teams: [", "teams: [1]"])
def test_a_file_that_is_no_list_of_teams_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "teams.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(DataFileError, match=r"teams\.yaml"):
        load_teams(path)

"""The command line: records, clear errors, and what an operator runs."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.audit import AuditLog, Tag
from bot.base.clock import system_clock
from bot.base.settings import Settings, load_settings
from bot.entry.brain import Brain
from bot.entry.cli import _COMMANDS, main, program
from bot.entry.inspection import VERBS
from bot.entry.inventory import inventory_rows
from bot.entry.secrets import console_ring, with_demo_secrets, worker_ring
from bot.entry.stores import make_database
from bot.entry.talking import talking_resident
from bot.store.crypto import CannotDecrypt
from bot.store.models import Base


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TSUNAGU_DATA_DIR", str(tmp_path))


def run(*arguments: str, given: str = "") -> str:
    result = CliRunner().invoke(program, list(arguments), input=given, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


@pytest.mark.parametrize("name", _COMMANDS)
def test_every_command_is_there_and_explains_itself(name: str) -> None:
    assert "Usage" in run(name, "--help")


@pytest.mark.parametrize(
    ("verb", "keys"),
    [
        ("triage", {"id", "level", "kinds", "matched"}),
        ("topics", {"id", "topics", "asserted"}),
        ("match", {"id", "results"}),
        ("faq", {"id", "answered", "answers"}),
        ("mask", {"id", "masked", "spans"}),
        ("route", {"id", "municipality", "area_id", "ambiguous", "outside", "declined"}),
    ],
)
def test_inspect_gives_the_records_of_the_design(brain: Brain, verb: str, keys: set[str]) -> None:
    look = VERBS[verb](brain, False)
    record = {"id": "x", "text": "母の介護で仕事をやめそうです。090-1234-5678", "municipality": "文京区"}
    found = {"id": record["id"]} | look(record)
    assert set(found) == keys
    json.dumps(found)
    if verb == "topics":
        assert len(found["topics"]) == 31
        assert found["topics"] == sorted(found["topics"], key=lambda pair: -pair[1])
    if verb == "match":
        assert len(found["results"]) == 3
        assert all(set(one) == {"id", "score", "reason", "open_now"} for one in found["results"])
    if verb == "mask":
        span = next(one for one in found["spans"] if one["type"] == "phone")
        assert record["text"][span["start"] : span["end"]] == "090-1234-5678"


def test_the_last_of_several_turns_is_judged_in_the_light_of_the_others(brain: Brain) -> None:
    look = VERBS["triage"](brain, False)
    assert look({"turns": ["こんにちは", "今から死にます。さようなら"]})["level"] == "emergency"


def test_inspect_keeps_order_and_ids(tmp_path: Path) -> None:
    lines = [{"id": number, "text": text} for number, text in enumerate(["本郷三丁目", "言いたくない", "札幌です"])]
    out = run("inspect", "route", given="\n".join(json.dumps(line) for line in lines) + "\n")
    found = [json.loads(line) for line in out.splitlines()]
    assert [one["id"] for one in found] == [0, 1, 2]
    assert found[0]["area_id"] == "bunkyo-motofuji"
    assert found[1]["declined"]
    assert found[2]["outside"]


def test_a_line_that_is_no_json_is_named_by_its_number(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    import io
    import sys

    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b'{"id":1,"text":"a"}\nnonsense\n')))
    with pytest.raises(SystemExit) as ended:
        main(["inspect", "route"])
    assert ended.value.code == 2
    assert "2行目" in capsys.readouterr().err


def test_the_inventory_describes_every_column(settings: Settings) -> None:
    rows = list(inventory_rows(settings))
    columns = {(table.name, column.name) for table in Base.metadata.sorted_tables for column in table.columns}
    assert {(row[0], row[1]) for row in rows} == columns
    assert all(all(cell for cell in row) for row in rows)


def test_migrate_says_whether_the_shape_is_new() -> None:
    assert "古い形" in CliRunner().invoke(program, ["migrate", "--check"]).output
    assert "新しい形" in run("migrate")
    assert "新しい形" in run("migrate", "--check")


def test_the_report_of_use_names_acts_and_no_content() -> None:
    run("migrate")
    settings = with_demo_secrets(load_settings())
    database = make_database(settings, console_ring(settings))
    with database.transaction() as session:
        AuditLog(session, system_clock).write(Tag.TICKET_READ, actor="s1", subject="t1")
    day = (system_clock() - timedelta(days=2)).strftime("%Y-%m-%d")
    assert "ticket.read\tt1" in run("report", "use", "--since", day)


def test_an_account_is_added_with_a_password_that_is_shown_once() -> None:
    run("migrate")
    arguments = ["staff", "add", "kanri", "--name", "管理者", "--municipality", "文京区", "--role", "administrator"]
    assert "最初のパスワード" in run(*arguments)
    again = CliRunner().invoke(program, arguments)
    assert again.exit_code != 0
    assert "新しいパスワード" in run("staff", "reset", "kanri")


def test_new_keys_differ() -> None:
    assert run("keys", "new") != run("keys", "new")


def test_purge_and_rotation_run_on_an_empty_store() -> None:
    run("migrate")
    assert "0件" in run("purge")
    assert "identities.account: 0行" in run("rotate-keys")


def test_the_demo_keeps_its_own_secrets_between_runs() -> None:
    first, second = with_demo_secrets(load_settings()), with_demo_secrets(load_settings())
    assert first.keys_identity == second.keys_identity
    assert first.keys_identity != first.keys_text


def test_the_desks_ring_cannot_open_what_the_worker_sealed(settings: Settings) -> None:
    from bot.store.crypto import Purpose

    sealed = worker_ring(settings).seal(Purpose.SESSION, b"words")
    with pytest.raises(CannotDecrypt):
        console_ring(settings).open(Purpose.SESSION, sealed)


def test_a_resident_in_the_terminal_is_greeted_and_can_tap(settings: Settings, brain: Brain) -> None:
    resident = talking_resident(settings, "お試し", brain=Brain(settings, shared=brain))
    assert "はじめる" in resident.opens().choices
    assert resident.says("はじめる").texts
    assert resident.says("仕事がつらくて、朝おきられません").texts

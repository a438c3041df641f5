"""Which lines a person in danger is shown: open now, theirs, and none that is closed or blank first."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from bot.base.clock import JST
from bot.triage.open_lines import Caller, OpenLines, missing_local
from resources.load import load_hotlines

LINES = load_hotlines()
NIGHT = datetime(2026, 11, 21, 2, 0, tzinfo=JST)
NOON = datetime(2026, 11, 20, 12, 0, tzinfo=JST)
NUMBERS = {"local_tonight_shelter": "03-0000-0000"}
KINDS = ("suicide", "self_harm", "dv", "abuse", "sexual_violence", "medical", "no_shelter", "no_food", "harm_others")


@pytest.fixture(scope="module")
def register() -> OpenLines:
    return OpenLines(LINES, NUMBERS)


@pytest.mark.parametrize("moment", [NIGHT, NOON])
@pytest.mark.parametrize("level", ["urgent", "emergency"])
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", ["ja", "en", "vi"])
def test_the_first_line_is_never_a_closed_one(
    register: OpenLines, kind: str, level: str, moment: datetime, language: str
) -> None:
    found = register.find(level, [kind], Caller(language=language), moment)
    assert found, "somebody in danger must always be shown somebody"
    assert found[0].is_open is not False
    assert len(found) <= 4


@pytest.mark.parametrize(
    ("kind", "first"), [("medical", "ambulance_119"), ("harm_others", "police_110"), ("abuse", "police_110")]
)
def test_in_an_emergency_the_emergency_number_stands_first(register: OpenLines, kind: str, first: str) -> None:
    assert register.find("emergency", [kind], Caller(), NIGHT)[0].line.id == first


def test_at_night_with_nowhere_to_sleep_the_municipalitys_own_number_is_there(register: OpenLines) -> None:
    ids = [entry.line.id for entry in register.find("urgent", ["no_shelter"], Caller(), NIGHT)]
    assert "yorisoi" in ids


@pytest.mark.parametrize("moment", [NIGHT, NOON])
@pytest.mark.parametrize("kind", ["no_shelter", "no_food"])
def test_where_no_violence_was_told_at_most_one_line_against_it_stands_last(
    register: OpenLines, kind: str, moment: datetime
) -> None:
    ids = [entry.line.id for entry in register.find("urgent", [kind], Caller(age=45), moment)]
    violent = [one for one in ids if one.startswith(("dv_plus", "women_", "tokyo_women"))]
    assert len(violent) <= 1
    assert not violent or (ids[-1] == violent[0] and len(ids) > 1)


def test_who_cannot_phone_is_shown_a_chat_first(register: OpenLines) -> None:
    first = register.find("urgent", ["suicide"], Caller(no_phone=True), NIGHT)[0].line
    assert first.in_writing


@pytest.mark.parametrize("moment", [NIGHT, NOON])
def test_the_page_of_a_telephone_line_is_no_chat(register: OpenLines, moment: datetime) -> None:
    lines = {line.id: line.in_writing for line in LINES}
    assert not any(lines[one] for one in ("befrienders_tokyo", "inochi_sos", "kokoro_toitsu", "kimimamo", "yorisoi"))
    assert all(lines[one] for one in ("anata_ibasho", "jinken_line", "childline_chat", "dv_plus_chat", "ikizurabit"))
    found = register.find("urgent", ["suicide"], Caller(no_phone=True), moment)
    writing = [
        entry.line.in_writing for entry in found if entry.is_open and not entry.line.hours_machine.startswith("mail")
    ]
    assert writing == sorted(writing, reverse=True)


@pytest.mark.parametrize("kind", ["suicide", "self_harm", "dv", "abuse"])
def test_what_is_one_tap_away_stands_before_what_must_be_searched_for(register: OpenLines, kind: str) -> None:
    found = register.find("emergency", [kind], Caller(), NIGHT)
    near = [bool(entry.line.dial or "http" in entry.line.chat_url_or_line) for entry in found if entry.is_open]
    assert near == sorted(near, reverse=True)


def test_a_chat_without_an_address_is_shown_by_its_name_until_the_municipality_writes_one() -> None:
    caller = Caller(no_phone=True)
    blank = OpenLines(LINES, NUMBERS).find("urgent", ["suicide"], caller, NIGHT)
    assert all("公開前" not in entry.line.chat_url_or_line for entry in blank)
    given = OpenLines(LINES, NUMBERS | {"anata_ibasho": "https://chat.example/"})
    first = given.find("urgent", ["suicide"], caller, NIGHT)[0].line
    assert (first.id, first.chat_url_or_line) == ("anata_ibasho", "https://chat.example/")


def test_a_child_is_not_shown_lines_for_adults_and_the_reverse(register: OpenLines) -> None:
    young = {entry.line.id for entry in register.find("urgent", ["abuse"], Caller(age=13), NOON)}
    old = {entry.line.id for entry in register.find("urgent", ["abuse"], Caller(age=50), NOON)}
    assert young & {"kodomo_sos_24h", "jiso_189", "kodomo_jinken_110"}
    assert not old & {"childline_phone", "childline_chat", "tokyo_kodomo_net"}


def test_blank_local_rows_are_named_until_they_are_filled() -> None:
    blank = missing_local(LINES, NUMBERS)
    assert "local_csw" in blank
    assert "local_tonight_shelter" not in blank
    assert missing_local(LINES, dict.fromkeys(blank, "03-0000-0000") | NUMBERS) == []
    for nothing in ("未定", "-", "00"):
        assert missing_local(LINES, dict.fromkeys(blank, nothing) | NUMBERS) == blank


def test_beside_the_emergency_numbers_a_line_that_listens_stands_second(register: OpenLines) -> None:
    found = [entry.line.id for entry in register.find("emergency", ["suicide"], Caller(), NIGHT)]
    assert found[0] in {"ambulance_119", "police_110"}
    assert found[1] not in {"ambulance_119", "police_110"}


@pytest.mark.parametrize("moment", [NIGHT, NOON])
def test_without_a_roof_a_line_for_everybody_stands_before_one_for_violence(
    register: OpenLines, moment: datetime
) -> None:
    found = [entry.line.id for entry in register.find("urgent", ["no_shelter"], Caller(), moment)]
    assert "yorisoi" in found
    assert not {"dv_plus_phone", "dv_plus_chat", "kimimamo"} & set(found[: found.index("yorisoi")])


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("level", ["urgent", "emergency"])
def test_what_is_answered_later_stands_behind_what_answers_now(register: OpenLines, kind: str, level: str) -> None:
    found = register.find(level, [kind], Caller(), NOON)
    later = [entry.line.hours_machine.startswith("mail_like") for entry in found if entry.is_open]
    assert later == sorted(later)


@pytest.mark.parametrize("moment", [NIGHT, NOON])
@pytest.mark.parametrize("kind", ["suicide", "dv", "sexual_violence", "abuse"])
def test_a_line_that_was_not_confirmed_in_time_is_not_first(register: OpenLines, kind: str, moment: datetime) -> None:
    dated = replace(LINES[0].provenance, verified="page", verified_on=moment.date())
    lines = [replace(line, provenance=dated) for line in LINES]
    first = OpenLines(lines, NUMBERS).find("urgent", [kind], Caller(), moment)[0].line.id
    old = replace(dated, verified_on=date(2016, 1, 1))
    aged = [replace(line, provenance=old) if line.id == first else line for line in lines]
    found = OpenLines(aged, NUMBERS).find("urgent", [kind], Caller(), moment)
    assert found[0].line.id != first
    assert found[0].is_open is not False


@pytest.mark.parametrize("moment", [NIGHT, NOON])
def test_who_speaks_of_somebody_old_gets_the_office_for_the_old_and_no_line_for_children(moment: datetime) -> None:
    register = OpenLines(LINES, {"local_houkatsu": "03-0000-0001"})
    ids = [entry.line.id for entry in register.find("urgent", ["abuse"], Caller(of_the_old=True), moment)]
    assert "local_houkatsu" in ids[1:3]
    assert not {"jiso_189", "jiso_sodan", "kodomo_sos_24h", "kodomo_jinken_110"} & set(ids)
    assert "jiso_189" in [entry.line.id for entry in register.find("urgent", ["abuse"], Caller(), moment)]


def test_a_child_who_speaks_of_somebody_old_keeps_the_lines_for_children(register: OpenLines) -> None:
    found = register.find("urgent", ["abuse"], Caller(age=14, of_the_old=True), NIGHT)
    assert "kodomo_sos_24h" in [entry.line.id for entry in found]


@pytest.mark.parametrize("moment", [NIGHT, NOON])
def test_a_child_who_tells_of_violence_at_home_gets_the_lines_for_children(
    register: OpenLines, moment: datetime
) -> None:
    young = [entry.line.id for entry in register.find("urgent", ["dv"], Caller(age=16), moment)]
    grown = [entry.line.id for entry in register.find("urgent", ["dv"], Caller(age=30), moment)]
    assert "kodomo_sos_24h" in young
    assert "kodomo_sos_24h" not in grown


@pytest.mark.parametrize("kind", ["suicide", "abuse", "self_harm"])
def test_to_a_grown_person_a_line_for_children_does_not_come_first(register: OpenLines, kind: str) -> None:
    found = [entry.line for entry in register.find("urgent", [kind], Caller(age=36), NIGHT)]
    assert "all" in found[0].target_age
    assert "all" in found[1].target_age

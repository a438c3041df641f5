"""One person keeps one number within a case, and a stored case tells no name."""

import json

from bot.privacy import CaseNames


def test_the_same_person_keeps_the_number_whatever_the_writing():
    case = CaseNames()
    assert case.number("人名", "久保田 美智子") == 1
    assert case.number("人名", "久保田　美智子さん") == 1
    assert case.number("人名", "久保田") == 1
    assert case.number("人名", "岩瀬") == 2
    assert case.number("人名", "みちこ") == 3
    assert case.number("人名", "ミチコ") == 3


def test_a_family_name_shared_by_two_persons_is_nobody_in_particular():
    case = CaseNames()
    assert [case.number("人名", n) for n in ("鈴木 一郎", "鈴木 花子", "鈴木")] == [1, 2, 3]


def test_a_case_survives_json_and_goes_on_counting():
    case = CaseNames()
    case.number("人名", "岩瀬")
    again = CaseNames.from_dict(json.loads(json.dumps(case.to_dict())))
    assert again.number("人名", "岩瀬") == 1
    assert again.number("人名", "土屋") == 2


def test_a_stored_case_holds_no_name_and_two_cases_share_no_hash():
    first, second = CaseNames(), CaseNames()
    for case in (first, second):
        case.number("人名", "岩瀬 健司")
    assert "岩" not in json.dumps(first.to_dict(), ensure_ascii=False)
    assert not set(map(str, first.to_dict()["numbers"])) & set(map(str, second.to_dict()["numbers"]))


def test_damaged_data_gives_an_empty_case():
    assert CaseNames.from_dict({"numbers": "x", "salt": 3}).number("人名", "岩瀬") == 1


def test_a_name_with_half_a_letter_is_numbered_too():
    assert CaseNames().number("人名", "\ud83d田中") == 1

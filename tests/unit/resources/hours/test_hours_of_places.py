"""Monthly gatherings and hours in prose: what is not said stays unknown."""

from datetime import date, datetime, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resources.errors import HoursError
from resources.hours import gathering_hours, hours_of_place, prose_hours
from resources.hours.calendar import JST
from resources.load import load_catalogue


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=JST)


GATHERINGS = [
    # rule, start, end, time, sentence
    ("FREQ=MONTHLY;BYDAY=2SA", "10:00", "12:00", "2026-12-12T11:00", "いま受付中(12:00まで)"),
    ("FREQ=MONTHLY;BYDAY=2SA", "10:00", "12:00", "2026-12-01T11:00", "次は12日(土)10:00から"),
    ("FREQ=MONTHLY;BYDAY=2SA", "10:00", "12:00", "2026-12-12T12:00", "次は1月9日(土)10:00から"),
    ("FREQ=MONTHLY;BYDAY=-1FR", "10:00", "12:00", "2026-11-21T12:00", "次は27日(金)10:00から"),
    ("FREQ=MONTHLY;BYDAY=2SA", None, None, "2026-11-21T12:00", "次は12月12日(土)(時間は確認が必要です)"),
    ("FREQ=MONTHLY;BYDAY=2SA", None, None, "2026-12-12T12:00", "今日が予定の日です(時間は確認が必要です)"),
    ("FREQ=WEEKLY;BYDAY=TH", "11:30", None, "2026-11-26T11:00", "次は今日11:30から"),
    (
        "FREQ=WEEKLY;BYDAY=TH",
        "11:30",
        None,
        "2026-11-26T12:00",
        "今日11:30から(終わりの時間は確認が必要です)",
    ),
    ("FREQ=WEEKLY;INTERVAL=2;BYDAY=WE", "10:00", "12:00", "2026-11-21T12:00", "日程は確認が必要です"),
    ("FREQ=MONTHLY", None, None, "2026-11-21T12:00", "日程は確認が必要です"),
    ("FREQ=MONTHLY;BYDAY=5SU", "10:00", "12:00", "2026-11-21T12:00", "次は29日(日)10:00から"),
    ("FREQ=MONTHLY;BYMONTHDAY=15", "10:00", "12:00", "2026-11-21T12:00", "次は12月15日(火)10:00から"),
]


@pytest.mark.parametrize(("rule", "start", "end", "moment", "sentence"), GATHERINGS)
def test_a_gathering_tells_its_next_day(
    rule: str, start: str | None, end: str | None, moment: str, sentence: str
) -> None:
    hours = gathering_hours(rule, *(time.fromisoformat(clock) if clock else None for clock in (start, end)))
    assert hours.describe(at(moment)) == sentence


def test_a_fortnight_without_a_first_day_is_unknown_on_each_of_its_weekdays() -> None:
    hours = gathering_hours("FREQ=WEEKLY;INTERVAL=2;BYDAY=WE", time(10), time(12))
    assert [hours.is_open(at(f"2026-11-{day}T11:00")) for day in (18, 25, 26)] == [None, None, False]


def test_a_fortnight_with_a_first_day_is_known() -> None:
    hours = gathering_hours("DTSTART:20261104T100000\nRRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=WE", time(10), time(12))
    assert [hours.is_open(at(f"2026-11-{day}T11:00")) for day in (18, 25)] == [True, False]


def test_a_gathering_on_a_holiday_of_which_nobody_speaks_is_unknown() -> None:
    hours = gathering_hours("FREQ=WEEKLY;BYDAY=MO", time(10), time(12))
    assert hours.is_open(at("2026-11-23T11:00")) is None


@pytest.mark.parametrize("rule", ["", "毎月第2土曜", "FREQ=HOURLY", "FREQ=MONTHLY;BYDAY=XX", "FREQ=WEEKLY;BYDAY="])
def test_a_rule_that_cannot_be_read_says_how_to_write_it(rule: str) -> None:
    with pytest.raises(HoursError, match="FREQ=MONTHLY;BYDAY=2SA"):
        gathering_hours(rule)


def test_a_day_that_never_comes_is_no_endless_search() -> None:
    assert gathering_hours("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31").next_opening(at("2026-11-21T12:00")) is None


MUSEUM = "【開館時間】9:00～12:00、13:00～16:30【休館日】月曜日、第3日曜日、年末年始（月曜日が祝日の場合は翌日休）"

PROSE = [
    # text, time, open
    (MUSEUM, "2026-11-24T12:30", False),
    (MUSEUM, "2026-11-25T13:30", True),
    (MUSEUM, "2026-11-30T10:00", False),  # Monday
    (MUSEUM, "2026-11-23T10:00", True),  # Monday, holiday
    (MUSEUM, "2026-11-24T10:00", False),  # the day after it
    (MUSEUM, "2026-11-15T10:00", False),  # third Sunday
    (MUSEUM, "2026-11-22T10:00", True),
    (MUSEUM, "2026-12-30T10:00", False),
    ("平日 8時30分〜17時(土日祝・年末年始を除く)", "2026-11-20T16:59", True),
    ("平日 8時30分〜17時(土日祝・年末年始を除く)", "2026-11-21T10:00", False),
    ("平日 8時30分〜17時(土日祝・年末年始を除く)", "2026-11-23T10:00", False),
    ("平日 8時30分〜17時", "2026-12-30T10:00", None),
    ("平日午前9時から午後5時まで", "2026-11-20T16:00", True),
    ("月〜金 9:00〜16:30(祝日を除く)", "2026-11-23T10:00", False),
    ("月〜金 9:00〜16:30", "2026-11-23T10:00", None),
    ("月曜〜金曜 9時30分〜15時(水曜は12時まで)", "2026-11-25T13:00", False),
    ("月曜〜金曜 9時30分〜15時(水曜は12時まで)", "2026-11-26T13:00", True),
    ("火〜土曜 10時〜16時、水曜は18時〜21時も", "2026-11-25T11:00", True),
    ("火〜土曜 10時〜16時、水曜は18時〜21時も", "2026-11-25T19:00", True),
    ("火〜土曜 10時〜16時、水曜は18時〜21時も", "2026-11-26T19:00", False),
    ("月・水・木 9時〜17時、火・金 13時〜17時", "2026-11-27T10:00", False),
    ("第2土曜 14時〜16時、第2日曜・第4土曜 13時〜16時", "2026-11-28T13:30", True),
    ("第2土曜 14時〜16時、第2日曜・第4土曜 13時〜16時", "2026-12-12T13:30", False),
    ("午前8時30分〜午後5時(正午〜午後1時を除く)", "2026-11-20T12:30", False),
    ("午前8時30分〜午後5時(正午〜午後1時を除く)", "2026-11-20T13:00", None),
    ("平日 午前8時30分〜午後5時(正午〜午後1時を除く)", "2026-11-20T12:30", False),
    ("平日 午前8時30分〜午後5時(正午〜午後1時を除く)", "2026-11-20T13:00", True),
    ("水曜 午後1時〜4時半", "2026-11-18T16:15", True),
    ("午後1時〜4時半", "2026-11-20T16:15", None),
    ("午後1時〜4時半", "2026-11-20T17:15", False),
    ("10時〜18時 年中無休", "2027-01-01T12:00", True),
    ("金曜 18時〜翌2時", "2026-11-21T01:00", True),
    ("毎日 9時〜21時(年末年始を除く)", "2026-11-23T20:00", True),
    ("毎日 9時〜21時(年末年始を除く)", "2027-01-02T20:00", False),
    ("月曜〜金曜 9時〜21時、土日祝 9時〜17時(年末年始を除く)", "2026-11-23T18:00", False),
    ("２４時間３６５日", "2027-01-01T04:00", True),
    ("９：００～１７：００　休館日：月曜日・１２月２９日～１月３日", "2026-12-29T10:00", False),
    ("９：００～１７：００　休館日：月曜日・１２月２９日～１月３日", "2026-11-24T10:00", True),
    ("開館時間:10時~18時 定休日:火曜日", "2026-11-24T11:00", False),
    ("月曜～金曜(祝日・年末年始を除く)9時～17時", "2026-11-20T10:00", True),
    ("月曜～金曜(祝日・年末年始を除く)9時～17時", "2026-11-21T10:00", False),
    ("月曜～金曜(祝日・年末年始を除く)9時～17時", "2026-11-23T10:00", False),
    ("月曜～金曜 祝日を除く 9時～17時", "2026-11-20T10:00", None),
    ("月～金曜日 8:30～17:15 (祝日・12/29～1/3を除く)", "2026-12-29T10:00", False),
    ("月～金曜日 8:30～17:15 (祝日・12/29～1/3を除く)", "2026-12-28T10:00", True),
    ("開館:9時~17時 休館:月曜日(祝日の場合は翌日)、年末年始", "2026-11-24T10:00", False),
    ("9:00～17:00（月曜休館、月曜が祝日の場合は開館し翌日休館）", "2026-11-23T10:00", True),
    ("水曜日を除く平日 9:00～17:00", "2026-11-18T10:00", False),
    ("日曜・祝日休み 9:00～18:00", "2026-11-20T10:00", True),
    ("毎月第1・第3水曜日 13:30～15:30", "2026-11-18T14:00", True),
    ("10:00～16:00（最終入館15:30）", "2026-11-18T14:00", None),
    ("いつでも門が開き、必ずスタッフがいる", "2026-11-24T11:00", None),
    ("電話・メール24時間、チャット12時〜22時", "2026-11-24T11:00", None),
    ("2026年は1月14日(水)・2月13日(金)", "2026-11-24T11:00", None),
    ("9時〜17時(施設により異なる)", "2026-11-24T11:00", None),
    ("17時〜9時", "2026-11-24T11:00", None),
    ("", "2026-11-24T11:00", None),
]


@pytest.mark.parametrize(("text", "moment", "expected"), PROSE)
def test_prose_becomes_hours_or_stays_unknown(text: str, moment: str, expected: bool | None) -> None:
    assert prose_hours(text).is_open(at(moment)) is expected


def test_places_of_the_sample_that_state_hours_have_a_sentence() -> None:
    known = [place for place in load_catalogue() if hours_of_place(place).is_known]
    assert len(known) >= 67
    assert all(hours_of_place(place).describe(at("2026-11-21T12:00")) for place in known)


def test_a_place_that_states_nothing_is_unknown() -> None:
    place = next(place for place in load_catalogue() if not place.hours_text and not place.rrule)
    assert hours_of_place(place).is_open(at("2026-11-24T11:00")) is None


WORDS = st.sampled_from(
    ["9時", "17:00", "~", "から", "月", "土日祝", "平日", "第3", "日曜日", "休館日", "を除く", "(", ")", "、", "翌",
     "まで", "年末年始", "祝日の場合は翌日休", "24時間", "も", "正午", "12月29日", "午後", "開館時間:", "99時", "ねこ"]
)  # fmt: skip


@settings(max_examples=80)
@given(st.lists(WORDS, max_size=14).map("".join) | st.text(max_size=80))
def test_no_text_makes_the_reader_fail(text: str) -> None:
    hours = prose_hours(text)
    assert hours.describe(at("2026-11-21T12:00"))
    hours.next_opening(at("2026-11-21T12:00"))


@given(st.dates(date(2025, 1, 1), date(2029, 12, 31)))
def test_the_museum_never_opens_at_noon_break_or_over_the_year_end(day: date) -> None:
    hours = prose_hours(MUSEUM)
    noon = datetime(day.year, day.month, day.day, 12, 30, tzinfo=JST)
    assert hours.is_open(noon) is False
    if (day.month, day.day) in ((12, 30), (1, 2)):
        assert hours.is_open(noon.replace(hour=10)) is False

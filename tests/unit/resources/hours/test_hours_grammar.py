"""The machine form of hours answers "open now" and "next" rightly on holidays, year-end and past midnight (R46)."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resources.errors import HoursError
from resources.hours import hours_of_hotline, parse_hours
from resources.hours.calendar import JST
from resources.load import load_hotlines


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=JST)


OPEN = [
    # hours, closed, time, open
    ("24h", "none", "2026-11-21T03:00", True),
    ("24h", "01-01", "2027-01-01T12:00", False),
    ("mail_like 24h", "none", "2026-11-21T03:00", True),
    ("varies", "varies", "2026-11-21T12:00", None),
    ("unknown", "unknown", "2026-11-21T12:00", None),
    ("campaign", "outside_campaign", "2026-05-03T12:00", None),
    ("local", "local", "2026-11-21T12:00", None),
    ("mon-fri 08:30-17:15", "holidays;12-29..01-03", "2026-11-20T08:29", False),
    ("mon-fri 08:30-17:15", "holidays;12-29..01-03", "2026-11-20T08:30", True),
    ("mon-fri 08:30-17:15", "holidays;12-29..01-03", "2026-11-20T17:14", True),
    ("mon-fri 08:30-17:15", "holidays;12-29..01-03", "2026-11-20T17:15", False),
    ("mon-fri 08:30-17:15", "holidays;12-29..01-03", "2026-11-23T10:00", False),  # 勤労感謝の日
    ("mon-fri 08:30-17:15", "holidays;12-29..01-03", "2026-05-06T10:00", False),  # substitute holiday
    ("mon-fri 08:30-17:15", "holidays;12-29..01-03", "2026-12-28T10:00", True),
    ("mon-fri 08:30-17:15", "holidays;12-29..01-03", "2026-12-29T10:00", False),
    ("mon-fri 08:30-17:15", "holidays;12-29..01-03", "2027-01-04T10:00", True),
    ("mon-fri 09:00-17:00", "yearend", "2026-12-31T10:00", False),
    ("mon-fri 09:00-17:00", "yearend", "2027-01-01T10:00", False),
    ("mon-fri 09:00-17:00", "none", "2026-11-23T10:00", True),
    ("mon-fri 09:00-17:00", "unknown", "2026-11-23T10:00", None),
    ("mon-fri 09:00-17:00", "unknown", "2026-11-23T18:00", False),
    ("mon-fri 09:00-17:00", "unknown", "2026-12-30T10:00", None),
    ("mon-fri 09:00-21:00; sat-sun,hol 09:00-17:00", "unknown", "2026-11-23T18:00", False),
    ("mon-fri 09:00-21:00; sat-sun,hol 09:00-17:00", "unknown", "2026-11-23T16:00", True),
    ("mon-fri 09:00-21:00; sat-sun,hol 09:00-17:00", "unknown", "2027-01-01T10:00", None),
    ("mon-fri varies; sat-sun,hol 10:00-16:00", "12-29..01-03", "2026-11-20T12:00", None),
    ("mon-fri varies; sat-sun,hol 10:00-16:00", "12-29..01-03", "2026-11-23T12:00", True),
    ("mon-fri varies; sat-sun,hol 10:00-16:00", "12-29..01-03", "2026-11-21T17:00", False),
    ("daily 20:00-26:30", "none", "2026-11-21T02:29", True),
    ("daily 20:00-26:30", "none", "2026-11-21T02:30", False),
    ("daily 12:00-29:30", "none", "2026-11-21T05:29", True),
    ("sat 20:00-26:30", "none", "2026-11-21T01:00", False),
    ("sat 20:00-26:30", "none", "2026-11-22T01:00", True),
    ("daily 20:00-26:30", "01-01", "2027-01-01T01:00", True),  # began on New Year's Eve
    ("daily 20:00-26:30", "01-01", "2027-01-02T01:00", False),
    ("daily 16:00-21:00; dom10 08:00-32:00", "none", "2026-12-10T09:00", True),
    ("daily 16:00-21:00; dom10 08:00-32:00", "none", "2026-12-11T07:59", True),
    ("daily 16:00-21:00; dom10 08:00-32:00", "none", "2026-12-11T08:00", False),
    ("daily 16:00-21:00; dom10 08:00-32:00", "none", "2026-12-09T09:00", False),
    ("mon 14:00-18:00,18:30-22:30", "none", "2026-11-30T18:15", False),
    ("mon 14:00-18:00,18:30-22:30", "none", "2026-11-30T18:30", True),
    ("sat-tue 10:00-12:00", "none", "2026-11-22T11:00", True),
    ("sat-tue 10:00-12:00", "none", "2026-11-25T11:00", False),
    ("mon-fri 18:30-22:00; varies", "none", "2026-11-20T12:00", None),
    ("mon-fri 18:30-22:00; varies", "none", "2026-11-20T19:00", True),
]


@pytest.mark.parametrize(("hours", "closed", "time", "expected"), OPEN)
def test_open_now(hours: str, closed: str, time: str, expected: bool | None) -> None:
    assert parse_hours(hours, closed.split(";")).is_open(at(time)) is expected


NEXT = [
    ("mon-fri 09:00-17:00", "holidays", "2026-11-21T12:00", "2026-11-24T09:00"),
    ("mon-fri 09:00-17:00", "holidays;yearend", "2026-12-28T18:00", "2027-01-04T09:00"),
    ("daily 16:00-21:00", "12-29..01-03", "2026-12-28T22:00", "2027-01-04T16:00"),
    ("daily 20:00-26:30", "none", "2026-11-21T03:00", "2026-11-21T20:00"),
    ("daily 16:00-21:00; dom10 08:00-32:00", "none", "2026-12-09T22:00", "2026-12-10T08:00"),
    ("daily 16:00-21:00; dom10 08:00-32:00", "none", "2026-12-10T09:00", "2026-12-11T16:00"),
    ("mon 00:00-24:00; tue-wed 06:00-24:00", "none", "2026-11-23T12:00", "2026-11-24T06:00"),
    ("24h", "none", "2026-11-21T12:00", None),
    ("unknown", "unknown", "2026-11-21T12:00", None),
    ("dom31 10:00-12:00", "none", "2027-01-31T13:00", "2027-03-31T10:00"),
]


@pytest.mark.parametrize(("hours", "closed", "time", "expected"), NEXT)
def test_next_opening(hours: str, closed: str, time: str, expected: str | None) -> None:
    assert parse_hours(hours, closed.split(";")).next_opening(at(time)) == (at(expected) if expected else None)


SENTENCES = [
    ("daily 15:00-22:30", "none", "2026-11-21T16:00", "いま受付中(22:30まで)"),
    ("daily 12:00-29:30", "none", "2026-11-21T16:00", "いま受付中(翌5:30まで)"),
    ("daily 12:00-29:30", "none", "2026-11-21T05:00", "いま受付中(5:30まで)"),
    ("daily 10:00-24:00", "none", "2026-11-21T16:00", "いま受付中(24:00まで)"),
    ("mon-fri 09:00-17:00", "holidays", "2026-11-21T16:00", "次は24日(火)9:00から"),
    ("daily 09:00-17:00", "none", "2026-11-21T18:00", "次は明日(日)9:00から"),
    ("daily 16:00-21:00", "none", "2026-11-21T12:00", "次は今日16:00から"),
    ("mon-fri 09:00-17:00", "holidays;yearend", "2026-12-29T12:00", "次は1月4日(月)9:00から"),
    ("24h", "none", "2026-11-21T12:00", "24時間受付しています"),
    ("mail_like 24h", "none", "2026-11-21T12:00", "いつでも送れます(お返事は後になります)"),
    ("unknown", "unknown", "2026-11-21T12:00", "時間は確認が必要です"),
    ("campaign", "outside_campaign", "2026-11-21T12:00", "実施の期間は確認が必要です"),
    ("mon-fri 09:00-17:00", "unknown", "2026-11-23T10:00", "いまは確認が必要です(次は明日(火)9:00から)"),
]


@pytest.mark.parametrize(("hours", "closed", "time", "expected"), SENTENCES)
def test_one_sentence_for_the_resident(hours: str, closed: str, time: str, expected: str) -> None:
    assert parse_hours(hours, closed.split(";")).describe(at(time)) == expected


def test_a_time_in_another_zone_is_read_as_japanese_time() -> None:
    hours = parse_hours("mon-fri 09:00-17:00", ["holidays"])
    assert hours.is_open(datetime(2026, 11, 20, 0, 0, tzinfo=UTC)) is True
    assert hours.is_open(datetime(2026, 11, 20, 9, 0, tzinfo=UTC)) is False


@pytest.mark.parametrize(
    ("hours", "closed", "said"),
    [
        ("", "none", "空です"),
        ("mon-fri 9-17", "none", "09:00-17:00 の形"),
        ("mon-fri 17:00-09:00", "none", "26:00"),
        ("mo-fr 09:00-17:00", "none", "曜日"),
        ("dom0 09:00-17:00", "none", "dom10"),
        ("domx 09:00-17:00", "none", "dom10"),
        ("daily 09:00-17:00", "newyear", "休み"),
        ("daily 09:00-17:00", "13-01", "月日"),
        ("daily 09:00-99:00", "none", "順が逆"),
    ],
)
def test_a_faulty_form_says_how_to_write_it(hours: str, closed: str, said: str) -> None:
    with pytest.raises(HoursError, match=said):
        parse_hours(hours, [closed])


def test_every_line_of_the_sample_has_hours_that_parse() -> None:
    for line in load_hotlines():
        parse_hours(line.hours_machine, line.closed)


DAYS = st.sampled_from(["daily", "mon-fri", "sat-sun", "wed", "fri-mon", "dom10", "sat,hol", "tue,thu"])
MINUTE = st.integers(0, 24 * 60 - 1)
MOMENTS = st.integers(0, 7 * 365 * 24 * 60).map(
    lambda minutes: datetime(2024, 1, 1, tzinfo=JST) + timedelta(minutes=minutes)
)
CLOSED = st.sampled_from([[], ["holidays"], ["yearend"], ["holidays", "12-29..01-03"], ["unknown"], ["05-01"]])


@st.composite
def rules(draw: st.DrawFn) -> str:
    start, length = draw(MINUTE), draw(st.integers(1, 12 * 60))
    end = start + length
    return f"{draw(DAYS)} {start // 60:02d}:{start % 60:02d}-{end // 60:02d}:{end % 60:02d}"


@settings(max_examples=60)
@given(st.lists(rules(), min_size=1, max_size=3), CLOSED, MOMENTS)
def test_it_is_closed_right_before_the_next_opening_and_open_at_it(
    parts: list[str], closed: list[str], moment: datetime
) -> None:
    hours = parse_hours("; ".join(parts), closed)
    coming = hours.next_opening(moment)
    if coming is not None:
        assert coming > moment
        assert hours.is_open(coming) is True
        assert hours.is_open(coming - timedelta(minutes=1)) is not True


@settings(max_examples=60)
@given(st.lists(rules(), min_size=1, max_size=3), CLOSED, MOMENTS)
def test_it_is_open_right_before_it_closes_and_not_after(parts: list[str], closed: list[str], moment: datetime) -> None:
    hours = parse_hours("; ".join(parts), closed)
    end = hours.closes_at(moment)
    if end is not None:
        assert hours.is_open(moment) is True
        assert hours.is_open(end - timedelta(minutes=1)) is True
        assert hours.is_open(end) is not True


@given(st.text(max_size=60), st.lists(st.text(max_size=12), max_size=3))
def test_any_text_is_read_or_refused_with_a_sentence(text: str, closed: list[str]) -> None:
    said = ""
    try:
        said = parse_hours(text, closed).describe(at("2026-11-21T12:00"))
    except HoursError as error:
        said = str(error).partition("ください")[1]
    assert said


@settings(max_examples=25)
@given(MOMENTS)
def test_every_line_has_a_short_sentence_at_any_time(moment: datetime) -> None:
    for line in load_hotlines()[::7]:
        assert 4 <= len(hours_of_hotline(line).describe(moment)) <= 40

"""Every figure equals a hand count; small cells are hidden and cannot be worked out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from bot.store.models import AlertRow
from bot.tickets import Draft, Reply
from bot.tickets.entries import MeetingEntry, RecordEntry
from bot.tickets.exports import harmless, sheet_to_excel, to_csv, to_excel
from bot.tickets.masking import mask
from bot.tickets.records import CaseRecords, Outcome
from bot.tickets.statistics import Coverage, Statistics, fiscal_year
from bot.tickets.tables import Table

Make = Callable[..., Draft]
TOPICS = {"elder_care": "介護", "livelihood": "生活費", "food": "食べるもの"}


def at(month: int, day: int, hour: int = 1) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=UTC)


@pytest.fixture
def year(desk: Any, make_draft: Make) -> dict[str, Table]:
    """April: three cases. May: one of them is talked with, one is closed. June: one more, by the first person."""
    aoki = desk.actor("aoki")
    kept = CaseRecords(desk.session, desk.clock, desk.outbox, desk.audit)
    desk.clock.moment = at(4, 10, 3)  # a Friday, 12:00 in Tokyo
    first = desk.tickets.open(make_draft(resident_id="p1", topics=("elder_care",), kinds=("no_food",), risk=1))
    second = desk.tickets.open(make_draft(resident_id="p2", topics=("elder_care", "food")))
    desk.tickets.open(make_draft(resident_id="p3", topics=()))
    desk.tickets.open(make_draft(resident_id="p9", drill=True))
    desk.clock.moment = at(4, 10, 4)
    desk.tickets.claim(aoki, first.ticket_id)
    desk.tickets.claim(aoki, second.ticket_id)
    desk.clock.moment = at(5, 7)
    desk.tickets.reply(aoki, first.ticket_id, Reply("こんにちは", first.version))
    desk.tickets.add_inbound(first.ticket_id, "はい", "s")
    kept.record(
        aoki, first.ticket_id, RecordEntry(at(5, 7), "visit", "outbound", "訪問", "様子", outreach=True, met=False)
    )
    kept.record(aoki, first.ticket_id, RecordEntry(at(5, 8), "phone", "inbound", "電話", participation=True))
    kept.meet(aoki, first.ticket_id, MeetingEntry("plan", at(5, 9), plan="made"))
    referral = kept.refer(aoki, first.ticket_id, "居場所", "accompany")
    desk.session.flush()
    kept.settle_referral(aoki, referral.referral_id, Outcome("connected"))
    desk.tickets.close(aoki, second.ticket_id, "no_reply", second.version)
    desk.clock.moment = at(6, 2)
    desk.tickets.open(make_draft(resident_id="p1", topics=("food",)))
    desk.session.flush()
    cover = Coverage("文京区", frozenset({"a1"}), 2026)
    report = Statistics(desk.session, at(6, 30), TOPICS, lambda area: area or "未定").report(cover)
    return {table.key: table for table in report}


def raw(table: Table) -> dict[str, tuple[int, ...]]:
    return dict(zip(table.rows, table.raw, strict=True))


def test_each_month_counts_every_case_once(year: dict[str, Table]) -> None:
    table = raw(year["monthly"])
    assert table["新規"][:4] == (3, 0, 1, 0)
    assert table["継続"][:4] == (0, 1, 0, 0)
    assert table["相談時対応"][:4] == (0, 2, 2, 0)
    assert table["合計"][:4] == (3, 3, 3, 0)
    assert year["monthly"].columns[0] == "4月"
    assert table["合計"][-1] == 9


def test_people_and_contacts_are_told_apart(year: dict[str, Table]) -> None:
    assert [row[0] for row in year["people"].raw] == [3, 4, 2, 1]


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("topics", {"介護": 2, "食べるもの": 2}),
        ("issues", {"0": 1, "2つ": 2, "合計": 3}),
        ("outcomes", {"連絡がとれなくなった": 1, "合計": 1}),
        ("ways", {"電話": 1, "訪問": 1, "合計": 2}),
        ("directions", {"発信": 1, "受信": 1, "合計": 2}),
        ("referrals", {"つながった": 1, "合計": 1}),
        (
            "answered",
            {"時間外に届いた": 0, "まだ人が返信していない": 3, "連絡がとれなくなった": 1, "本人が辞退した": 0, "同意が取り消された": 0},
        ),
        (
            "outreach",
            {"うち会えた": 0, "うち会えなかった": 1, "うち会えたか書いていない": 0, "延べ回数": 1, "世帯の数": 1},
        ),
        ("visits", {"1回": 1, "合計": 1}),
        ("participation", {"プランあり": 0, "プラン・同意の前": 1}),
        ("meetings", {"支援会議": 0, "重層的支援会議": 1, "プラン作成": 1, "プラン終結": 0}),
    ],
)
def test_the_other_tables_equal_the_hand_count(year: dict[str, Table], key: str, expected: dict[str, int]) -> None:
    assert {name: row[0] for name, row in raw(year[key]).items()} == expected


def test_the_time_to_a_human_is_the_median_in_minutes(year: dict[str, Table]) -> None:
    assert raw(year["risks"])["食べるものがない"] == (1, 60)
    shown = dict(zip(year["risks"].rows, year["risks"].cells, strict=True))
    assert shown["食べるものがない"] == (None, None)


def test_a_time_that_nobody_knows_is_not_said_to_be_zero(desk: Any, make_draft: Make) -> None:
    for number in range(5):
        desk.tickets.open(make_draft(resident_id=f"p{number}", kinds=("suicide",), risk=2))
    desk.session.flush()
    report = Statistics(desk.session, desk.clock(), TOPICS, str).report(Coverage("文京区", frozenset({"a1"}), 2026))
    table = next(t for t in report if t.key == "risks")
    assert dict(zip(table.rows, table.cells, strict=True))["希死念慮"] == (5, None)


def test_a_household_with_two_cases_is_one_and_its_visits_are_counted_together(desk: Any, make_draft: Make) -> None:
    aoki = desk.actor("aoki")
    kept = CaseRecords(desk.session, desk.clock, desk.outbox, desk.audit)
    visited = [("p1", 3), ("p1", 2), ("p2", 1)]
    for resident, times in visited:
        case = desk.tickets.open(make_draft(resident_id=resident))
        desk.tickets.claim(aoki, case.ticket_id)
        for number in range(times):
            entry = RecordEntry(desk.clock(), "visit", "outbound", "訪問", "様子", outreach=True, met=number == 0)
            kept.record(aoki, case.ticket_id, entry)
    desk.session.flush()
    report = Statistics(desk.session, desk.clock(), TOPICS, str).report(Coverage("文京区", frozenset({"a1"}), 2026))
    tables = {t.key: {name: row[0] for name, row in raw(t).items()} for t in report}
    assert tables["visits"] == {"1回": 1, "5〜9回": 1, "合計": 2}
    assert tables["outreach"]["世帯の数"] == 2
    assert (tables["outreach"]["延べ回数"], tables["outreach"]["うち会えた"]) == (6, 3)
    shown = next(t for t in report if t.key == "outreach")
    assert dict(zip(shown.rows, shown.cells, strict=True))["延べ回数"] in ((6,), (None,))
    assert [cell for (cell,) in shown.cells].count(None) >= 3, "3 met and 3 not met of 6 stay hidden together"


def test_alarms_are_counted_before_consent_too_and_nothing_small_is_told(desk: Any, make_draft: Make) -> None:
    drill = desk.tickets.open(make_draft(resident_id="d", drill=True))
    for number, minutes in enumerate([1, 2, 3, 4, 5, 6, 7, 8, 9, 20]):
        raised = at(5, 1) + timedelta(hours=number)
        desk.session.add(
            AlertRow(alert_id=f"a{number}", resident_id=f"r{number}", ticket_id=None, municipality="文京区", area_id="a1",
                     level="emergency", kinds=["suicide"] + ["dv"] * (number < 6) + ["abuse"] * (number < 3),
                     raised_at=raised, taken_at=raised + timedelta(minutes=minutes))
        )  # fmt: skip
    for name, changes in (("drill", {"ticket_id": drill.ticket_id}), ("else", {"area_id": "a2"})):
        desk.session.add(
            AlertRow(**{"alert_id": name, "resident_id": name, "municipality": "文京区", "area_id": "a1",
                        "level": "urgent", "kinds": ["suicide"], "raised_at": at(5, 1), **changes})
        )  # fmt: skip
    desk.session.flush()
    report = Statistics(desk.session, at(6, 30), TOPICS, str).report(Coverage("文京区", frozenset({"a1"}), 2026))
    table = next(t for t in report if t.key == "alarms")
    assert raw(table)["希死念慮"] == (10, 5, 6)  # 5.5 minutes, as Python rounds
    shown = dict(zip(table.rows, table.cells, strict=True))
    assert shown["希死念慮"] == (10, 5, 6)
    assert shown["DV"] == (6, None, 4), "one of six was late: that one stays hidden"
    assert shown["虐待"] == (None, None, None)
    assert shown["自傷"] == (0, 0, 0)


def test_hours_are_those_of_tokyo(year: dict[str, Table]) -> None:
    friday_noon = raw(year["hours"])["12〜16時"][4]
    assert friday_noon == 3


def test_the_fiscal_year_begins_in_april() -> None:
    assert fiscal_year(datetime(2027, 3, 31, 14, 59, tzinfo=UTC)) == 2026
    assert fiscal_year(datetime(2027, 3, 31, 15, 1, tzinfo=UTC)) == 2027


def test_no_small_number_is_shown_anywhere(year: dict[str, Table]) -> None:
    for key, table in year.items():
        small = {value for row in table.cells for value in row if value is not None and 0 < value < 5}
        assert not small, key


@given(
    st.integers(1, 5).flatmap(
        lambda width: st.lists(st.lists(st.integers(0, 30), min_size=width, max_size=width), min_size=1, max_size=5)
    )
)
def test_hidden_cells_cannot_be_worked_out_from_totals(inner: list[list[int]]) -> None:
    grid = [[*row, sum(row)] for row in inner]
    grid.append([sum(column) for column in zip(*grid, strict=True)])
    shown = mask(grid)
    lines = [*shown, *[list(column) for column in zip(*shown, strict=True)]]
    for line in lines:
        hidden = sum(value is None for value in line)
        assert hidden != 1 or len(line) < 3
    assert all(not 0 < value < 5 for row in shown for value in row if value is not None)


@pytest.mark.parametrize("text", ["=1+1", "+81", "-1", "@SUM", "\t=1", "=HYPERLINK(1)"])
def test_no_cell_of_an_export_is_a_formula(text: str) -> None:
    assert harmless(text).startswith("'")
    book = load_workbook(BytesIO(sheet_to_excel("つなぎシート", [("見出し", text)])))
    assert book.worksheets[0]["B2"].data_type == "s"
    table = Table("k", text, (text,), (text,), ((1,),), ((None,),))
    assert b"\n=" not in to_csv([table])
    assert to_csv([table]).startswith(b"\xef\xbb\xbf")
    cell = load_workbook(BytesIO(to_excel([table]))).worksheets[0]["A3"]
    assert cell.data_type == "s"


def test_a_month_turns_at_midnight_in_tokyo(desk: Any, make_draft: Make) -> None:
    aoki = desk.actor("aoki")
    desk.clock.moment = datetime(2026, 4, 30, 14, 59, tzinfo=UTC)  # 23:59 in Tokyo
    case = desk.tickets.open(make_draft(resident_id="p1"))
    desk.tickets.claim(aoki, case.ticket_id)
    desk.tickets.reply(aoki, case.ticket_id, Reply("こんばんは", case.version))
    desk.clock.moment = datetime(2026, 4, 30, 15, 0, tzinfo=UTC)
    desk.tickets.open(make_draft(resident_id="p2"))
    desk.tickets.add_inbound(case.ticket_id, "はい", "s")
    desk.clock.moment = datetime(2027, 3, 31, 14, 59, tzinfo=UTC)
    desk.tickets.close(aoki, case.ticket_id, "settled", case.version)
    desk.session.flush()
    cover = Coverage("文京区", None, 2026)
    [table] = [t for t in Statistics(desk.session, at(12, 30), TOPICS, str).report(cover) if t.key == "monthly"]
    assert raw(table)["新規"][:2] == (1, 1)
    assert raw(table)["継続"][:3] == (0, 1, 0)
    assert raw(table)["相談時対応"][:3] == (0, 0, 2)
    noise = Coverage("文京区", frozenset({"a9"}), 2026)
    other = raw(Statistics(desk.session, at(12, 30), TOPICS, str).report(noise)[0])
    assert other["合計"] == (0, 0, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 2), "the noise of November, and nothing of ours"


def test_a_kept_report_is_what_was_shown_and_holds_no_small_count(desk: Any, year: dict[str, Table]) -> None:
    from bot.store.models import FiguresRow
    from bot.tickets.reports import Report, keep_report, kept_report

    cover, now = Coverage("文京区", frozenset({"a1"}), 2026), at(6, 30)
    keep_report(desk.session, cover, Report(tuple(year.values()), now))
    desk.session.flush()
    again = kept_report(desk.session, cover, now)
    assert again is not None
    assert [(t.title, t.columns, t.rows, t.cells, t.note) for t in again.tables] == [
        (t.title, t.columns, t.rows, t.cells, t.note) for t in year.values()
    ]
    assert all(t.raw == () for t in again.tables)
    assert kept_report(desk.session, Coverage("文京区", None, 2026), now) is None
    body = desk.session.query(FiguresRow).one().body
    assert '"raw"' not in body


def test_who_came_after_hours_and_who_was_lost_on_the_way_is_counted(desk: Any, make_draft: Make) -> None:
    moments = [
        at(4, 10, 3),  # Friday noon in Tokyo
        datetime(2026, 4, 9, 23, 29, tzinfo=UTC),  # Friday 8:29
        datetime(2026, 4, 10, 8, 15, tzinfo=UTC),  # Friday 17:15
        at(4, 11, 3),  # Saturday
        at(4, 29, 3),  # 昭和の日
    ]
    rows = []
    for number, moment in enumerate(moments):
        desk.clock.moment = moment
        rows.append(desk.tickets.open(make_draft(resident_id=f"p{number}")))
    desk.tickets.withdraw(rows[0].ticket_id)
    desk.session.flush()
    report = Statistics(desk.session, at(6, 30), TOPICS, str).report(Coverage("文京区", frozenset({"a1"}), 2026))
    told = {name: row[0] for name, row in raw(next(t for t in report if t.key == "answered")).items()}
    assert told == {
        "時間外に届いた": 4, "まだ人が返信していない": 4, "連絡がとれなくなった": 0, "本人が辞退した": 0, "同意が取り消された": 1,
    }  # fmt: skip

"""Records, referrals, meetings, disclosure, the stop button, merging: through the pages."""

from __future__ import annotations

import io
from collections.abc import Callable

import openpyxl
import pytest
from people_console import Coordinator
from sqlalchemy import select

from bot.base.clock import SteppedClock
from bot.store.db import Database
from bot.store.models import DisclosureRow, OutboxRow, RecordRow, TicketRow
from bot.tickets import DraftItem

Arrives = Callable[..., str]
Staff = dict[str, Coordinator]


@pytest.fixture
def aoki(staff: Staff, arrives: Arrives) -> Coordinator:
    """The coordinator of 本富士 with a claimed case open."""
    aoki = staff["motofuji"].signs_in()
    aoki.opens(arrives())
    aoki.claims()
    return aoki


def test_a_record_needs_its_intent_when_it_went_out(aoki: Coordinator, database: Database) -> None:
    aoki.goes_to(aoki.case + "records")
    assert aoki.fills("/records", way="visit", direction="outbound", action="訪問した") == 400
    assert "意図" in aoki.reads
    aoki.goes_to(aoki.case + "records")
    given = {"way": "visit", "direction": "outbound", "action": "訪問した", "intent": "暮らしの様子を知る", "met": "no"}
    assert aoki.fills("/records", **given, next_step="もう一度電話", next_at="2026-11-17") == 200
    assert "暮らしの様子を知る" in aoki.reads
    assert "会えず" in aoki.reads
    assert "アウトリーチ 1回(会えた 0回)" in aoki.reads
    with database.reading() as session:
        row = session.scalars(select(RecordRow)).one()
        assert (row.consent, row.stage, row.outreach, row.met) == ("given", "contact", True, False)
    aoki.goes_to("/to-do/")
    assert "もう一度電話" in aoki.reads
    aoki.fills("/done")
    assert "予定はありません" in aoki.reads


def test_a_referral_gets_its_result(aoki: Coordinator) -> None:
    aoki.goes_to(aoki.case + "records")
    aoki.fills("/referrals", place="本富士の居場所 <b>", way="accompany")
    assert "本富士の居場所 &lt;b&gt;" in aoki.page
    referral = aoki.page.split('action="/referrals/')[1].split('"')[0]
    aoki.fills(f"/referrals/{referral}", result="connected", note="同行した")
    assert "同行した" in aoki.reads


def test_a_meeting_moves_the_stage(aoki: Coordinator, database: Database) -> None:
    aoki.goes_to(aoki.case + "records")
    aoki.fills("/meetings", kind="plan", plan="made", decided="役割を決めた", held_at="2026-11-16")
    with database.reading() as session:
        assert session.scalars(select(TicketRow.stage)).one() == "plan"


def test_a_disclosure_needs_two_people_and_all_its_parts(aoki: Coordinator, database: Database) -> None:
    aoki.goes_to(aoki.case + "records")
    second = next(
        part.split('"')[0]
        for part in aoki.page.split('name="judged_with"')[1].split('value="')[2:]
        if part[:8].isalnum()
    )
    given = {"grounds_code": "life", "recipient": "警察署", "content": "安否の確認", "judged_with": second}
    assert aoki.fills("/disclosures", **given, grounds="") == 400
    aoki.goes_to(aoki.case + "records")
    assert aoki.fills("/disclosures", **given, grounds="連絡が途絶え、命の危険がある") == 200
    with database.reading() as session:
        row = session.scalars(select(DisclosureRow)).one()
        assert row.judged_by != row.judged_with
        assert row.told_at is None
    assert "まだ伝えていません" in aoki.reads
    aoki.fills("/told")
    assert "に伝えました" in aoki.reads


def test_the_stop_button_is_pressed_shown_and_released(staff: Staff) -> None:
    mori, aoki = staff["bunkyo"].signs_in(), staff["motofuji"].signs_in()
    mori.goes_to("/stop/")
    mori.fills("/stop/", reason="おかしな返事が出ている")
    assert "ボットを止めています" in aoki.opens_queue()
    assert aoki.goes_to("/stop/") == 403
    mori.fills("/resume")
    assert "ボットを止めています" not in aoki.opens_queue()


def test_a_returning_residents_cases_come_together(aoki: Coordinator, arrives: Arrives, database: Database) -> None:
    second = arrives(summary="また来ました")
    aoki.opens(second)
    aoki.claims()
    aoki.fills("/merge")
    assert aoki.status == 200
    with database.reading() as session:
        states = sorted((row.state, row.merged_into is not None) for row in session.scalars(select(TicketRow)))
    assert states == [("claimed", False), ("closed", True)]


def test_closing_tells_the_talk(aoki: Coordinator, database: Database) -> None:
    aoki.closes()
    with database.reading() as session:
        assert session.scalars(select(OutboxRow.notice)).all() == ["closed"]


def test_a_failed_answer_is_listed_with_its_reason(aoki: Coordinator, database: Database) -> None:
    aoki.answers("こんにちは。")
    with database.transaction() as session:
        row = session.scalars(select(OutboxRow)).one()
        row.state, row.reason = "failed", "quota"
    aoki.goes_to("/deliveries/")
    assert "上限に達しています" in aoki.reads
    aoki.goes_to(aoki.case)
    assert "届けられませんでした" in aoki.reads


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "\u202eesrever", "Z̴̢a̷l͠g̵o͞" * 200, "あ" * 5000, "=cmd|'/c calc'!A0", "{{7*7}}"]
)
def test_hostile_words_show_as_text(staff: Staff, arrives: Arrives, text: str) -> None:
    aoki = staff["motofuji"].signs_in()
    aoki.opens(arrives(summary=text))
    assert aoki.status == 200
    assert "<script>alert" not in aoki.page
    assert "49" not in aoki.page.split("まとめ")[1][:60]
    assert 'dir="auto"' in aoki.page


@pytest.mark.parametrize("text", ["=cmd|'/c calc'!A0", "+1\x00\x0b", "\ufffe\uffff", "\ud83d 半分の絵文字", "－1+1", "\t=1"])
def test_hostile_words_come_out_on_every_sheet_as_words(staff: Staff, arrives: Arrives, text: str) -> None:
    aoki = staff["motofuji"].signs_in()
    items = (DraftItem("words", "話してくれたこと", text, ("elder_care",), ("s1",)),)
    aoki.opens(arrives(summary=text, items=items))
    aoki.claims()
    case = aoki.case
    for path in ("", "chat", "records", "timeline", "sheets/tsunagi", "sheets/meeting", "sheets/intake"):
        assert aoki.goes_to(case + path) == 200, path
    for kind in ("tsunagi", "meeting", "intake"):
        answer = aoki.browser.get(f"{case}sheets/{kind}.xlsx")
        assert answer.status_code == 200, kind
        cells = [cell for row in openpyxl.load_workbook(io.BytesIO(answer.data)).worksheets[0] for cell in row]
        assert {cell.data_type for cell in cells} <= {"s", "n", "inlineStr"}  # "f" would be run
        assert not [cell.value for cell in cells if str(cell.value).startswith(("=", "+", "-", "@", "\t"))]


def test_a_session_ends_when_left_alone(aoki: Coordinator, clock: SteppedClock) -> None:
    from datetime import timedelta

    clock.advance(timedelta(minutes=46))
    aoki.opens_queue()
    assert "ログイン名" in aoki.reads

"""Care of the catalogue: edits with the card before they go out, a second person where it matters, history."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from people_console import Coordinator
from sqlalchemy import select

from bot.base.clock import SteppedClock
from bot.staff.demo import demo_logins
from bot.store.db import Database
from bot.store.models import AuditRow, CatalogueEditRow

PLACE = "/catalogue/place/bunkyo-csw-tomisaka"
LINE = "/catalogue/hotline/yorisoi"
FAQ = "/catalogue/faq/"
Staff = dict[str, Coordinator]


@pytest.fixture
def staff(caring: Flask, clock: SteppedClock) -> Staff:
    """The demo people at a desk that may edit the catalogue."""
    return {
        d.login.removeprefix("demo-"): Coordinator(caring, clock, d.login, d.password, d.totp_secret)
        for d in demo_logins()
    }


def phone_of(person: Coordinator) -> str:
    return person.page.split('class="phone"')[1].split("</section>")[0]


def test_a_place_is_changed_at_once_with_its_card_shown_before(staff: Staff, database: Database) -> None:
    aoki = staff["motofuji"].signs_in()
    assert aoki.goes_to("/catalogue/?q=富坂") == 200
    assert aoki.goes_to(PLACE) == 200
    aoki.fills("/propose", phone="03-1111-2222", hours_text="平日9時から17時", look="1")
    assert "03-1111-2222" in phone_of(aoki)
    with database.reading() as session:
        assert session.scalars(select(CatalogueEditRow)).all() == []
    aoki.fills("/propose", phone="03-1111-2222", hours_text="平日9時から17時", why="電話が替わった")
    assert "03-1111-2222" in phone_of(aoki)
    assert "青木" in aoki.reads
    assert "電話が替わった" in aoki.reads
    with database.reading() as session:
        row = session.scalars(select(CatalogueEditRow)).one()
        assert (row.state, row.record_key, row.before) == (
            "released", "bunkyo-csw-tomisaka", '{"phone": "", "hours_text": ""}'
        )  # fmt: skip
        assert "catalogue.changed" in session.scalars(select(AuditRow.tag)).all()


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"name": ""}, "名前: 空です"),
        ({"start_time": "25時"}, "始まり"),
        ({"rrule": "FREQ=SOMETIMES"}, "くり返し"),
        ({"topics": "no_such_topic"}, "知らない値"),
    ],
)
def test_a_faulty_edit_goes_nowhere_and_stays_in_the_form(
    staff: Staff, database: Database, fields: dict[str, str], told: str
) -> None:
    aoki = staff["motofuji"].signs_in()
    aoki.goes_to(PLACE)
    assert aoki.fills("/propose", **fields) == 400
    assert told in aoki.reads
    assert "まだ変えていません" in aoki.reads
    name, value = next(iter(fields.items()))
    assert aoki.form("/propose").fields[name] == value
    with database.reading() as session:
        assert session.scalars(select(CatalogueEditRow)).all() == []


def test_what_few_values_fit_is_chosen_in_words_and_the_topics_are_listed(staff: Staff) -> None:
    aoki = staff["motofuji"].signs_in()
    aoki.goes_to(PLACE)
    for words in ("はじめてのときだけ要る", "分からない", "出さない"):
        assert words in aoki.reads
    assert "livelihood 生活費・生活困窮" in aoki.reads
    assert aoki.fills("/propose", booking="first_time_only", why="電話で確かめた") == 200
    assert aoki.form("/propose").fields["booking"] == "first_time_only"


def test_a_wrong_number_of_a_crisis_line_needs_a_second_person(staff: Staff, database: Database) -> None:
    aoki, mori = staff["motofuji"].signs_in(), staff["bunkyo"].signs_in()
    aoki.goes_to("/catalogue/?kind=hotline")
    aoki.goes_to(LINE)
    assert aoki.status == 200, "the line of the sample data has another id"
    aoki.fills("/propose", phone="0120-000-000", why="番号が替わったと連絡")
    assert "確認待ち" in aoki.reads
    assert "0120-000-000" not in phone_of(aoki)
    aoki.goes_to("/catalogue/")
    edit = aoki.page.split('href="/catalogue/edits/')[1].split('"')[0]
    assert aoki.goes_to(f"/catalogue/edits/{edit}") == 200
    assert "あなたの提案です" in aoki.reads
    assert "/release" not in aoki.page
    assert mori.goes_to(f"/catalogue/edits/{edit}") == 200
    before, after = mori.page.split("変えたあとの見え方", 1)
    assert "0120-000-000" in after
    assert "0120-000-000" in before.split("<table")[1], "the change itself is told, field by field"
    assert mori.fills("/release") == 200
    assert aoki.goes_to(LINE) == 200
    assert "0120-000-000" in phone_of(aoki)
    assert "森(文京区・統括)が" in aoki.reads
    with database.reading() as session:
        row = session.scalars(select(CatalogueEditRow)).one()
        assert row.proposed_by != row.decided_by


def test_nobody_releases_their_own_proposal(staff: Staff) -> None:
    mori = staff["bunkyo"].signs_in()
    mori.goes_to(LINE)
    mori.fills("/propose", phone="0120-000-000")
    mori.goes_to("/catalogue/")
    edit = mori.page.split('href="/catalogue/edits/')[1].split('"')[0]
    token = mori.form("/sign-out").fields["csrf_token"]
    answer = mori.browser.post(f"/catalogue/edits/{edit}/release", data={"csrf_token": token})
    assert answer.status_code == 403
    assert "ほかの人に確かめて" in answer.get_data(as_text=True)


def test_a_coordinator_cannot_release(staff: Staff) -> None:
    mori, aoki = staff["bunkyo"].signs_in(), staff["motofuji"].signs_in()
    mori.goes_to(LINE)
    mori.fills("/propose", phone="0120-000-000")
    aoki.goes_to("/catalogue/")
    edit = aoki.page.split('href="/catalogue/edits/')[1].split('"')[0]
    aoki.goes_to(f"/catalogue/edits/{edit}")
    token = aoki.form("/sign-out").fields["csrf_token"]
    assert aoki.browser.post(f"/catalogue/edits/{edit}/release", data={"csrf_token": token}).status_code == 403


def test_two_people_editing_one_record_never_overwrite_each_other(staff: Staff) -> None:
    aoki, mori = staff["motofuji"].signs_in(), staff["bunkyo"].signs_in()
    aoki.goes_to(PLACE)
    mori.goes_to(PLACE)
    aoki.fills("/propose", phone="03-1111-2222")
    assert mori.fills("/propose", phone="03-9999-9999", target="だれでも") == 409
    assert "ほかの人がこの記録を変えました" in mori.reads
    assert mori.form("/propose").fields["target"] == "だれでも"
    assert "03-1111-2222" in mori.reads, "the second is shown what changed"
    assert mori.fills("/propose", phone="03-9999-9999", target="だれでも") == 200
    assert "03-9999-9999" in phone_of(mori)


def test_a_proposal_made_on_an_older_record_is_not_released(staff: Staff) -> None:
    aoki, mori, admin = staff["motofuji"].signs_in(), staff["bunkyo"].signs_in(), staff["admin"].signs_in()
    for person, number in ((aoki, "0120-000-001"), (mori, "0120-000-002")):
        person.goes_to(LINE)
        person.fills("/propose", phone=number)
    admin.goes_to("/catalogue/")
    first, second = (part.split('"')[0] for part in admin.page.split('href="/catalogue/edits/')[1:3])
    admin.goes_to(f"/catalogue/edits/{first}")
    assert admin.fills("/release") == 200
    admin.goes_to(f"/catalogue/edits/{second}")
    assert admin.fills("/release") == 409
    admin.goes_to(f"/catalogue/edits/{second}")
    assert admin.fills("/reject", reason="先の変更と重なった") == 200
    mori.goes_to(LINE)
    assert "先の変更と重なった" in mori.reads


def test_verified_today_takes_a_record_off_the_list_of_stale_ones(staff: Staff, clock: SteppedClock) -> None:
    aoki = staff["motofuji"].signs_in()
    clock.advance(timedelta(days=400))
    aoki.signs_in()
    aoki.goes_to("/catalogue/?only=stale&q=富坂地区担当")
    assert PLACE in aoki.page
    aoki.goes_to(PLACE)
    assert "確かめる時期" in aoki.reads
    aoki.fills("/verify")
    assert "2027年12月21日(火)" in aoki.reads
    aoki.goes_to("/catalogue/?only=stale&q=富坂地区担当")
    assert PLACE not in aoki.page


def test_records_that_lack_what_a_resident_needs_are_listed(staff: Staff) -> None:
    aoki = staff["motofuji"].signs_in()
    aoki.goes_to("/catalogue/?kind=hotline&only=faulty")
    assert "電話もページもありません" in aoki.reads


def test_places_of_another_municipality_are_not_ours_to_edit(staff: Staff) -> None:
    kobayashi = staff["koganei"].signs_in()
    assert kobayashi.goes_to(PLACE) == 404
    kobayashi.goes_to("/catalogue/")
    assert "bunkyo-csw-tomisaka" not in kobayashi.page


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("頑張ってください。", "使わない言葉"),
        ("あ" * 81, "80字まで"),
        ("{secret}です。", "置きかわりません"),
        ("いつですか？どこですか？", "一つにして"),
        (" ", "文面が空"),
    ],
)
def test_a_wording_that_breaks_the_rules_is_refused(staff: Staff, words: str, told: str) -> None:
    aoki = staff["motofuji"].signs_in()
    aoki.goes_to("/catalogue/text/ja:notice.who")
    assert aoki.fills("/propose", words=words) == 400
    assert told in aoki.reads


def test_wordings_and_answers_wait_for_a_second_person(staff: Staff, database: Database) -> None:
    aoki, mori = staff["motofuji"].signs_in(), staff["bunkyo"].signs_in()
    aoki.goes_to("/catalogue/text/ja:notice.who")
    aoki.fills("/propose", words="こんにちは。\n\n「{operator}」の窓口です。\n・・・\nようこそ。")
    aoki.goes_to("/catalogue/?kind=faq&q=介護")
    key = aoki.page.split('href="/catalogue/faq/')[1].split('"')[0]
    aoki.goes_to(FAQ + key)
    aoki.fills("/propose", bubbles="窓口で申し込みます。\n代わりの方でもできます。")
    mori.goes_to("/catalogue/")
    for edit in [part.split('"')[0] for part in mori.page.split('href="/catalogue/edits/')[1:]]:
        mori.goes_to(f"/catalogue/edits/{edit}")
        assert mori.fills("/release") == 200
    aoki.goes_to("/catalogue/text/ja:notice.who")
    assert "言い方2" in phone_of(aoki)
    aoki.goes_to(FAQ + key)
    assert "代わりの方でもできます。" in phone_of(aoki)


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "\u202eesrever", "{{7*7}}", "=cmd()", "Z̴̢a̷l͠g̵o͞"])
def test_hostile_words_in_a_record_show_as_text(staff: Staff, text: str) -> None:
    aoki = staff["motofuji"].signs_in()
    aoki.goes_to(PLACE)
    assert aoki.fills("/propose", description=text, why=text) == 200
    assert "<script>alert" not in aoki.page
    assert ">49<" not in aoki.page
    assert aoki.goes_to("/catalogue/?q=富坂") == 200

"""Sheets: every field of the forms, filled from what is known and from nothing else, short enough for one page."""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from bot.tickets import DraftItem
from bot.tickets.application_form import CONTENTS
from bot.tickets.casefile import CaseReader
from bot.tickets.exports import sheet_to_excel
from bot.tickets.sheets import KINDS, Kept, Words, brief, lines
from resources.load import load_topics

Make = Callable[..., Any]
NOTHING = Kept((), (), ())
WORDS = Words(lambda topic: topic, lambda area: area or "地区未定(当番)")
FIELDS = (
    "ID", "受付日", "受付者", "ふりがな", "氏名", "性別", "生年月日(歳)", "住所", "電話(自宅)", "電話(携帯)", "E-mail",
    "来談者(本人以外)の氏名", "来談者の電話", "来談者と本人との関係", "相談したいこと", "支援への希望", "署名",
)  # fmt: skip
"""相談受付・申込票, A票 (guidelines 3.2)."""
LIST = (
    "病気や健康・障害", "住まい", "収入・生活費", "家賃やローンの支払い", "税金や公共料金等の支払い", "債務", "仕事探し・就職",
    "仕事上の不安やトラブル", "地域との関係", "家族との関係", "子育て", "介護", "ひきこもり・不登校", "DV・虐待",
    "食べるものがない", "その他",
)  # fmt: skip
"""「ご相談の内容」 of the form, in its order."""


@pytest.fixture
def sheet(desk: Any, make_draft: Make) -> Callable[..., dict[str, str]]:
    """Opens a case and gives one of its sheets as heading → words."""

    def filled(kind: str, **changes: Any) -> dict[str, str]:
        row = desk.tickets.open(make_draft(**changes))
        aoki = desk.actor("aoki", "supervisor")
        found = lines(kind, CaseReader(desk.session, desk.clock()).open(aoki, row.ticket_id), NOTHING, WORDS)
        assert len({heading for heading, _ in found}) == len(found)
        return dict(found)

    return filled


def test_every_field_of_the_form_has_a_place_of_its_own(sheet: Any) -> None:
    made = sheet("intake")
    assert set(FIELDS) <= set(made)
    assert [heading for heading in made if heading.startswith("B票")] == ["B票 仕事", "B票 住居", "B票 健康保険", "B票 年金"]
    assert tuple(CONTENTS) == LIST
    assert any("情報共有することに同意" in heading for heading in made)


def test_the_list_is_marked_as_on_paper(sheet: Any) -> None:
    made = sheet("intake", topics=("elder_care", "livelihood", "work", "dv"), hardest="elder_care")
    [ticked] = [words for heading, words in made.items() if heading.startswith("ご相談の内容")]
    marks = {name: mark for mark, name in re.findall(r"\[(.)\] ([^\s　]+)", ticked)}
    assert tuple(marks) == LIST
    known = {name: mark for name, mark in marks.items() if mark != "　"}
    assert known == {
        "介護": "◎", "収入・生活費": "○", "仕事探し・就職": "△", "仕事上の不安やトラブル": "△", "DV・虐待": "○",
    }  # fmt: skip


def test_every_topic_stands_somewhere_on_the_list() -> None:
    known = {topic for topics in CONTENTS.values() for topic in topics}
    assert known == {topic.id for topic in load_topics()}


def test_nothing_is_filled_in_that_nobody_said(sheet: Any) -> None:
    made = sheet("intake", topics=(), hardest="", area_id=None, age_band="skip", whose="self", items=(), reach=())
    told = {heading for heading, words in made.items() if words} - {"ID", "受付日", "住所"}
    assert {heading[:6] for heading in told} == {"ご相談の内容", "担当者に伝え"}
    assert made["同意の日付"] == "", "agreeing to the hand-off is not the consent that the form asks for"
    assert made["住所"] == "文京区"
    assert "◎" not in "".join(made.values())
    meeting = sheet("meeting", resident_id="res-2", whose="", age_band="65_74", summary="", items=())
    assert meeting["どなたのこと・年代"] == "65〜74歳"
    assert meeting["把握している世帯像"] == meeting["どの支援機関に関わってもらいたいか"] == meeting["他部署へお願いしたいこと"] == ""


def test_what_was_told_stands_under_its_heading(sheet: Any) -> None:
    items = (
        DraftItem("worry", "言葉", "母の介護で仕事をやめそう"), DraftItem("wish", "希望", "話を聞いてほしい"),
        DraftItem("contact", "連絡先", "ゆき"), DraftItem("suggestion", "案内した先", "本富士の居場所: 行ってみたい"),
    )  # fmt: skip
    made = sheet("intake", items=items, reach=("line", "evening"), whose="family", age_band="40_64")
    assert made["相談したいこと"] == "母の介護で仕事をやめそう"
    assert made["支援への希望"] == "話を聞いてほしい"
    assert made["連絡のとり方(ご本人の希望)"] == "LINEのトーク、夕方以降\nゆき"
    assert made["来談者と本人との関係"] == "家族"
    assert made["生年月日(歳)"] == "40〜64歳"
    assert sheet("tsunagi", resident_id="res-2", items=items)["これまでに案内した先"] == "本富士の居場所: 行ってみたい"


@given(st.text(alphabet="あ\n", max_size=900), st.integers(1, 12))
def test_a_brief_text_fits_its_lines_and_says_that_it_goes_on(text: str, most: int) -> None:
    shown = brief(text, most)
    assert sum(-(-len(line) // 38) or 1 for line in shown.split("\n")) <= most
    assert shown == text or shown.endswith("…(続きは机に)")


def test_an_excel_sheet_prints_on_one_page() -> None:
    for title in KINDS.values():
        page = load_workbook(BytesIO(sheet_to_excel(title, [("見出し", "長い" * 900)]))).worksheets[0]
        setup = page.sheet_properties.pageSetUpPr
        assert setup is not None and setup.fitToPage
        assert (page.page_setup.paperSize, page.page_setup.fitToWidth, page.page_setup.fitToHeight) == (9, 1, 1)

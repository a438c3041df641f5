"""The desk in a real browser: with its script, its style and its policy."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from bot.base.clock import SteppedClock
from bot.store.db import Database
from bot.store.models import AlertRow
from bot.tickets import DraftItem

pytestmark = pytest.mark.browser
Arrives = Callable[..., str]


def test_two_people_claim_answer_and_are_told_of_each_other(opens: Callable[..., Any], arrives: Arrives) -> None:
    number = arrives()
    aoki, mori = opens("motofuji"), opens("bunkyo")
    for page in (aoki, mori):
        page.get_by_role("link", name=number).click()
    aoki.get_by_role("button", name="担当する").click()
    mori.get_by_role("button", name="担当する").click()
    assert "担当になりました" in mori.get_by_role("alert").inner_text()
    mori.get_by_role("link", name="この相談を開き直す").click()
    aoki.get_by_label("返信を書く").fill("頑張ってください。いつですか?どこですか?")
    advice = aoki.locator("[data-gentle-out]").inner_text()
    assert "頑張って" in advice
    assert "質問は1つ" in advice
    for asked in ("いつ？どこ？", "いつでしょうか。どこでしょうか。"):
        aoki.get_by_label("返信を書く").fill(asked)
        assert "質問は1つ" in aoki.locator("[data-gentle-out]").inner_text()
    for gentle in ("読みました。", "お会いできますか。"):
        aoki.get_by_label("返信を書く").fill(gentle)
        assert "このままの言葉で届きます" in aoki.locator("[data-gentle-out]").inner_text()
    aoki.get_by_text("定型文").click()
    aoki.get_by_label("返信を書く").fill("")
    aoki.get_by_role("button", name="入れる").first.click()
    aoki.get_by_role("button", name="送る", exact=True).click()
    aoki.wait_for_selector(".bubble.outbound")
    mori.get_by_label("返信を書く").fill("統括からです")
    mori.get_by_role("button", name="送る", exact=True).click()
    assert "まだ送っていません" in mori.locator(".conflict").inner_text()
    assert mori.get_by_label("返信を書く").input_value() == "統括からです"


def test_a_new_case_appears_without_reload(opens: Callable[..., Any], arrives: Arrives) -> None:
    page = opens("motofuji")
    page.evaluate("document.querySelector('main').dataset.same = '1'")
    number = arrives()
    page.get_by_role("link", name=number).wait_for(timeout=25_000)
    assert page.evaluate("document.querySelector('main').dataset.same") == "1"
    assert page.locator("#boxes").get_by_role("link", name="未対応").inner_text().split() == ["未対応", "1"]
    mori = opens("bunkyo")
    mori.get_by_role("link", name=number).click()
    mori.get_by_text("同僚に渡す・一緒に担当する").click()
    mori.get_by_label("渡す相手").select_option(label="青木(文京区・本富士)(地域福祉コーディネーター)")
    mori.get_by_role("button", name="担当を渡す").click()
    page.locator("#bell .count").wait_for(timeout=25_000)  # and so does what one must be told


_TONES = """
window.tones = 0;
const make = AudioContext.prototype.createOscillator;
AudioContext.prototype.createOscillator = function () { window.tones += 1; return make.call(this); };
"""


def _hears(page: Any, more_than: int) -> int:
    """The tones heard on this page, as soon as they are more than that."""
    for _ in range(125):
        tones: int = page.evaluate("window.tones")
        if tones > more_than:
            return tones
        page.wait_for_timeout(200)
    raise AssertionError(f"no more than {more_than} tones")


def test_an_alarm_is_heard_on_every_page_once_somebody_wanted_it_and_stands_in_the_title(
    opens: Callable[..., Any], address: str, database: Database, clock: SteppedClock
) -> None:
    page = opens("duty")
    page.add_init_script(_TONES)
    page.reload()
    page.get_by_role("button", name="警報の音を出す").click()  # before any alarm
    _hears(page, 2)
    page.get_by_role("button", name="警報の音を出す").wait_for(state="hidden")
    page.goto(f"{address}/to-do/")
    page.get_by_role("heading").first.click()
    with database.transaction() as session:
        session.add(AlertRow(alert_id="a" * 32, resident_id="r" * 32, municipality="文京区", level="emergency",
                             kinds=["suicide"], raised_at=clock()))
    page.get_by_role("button", name="わたしが対応します").wait_for(timeout=25_000)
    heard = _hears(page, 2)
    assert page.title().startswith("【警報1】")
    clock.advance(timedelta(minutes=1))
    _hears(page, heard)  # again, until somebody takes it
    page.get_by_role("button", name="わたしが対応します").click()
    page.get_by_text("警報を引き受けました。").wait_for()
    assert not page.title().startswith("【警報")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_needs_sideways_scrolling_at_twice_the_size(
    opens: Callable[..., Any], arrives: Arrives, address: str, scheme: str
) -> None:
    number = arrives(summary="長" * 500 + "https://example.jp/" + "x" * 400)
    page = opens("motofuji", viewport={"width": 640, "height": 400}, color_scheme=scheme)
    page.get_by_role("link", name=number).click()
    case = page.url
    for url in (
        f"{address}/",
        case,
        f"{case}records",
        f"{case}timeline",
        f"{address}/statistics/",
        f"{case}sheets/tsunagi",
    ):
        page.goto(url)
        wide, window = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
        assert wide <= window, url
        nameless = page.evaluate(
            "[...document.querySelectorAll('input:not([type=hidden]), select, textarea, button, a')]"
            ".filter(e => !(e.labels?.length || e.textContent.trim() || e.ariaLabel)).map(e => e.outerHTML)"
        )
        assert nameless == [], url


def test_a_sheet_prints_on_one_page_however_much_is_known(opens: Callable[..., Any], arrives: Arrives) -> None:
    words = "母の介護で仕事をやめそうで、夜も眠れません。" * 40
    told = [DraftItem("worry", "話してくれたこと", words)] * 4 + [DraftItem("answer", "お世話の形", words)] * 6
    number = arrives(items=tuple(told), topics=("elder_care", "livelihood", "hikikomori"))
    page = opens("motofuji")
    page.get_by_role("link", name=number).click()
    page.get_by_role("button", name="担当する").click()
    case = page.url
    for count in range(6):
        page.goto(f"{case}records")
        page.get_by_label("働きかけ").fill(words[:900])
        page.get_by_label("意図").fill("様子を知る")
        page.get_by_role("button", name="記録する").first.click()
        page.locator(".said").wait_for()
        page.get_by_text("つなぎ先を加える").click()
        page.get_by_label("窓口・居場所・人").fill(f"{count}番めの長い名前の窓口" + "あ" * 90)
        page.get_by_role("button", name="加える").click()
        page.locator(".said").wait_for()
    page.goto(f"{case}sheets/tsunagi")
    assert "(続きは机に)" in page.locator("article").inner_text()
    assert pages_of(page) == 1


def pages_of(page: Any) -> int:
    """How many sheets of A4 a page takes on paper."""
    return int(page.pdf(format="A4").count(b"/Type /Page\n"))


def test_everything_works_without_script(opens: Callable[..., Any], arrives: Arrives) -> None:
    number = arrives()
    page = opens("motofuji", java_script_enabled=False)
    page.get_by_role("link", name=number).click()
    page.get_by_role("button", name="担当する").click()
    page.get_by_label("返信を書く").fill("こんにちは。")
    page.get_by_role("button", name="送る", exact=True).click()
    assert "こんにちは。" in page.locator(".bubble.outbound").inner_text()


def test_the_keyboard_alone_leads_to_a_case(opens: Callable[..., Any], arrives: Arrives) -> None:
    arrives()
    number = arrives(risk=2)
    page = opens("motofuji")
    page.get_by_role("link", name=number).focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")
    page.wait_for_url("**/cases/*/")
    assert number in page.get_by_role("heading", level=1).inner_text()


def test_a_case_goes_on_to_another_area_with_a_note(opens: Callable[..., Any], arrives: Arrives) -> None:
    number = arrives()
    aoki = opens("motofuji")
    aoki.get_by_role("link", name=number).click()
    aoki.get_by_role("button", name="担当する").click()
    aoki.get_by_text("別の地区・窓口へつなぎ直す").click()
    aoki.get_by_label("つなぎ先").select_option(label="大塚圏域")
    aoki.get_by_label("相手への申し送り").fill("大塚にお住まいでした。<b>よろしく</b>お願いします。")
    aoki.get_by_role("button", name="つなぎ直す").click()
    assert "つなぎ直しました" in aoki.get_by_role("status").first.inner_text()
    assert aoki.get_by_role("link", name=number).count() == 0
    mori = opens("bunkyo")
    mori.get_by_role("link", name=number).click()
    mori.get_by_role("link", name="経過", exact=True).click()
    assert "大塚にお住まいでした。<b>よろしく</b>お願いします。" in mori.locator("main").inner_text()


def test_on_a_tablet_the_talk_comes_before_past_cases(opens: Callable[..., Any], arrives: Arrives) -> None:
    first, second = arrives(), arrives(summary="また来ました")
    page = opens("motofuji", viewport={"width": 820, "height": 1180})
    page.get_by_role("link", name=second).click()
    talk, others = (page.get_by_role("heading", name=name).bounding_box() for name in ("やりとり", "同じ方のほかの相談"))
    assert talk["y"] < others["y"]
    page.set_viewport_size({"width": 1280, "height": 860})
    talk, others = (page.get_by_role("heading", name=name).bounding_box() for name in ("やりとり", "同じ方のほかの相談"))
    assert others["x"] < talk["x"]
    assert first in page.locator(".after").inner_text()


def test_the_statistics_show_tables_a_year_and_an_area_and_are_saved(
    opens: Callable[..., Any], arrives: Arrives, address: str
) -> None:
    for _ in range(6):
        arrives()
    page = opens("bunkyo")
    page.get_by_role("link", name="統計").click()
    people = page.get_by_role("region", name="表: 実人数と延べ")
    assert "6" in people.get_by_role("row", name="相談の件数").inner_text()
    page.locator("select[name=area]").select_option(label="大塚圏域")
    page.wait_for_url("**area=bunkyo-otsuka*")
    people = page.get_by_role("region", name="表: 実人数と延べ")
    assert "0" in people.get_by_role("row", name="相談の件数").inner_text()
    page.goto(f"{address}/statistics/")
    with page.expect_download() as saved:
        page.get_by_role("link", name="CSVで保存").click()
    assert "実人数と延べ" in saved.value.path().read_text(encoding="utf-8-sig")

"""Answers: looked at before they go, held to the hours the resident chose, never lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from people_console import Coordinator
from sqlalchemy import select

from bot.base.clock import SteppedClock, to_jst
from bot.store.db import Database
from bot.store.models import OutboxRow, TicketRow

Arrives = Callable[..., str]
Staff = dict[str, Coordinator]


@pytest.fixture
def aoki(staff: Staff, arrives: Arrives) -> Coordinator:
    """The coordinator with a claimed case of somebody who wants to be written to in the afternoon; it is 10:00."""
    aoki = staff["motofuji"].signs_in()
    aoki.opens(arrives(reach=("line", "afternoon")))
    aoki.claims()
    return aoki


def sends(database: Database) -> list[str]:
    with database.reading() as session:
        return [f"{to_jst(row.next_attempt_at):%d日%H:%M}" for row in session.scalars(select(OutboxRow))]


def test_an_answer_is_looked_at_without_script_and_nothing_goes(aoki: Coordinator, database: Database) -> None:
    assert aoki.fills("/reply", text="頑張ってください。いつですか?どこですか?", how="look") == 200
    assert "「頑張って」は" in aoki.reads
    assert "質問は1つずつ" in aoki.reads
    assert aoki.form("/reply").fields["text"].startswith("頑張って")
    assert sends(database) == []


def test_an_answer_goes_in_the_hours_that_the_resident_chose(aoki: Coordinator, database: Database) -> None:
    assert "いまはその時間の外です" in aoki.reads
    assert "11月16日(月) 12:00に送る" in aoki.reads
    assert aoki.fills("/reply", text="こんにちは。", how="fitting") == 200
    assert sends(database) == ["16日12:00"]
    assert "12:00に送ります" in aoki.reads
    aoki.fills(aoki.page.split("/unschedule/")[1].split('"')[0])
    assert "ご本人には届いていません" in aoki.reads


def test_a_time_outside_those_hours_is_refused_with_the_nearest_one_and_the_words_kept(
    aoki: Coordinator, database: Database
) -> None:
    assert aoki.fills("/reply", text="夜にすみません。", not_before="2026-11-16T21:00", anyway="") == 400
    assert "いちばん近い希望の時間は11月17日(火) 12:00です" in aoki.reads
    form = aoki.form("/reply").fields
    assert (form["text"], form["not_before"]) == ("夜にすみません。", "2026-11-16T21:00")
    assert sends(database) == []
    assert aoki.fills("/reply", text="夜にすみません。", not_before="2026-11-16T21:00", anyway="1") == 200
    assert sends(database) == ["16日21:00"]


def test_sending_at_once_is_always_possible(aoki: Coordinator, database: Database, clock: SteppedClock) -> None:
    clock.advance(timedelta(minutes=1))
    assert aoki.fills("/reply", text="いまお伝えします。", anyway="") == 200
    assert sends(database) == ["16日10:01"]


def test_how_somebody_wants_to_be_reached_can_be_learned_later(aoki: Coordinator, database: Database) -> None:
    form = aoki.form("/reach")
    aoki.last = aoki.browser.post(
        form.action, data={"csrf_token": form.fields["csrf_token"], "reach": ["line", "evening"]}, follow_redirects=True
    )
    assert "連絡のとり方を書きかえました" in aoki.reads
    with database.reading() as session:
        assert session.scalars(select(TicketRow.reach)).one() == ["line", "evening"]
    refused = aoki.browser.post(form.action, data={"csrf_token": form.fields["csrf_token"], "reach": ["telepathy"]})
    assert refused.status_code == 400


def test_phrases_of_the_topic_come_first_with_name_and_place_filled_in(aoki: Coordinator) -> None:
    phrases = aoki.page.split('class="phrases"')[1].split("</details>")[0]
    assert phrases.index("介護のことを聞く") < phrases.index("はじめのあいさつ")
    assert "本富士圏域を担当している青木(文京区・本富士)です" in phrases
    assert "外に出ることを急がせることはありません" not in phrases, "a phrase for another topic"
    assert "{" not in phrases


def test_where_the_area_is_not_known_a_phrase_names_the_town(staff: Staff, arrives: Arrives) -> None:
    mori = staff["bunkyo"].signs_in()
    mori.opens(arrives(area_id=None))
    mori.claims()
    assert "文京区を担当している森(文京区・統括)です" in mori.page

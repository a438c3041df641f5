"""Two people on one case never overwrite each other: the second is shown what changed, and keeps what they wrote."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from people_console import Coordinator
from sqlalchemy import select

from bot.base.clock import SteppedClock
from bot.store.db import Database
from bot.store.models import StaffRow, TicketRow

Arrives = Callable[..., str]
Staff = dict[str, Coordinator]
ACTS = {
    "assign": {"note": "お願いします"}, "join": {}, "return": {"note": "お願いします"},
    "transfer": {"to": "文京区/bunkyo-otsuka", "note": "お願いします"}, "pause": {"note": "お願いします"},
    "close": {"outcome": "settled", "note": "お願いします"}, "lower-risk": {"risk": "0", "reason": "お願いします"},
    "stage": {"stage": "support_meeting"}, "reach": {},
}  # fmt: skip


@pytest.mark.parametrize("act", ACTS)
def test_an_act_on_an_old_page_waits_and_what_changed_is_told(
    staff: Staff, arrives: Arrives, database: Database, clock: SteppedClock, act: str
) -> None:
    number = arrives(risk=1, kinds=("no_food",))
    aoki, mori = staff["motofuji"].signs_in(), staff["bunkyo"].signs_in()
    aoki.opens(number)
    aoki.claims()
    mori.opens(number)
    given = dict(ACTS[act])
    if act in ("assign", "join"):
        with database.reading() as session:
            given["staff_id"] = session.scalars(select(StaffRow.staff_id).where(StaffRow.login == "demo-duty")).one()
    assert aoki.answers("はじめまして。") == 200
    before = row(database)
    assert mori.fills(f"/{act}", **given) == 409
    assert re.search(r"青木\(文京区・本富士\)(さん)?:? ?ご本人に返信しました", mori.reads)
    assert "お願いします" in mori.reads or "お願いします" not in given.values()
    assert row(database) == before
    clock.advance(timedelta(minutes=1))
    mori.goes_to(mori.case)
    assert mori.fills(f"/{act}", **given) == 200, mori.reads
    assert row(database) != before


def test_the_second_to_say_what_became_of_a_referral_is_told_of_the_first(
    staff: Staff, arrives: Arrives, clock: SteppedClock
) -> None:
    aoki, mori = staff["motofuji"].signs_in(), staff["bunkyo"].signs_in()
    aoki.opens(arrives())
    aoki.claims()
    aoki.goes_to(aoki.case + "records")
    aoki.fills("/referrals", place="本富士の居場所", way="accompany")
    referral = aoki.page.split('action="/referrals/')[1].split('"')[0]
    mori.goes_to(aoki.case + "records")
    clock.advance(timedelta(minutes=1))
    assert aoki.fills(f"/referrals/{referral}", result="connected", note="同行した") == 200
    assert mori.fills(f"/referrals/{referral}", result="declined", note="辞退と聞いた") == 409
    assert "つなぎ先を記録しました" in mori.reads
    assert "辞退と聞いた" in mori.reads
    mori.goes_to(aoki.case + "records")
    assert "つながった" in mori.reads


def row(database: Database) -> dict[str, object]:
    with database.reading() as session:
        found = session.scalars(select(TicketRow)).one()
        return {column.name: getattr(found, column.name) for column in TicketRow.__table__.columns}

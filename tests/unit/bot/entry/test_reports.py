"""The two reports of a municipality: what is kept of whom (R18), and who did what with it (R17)."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.audit import AuditLog, Tag
from bot.audit.words import WORDS, words_of
from bot.base.clock import JST
from bot.base.errors import InvalidInput
from bot.base.settings import Settings
from bot.entry import inventory
from bot.entry.inventory import HEADER, inventory_rows
from bot.entry.inventory_book import FILES, book
from bot.entry.inventory_items import SENSITIVE
from bot.entry.secrets import console_ring, with_demo_secrets
from bot.entry.stores import make_database
from bot.entry.usage import usage_rows, usage_summary
from bot.store.migrate import upgrade
from bot.store.models import Base, StaffRow

DAY = datetime(2026, 5, 12, tzinfo=JST)
NOON = datetime(2026, 5, 12, 3, tzinfo=UTC)


def _cells(settings: Settings, table: str, column: str) -> dict[str, str]:
    row = next(row for row in inventory_rows(settings) if row[:2] == (table, column))
    return dict(zip(HEADER, row, strict=True))


def test_a_line_of_the_inventory_tells_all_that_the_law_asks_for(settings: Settings) -> None:
    account = _cells(settings, "identities", "account")
    assert account["項目の説明"] == "LINEの利用者ID"
    assert account["暗号化"] == "あり(identity)"
    assert account["見られる人"] == "なし(機械だけ)"
    words = _cells(settings, "messages", "text")
    assert words["だれの情報"] == "相談した人"
    assert words["要配慮"] == "あり得る"
    assert _cells(settings, "staff", "email")["だれの情報"] == "職員"


def test_a_column_that_nobody_described_stops_the_inventory(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inventory, "item", lambda table, column: None if column == "age_band" else "項目")
    with pytest.raises(InvalidInput, match="age_band"):
        list(inventory_rows(settings))


def test_what_may_be_sensitive_is_a_column_that_exists() -> None:
    columns = {(table.name, column.name) for table in Base.metadata.sorted_tables for column in table.columns}
    assert columns >= SENSITIVE


def test_a_period_in_the_inventory_is_the_one_in_the_settings(settings: Settings) -> None:
    shorter = settings.model_copy(update={"retention_chat_days": 17})
    assert "17日" in _cells(shorter, "outbox", "body")["残す期間"]


def test_the_book_has_a_file_for_residents_staff_and_acts_with_every_heading(settings: Settings) -> None:
    pairs = list(book(settings))
    names = [content for heading, content in pairs if heading == "個人情報ファイルの名称"]
    assert names == [file.name for file in FILES]
    assert len(pairs) == 14 * len(FILES)
    assert all(content for _, content in pairs)
    items = next(content for heading, content in pairs if heading == "記録項目")
    assert "LINEの利用者ID" in items
    assert "パスワード" not in items


def test_every_act_has_words() -> None:
    assert set(WORDS) == set(Tag)
    assert words_of("ticket.read") == "相談を見た"
    assert words_of("an.older.tag") == "an.older.tag"


@pytest.fixture
def used(settings: Settings) -> Settings:
    settings = with_demo_secrets(settings)
    database = make_database(settings, console_ring(settings))
    upgrade(database.engine)
    with database.transaction() as session:
        session.add(StaffRow(staff_id="s1", login="m", display_name="本藤", office="", municipality="文京区",
                             roles=["coordinator"], areas=[], password_hash="x", created_at=NOON))
        log = AuditLog(session, lambda: NOON)
        for subject in ("t1", "t1", "t2"):
            log.write(Tag.TICKET_READ, actor="s1", subject=subject)
        log.write(Tag.TICKET_EXPORTED, actor="s1", subject="t2", detail="sheet xlsx")
        log.write(Tag.PURGED, actor="system", detail="words=3")
        AuditLog(session, lambda: datetime(2026, 5, 13, 16, tzinfo=UTC)).write(Tag.TICKET_READ, actor="s1", subject="t9")
    return settings


def test_the_report_of_use_tells_who_did_what_when_and_what_was_exported(used: Settings) -> None:
    rows = list(usage_rows(used, DAY, DAY))
    assert ("2026-05-12 12:00:00", "本藤", "相談を書き出した", "ticket.exported", "t2", "sheet xlsx") in rows
    assert ("2026-05-12 12:00:00", "機械", "期限の来たものを消した", "retention.purged", "", "words=3") in rows
    assert len(rows) == 5, "the next day in Tokyo is not asked for"


def test_the_summary_counts_acts_and_cases_by_person(used: Settings) -> None:
    rows = list(usage_summary(used, DAY, DAY))
    assert rows[0] == ("本藤", "相談を見た", "ticket.read", "3", "2", "2026-05-12 12:00:00")
    assert [row[0] for row in rows] == ["本藤", "本藤", "機械"]

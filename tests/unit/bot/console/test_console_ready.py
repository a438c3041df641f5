"""Whether the desk can serve: what is missing is told in words, at the start of a day as in the middle of it."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from bot.base.settings import Settings
from bot.entry.desk import console_app
from bot.entry.secrets import console_ring
from bot.entry.stores import make_database


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        ("UPDATE alembic_version SET version_num = '0001'", "tsunagu migrate"),
        ("DROP TABLE alembic_version", "tsunagu migrate"),
    ],
)
def test_a_database_that_is_behind_is_told_in_words(settings: Settings, damage: str, told: str) -> None:
    desk = console_app(settings).test_client()
    assert desk.get("/readyz").json == {"missing": {}}
    database = make_database(settings, console_ring(settings))
    with database.transaction() as session:
        session.execute(text(damage))
    database.dispose()
    answer = desk.get("/readyz")
    assert answer.status_code == 503
    assert told in answer.json["missing"]["database"]
    assert desk.get("/healthz").status_code == 200


@pytest.mark.postgres
def test_a_database_that_is_away_is_told_in_words(settings: Settings) -> None:
    away = settings.model_copy(update={"database_url": "postgresql://tsunagu@127.0.0.1:9/none"})
    answer = console_app(away).test_client().get("/readyz")
    assert answer.status_code == 503
    assert "応答しません" in answer.json["missing"]["database"]

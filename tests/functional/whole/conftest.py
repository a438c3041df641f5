"""The whole product on the embedded default, and on PostgreSQL with Redis."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot.base.settings import Settings
from bot.entry.brain import Brain
from tests.world import World, whole_world

_PRODUCTION = pytest.param("production", marks=[pytest.mark.postgres, pytest.mark.redis])


@pytest.fixture(params=["embedded", _PRODUCTION])
def world(request: pytest.FixtureRequest, settings: Settings, brain: Brain) -> Iterator[World]:
    """Everything running."""
    if request.param == "production":
        urls = {name: request.getfixturevalue(name) for name in ("postgres_url", "redis_url")}
        settings = settings.model_copy(
            update={"database_url": urls["postgres_url"], "redis_url": urls["redis_url"]}
        )
    with whole_world(settings, brain) as made:
        yield made

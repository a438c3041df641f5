"""A platform that stands still in time and posts nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest

from bot.base.clock import SteppedClock
from bot.emulator.model import SendResult
from bot.emulator.platform import Channel, Platform

OK = SendResult("", 200)


@dataclass
class FakeSender:
    """Keeps what was posted, and answers as told."""

    answers: list[SendResult] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)

    def post(self, url: str, body: bytes, headers: dict[str, str]) -> SendResult:
        self.bodies.append(body)
        return self.answers.pop(0) if self.answers else OK

    def close(self) -> None:
        return None


@pytest.fixture
def clock() -> SteppedClock:
    return SteppedClock(datetime(2026, 4, 1, 3, 0, tzinfo=UTC))


@pytest.fixture
def sender() -> FakeSender:
    return FakeSender()


@pytest.fixture
def platform(clock: SteppedClock, sender: FakeSender) -> Iterator[Platform]:
    made = Platform(Channel("http://127.0.0.1:9/callback", "secret", "token"), clock, sender)
    yield made
    made.stop()

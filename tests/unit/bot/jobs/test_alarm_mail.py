"""An alarm by e-mail goes to everybody on the list and tells neither topic nor person (R10, R13)."""

from __future__ import annotations

import smtplib
from collections.abc import Iterator
from email.message import EmailMessage

import pytest

from bot.base.clock import SteppedClock
from bot.base.ids import new_id
from bot.jobs.alarms import AlarmParts, Alarms, by_mail
from bot.store.db import Database
from bot.store.models import AlertRow

SENT: list[EmailMessage] = []


class Post:
    """An SMTP server that keeps what it is given."""

    def __init__(self, host: str, port: int, timeout: float) -> None:
        self.where = (host, port)

    def __enter__(self) -> Post:
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def login(self, user: str, password: str) -> None:
        assert (user, password) == ("tsunagu", "p:w")

    def send_message(self, message: EmailMessage) -> None:
        SENT.append(message)


@pytest.fixture
def post(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[EmailMessage]]:
    monkeypatch.setattr(smtplib, "SMTP", Post)
    SENT.clear()
    yield SENT
    SENT.clear()


def test_the_mail_holds_no_word_of_the_case(database: Database, clock: SteppedClock, post: list[EmailMessage]) -> None:
    with database.transaction() as session:
        session.add(AlertRow(alert_id=new_id(), resident_id="r" * 32, municipality="文京区", level="emergency",
                             kinds=["suicide"], raised_at=clock(), notices=0))
    mail = by_mail("smtp://tsunagu:p%3Aw@mail.example:587", ["a@city.example", "b@city.example"])
    assert Alarms(AlarmParts(database, clock, [mail], "https://desk.example")).run_once() == 1
    message = post[0]
    assert message["To"] == "a@city.example, b@city.example"
    told = f"{message['Subject']} {message.get_content()}"
    assert "https://desk.example" in told
    for word in ("suicide", "自殺", "死", "文京区", "r" * 32):
        assert word not in told

"""One address that asks and asks is held up for the rest of the minute; others are not."""

from __future__ import annotations

from flask import Flask

from bot.base.by_minute import ByMinute
from bot.console.door import install


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


def app(given: ByMinute) -> Flask:
    made = Flask("desk")
    install(made, given)
    made.add_url_rule("/", "page", lambda: "page")
    return made


def test_one_address_is_held_up_and_goes_on_in_the_next_minute() -> None:
    clock = Clock()
    client = app(ByMinute(3, clock)).test_client()
    assert [client.get("/").status_code for _ in range(5)] == [200, 200, 200, 429, 429]
    assert client.get("/", environ_base={"REMOTE_ADDR": "192.0.2.7"}).status_code == 200
    clock.now += 60
    assert client.get("/").status_code == 200


def test_what_is_not_there_counts_too() -> None:
    client = app(ByMinute(2, Clock())).test_client()
    assert [client.get("/wp-login.php").status_code for _ in range(3)] == [404, 404, 429]

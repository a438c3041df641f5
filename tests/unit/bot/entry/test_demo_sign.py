"""What the demo prints about signing in: readable and whole on any terminal."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from bot.entry.demo import say_where
from bot.staff.demo import PASSWORD, DemoLogin


def login(name: str) -> DemoLogin:
    return DemoLogin(f"demo-{name}", "青木(文京区・本富士)", "coordinator", "文京区", (), PASSWORD, name.upper().ljust(32, "A"))


@pytest.mark.parametrize("width", [60, 80, 200])
def test_nothing_that_has_to_be_copied_is_cut(width: int) -> None:
    page = io.StringIO()
    people = [login("motofuji"), login("koganei")]
    say_where(Console(file=page, width=width), 8000, 8002, people)
    lines = page.getvalue().splitlines()
    for wanted in (PASSWORD, "http://127.0.0.1:8000/", *(one.login for one in people), *(one.totp_secret for one in people)):
        assert any(wanted in line for line in lines), wanted
    assert "…" not in page.getvalue()

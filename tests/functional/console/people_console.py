"""People at the desk, speaking HTTP: every form is fetched before it is sent, tokens included."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from bot.base.clock import SteppedClock
from bot.staff.totp import current_code


@dataclass
class Form:
    """A form as a browser sees it."""

    action: str
    method: str
    fields: dict[str, str]


class _Forms(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self._area: str | None = None
        self._select: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.forms.append(Form(given.get("action", ""), given.get("method", "get"), {}))
        if not self.forms:
            return
        fields = self.forms[-1].fields
        if tag == "input" and given.get("name"):
            fields[given["name"]] = given.get("value", "")
        if tag == "textarea":
            self._area = given.get("name")
            fields[self._area or ""] = ""
        if tag == "select":
            self._select = given.get("name")
            fields[self._select or ""] = ""
        if tag == "option" and self._select and "selected" in given:
            fields[self._select] = given.get("value", "")

    def handle_data(self, data: str) -> None:
        if self._area:
            self.forms[-1].fields[self._area] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._area = None
        if tag == "select":
            self._select = None


def text_of(html: str) -> str:
    """What is left to read without the tags."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]{0,2000}>", " ", html))


class Coordinator:
    """Somebody at a desk with one browser."""

    def __init__(self, app: Flask, clock: SteppedClock, login: str, password: str, totp_secret: str) -> None:
        self.browser: FlaskClient = app.test_client()
        self.clock = clock
        self.login, self.password, self.totp_secret = login, password, totp_secret
        self.last: TestResponse | None = None
        self.case = ""

    @property
    def page(self) -> str:
        """The page in front of them."""
        assert self.last is not None
        return self.last.get_data(as_text=True)

    @property
    def reads(self) -> str:
        """The text of the page in front of them."""
        return text_of(self.page)

    @property
    def status(self) -> int:
        """The status of the last answer."""
        assert self.last is not None
        return self.last.status_code

    def goes_to(self, path: str) -> int:
        """Open a page."""
        self.last = self.browser.get(path, follow_redirects=True)
        return self.last.status_code

    def fills(self, action: str, /, **values: str) -> int:
        """Fill in the form of the page whose action ends so, and send it."""
        form = self.form(action)
        self.last = self.browser.post(form.action, data={**form.fields, **values}, follow_redirects=True)
        return self.last.status_code

    def form(self, action: str) -> Form:
        """The form of the page in front of them whose action ends so."""
        parser = _Forms()
        parser.feed(self.page)
        found = [form for form in parser.forms if form.action.endswith(action)]
        assert found, f"no form {action!r} on the page; there are {[form.action for form in parser.forms]}"
        return found[0]

    def signs_in(self) -> Coordinator:
        """Password, then the code of the authenticator app."""
        self.goes_to("/sign-in")
        self.fills("/sign-in", login=self.login, password=self.password)
        self.fills("/sign-in/code", code=current_code(self.totp_secret, self.clock()))
        assert self.status == 200, self.reads
        return self

    def opens_queue(self, **filters: Any) -> str:
        """The queue's text."""
        query = "&".join(f"{name}={value}" for name, value in filters.items())
        self.goes_to(f"/?{query}")
        return self.reads

    def opens(self, number: str) -> str:
        """Find a case by its number and open it; the page's text."""
        self.goes_to(f"/search?q={number}")
        assert self.last is not None
        self.case = self.last.request.path
        return self.reads

    def claims(self) -> int:
        """Press 「担当する」."""
        return self.fills("/claim")

    def answers(self, words: str) -> int:
        """Write to the resident."""
        return self.fills("/reply", text=words)

    def closes(self, outcome: str = "settled") -> int:
        """End the case."""
        return self.fills("/close", outcome=outcome)

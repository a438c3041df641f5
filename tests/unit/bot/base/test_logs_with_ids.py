"""Every line of one request, event, message or job carries one id, and nothing but what is on the list."""

from __future__ import annotations

import io
import json
import logging

import pytest
from flask import Flask

from bot.base.logs import JsonFormatter, Log, begin


def lines(caplog: pytest.LogCaptureFixture) -> list[dict[str, object]]:
    return [json.loads(JsonFormatter().format(record)) for record in caplog.records]


def test_lines_of_one_piece_of_work_carry_one_id_and_the_next_another(caplog: pytest.LogCaptureFixture) -> None:
    log = Log("test")
    written = []
    for _ in range(2):
        begin()
        for event in ("first", "second"):
            log.warning(event, count=1)
            written.append(lines(caplog)[-1]["request"])
    assert written[0] == written[1] != written[2] == written[3]


def test_an_event_lends_its_own_id(caplog: pytest.LogCaptureFixture) -> None:
    begin("01ABC")
    Log("test").error("turn.failed")
    assert lines(caplog)[-1]["request"] == "01ABC"


def test_each_request_has_an_id_of_its_own() -> None:
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(JsonFormatter())
    logging.getLogger("edge").addHandler(handler)
    app = Flask("desk")
    app.before_request(lambda: begin())
    app.add_url_rule("/", "page", lambda: Log("edge").warning("seen") or "page")
    for _ in range(3):
        app.test_client().get("/")
    logging.getLogger("edge").removeHandler(handler)
    assert len({json.loads(line)["request"] for line in written.getvalue().splitlines()}) == 3


def test_a_fault_is_named_by_kind_and_place_never_by_its_words(caplog: pytest.LogCaptureFixture) -> None:
    try:
        raise ValueError("a resident's words")
    except ValueError:
        Log("test").error("turn.failed", trace=True)
    line = lines(caplog)[-1]
    assert line["error"] == "ValueError"
    assert "words" not in json.dumps(line)


def test_a_field_that_is_not_on_the_list_is_refused() -> None:
    with pytest.raises(ValueError, match="not on the list"):
        Log("test").info("event", text="a resident's words")


def test_a_line_is_json_whatever_a_library_logs(caplog: pytest.LogCaptureFixture) -> None:
    logging.getLogger("elsewhere").warning("%s\n%s", "two", "lines")
    rendered = JsonFormatter().format(caplog.records[-1])
    assert "\n" not in rendered
    assert json.loads(rendered)["level"] == "warning"

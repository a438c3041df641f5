"""The measuring itself: the double of LINE, the queue that is simulated, the figures that are written."""

from __future__ import annotations

import asyncio
import json
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.base.errors import InvalidInput
from bot.entry.bench.crowd import Crowd
from bot.entry.bench.double import LineDouble, offer, signed
from bot.entry.bench.plots import Chart, Line, svg
from bot.entry.bench.queueing import Simulation, World
from bot.entry.bench.report import Report
from bot.entry.bench.scale import DISASTER, ORDINARY, need, reckon
from bot.entry.bench.turns import Step
from bot.entry.bench.turns_kept import Cost, best_cost
from bot.entry.bench.wire import Answering, Messages
from bot.entry.commands.bench import bench
from bot.webhook.events import Ignored, read_body, read_event
from bot.webhook.signature import check

COST = Cost(webhook=2.0, worker=12.0, postgres=4.0, redis=1.0)


def flat(rate: float, **more: float) -> World:
    return World(rate=lambda at: rate, highest=rate, **({"seconds": 300.0, "service": 0.02} | more))  # type: ignore[arg-type]


def test_messages_are_cut_wherever_the_bytes_were_split() -> None:
    whole = b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabcHTTP/1.1 503 X\r\ncontent-length: 0\r\n\r\n"
    for cut in range(1, len(whole)):
        reader = Messages()
        found = reader.feed(whole[:cut]) + reader.feed(whole[cut:])
        assert [(head[9:12], body) for head, body in found] == [(b"200", b"abc"), (b"503", b"")]


def test_residents_tap_what_is_offered_and_the_same_seed_says_the_same() -> None:
    said = []
    for _ in range(2):
        crowd, heard = Crowd(3, 5), []
        for _ in range(60):
            one = crowd.next()
            heard.append(crowd.event(one))
            item = {"action": {"type": "postback", "data": "answer=yes"}}
            crowd.back(one, [{"quickReply": {"items": [item]}}])
        said.append(heard)
    assert said[0] == said[1]
    assert {event["type"] for event in said[0]} == {"message", "postback"}


def test_the_double_sends_what_line_sends_and_knows_whose_answer_it_got() -> None:
    async def talk() -> LineDouble:
        loop, double = asyncio.get_running_loop(), LineDouble("s" * 32, Crowd(1, 3))
        port = await double.listen()

        def webhook(head: bytes, body: bytes) -> bytes:
            given = next(row for row in head.split(b"\r\n") if row.startswith(b"X-Line-Signature: "))
            check(body, given.split(b": ")[1].decode(), ["s" * 32])
            event = read_body(body)[0]
            assert not isinstance(read_event(event, None), Ignored)  # type: ignore[arg-type]
            answer = {"replyToken": event["replyToken"], "messages": [{"type": "text", "text": "ok"}]}
            loop.call_soon(double._answer, b"POST /v2/bot/message/reply HTTP/1.1", json.dumps(answer).encode())
            return b"{}"

        server = await loop.create_server(lambda: Answering(webhook), "127.0.0.1", 0)
        double.send_to(server.sockets[0].getsockname()[1])
        assert port
        await offer(double.say, lambda: 0.002, 0.05)
        for _ in range(500):
            if all(turn.answered and turn.accepted for turn in double.seen.turns):
                break
            await asyncio.sleep(0.01)
        double.close()
        server.close()
        return double

    seen = asyncio.run(talk()).seen
    assert seen.turns
    assert all(turn.status == 200 and turn.answered for turn in seen.turns)
    assert (seen.twice, seen.strange) == (0, 0)


def test_a_signed_request_is_whole() -> None:
    assert b"Content-Length: 2\r\n\r\n{}" in signed(b"{}", b"secret")


def test_a_queue_with_room_answers_in_about_the_time_of_service() -> None:
    found = Simulation(flat(50, workers=4)).run()
    assert found.refused == 0
    assert 0.015 < found.wait(50) < 0.03


def test_in_an_overload_danger_goes_first_and_nobody_is_forgotten() -> None:
    found = Simulation(flat(150, workers=2, most=2, seconds=60.0)).run()
    events = len(found.ordinary) + len(found.urgent)
    assert events == pytest.approx(9000, rel=0.1)
    assert found.wait(99) > 10
    assert found.wait(99, urgent=True) < 0.5


def test_workers_are_added_while_letters_wait() -> None:
    few = Simulation(flat(400, workers=2, most=2, limit=10**6)).run()
    more = Simulation(flat(400, workers=2, most=16, limit=10**6)).run()
    assert more.workers == 16
    assert more.wait(99) < few.wait(99) / 5


def test_a_full_mailbox_refuses_ordinary_events_only() -> None:
    found = Simulation(flat(200, workers=1, most=1, limit=100, seconds=30.0)).run()
    assert found.refused > 1000
    assert len(found.urgent) > 200


def test_a_disaster_needs_more_than_an_ordinary_day_and_costs_more() -> None:
    calm, worst = need(ORDINARY.peak, COST), need(DISASTER.peak, COST)
    assert worst.workers > 10 * calm.workers
    assert worst.yen > calm.yen
    assert "災害の日" in reckon(Cost(0.2, 1.2, 0.4, 0.1))


def test_figures_are_kept_and_read_back(tmp_path: Path) -> None:
    step = Step("PostgreSQL+Redis、worker 2", 100, 99, 10, 20, 30, 5, 0, 0, {"worker": 8.0, "postgres": 3.0})
    slow = Step("PostgreSQL+Redis、worker 2", 200, 120, 10, 20, 3000, 5, 0, 0, {"worker": 9.0, "postgres": 3.0})
    made = Report(tmp_path).turns([step, slow])
    assert "超えた" in made
    assert best_cost(tmp_path / "turns.json") == Cost(0.0, 8.0, 3.0, 0.0)
    ElementTree.fromstring((tmp_path / "turns.svg").read_text(encoding="utf-8"))
    with pytest.raises(InvalidInput, match="bench turns"):
        best_cost(tmp_path / "none.json")


def test_a_chart_without_points_is_a_chart() -> None:
    ElementTree.fromstring(svg(Chart("空", "x", "y", [Line("a", [])])))


def test_a_readers_name_may_stand_for_the_verb() -> None:
    told = CliRunner().invoke(bench, ["--help"]).output
    assert all(verb in told for verb in ("accept", "turns", "memory", "surge", "soak", "scale", "readers"))
    for given in (["mask", "--help"], ["readers", "--help"]):
        assert "読み手ごと" in CliRunner().invoke(bench, given).output

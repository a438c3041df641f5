"""Whoever begins a request and does not end it holds a thread for some seconds only, and keeps nobody else out."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator

import httpx
import pytest

from tests.servers import _wait, free_port

SERVER = """
import sys
from flask import Flask, request
from bot.entry import serve

serve.PATIENCE = 1
app = Flask("slow")
app.add_url_rule("/", view_func=lambda: str(len(request.get_data())), methods=["GET", "POST"])
serve.Gunicorn(lambda: app, serve.Listen(port=int(sys.argv[1]), threads=4)).run()
"""
HEAD = b"POST / HTTP/1.1\r\nHost: desk\r\n"


@pytest.fixture
def port() -> Iterator[int]:
    found = free_port()
    process = subprocess.Popen([sys.executable, "-c", SERVER, str(found)], stderr=subprocess.DEVNULL)
    try:
        _wait(found, process, "gunicorn")
        yield found
    finally:
        process.terminate()
        process.wait()


@pytest.mark.parametrize("begun", [HEAD, HEAD + b"Content-Length: 1000\r\n\r\nabc"], ids=["header", "body"])
def test_a_request_that_does_not_go_on_is_given_up_and_others_are_served(port: int, begun: bytes) -> None:
    slow = [socket.create_connection(("127.0.0.1", port)) for _ in range(8)]
    for one in slow:
        one.sendall(begun)
    began = time.monotonic()
    for one in slow:
        one.settimeout(30)
        one.recv(4096)  # raises when the connection is still held then
        one.close()
    assert time.monotonic() - began < 25
    answer = httpx.post(f"http://127.0.0.1:{port}/", content=b"abc", timeout=20, trust_env=False)
    assert (answer.status_code, answer.text) == (200, "3")

"""The emulator as a process of its own: it starts, serves on this machine only, and ends when told."""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest

from bot.emulator.serve import EmulatorConfig, start_emulator
from tests.servers import free_port

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

ROOT = Path(__file__).parents[3]
PROGRAM = """
import sys
from bot.emulator.serve import EmulatorConfig, serve_emulator
serve_emulator(EmulatorConfig(int(sys.argv[1]), "http://127.0.0.1:9/callback", "secret", "token"))
"""


def wait_until_up(url: str) -> None:
    for _ in range(200):
        try:
            if httpx.get(f"{url}/healthz").status_code == 200:
                return
        except httpx.ConnectError:
            time.sleep(0.05)
    raise AssertionError("the emulator did not come up")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_ends_cleanly_even_with_a_phone_waiting_for_news(number: signal.Signals) -> None:
    port = free_port()
    process = subprocess.Popen([sys.executable, "-c", PROGRAM, str(port)], cwd=ROOT, stderr=subprocess.PIPE)
    try:
        wait_until_up(f"http://127.0.0.1:{port}")
        phone = socket.create_connection(("127.0.0.1", port))
        phone.sendall(b"GET /emulator/state?rev=0&wait=20 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        process.send_signal(number)
        _, complaints = process.communicate(timeout=15)
        phone.close()
    finally:
        process.kill()
    assert process.returncode == 0
    assert complaints == b""


def test_a_taken_port_is_an_error_that_can_be_caught() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        config = EmulatorConfig(taken.getsockname()[1], "http://127.0.0.1:9/callback", "secret", "token")
        with pytest.raises(OSError, match="in use"):
            start_emulator(config)

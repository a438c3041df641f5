"""Bytes of strangers, led by coverage (atheris): webhook, signature, imports, opening hours, the look for danger.

The same readers are held to random values by hypothesis in the unit tests; that runs everywhere, this where atheris is.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.unit.resources.exchange.test_exchange_tables import NEW, NEW_ROW, OLD, OLD_ROW

HARNESS = Path(__file__).with_name("fuzz_parsers.py")
ROOT = Path(__file__).parents[3]
EVENT = {
    "type": "message", "mode": "active", "timestamp": 1, "webhookEventId": "01", "replyToken": "t",
    "source": {"type": "user", "userId": "U"}, "message": {"type": "text", "id": "1", "text": "母のことで"},
    "deliveryContext": {"isRedelivery": False},
}  # fmt: skip
SERVICE = {
    "id": "1", "name": "例ひろば", "status": "active", "phones": [{"number": "042-000-0000"}],
    "schedules": [{"freq": "WEEKLY", "byday": "MO", "opens_at": "10:00", "closes_at": "16:00"}],
}  # fmt: skip
SEEDS = {
    "webhook": [json.dumps({"destination": "U0", "events": [EVENT]}).encode(), b'{"events":[]}'],
    "header": [b"AAAA="],
    "table": [f"{OLD}\n{OLD_ROW}\n".encode(), f"{NEW}\n{NEW_ROW}\n".encode("cp932")],
    "hsds": [json.dumps([SERVICE]).encode()],
    "package": [b"id,name,status\n1,x,active\n\x00id,service_id,freq\n1,1,WEEKLY\n"],
    "hours": [b"mon-fri 09:00-17:00; dom10 08:00-32:00|holidays;12-29..01-03", "平日9時〜17時(第2土曜を除く)".encode()],
    "danger": ["もう死にたいです".encode(), "母の介護でつかれました".encode()],
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.skipif(find_spec("atheris") is None, reason="atheris is not installed")
@pytest.mark.parametrize("target", SEEDS)
def test_no_bytes_make_a_reader_fail_otherwise_than_it_says(target: str, tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for number, seed in enumerate(SEEDS[target]):
        (corpus / str(number)).write_bytes(seed)
    limits = ["-runs=20000", "-max_total_time=5", "-max_len=2048", "-timeout=5", "-rss_limit_mb=2048", "-seed=1"]
    command = [sys.executable, str(HARNESS), target, *limits, f"-artifact_prefix={tmp_path}/", str(corpus)]
    around = {**os.environ, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"}
    done = subprocess.run(command, cwd=tmp_path, env=around, capture_output=True, text=True, check=False, timeout=240)
    assert done.returncode == 0, done.stderr[-3000:]
    assert "Done" in done.stderr, "nothing was tried"

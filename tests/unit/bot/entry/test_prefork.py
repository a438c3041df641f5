"""Worker processes that share what was loaded: started, replaced when one dies, ended in order."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

SCRIPT = """
import signal, sys, time
from pathlib import Path
from bot.entry.prefork import Group
folder = Path(sys.argv[1])
def body():
    import os
    stop = []
    signal.signal(signal.SIGTERM, lambda *_: stop.append(1))
    (folder / f"{os.getpid()}.started").touch()
    while not stop:
        time.sleep(0.02)
    (folder / f"{os.getpid()}.ended").touch()
Group(2, body).run()
(folder / "all.ended").touch()
"""


def started(folder: Path) -> set[int]:
    return {int(path.stem) for path in folder.glob("*.started")}


def wait_for(folder: Path, count: int) -> set[int]:
    for _ in range(500):
        if len(started(folder)) >= count:
            return started(folder)
        time.sleep(0.02)
    raise AssertionError(f"only {started(folder)} came up")


def run(folder: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", SCRIPT, str(folder)], stderr=subprocess.DEVNULL)


def test_one_that_dies_is_replaced_and_all_end_in_order(tmp_path: Path) -> None:
    parent = run(tmp_path)
    first = wait_for(tmp_path, 2)
    os.kill(min(first), signal.SIGKILL)
    after = wait_for(tmp_path, 3)
    parent.send_signal(signal.SIGTERM)
    assert parent.wait(10) == 0
    ended = {int(path.stem) for path in tmp_path.glob("[0-9]*.ended")}
    assert ended == after - {min(first)}, "what is in progress is finished before the end"
    assert (tmp_path / "all.ended").exists()


def test_children_do_not_outlive_their_parent(tmp_path: Path) -> None:
    parent = run(tmp_path)
    children = wait_for(tmp_path, 2)
    parent.kill()
    parent.wait(10)
    for _ in range(250):
        if len(list(tmp_path.glob("[0-9]*.ended"))) == 2:
            break
        time.sleep(0.02)
    assert {int(path.stem) for path in tmp_path.glob("[0-9]*.ended")} == children

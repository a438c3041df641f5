"""What is due while a turn runs is done once; what ends earlier leaves nothing behind."""

from __future__ import annotations

import threading

from bot.jobs.watch import Watch


def test_a_turn_that_goes_on_is_noticed_and_one_that_ended_is_not() -> None:
    watch, done, noticed = Watch(tick=0.005), [], threading.Event()
    ended = watch.begin([(0.02, lambda: done.append("ended"))])
    watch.end(ended)
    running = watch.begin([(0.02, lambda: done.append("first")), (0.03, noticed.set)])
    assert noticed.wait(10)
    watch.end(running)
    watch.close()
    assert done == ["first"]


def test_one_thread_watches_all_turns() -> None:
    watch, noticed = Watch(tick=0.005), threading.Semaphore(0)
    before = threading.active_count()
    for _ in range(50):
        watch.begin([(0.01, noticed.release)])
    assert threading.active_count() <= before + 1
    assert all(noticed.acquire(timeout=10) for _ in range(50))
    watch.close()

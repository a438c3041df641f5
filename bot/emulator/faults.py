"""Faults on demand: the next N calls of an endpoint fail in a given way, before or after taking effect."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import Literal, get_args

from bot.emulator.errors import BadRequestToEmulator, Json, LineRefusal

Kind = Literal["500", "429_rate", "429_quota", "401", "400", "400_token", "timeout", "slow"]

RATE = "The API rate limit has been exceeded. Try again later."
QUOTA = "You have reached your monthly limit."
UNAUTHORIZED = "Authentication failed. Confirm that the access token in the authorization header is valid."

_REFUSALS: dict[str, tuple[int, str]] = {
    "500": (500, "Internal server error"),
    "429_rate": (429, RATE),
    "429_quota": (429, QUOTA),
    "401": (401, UNAUTHORIZED),
    "400": (400, "Failed to send messages"),
    "400_token": (400, "Invalid reply token"),
}


@dataclass
class Fault:
    """A fault still to happen `times` times on paths that contain `path`.

    `after` lets the call take effect first and only then fails the answer: a message that was accepted though
    the caller never learnt it, which is what retry keys are for.
    """

    kind: Kind
    times: int = 1
    path: str = ""
    seconds: float = 3.0
    after: bool = False

    def refusal(self) -> LineRefusal | None:
        """The answer to give, or None for faults of time."""
        known = _REFUSALS.get(self.kind)
        return LineRefusal(*known) if known else None

    @property
    def waits(self) -> bool:
        """Whether the caller is kept waiting."""
        return self.kind in {"timeout", "slow"}


class FaultPlan:
    """The faults still to come, in the order they were asked for; safe between threads."""

    def __init__(self) -> None:
        self._faults: list[Fault] = []
        self._lock = threading.Lock()

    def plan(self, wish: Json) -> Fault:
        """Add a fault from the admin API; `BadRequestToEmulator` for an unknown kind."""
        kind = str(wish.get("kind"))
        if kind not in get_args(Kind):
            raise BadRequestToEmulator(f"kind は {', '.join(get_args(Kind))} のどれかにしてください: {kind}")
        fault = Fault(
            kind=kind,  # type: ignore[arg-type]
            times=int(wish.get("times", 1)),
            path=str(wish.get("path", "")),
            seconds=float(wish.get("seconds", 3.0)),
            after=bool(wish.get("after", False)),
        )
        with self._lock:
            self._faults.append(fault)
        return fault

    def strike(self, path: str) -> Fault | None:
        """The fault that this call meets, if any; it is used up by it."""
        with self._lock:
            for fault in self._faults:
                if fault.times > 0 and fault.path in path:
                    fault.times -= 1
                    return fault
        return None

    def clear(self) -> None:
        """Forget every fault."""
        with self._lock:
            self._faults.clear()

    def as_json(self) -> list[Json]:
        """The faults still to come."""
        with self._lock:
            return [vars(fault).copy() for fault in self._faults if fault.times > 0]

"""One row of the table of the talk: in these states, on this trigger, do these things and go there."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from flows.desk import Desk
from flows.talk import State

Step = Callable[[Desk], None]
Check = Callable[[Desk], bool]

ALL = tuple(State)
BEFORE = (State.new, State.notice)
INTAKE = (State.more, State.hardest, State.question, State.whose, State.age, State.area)
ABOUT = (State.whose, State.age, State.area)
DANGER = (State.safety, State.safe_to_write, State.hide, State.beside)
ASIDE = (State.menu, State.confirm_forget, State.confirm_restart, State.confirm_withdraw, State.language,
         State.human, State.resume)  # fmt: skip
AFTER = tuple(state for state in ALL if state not in BEFORE)


@dataclass(frozen=True)
class Rule:
    """`dest` None stays without asking anew, otherwise the state gone to asks its question."""

    trigger: str
    sources: tuple[State, ...]
    dest: State | None
    do: tuple[Step, ...] = ()
    when: tuple[Check, ...] = ()


def on(
    trigger: str,
    sources: State | Iterable[State],
    dest: State | None,
    *do: Step,
    when: Check | tuple[Check, ...] = (),
) -> Rule:
    """Write a rule on one line."""
    places = (sources,) if isinstance(sources, State) else tuple(sources)
    checks = when if isinstance(when, tuple) else (when,)
    return Rule(trigger, places, dest, do, checks)


def picked(*prefixes: str) -> Check:
    """Return a check for the choice that was tapped: an id, or a family of ids ending in "." or "="."""

    def check(desk: Desk) -> bool:
        choice = desk.said.choice
        return any(choice == one or (one[-1] in ".=" and choice.startswith(one)) for one in prefixes)

    check.__name__ = "picked " + "/".join(prefixes)
    return check


def came_from(state: State) -> Check:
    """Return a check for where a digression began."""

    def check(desk: Desk) -> bool:
        return bool(desk.talk.stack) and desk.talk.stack[-1] is state

    check.__name__ = f"came from {state.value}"
    return check

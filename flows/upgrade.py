"""Reads stored talks of this and older flow versions, so that a running talk survives a change of flow."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from flows.talk import VERSION, Given, Shown, State, Talk, Worry

_LISTS = ("asked", "skipped", "choices", "removed", "kinds", "used")


def _state(name: object, consented: bool) -> State:
    """Return the state of this name, or the safe one: listening, or the notice before consent."""
    try:
        return State(name)
    except ValueError:
        return State.listen if consented else State.notice


def _known(raw: Mapping[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    return {name: raw[name] for name in names if name in raw and raw[name] is not None}


def _worry(raw: Mapping[str, Any]) -> Worry:
    told = tuple(raw.get("topics", ()))
    return Worry(told, str(raw.get("text", "")), str(raw.get("source", "")), str(raw.get("at", "")))


def read(raw: Mapping[str, Any]) -> Talk:
    """Return a stored talk; older versions are upgraded, what is unknown is left out."""
    return Talk(**_upgraded(raw))


def _upgraded(raw: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of a Talk from a stored dict of any version."""
    talk = _known(raw, tuple(one.name for one in fields(Talk)))
    consented = bool(talk.get("consent"))
    talk["state"] = _state(talk.get("state", State.new.value), consented)
    talk["version"] = VERSION
    known = {state.value for state in State}
    talk["stack"] = tuple(State(name) for name in talk.get("stack", ()) if name in known)
    talk["worries"] = tuple(_worry(one) for one in talk.get("worries", ()))
    talk["pending"] = _worry(talk["pending"]) if talk.get("pending") else None
    talk["answers"] = {
        str(key): Given(str(one.get("choice", "")), str(one.get("text", "")), str(one.get("source", "")))
        for key, one in talk.get("answers", {}).items()
    }
    shown = talk.get("suggested", ())
    talk["suggested"] = tuple(Shown(one["id"], one.get("taken", ""), one.get("name", "")) for one in shown)
    for name in _LISTS:
        talk[name] = tuple(talk.get(name, ()))
    return talk

"""One lock file names every package with its version; nothing is installed that it does not name."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).parents[2]


def lines() -> list[str]:
    text = (ROOT / "deploy/requirements.lock").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def locked() -> dict[str, str]:
    return {canonicalize_name(line.split("==")[0]): line.split("==")[1] for line in lines()}


def wanted() -> list[Requirement]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return [Requirement(text) for text in [*project["dependencies"], *project["optional-dependencies"]["dev"]]]


def needs(requirement: Requirement, seen: set[str]) -> Iterator[str]:
    """A package and everything that it asks for on this system."""
    name = canonicalize_name(requirement.name)
    if name in seen:
        return
    seen.add(name)
    yield name
    try:
        asked = distribution(name).requires or []
    except PackageNotFoundError:
        return
    for text in asked:
        found = Requirement(text)
        extras = requirement.extras or {""}
        if found.marker is None or any(found.marker.evaluate({"extra": extra}) for extra in extras):
            yield from needs(found, seen)


def test_every_line_is_one_package_at_one_version() -> None:
    assert all(re.fullmatch(r"[A-Za-z0-9._-]+==[A-Za-z0-9.]+", line) for line in lines())
    assert len(locked()) == len(lines())
    assert lines() == sorted(lines(), key=str.lower)


def test_everything_that_is_asked_for_is_locked() -> None:
    for requirement in wanted():
        version = locked()[canonicalize_name(requirement.name)]
        assert requirement.specifier.contains(version), requirement


def test_everything_that_those_ask_for_is_locked_too() -> None:
    seen: set[str] = set()
    found = {name for requirement in wanted() for name in needs(requirement, seen)}
    assert found <= set(locked()), found - set(locked())


def test_what_is_installed_is_what_is_locked() -> None:
    for name, version in locked().items():
        try:
            installed = Version(distribution(name).version)
        except PackageNotFoundError:
            continue  # what pip itself needs to build
        assert installed.public == version, name

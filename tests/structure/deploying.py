"""What the files under deploy/ say, for the tests that hold them to the code."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import yaml

from bot.base.metrics import Metrics
from bot.entry.cli import program

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
MANIFESTS = sorted(
    path for path in (DEPLOY / "kubernetes").glob("*.yaml") if path.stem not in ("kustomization", "adapter-rules")
)


def documents(path: Path) -> list[dict[str, Any]]:
    return [found for found in yaml.safe_load_all(path.read_text(encoding="utf-8")) if found]


def objects(*kinds: str) -> list[dict[str, Any]]:
    return [found for path in MANIFESTS for found in documents(path) if found["kind"] in kinds]


def pods() -> dict[str, dict[str, Any]]:
    """The pod of every process, by component."""
    templates = [found["spec"]["template"] for found in objects("Deployment", "Job")]
    return {found["metadata"]["labels"]["app.kubernetes.io/component"]: found for found in templates}


def compose() -> dict[str, Any]:
    return dict(yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8")))


def commands() -> Iterator[tuple[str, list[str]]]:
    """Where a command line of ours is written, and its arguments."""
    for name, pod in pods().items():
        yield f"kubernetes/{name}", pod["spec"]["containers"][0]["args"]
    for name, service in compose()["services"].items():
        if service.get("image", "").startswith("tsunagu"):
            yield f"compose/{name}", service["command"]
    for path in sorted((DEPLOY / "systemd").glob("*.service")):
        found = re.search(r"^ExecStart=/opt/tsunagu/\.venv/bin/tsunagu (.*)$", path.read_text(encoding="utf-8"), re.M)
        if found:
            yield f"systemd/{path.stem}", shlex.split(found[1])


def understood(arguments: list[str]) -> None:
    """Parse a command line as the program would, without running it; raises click.UsageError."""
    command: click.Command = program
    rest = list(arguments)
    while isinstance(command, click.Group):
        found = command.get_command(click.Context(command), rest.pop(0))
        assert found is not None, arguments
        command = found
    command.make_context(arguments[0], rest)


def metric_names() -> set[str]:
    """Every series that our processes can show."""
    names = set()
    for family in Metrics().registry.collect():
        ends = {"counter": ("_total",), "histogram": ("_bucket", "_sum", "_count")}.get(family.type, ("",))
        names |= {family.name + end for end in ends}
    return names


def alert_rules() -> list[dict[str, Any]]:
    found = documents(DEPLOY / "prometheus" / "alerts.yaml")[0]
    return [rule for group in found["groups"] for rule in group["rules"]]


def dashboard() -> dict[str, Any]:
    return dict(json.loads((DEPLOY / "grafana" / "tsunagu.json").read_text(encoding="utf-8")))


def queries() -> Iterator[tuple[str, str]]:
    """Every expression that an operator's tools ask, and where."""
    for rule in alert_rules():
        yield rule["alert"], rule["expr"]
    for panel in dashboard()["panels"]:
        for target in panel["targets"]:
            yield panel["title"], target["expr"]

"""What the webhook must not load: the model, the database, the flows; what no command loads before it needs it."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = ("torch", "sentence_transformers", "sklearn", "transformers", "sudachipy")


def loaded_by(statement: str) -> set[str]:
    code = f"import sys\n{statement}\nprint(' '.join(m.split('.')[0] for m in sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    return set(done.stdout.split())


def test_the_webhook_loads_neither_model_nor_database_nor_flows() -> None:
    assert loaded_by("import bot.webhook.app").isdisjoint({*HEAVY, "sqlalchemy", "transitions", "flows", "resources"})


@pytest.mark.parametrize("module", ["bot.entry.cli", "bot.entry.brain", "bot.console.app", "bot.entry.inspection"])
def test_importing_loads_no_model(module: str) -> None:
    assert loaded_by(f"import {module}").isdisjoint(HEAVY)


def test_the_webhooks_look_for_danger_needs_no_model_and_no_dictionary() -> None:
    assert loaded_by("from bot.triage.quick import quick_look; quick_look()('つらい')").isdisjoint(HEAVY)


def test_the_whole_danger_screen_needs_no_torch() -> None:
    heavy = set(HEAVY) - {"sudachipy"}
    assert loaded_by("from bot.triage import Triage; Triage.load().judge('つらい')").isdisjoint(heavy)

"""What the webhook must not load: the model, the database, the flows; what no command loads before it needs it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
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


def test_a_worker_holds_nothing_that_only_commands_and_the_desk_use() -> None:
    idle = {"alembic", "mako", "openpyxl", "icalendar", "httpx", "rich", "pygments"}
    assert loaded_by("import bot.entry.worker").isdisjoint(idle)


def test_the_webhooks_look_for_danger_needs_no_model_and_no_dictionary() -> None:
    assert loaded_by("from bot.triage.quick import quick_look; quick_look()('つらい')").isdisjoint(HEAVY)


def test_all_that_is_read_at_run_time_weighs_less_than_forty_megabytes() -> None:
    kinds = (".npz", ".safetensors", "tokenizer.json", "training_words.json")
    folders = [ROOT / name for name in ("bot", "faq", "flows", "resources")]
    sizes = {path: path.stat().st_size for folder in folders for path in folder.rglob("*") if path.name.endswith(kinds)}
    assert len(sizes) > 10
    assert sum(sizes.values()) <= 40_000_000, sizes


def test_the_whole_danger_screen_needs_no_torch() -> None:
    heavy = set(HEAVY) - {"sudachipy"}
    assert loaded_by("from bot.triage import Triage; Triage.load().judge('つらい')").isdisjoint(heavy)

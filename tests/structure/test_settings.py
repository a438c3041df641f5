"""Settings: documented, strict in production, from files or the environment, never in a message."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.base.errors import SettingsError
from bot.base.settings import SAMPLE_OPERATOR, Settings, load_settings
from bot.entry.secrets import console_ring, webhook_ring
from bot.entry.serve import webhook_app
from bot.entry.startup import refuse_unfit_console, refuse_unfit_webhook, refuse_unfit_worker

ROOT = Path(__file__).parents[2]
KEY = base64.b64encode(bytes(range(100, 132))).decode()
OTHER = base64.b64encode(bytes(range(132, 164))).decode()
TYPED = base64.b64encode(b"correct horse battery staple 2026").decode()
FIT = {
    "env": "production",
    "line_channel_secret": "8f14e45fceea167a5a36dedd4bea2543",
    "line_channel_access_token": "Zm9vYmFyYmF6cXV4MTIzNDU2Nzg5MGFiY2RlZg",
    "keys_text": KEY,
    "keys_identity": OTHER,
    "secret_console": "iM4q9vX2nTz7LwB5cRk0PdYh3GfUeJsA6oQ1",
    "municipalities": "13105",
}


@pytest.fixture(autouse=True)
def _no_settings_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(f"TSUNAGU_{name.upper()}", raising=False)
        monkeypatch.delenv(f"TSUNAGU_{name.upper()}_FILE", raising=False)


def test_every_setting_is_in_the_example_and_in_the_readme() -> None:
    names = {f"TSUNAGU_{name.upper()}" for name in Settings.model_fields}
    example = set(re.findall(r"TSUNAGU_[A-Z_]+", (ROOT / "deploy/env.example").read_text(encoding="utf-8")))
    readme = set(re.findall(r"TSUNAGU_[A-Z_]+", (ROOT / "README.md").read_text(encoding="utf-8")))
    assert names == {name.removesuffix("_FILE") for name in example}
    assert names <= readme


def test_with_no_setting_at_all_it_is_the_demo_on_one_file() -> None:
    settings = load_settings()
    assert settings.is_demo
    assert settings.database.startswith("sqlite:///")


def test_fit_settings_start_in_production() -> None:
    assert not load_settings(**FIT).is_demo


@pytest.mark.parametrize(
    ("change", "names"),
    [
        ({"line_channel_secret": "short"}, "32文字以上"),
        ({"secret_console": "short"}, "SECRET_CONSOLE"),
        ({"municipalities": ""}, "MUNICIPALITIES"),
        ({"line_channel_secret": "demo-" + "a" * 40}, "見本の秘密"),
        ({"keys_identity": KEY}, "別の鍵"),
        ({"database_url": "postgresql://db/x"}, "REDIS_URL"),
        ({"secret_console": "s" * 40}, "SECRET_CONSOLE が推しはかれる"),
        ({"secret_console": "please-change-me-to-something-long-and-random"}, "SECRET_CONSOLE が推しはかれる"),
        ({"line_channel_secret": "0123456789abcdef0123456789abcdef"}, "CHANNEL_SECRET が推しはかれる"),
        ({"line_channel_secret": FIT["line_channel_secret"] + "," + "ab" * 16}, "CHANNEL_SECRET が推しはかれる"),
        ({"line_channel_access_token": "x" * 40}, "ACCESS_TOKEN が推しはかれる"),
        ({"keys_text": TYPED}, "KEYS_TEXT が推しはかれる"),
        ({"keys_identity": base64.b64encode(bytes(32)).decode()}, "KEYS_IDENTITY が推しはかれる"),
        ({"keys_identity": f"{OTHER},{KEY}"}, "別の鍵"),
        ({"database_url": "postgresql://tsunagu:tsunagu@db/x"}, "DATABASE_URL が推しはかれる"),
        ({"redis_url": "redis://tsunagu:Password2026!@redis/0"}, "REDIS_URL が推しはかれる"),
    ],
)
def test_production_refuses_what_is_missing_or_weak(change: dict[str, str], names: str) -> None:
    with pytest.raises(SettingsError, match=names):
        load_settings(**(FIT | change))


def test_a_process_refuses_without_the_secret_that_it_needs() -> None:
    with pytest.raises(SettingsError, match="LINE_CHANNEL_SECRET"):
        webhook_app(load_settings(**(FIT | {"line_channel_secret": ""})))
    with pytest.raises(SettingsError, match="KEYS_IDENTITY"):
        webhook_ring(load_settings(**(FIT | {"keys_identity": ""})))
    assert console_ring(load_settings(**(FIT | {"keys_identity": "", "line_channel_secret": ""})))


@pytest.mark.parametrize(
    ("refuse", "without", "told"),
    [
        (refuse_unfit_webhook, {"line_channel_secret": ""}, "LINE_CHANNEL_SECRET"),
        (refuse_unfit_webhook, {"keys_identity": ""}, "KEYS_IDENTITY"),
        (refuse_unfit_console, {"secret_console": ""}, "SECRET_CONSOLE"),
        (refuse_unfit_console, {"keys_text": ""}, "KEYS_TEXT"),
        (refuse_unfit_worker, {"line_channel_access_token": ""}, "ACCESS_TOKEN"),
        (refuse_unfit_worker, {"keys_text": ""}, "KEYS_TEXT"),
        (refuse_unfit_worker, {"alert_webhook": ""}, "危険の知らせの宛先"),
        (refuse_unfit_worker, {"alert_emails": "a@example.jp,b@example.jp"}, "SMTP_URL"),
        (refuse_unfit_worker, {"operator_name": SAMPLE_OPERATOR}, "OPERATOR_NAME"),
        (refuse_unfit_worker, {"console_url": "http://127.0.0.1:8002"}, "CONSOLE_URL"),
        (refuse_unfit_console, {"console_url": "http://desk.example.jp"}, "CONSOLE_URL"),
        (refuse_unfit_worker, {"alert_webhook": "", "alert_emails": "a@x.jp, a@x.jp,", "smtp_url": "smtp://m"}, "2人"),
    ],
)
def test_a_process_that_could_not_do_its_work_ends_at_once_and_says_why(
    refuse: Callable[[Settings], None], without: dict[str, str], told: str
) -> None:
    fit = FIT | {"alert_webhook": "https://pager.example.jp/", "console_url": "https://desk.example.jp"}
    fit |= {"operator_name": "文京区社会福祉協議会"}
    refuse(load_settings(**fit))
    with pytest.raises(SettingsError, match=told):
        refuse(load_settings(**(fit | without)))


def test_a_refusal_never_shows_a_secret() -> None:
    secret = "hunter2hunter2"
    with pytest.raises(SettingsError) as refused:
        load_settings(**(FIT | {"line_channel_secret": secret, "session_hours": 0}))
    assert secret not in str(refused.value)


def test_a_secret_can_come_from_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "secret"
    path.write_text("from-a-file\n", encoding="utf-8")
    monkeypatch.setenv("TSUNAGU_SECRET_CONSOLE_FILE", str(path))
    assert load_settings().secret_console == "from-a-file"
    monkeypatch.setenv("TSUNAGU_SECRET_CONSOLE", "both")
    with pytest.raises(SettingsError, match="両方"):
        load_settings()


def test_a_missing_file_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TSUNAGU_KEYS_TEXT_FILE", str(tmp_path / "nowhere"))
    with pytest.raises(SettingsError, match="TSUNAGU_KEYS_TEXT_FILE"):
        load_settings()


def test_settings_cannot_be_changed_afterwards() -> None:
    with pytest.raises(ValueError, match="frozen"):
        load_settings().env = "production"  # type: ignore[misc]

"""What a process looks at once, before it starts: the shape of its database, and whether it was given what it needs."""

from __future__ import annotations

from bot.base.errors import SettingsError
from bot.base.logs import Log
from bot.base.settings import SAMPLE_OPERATOR, SHORTEST_SECRET, Settings
from bot.entry.readiness import NOT_MIGRATED, database_check
from bot.entry.secrets import console_ring, webhook_ring, worker_ring
from bot.entry.stores import make_database
from bot.store.crypto import Keyring

log = Log(__name__)


def refuse_unfit_webhook(settings: Settings) -> None:
    """Raise SettingsError where the webhook could verify or keep nothing."""
    if not settings.channel_secrets:
        raise SettingsError("TSUNAGU_LINE_CHANNEL_SECRET が空です。")
    webhook_ring(settings)


def refuse_unfit_console(settings: Settings) -> None:
    """Raise SettingsError where nobody could sign in, or nothing could be read."""
    if len(settings.secret_console) < SHORTEST_SECRET:
        raise SettingsError(f"TSUNAGU_SECRET_CONSOLE: {SHORTEST_SECRET}文字以上にしてください。")
    console_ring(settings)
    _refuse_sample_address(settings)


def refuse_unfit_worker(settings: Settings) -> None:
    """Raise SettingsError where no answer would leave, or nobody would be told of danger (R24)."""
    worker_ring(settings)
    _refuse_sample_address(settings)
    if not settings.is_demo and settings.operator_name == SAMPLE_OPERATOR:
        raise SettingsError("TSUNAGU_OPERATOR_NAME が見本のままです。案内文に出る団体の名前を書いてください。")
    if not settings.line_channel_access_token:
        raise SettingsError("TSUNAGU_LINE_CHANNEL_ACCESS_TOKEN が空です。返事を一つも送れません。")
    mailed = settings.alert_emails or settings.alert_escalation_emails
    if mailed and not settings.smtp_url:
        raise SettingsError("TSUNAGU_ALERT_EMAILS に送るには TSUNAGU_SMTP_URL も必要です。")
    if not settings.is_demo and not (settings.alert_emails or settings.alert_webhook):
        ways = "TSUNAGU_ALERT_EMAILS(と TSUNAGU_SMTP_URL)か TSUNAGU_ALERT_WEBHOOK"
        raise SettingsError(f"危険の知らせの宛先がありません。{ways} を書いてください。")
    mailed_to = {address.strip() for address in settings.alert_emails.split(",") if address.strip()}
    if not settings.is_demo and len(mailed_to) == 1 and not settings.alert_webhook:
        raise SettingsError("TSUNAGU_ALERT_EMAILS は2人以上にしてください。一人では届かないことがあります。")


def _refuse_sample_address(settings: Settings) -> None:
    """Without TLS the cookie could be read on the way, and mails would lead nowhere."""
    if not settings.is_demo and not settings.console_url.startswith("https://"):
        raise SettingsError("TSUNAGU_CONSOLE_URL は、https:// で始まる机の住所にしてください。")


def refuse_old_shape(settings: Settings) -> None:
    """Raise SettingsError where a migration of this version is missing: it would find no place for what it writes.

    A database that is further on than this version is fine (every migration only adds), and so is one that does not
    answer yet: /readyz tells, and the process waits for it.
    """
    database = make_database(settings, Keyring({}))
    try:
        told = database_check(database)["database"]()
    finally:
        database.dispose()
    if told == NOT_MIGRATED:
        raise SettingsError(told)
    if told:
        log.warning("database.away")

"""Looking after the LINE channel through line-bot-sdk: who it is, where its webhook points, what may still be sent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from linebot.v3.messaging import (
    ApiClient,
    Configuration,
    MessagingApi,
    SetWebhookEndpointRequest,
    TestWebhookEndpointRequest,
)

from bot.base.errors import InvalidInput
from bot.base.settings import Settings
from bot.clients.http_line import TIMEOUT
from bot.entry.asking_line import ask

_FEW = 20
"""Pushes left below which the operator is warned; replies are free (LINE: Messaging API pricing)."""


@dataclass(frozen=True)
class Finding:
    """One thing that was checked."""

    fine: bool
    text: str


class Channel:
    """The channel named by the settings; raises InvalidInput for a refused token, Unavailable without an answer."""

    def __init__(self, settings: Settings) -> None:
        if not settings.line_channel_access_token:
            raise InvalidInput("TSUNAGU_LINE_CHANNEL_ACCESS_TOKEN が空です。")
        configuration = Configuration(access_token=settings.line_channel_access_token, host=settings.line_api_base)
        self._api: Any = MessagingApi(ApiClient(configuration))

    def check(self) -> list[Finding]:
        """Token, webhook and quota."""
        info = ask(lambda: self._api.get_bot_info(_request_timeout=TIMEOUT))
        found = [Finding(True, f"アカウント: {info.display_name}({info.basic_id})")]
        found.append(self._endpoint())
        found.append(self._quota())
        return found

    def register(self, url: str) -> str:
        """Set the webhook's address and let LINE try it; returns what came of it."""
        if not url.startswith("https://") and not url.startswith("http://127.0.0.1"):
            raise InvalidInput("webhookの宛先は https:// で始まる必要があります(LINEの決まり)。")
        known = ask(lambda: self._api.get_webhook_endpoint(_request_timeout=TIMEOUT), missing="")
        if not known or known.endpoint != url:
            request = SetWebhookEndpointRequest(endpoint=url)
            ask(lambda: self._api.set_webhook_endpoint(request, _request_timeout=TIMEOUT))
        trial = TestWebhookEndpointRequest(endpoint=url)
        tried = ask(lambda: self._api.test_webhook_endpoint(trial, _request_timeout=TIMEOUT))
        if tried.success:
            return "webhookを登録しました。LINEから届きました。"
        return f"webhookを登録しましたが、LINEから届きませんでした: {tried.reason} {tried.status_code}"

    def _endpoint(self) -> Finding:
        endpoint = ask(lambda: self._api.get_webhook_endpoint(_request_timeout=TIMEOUT))
        state = "使う" if endpoint.active else "使わない(LINE Developersで「Webhookの利用」をオンに)"
        return Finding(bool(endpoint.active), f"webhook: {endpoint.endpoint} {state}")

    def _quota(self) -> Finding:
        quota = ask(lambda: self._api.get_message_quota(_request_timeout=TIMEOUT))
        used = ask(lambda: self._api.get_message_quota_consumption(_request_timeout=TIMEOUT))
        if quota.value is None:
            return Finding(True, f"今月のプッシュ: {used.total_usage}通(上限なし)")
        left = quota.value - used.total_usage
        return Finding(left >= _FEW, f"今月のプッシュ: あと{left}通(返事は数えません)")

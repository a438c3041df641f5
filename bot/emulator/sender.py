"""Posts webhooks over HTTP and says, in LINE's terms, how it went."""

from __future__ import annotations

from typing import Protocol

import httpx

from bot.emulator.model import SendResult
from bot.emulator.validate.limits import limit


class WebhookSender(Protocol):
    """Anything that can deliver a signed body to an address."""

    def post(self, url: str, body: bytes, headers: dict[str, str]) -> SendResult:
        """Send the bytes as they are; never raises for what the bot does wrong."""

    def close(self) -> None:
        """Let go of connections."""


class HttpSender:
    """The real sender; the bot has 2 s to answer (docs: Check webhook error causes and statistics)."""

    def __init__(self, timeout: float = limit("webhook_timeout")) -> None:
        # trust_env: a proxy from the environment must never see a local webhook
        self._client = httpx.Client(timeout=timeout, trust_env=False, follow_redirects=False)

    def post(self, url: str, body: bytes, headers: dict[str, str]) -> SendResult:
        """POST the bytes; redirects are not followed and count as errors, as with LINE."""
        try:
            answer = self._client.post(url, content=body, headers=headers)
        except (
            httpx.ConnectError,
            httpx.ConnectTimeout,
            httpx.UnsupportedProtocol,
            httpx.InvalidURL,
        ) as error:
            return SendResult("could_not_connect", 0, type(error).__name__)
        except httpx.TimeoutException:
            return SendResult("request_timeout", 0, "Request timeout")
        except httpx.HTTPError as error:
            return SendResult("unclassified", 0, type(error).__name__)
        if answer.is_success:
            return SendResult("", answer.status_code)
        return SendResult("error_status_code", answer.status_code, str(answer.status_code))

    def close(self) -> None:
        """Close the connection pool."""
        self._client.close()

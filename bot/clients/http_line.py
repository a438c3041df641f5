"""The Messaging API through line-bot-sdk v3; only the host differs between LINE and the emulator.

What a turn says goes through the SDK's client as it is: `line_messages.render` has made it in LINE's shapes, and the
SDK's models would take it apart and put it together again, which costs more than sending it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

import urllib3
from linebot.v3.messaging import (
    ApiClient,
    ApiException,
    Configuration,
    MarkMessagesAsReadByTokenRequest,
    MessagingApi,
    ShowLoadingAnimationRequest,
)

from bot.base.logs import Log
from bot.clients.line import Outcome, Sent

TIMEOUT = (2.0, 5.0)
"""Seconds to connect and to read; the SDK itself waits without end (peers.md, section 4)."""
_JSON = {"Content-Type": "application/json", "Accept": "application/json"}

log = Log(__name__)


class HttpLine:
    """One channel; keeps its connections open between calls."""

    def __init__(self, access_token: str, host: str = "https://api.line.me") -> None:
        self._client: Any = ApiClient(Configuration(access_token=access_token, host=host))
        self._host = host
        self._api: Any = MessagingApi(self._client)

    def reply(self, token: str, messages: Sequence[dict[str, Any]]) -> Sent:
        """See LineClient.reply."""
        return self._post("reply", {"replyToken": token, "messages": list(messages)})

    def push(self, account: str, messages: Sequence[dict[str, Any]], retry_key: str) -> Sent:
        """See LineClient.push."""
        return self._post("push", {"to": account, "messages": list(messages)}, {"X-Line-Retry-Key": retry_key})

    def typing(self, account: str, seconds: int) -> Sent:
        """See LineClient.typing."""
        request = ShowLoadingAnimationRequest(chatId=account, loadingSeconds=seconds)
        return self._called(partial(self._api.show_loading_animation_with_http_info, request))

    def mark_read(self, token: str) -> Sent:
        """See LineClient.mark_read."""
        request = MarkMessagesAsReadByTokenRequest(markAsReadToken=token)
        return self._called(partial(self._api.mark_messages_as_read_by_token_with_http_info, request))

    def leave(self, kind: str, place: str) -> Sent:
        """See LineClient.leave."""
        call = self._api.leave_group_with_http_info if kind == "group" else self._api.leave_room_with_http_info
        return self._called(partial(call, place))

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def _post(self, what: str, body: dict[str, Any], more: Mapping[str, str] | None = None) -> Sent:
        headers = self._client.default_headers | _JSON | (more or {})
        url = f"{self._host}/v2/bot/message/{what}"
        post = self._client.rest_client.post_request
        return self._call(lambda: post(url, headers=headers, body=body, _request_timeout=TIMEOUT).status)

    def _called(self, send: Callable[..., Any]) -> Sent:
        return self._call(lambda: send(_request_timeout=TIMEOUT).status_code)

    def _call(self, send: Callable[[], Any]) -> Sent:
        try:
            return Sent(Outcome.SENT, int(send()))
        except ApiException as error:
            sent = _judge(int(error.status or 0), _words(error.body))
        except (urllib3.exceptions.HTTPError, OSError):
            sent = Sent(Outcome.UNREACHABLE)
        if sent.outcome is not Outcome.SENT:
            log.warning("line.refused", status=sent.status, reason=sent.outcome.value)
        return sent


def _words(body: Any) -> str:
    """What LINE said, which the SDK gives as bytes or as words."""
    return body.decode("utf-8", "replace") if isinstance(body, bytes) else str(body or "")


def _judge(status: int, body: str) -> Sent:
    """What an error status means for us (LINE: Status codes; Retry failed API requests)."""
    if status == 409:  # this retry key was accepted before: it has been sent
        return Sent(Outcome.SENT, status)
    if status == 400 and "reply token" in body.lower():
        return Sent(Outcome.TOKEN_SPENT, status)
    if status in (401, 403):
        return Sent(Outcome.UNAUTHORISED, status)
    if status == 429:
        return Sent(Outcome.QUOTA if "monthly limit" in body.lower() else Outcome.BUSY, status)
    return Sent(Outcome.UNREACHABLE if status >= 500 or status == 0 else Outcome.REJECTED, status)

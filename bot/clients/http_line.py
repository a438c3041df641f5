"""The Messaging API through line-bot-sdk v3; only the host differs between LINE and the emulator."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import urllib3
from linebot.v3.messaging import (
    ApiClient,
    ApiException,
    Configuration,
    MarkMessagesAsReadByTokenRequest,
    MessagingApi,
    PushMessageRequest,
    ReplyMessageRequest,
    ShowLoadingAnimationRequest,
)

from bot.base.logs import Log
from bot.clients.line import Outcome, Sent

TIMEOUT = (2.0, 5.0)
"""Seconds to connect and to read; the SDK itself waits without end (peers.md, section 4)."""

log = Log(__name__)


class HttpLine:
    """One channel; keeps its connections open between calls."""

    def __init__(self, access_token: str, host: str = "https://api.line.me") -> None:
        self._client = ApiClient(Configuration(access_token=access_token, host=host))
        self._api: Any = MessagingApi(self._client)

    def reply(self, token: str, messages: Sequence[dict[str, Any]]) -> Sent:
        """See LineClient.reply."""
        request = ReplyMessageRequest.from_dict({"replyToken": token, "messages": list(messages)})
        return self._call(lambda: self._api.reply_message_with_http_info(request, _request_timeout=TIMEOUT))

    def push(self, account: str, messages: Sequence[dict[str, Any]], retry_key: str) -> Sent:
        """See LineClient.push."""
        request = PushMessageRequest.from_dict({"to": account, "messages": list(messages)})
        return self._call(
            lambda: self._api.push_message_with_http_info(request, retry_key, _request_timeout=TIMEOUT)
        )

    def typing(self, account: str, seconds: int) -> Sent:
        """See LineClient.typing."""
        request = ShowLoadingAnimationRequest(chatId=account, loadingSeconds=seconds)
        return self._call(lambda: self._api.show_loading_animation_with_http_info(request, _request_timeout=TIMEOUT))

    def mark_read(self, token: str) -> Sent:
        """See LineClient.mark_read."""
        request = MarkMessagesAsReadByTokenRequest(markAsReadToken=token)
        return self._call(
            lambda: self._api.mark_messages_as_read_by_token_with_http_info(request, _request_timeout=TIMEOUT)
        )

    def leave(self, kind: str, place: str) -> Sent:
        """See LineClient.leave."""
        call = self._api.leave_group_with_http_info if kind == "group" else self._api.leave_room_with_http_info
        return self._call(lambda: call(place, _request_timeout=TIMEOUT))

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def _call(self, send: Callable[[], Any]) -> Sent:
        try:
            return Sent(Outcome.SENT, int(send().status_code))
        except ApiException as error:
            sent = _judge(int(error.status or 0), str(error.body or ""))
        except (urllib3.exceptions.HTTPError, OSError):
            sent = Sent(Outcome.UNREACHABLE)
        if sent.outcome is not Outcome.SENT:
            log.warning("line.refused", status=sent.status, reason=sent.outcome.value)
        return sent


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

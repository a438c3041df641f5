"""Asking LINE for something on behalf of an operator: every refusal becomes words they can act on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import urllib3
from linebot.v3.messaging import ApiException

from bot.base.errors import InvalidInput, Unavailable


def ask(call: Callable[[], Any], missing: Any = None) -> Any:
    """The answer; `missing` for a 404 when it is given. Raises InvalidInput for a refused token, else Unavailable."""
    try:
        return call()
    except ApiException as error:
        if error.status == 404 and missing is not None:
            return missing
        if error.status in (401, 403):
            told = "LINEがトークンを受け付けません。チャネルアクセストークンを確かめてください。"
            raise InvalidInput(told) from error
        raise Unavailable(f"LINEが{error.status}を返しました。しばらくして試してください。") from error
    except (urllib3.exceptions.HTTPError, OSError) as error:
        raise Unavailable("LINEにつながりません。ネットワークを確かめてください。") from error

"""Errors become pages in one place; a message never holds a resident's words."""

from __future__ import annotations

from flask import Flask, render_template
from flask_wtf.csrf import CSRFError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException

from bot.base.errors import TsunaguError
from bot.base.logs import Log
from bot.tickets import CaseChanged

_log = Log("tsunagu.console")
_HTTP = {
    404: "ページが見つかりません。",
    405: "この操作はできません。",
    413: "送られた内容が大きすぎます。",
    429: "しばらく待ってからやり直してください。",
}
_HEADINGS = {
    400: "入力を確認してください",
    401: "サインインできませんでした",
    403: "この操作はできません",
    404: "見つかりません",
    409: "先に動きがありました",
    429: "少し待ってください",
    202: "数えています",
    503: "いま使えません",
}


def install(app: Flask) -> None:
    """Register the handlers."""
    app.register_error_handler(TsunaguError, _ours)
    app.register_error_handler(CSRFError, _expired)
    app.register_error_handler(StaleDataError, _stale)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(Exception, _unexpected)


def _ours(error: TsunaguError) -> tuple[str, int, dict[str, str]]:
    if error.status >= 500:
        _log.error("console.failed", trace=True, status=error.status)
    changes = error.changes if isinstance(error, CaseChanged) else ()
    again = {"Refresh": "2"} if error.status == 202 else {}  # what is under way is looked for again, without script
    return *_page(error.status, error.message, changes), again


def _expired(_error: CSRFError) -> tuple[str, int]:
    return _page(400, "画面を開いてから時間がたったか、サインインが切れています。開き直して、もう一度送ってください。")


def _stale(_error: StaleDataError) -> tuple[str, int]:
    return _page(409, "ほかの人と同時に操作しました。開き直して、いまの状態を確かめてください。")


def _http(error: HTTPException) -> tuple[str, int]:
    code = error.code or 500
    return _page(code, _HTTP.get(code, "処理できませんでした。"))


def _unexpected(error: Exception) -> tuple[str, int]:
    """The last resort: class and place go to the log, nothing to the page."""
    _log.error("console.crashed", trace=True, status=500)
    return _page(500, "思わぬ不具合が起きました。内容は記録されています。少し待ってからやり直してください。")


def _page(status: int, message: str, changes: object = ()) -> tuple[str, int]:
    heading = _HEADINGS.get(status, "処理できませんでした")
    return render_template("error.html", status=status, heading=heading, message=message, changes=changes), status

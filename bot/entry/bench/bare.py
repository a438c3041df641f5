"""The least that a webhook can be: Flask, line-bot-sdk's signature check and parser, 200. Nothing is kept."""

from __future__ import annotations

import sys

from flask import Flask, request
from linebot.v3 import WebhookParser

from bot.entry.bench.stack import SECRET
from bot.entry.serve import WEBHOOK_THREADS, Gunicorn, Listen


def bare_app() -> Flask:
    """The app that our webhook is compared with."""
    app, parser = Flask("bare"), WebhookParser(SECRET)

    def callback() -> str:
        parser.parse(request.get_data(as_text=True), request.headers["X-Line-Signature"])
        return "ok"

    app.add_url_rule("/callback", "callback", callback, methods=["POST"])
    return app


if __name__ == "__main__":
    Gunicorn(bare_app, Listen(port=int(sys.argv[1]), threads=WEBHOOK_THREADS)).run()

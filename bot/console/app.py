"""The console's Flask app: built from its config, a database and a clock."""

from __future__ import annotations

from flask import Flask
from flask_wtf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from bot.base.by_minute import ByMinute
from bot.base.clock import Clock
from bot.base.errors import SettingsError
from bot.base.logs import begin
from bot.console import door, errors, gate, headers, oidc, wording
from bot.console.config import ConsoleConfig
from bot.console.views import BLUEPRINTS
from bot.console.web_session import DeskSessions
from bot.console.work import EXTENSION, Tools
from bot.staff.demo import refuse_demo_accounts
from bot.store.db import Database

_LARGEST_FORM = 256 * 1024


def create_app(config: ConsoleConfig, database: Database, clock: Clock) -> Flask:
    """The console; raises SettingsError for a weak secret, or demo accounts in production."""
    if len(config.secret) < 32:
        raise SettingsError("TSUNAGU_SECRET_CONSOLE: 32バイト以上にしてください。")
    if config.production:
        with database.reading() as session:
            refuse_demo_accounts(session)
    app = Flask(__name__)
    app.config.update(
        SECRET_KEY=config.secret,
        MAX_CONTENT_LENGTH=_LARGEST_FORM,
        WTF_CSRF_TIME_LIMIT=None,  # as long as the session, which has limits of its own
    )
    app.extensions[EXTENSION] = Tools(config, database, clock)
    app.session_interface = DeskSessions()
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.before_request(lambda: begin())
    if config.production:
        door.install(app, ByMinute(door.PER_MINUTE))
    gate.install(app)  # before CSRF: who may not enter learns nothing about forms
    CSRFProtect(app)
    wording.install(app, config.names)
    headers.install(app, tls=config.tls)
    errors.install(app)
    oidc.install(app, config.oidc)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    if config.proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=config.proxies, x_proto=config.proxies)  # type: ignore[method-assign]
    return app

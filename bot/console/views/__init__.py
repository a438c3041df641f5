"""One blueprint a file; a view reads the request, calls one service method and answers."""

from bot.console.views.account import bp as account
from bot.console.views.alerts import bp as alerts
from bot.console.views.case_acts import bp as case_acts
from bot.console.views.cases import bp as cases
from bot.console.views.health import bp as health
from bot.console.views.notices import bp as notices
from bot.console.views.queue import bp as queue
from bot.console.views.sign_in import bp as sign_in

BLUEPRINTS = (sign_in, account, queue, cases, case_acts, notices, alerts, health)

__all__ = ["BLUEPRINTS"]

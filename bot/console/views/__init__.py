"""One blueprint a file; a view reads the request, calls one service method and answers."""

from bot.console.views.account import bp as account
from bot.console.views.alerts import bp as alerts
from bot.console.views.audit import bp as audit
from bot.console.views.case_acts import bp as case_acts
from bot.console.views.cases import bp as cases
from bot.console.views.catalogue import bp as catalogue
from bot.console.views.deliveries import bp as deliveries
from bot.console.views.goals import bp as goals
from bot.console.views.health import bp as health
from bot.console.views.notices import bp as notices
from bot.console.views.oidc import bp as oidc
from bot.console.views.queue import bp as queue
from bot.console.views.records import bp as records
from bot.console.views.sheets import bp as sheets
from bot.console.views.sign_in import bp as sign_in
from bot.console.views.staff import bp as staff
from bot.console.views.statistics import bp as statistics
from bot.console.views.stop import bp as stop
from bot.console.views.to_do import bp as to_do

BLUEPRINTS = (
    account,
    alerts,
    audit,
    case_acts,
    cases,
    catalogue,
    deliveries,
    goals,
    health,
    notices,
    oidc,
    queue,
    records,
    sheets,
    sign_in,
    staff,
    statistics,
    stop,
    to_do,
)

__all__ = ["BLUEPRINTS"]

"""Place → 圏域: what people type, a postal code or a location, to the area that answers for it, or a question."""

from bot.routing.result import Ask, RouteResult
from bot.routing.router import Router

__all__ = ["Ask", "RouteResult", "Router"]

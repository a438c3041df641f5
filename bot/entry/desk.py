"""The console put together from settings: names, places, keys for tickets and no others."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Flask

from bot.base.clock import system_clock
from bot.base.settings import Settings
from bot.console.app import create_app
from bot.console.config import AreaName, ConsoleConfig, Names, OidcProvider, PlaceName
from bot.entry.catalogue import ledger_of
from bot.entry.library import DataLibrary, shelves_of
from bot.entry.metrics import missing
from bot.entry.own_files import own_areas
from bot.entry.readiness import database_check
from bot.entry.secrets import console_ring
from bot.entry.standing import standing
from bot.entry.stores import make_database
from bot.tickets.similar import Encode
from flows.texts import TextBook
from resources.encoder import load_encoder
from resources.load import load_areas, load_topics


def console_app(settings: Settings) -> Flask:
    """The console from settings."""
    database = make_database(settings, console_ring(settings))
    config = ConsoleConfig(
        secret=settings.secret_console.encode(),
        names=console_names(settings),
        places=console_places(settings),
        tls=settings.console_url.startswith("https://"),
        production=not settings.is_demo,
        proxies=settings.behind_proxy,
        encode=meanings(),
        library=DataLibrary(TextBook.load(standing=standing(settings)), system_clock, shelves_of(settings)),
        oidc=oidc_provider(settings),
        missing=lambda: missing(database_check(database)),
    )
    return create_app(config, database, system_clock)


def meanings() -> Encode:
    """Texts → unit vectors by the packaged model, which is small and needs no network: past cases by meaning."""
    encoder = load_encoder()

    def encode(texts: Sequence[str]) -> Sequence[Sequence[float]]:
        found: list[list[float]] = encoder.passages(texts).tolist()
        return found

    return encode


def oidc_provider(settings: Settings) -> OidcProvider | None:
    """The organisation's own sign-in, where the settings name one."""
    if not settings.oidc_issuer:
        return None
    return OidcProvider(
        settings.oidc_issuer, settings.oidc_client_id, settings.oidc_client_secret, settings.oidc_name,
        settings.console_url.rstrip("/"),
    )  # fmt: skip


def console_names(settings: Settings | None = None) -> Names:
    """Names of topics and areas for the pages: the municipality's own areas, else those of the sample."""
    rows = own_areas(settings) if settings else load_areas()
    areas = {
        row.area_id: AreaName(row.area_id, row.area, row.municipality, row.coordinator_team)
        for row in rows
        if not row.town
    }
    return Names({topic.id: topic.name for topic in load_topics()}, areas)


def console_places(settings: Settings) -> tuple[PlaceName, ...]:
    """Places of the catalogue, counted by topic in 地域カルテ."""
    places = ledger_of(settings).places()
    return tuple(PlaceName(place.name, place.municipality, place.area_id, place.topics) for place in places)

"""The understanding side, loaded once in a worker (and in the commands that try it): seconds and memory live here."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

from sqlalchemy.orm import Session

from bot.base.clock import Clock
from bot.base.errors import SettingsError
from bot.base.logs import Log
from bot.base.metrics import Metrics
from bot.base.settings import Settings
from bot.clients import LineClient
from bot.conversation.offices import AreaOffices
from bot.conversation.parts import EngineParts
from bot.conversation.understanding import Understanding
from bot.entry.catalogue import ledger_of
from bot.entry.own_files import TOWNS, own_areas, own_file, own_teams
from bot.entry.rereading import handbook_files, own_handbook
from bot.entry.standing import standing
from bot.matching import Answering, Matching
from bot.privacy import Masker
from bot.routing import Router
from bot.store.crypto import Keyring
from bot.store.db import Database
from bot.store.sessions import SessionStore
from bot.triage import Triage
from bot.triage.open_lines import OpenLines, missing_local
from faq import FaqBook
from flows.book import FlowBook
from flows.conversation import Conversation
from flows.texts import TextBook
from resources.encoder import Encoder, load_encoder
from resources.errors import DataFileError, ModelError
from resources.load import load_hotlines
from resources.matcher import Matcher
from resources.records import AreaRow, Hotline, Place
from resources.topics import TopicModel
from resources.worded import with_words

NOTICE_VERSION = "2026-11"
log = Log(__name__)


@dataclass(frozen=True)
class Brain:
    """Every reader of texts, each loaded when it is first asked for; `shared` lends what another brain has loaded."""

    settings: Settings
    shared: Brain | None = None

    def load(self) -> Brain:
        """Load all of it now: before a process says that it is ready, or shares it with its children."""
        for reader in (self.triage, self.topics, self.masker, self.router, self.matcher):
            assert reader
        self.faq.find("お金はかかりますか")  # the first look reads the dictionary
        return self

    @cached_property
    def areas(self) -> tuple[AreaRow, ...]:
        """The list of 担当区域."""
        return own_areas(self.settings)

    @cached_property
    def hotlines(self) -> tuple[Hotline, ...]:
        """The register of lines; production refuses blank local rows (R47)."""
        lines = load_hotlines()
        blank = missing_local(lines, self.settings.local_numbers)
        if blank and not self.settings.is_demo:
            raise SettingsError(f"地元の相談先が空です。TSUNAGU_LOCAL_LINES に書いてください: {', '.join(blank)}")
        return lines

    @cached_property
    def municipalities(self) -> tuple[str, ...]:
        """Names of the municipalities served."""
        names = {row.municipality: row.municipality_code for row in self.areas}
        codes = self.settings.municipality_codes
        return tuple(name for name, code in names.items() if not codes or code in codes)

    @cached_property
    def area_names(self) -> dict[str, str]:
        """Names of areas by id."""
        return {row.area_id: row.area for row in self.areas}

    @cached_property
    def triage(self) -> Triage:
        """The danger screen."""
        if self.shared and handbook_files(self.settings) == handbook_files(self.shared.settings):
            return self.shared.triage
        screen = Triage.load()
        if own := own_handbook(self.settings):
            screen.renew(own)
        return screen

    @cached_property
    def encoder(self) -> Encoder:
        """The sentence encoder; the setting names another model."""
        try:
            return self.shared.encoder if self.shared else load_encoder(self.settings.encoder or None)
        except ModelError as error:
            raise SettingsError(str(error)) from error

    @cached_property
    def topics(self) -> TopicModel:
        """The topic model."""
        try:
            return self.shared.topics if self.shared else TopicModel.load(encoder=self.encoder)
        except ModelError as error:
            raise SettingsError(str(error)) from error

    @cached_property
    def faq(self) -> FaqBook:
        """The FAQ; until its gate is fitted beside another encoder it goes by wording alone, and says so in the log."""
        if self.shared:
            return self.shared.faq
        book = FaqBook.load(encoder=with_words(self.encoder))
        if not book.encoder:
            log.warning("faq.by_wording_alone")
        return book

    @cached_property
    def masker(self) -> Masker:
        """The pseudonymiser."""
        return self.shared.masker if self.shared else Masker.load()

    @cached_property
    def router(self) -> Router:
        """The router; in production only confirmed rows route."""
        if self.shared and self.shared.settings.env == self.settings.env:
            return self.shared.router
        towns = own_file(self.settings, TOWNS)
        try:
            return Router.load(self.areas, self.municipalities, trust=self.settings.env, towns=towns)
        except DataFileError as error:
            raise SettingsError(f"{towns}: {error}") from error

    @cached_property
    def catalogue(self) -> tuple[Place, ...]:
        """The desks and places to be, as the municipality has them now."""
        return self.shared.catalogue if self.shared else ledger_of(self.settings).places()

    @cached_property
    def matcher(self) -> Matcher:
        """The matcher over the catalogue and the lines."""
        if self.shared:
            return self.shared.matcher
        return Matcher.load(self.catalogue, self.hotlines, self.topics, self.encoder)


@dataclass(frozen=True)
class Surroundings:
    """What a process gives its engine besides the brain: stores, keys, the way out, the clock."""

    database: Database
    keyring: Keyring
    sessions: Callable[[Session], SessionStore]
    line: LineClient
    clock: Clock
    metrics: Metrics
    forget_letters: Callable[[str], object] = lambda lane: None
    """The mailbox's way to remove what it has set aside of a lane."""


def engine_parts(brain: Brain, around: Surroundings) -> EngineParts:
    """Put the engine's collaborators together."""
    settings = brain.settings
    texts = TextBook.load(standing=standing(settings))
    answering = Answering(brain.faq)
    return EngineParts(
        database=around.database,
        sessions=around.sessions,
        keyring=around.keyring,
        clock=around.clock,
        understanding=Understanding(brain.triage, brain.topics, answering, brain.router, brain.area_names),
        conversation=Conversation(FlowBook.load(), texts),
        texts=texts,
        matching=Matching(brain.matcher),
        answers=answering,
        masker=brain.masker,
        open_lines=OpenLines(brain.hotlines, settings.local_numbers),
        offices=AreaOffices(brain.areas, settings.operator_name, settings.local_numbers, own_teams(settings)),
        line=around.line,
        area_names=brain.area_names,
        municipalities=brain.municipalities,
        session_life=timedelta(hours=settings.session_hours),
        notice_version=NOTICE_VERSION,
        metrics=around.metrics,
        seed=lambda: secrets.randbelow(1_000_000),
        forget_letters=around.forget_letters,
    )

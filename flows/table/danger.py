"""Rows for danger: first in every state, then listening, and the way back to ordinary matters."""

from __future__ import annotations

from flows.steps import crisis, moods, worries
from flows.steps.intake import go_on
from flows.table import checks
from flows.table.rule import AFTER, BEFORE, DANGER, Rule, on, picked
from flows.talk import State

S = State
_SAYS = (
    "text",
    "worry",
    "vague",
    "yes",
    "no",
    "dont_know",
    "skip",
    "sorry",
    "mood_enough",
    "correct",
    "off_topic",
    "small_talk",
    "insult",
    "laugh",
)

RULES: tuple[Rule, ...] = (
    on("danger", AFTER, S.safe_to_write, crisis.danger, when=checks.hides),
    on("danger", (S.safety, S.beside, S.hide, S.safe_to_write), S.beside, crisis.danger, when=checks.same_danger),
    on("danger", AFTER, S.safety, crisis.danger),
    on("pick", S.safety, S.beside, crisis.unsafe, when=picked("safety.unsafe", "safety.none_no_food",
                                                              "safety.none_no_shelter")),
    on("pick", S.safety, S.beside, crisis.unsure, when=picked("safety.unsure")),
    on("pick", S.safety, None, crisis.ordinary, go_on,
       when=(picked("safety.have_no_food", "safety.have_no_shelter"), checks.material_only, checks.told_topics)),
    on("worry", (S.safety, S.beside), S.more, worries.take_in, worries.reflect, when=checks.material_only),
    on("pick", S.safety, S.beside, crisis.safe, when=picked("safety.")),
    on("pick", (S.safe_to_write, S.hide), S.beside, crisis.may_write, when=picked("safe.yes")),
    on("pick", (S.safe_to_write, S.hide), S.closed, crisis.be_quiet, when=picked("safe.no", "safe.quiet")),
    on("pick", S.safe_to_write, S.hide, crisis.how_to_hide, when=picked("safe.hide")),
    on("yes", (S.safe_to_write, S.hide), S.beside, crisis.may_write),
    on("no", (S.safe_to_write, S.hide), S.closed, crisis.be_quiet),
    on("pick", S.beside, S.beside, crisis.lines, when=picked("beside.lines")),
    on("pick", S.beside, S.waiting, crisis.ordinary, when=(picked("beside.on"), checks.was_waiting)),
    on("pick", S.beside, None, crisis.ordinary, go_on, when=(picked("beside.on"), checks.told_topics)),
    on("pick", S.beside, S.listen, crisis.ordinary, when=picked("beside.on")),
    *(on(one, S.safety, S.beside, crisis.answered) for one in ("yes", "no")),
    on("yes", S.beside, None, crisis.ordinary, go_on, when=(checks.offered_next, checks.told_topics)),
    on("yes", S.beside, S.listen, crisis.ordinary, when=checks.offered_next),
    on("returned", AFTER, S.safe_to_write, crisis.back_again),
    on("lines", BEFORE, S.notice, crisis.numbers),
    on("lines", S.waiting, None, crisis.lines, moods.ask_again),
    on("lines", DANGER, S.beside, crisis.lines),
    on("lines", AFTER, S.safety, crisis.numbers),
    on("enough", S.safety, S.beside, crisis.unsafe, when=checks.material_only),
    on("enough", DANGER, S.beside, crisis.listen_on),
    # who somebody is answers no question of safety: it stays, gently, once
    on("about", S.safety, S.safety, worries.note, when=checks.asked_once),
    on("about", DANGER, S.beside, worries.note),
    *(on(one, DANGER, S.beside, crisis.listen) for one in _SAYS),
    on("stop", DANGER, S.closed, crisis.close),
    on("back", DANGER, S.beside, moods.back),
    on("silence", DANGER, None, moods.hush),
)  # fmt: skip

"""Rows for the gentle questions, and the order in which they come."""

from __future__ import annotations

from flows.steps import handing, intake, moods, offering, worries
from flows.steps.asking import open_next
from flows.steps.intake import go_on
from flows.table import checks
from flows.table.rule import ABOUT, AFTER, INTAKE, Rule, on, picked
from flows.talk import State

S = State

_ASKED = (S.hardest, S.question, *ABOUT, S.suggested)
_UNCHOSEN = ("skip", "dont_know", "no", "enough", "text", "vague")
_NO_ANSWER = ("insult", "laugh", "off_topic", "small_talk", "greeting", "sticker", "media", "machine")

STEP: tuple[Rule, ...] = (
    on("step", AFTER, S.area, when=(checks.calls, checks.needs_area)),
    on("step", AFTER, S.draft, handing.introduce_draft, when=checks.calls),
    on("step", AFTER, S.hardest, when=checks.needs_hardest),
    on("step", AFTER, S.question, open_next, when=checks.has_question),
    on("step", AFTER, S.whose, when=checks.needs_whose),
    on("step", AFTER, S.age, when=checks.needs_age),
    on("step", AFTER, S.area, when=checks.needs_area),
    on("step", AFTER, S.suggested, offering.suggest),
)

QUESTIONS: tuple[Rule, ...] = (
    *(on(one, _ASKED, None, moods.keep_question, moods.ask_again, when=checks.asks_us) for one in ("text", "vague")),
    on("told", S.hardest, None, intake.mark_hardest, go_on),
    on("pick", S.hardest, None, intake.mark_hardest, go_on, when=picked("topic.")),
    *(on(one, S.hardest, None, intake.mark_hardest, go_on) for one in _UNCHOSEN),
    *(on(one, S.question, None, intake.pass_by, go_on, when=checks.asked_thrice) for one in _NO_ANSWER),
    *(on(one, (S.hardest, *ABOUT), None, intake.step_without, go_on, when=checks.asked_thrice) for one in _NO_ANSWER),
    on("told", S.question, None, intake.answer, go_on),
    on("enough", S.question, None, intake.pass_by, go_on, when=checks.nothing_but_enough),
    *(on(one, S.question, None, intake.answer, go_on) for one in ("text", "vague", "yes", "no", "enough")),
    *(on(one, S.question, None, intake.pass_by, go_on) for one in ("skip", "dont_know")),
    on("back", S.question, S.question, intake.one_back, when=checks.asked_two),
    on("back", S.question, S.more, moods.back),
    on("told", S.whose, None, intake.set_whose, go_on),
    on("pick", S.whose, None, intake.set_whose, go_on, when=picked("whose.")),
    on("back", S.whose, S.question, intake.one_back, when=checks.asked_one),
    on("back", S.whose, S.more, moods.back),
    on("told", S.age, None, intake.set_age, go_on),
    on("pick", S.age, None, intake.set_age, go_on, when=picked("age.")),
    on("back", S.age, S.whose, intake.forget_whose),
    on("place", S.area, None, intake.set_area, intake.after_area),
    on("pick", S.area, None, intake.set_area, intake.after_area, when=picked("area=")),
    on("pick", S.area, None, intake.step_without, go_on, when=picked("area.")),
    on("back", S.area, S.age, intake.forget_age),
    *(on(one, S.area, None, intake.area_unclear, intake.after_area) for one in ("text", "vague", "yes")),
    *(on(one, ABOUT, None, intake.step_without, go_on) for one in ("skip", "dont_know", "no", "enough")),
    *(on(one, ABOUT, None, intake.step_without, go_on, when=checks.unclear_twice) for one in ("text", "vague")),
    *(on(one, ABOUT, None, moods.unclear, moods.ask_again) for one in ("text", "vague", "yes")),
    on("said_before", (S.hardest, S.question, *ABOUT), None, intake.told_before, go_on),
    on("about", S.whose, None, worries.note, go_on, when=checks.knows_whose),
    on("worry", INTAKE, None, worries.take_in, worries.reflect, moods.ask_again),
)

SUGGESTED: tuple[Rule, ...] = (
    on("pick", S.suggested, S.follow_up, offering.goes, when=picked("took.go")),
    on("pick", S.suggested, S.draft, offering.connect, when=picked("took.connect")),
    on("pick", S.suggested, S.human, moods.set_aside, offering.no_more, when=(picked("took.more"), checks.shown_much)),
    on("pick", S.suggested, S.suggested, offering.more, offering.suggest, when=picked("took.more")),
    on("pick", S.suggested, S.follow_up, offering.later, when=picked("took.later")),
    on("pick", S.suggested, S.listen, offering.wrong, when=picked("took.wrong")),
    *(on(one, S.suggested, S.follow_up, offering.later) for one in ("no", "skip", "dont_know", "enough", "thanks")),
    on("yes", S.suggested, S.draft, offering.connect),
    on("worry", S.suggested, None, worries.take_in, worries.reflect, go_on),
    on("correct", S.suggested, None, worries.correct, moods.ask_again),
    on("text", S.suggested, S.suggested, offering.wish, worries.keep_words, offering.suggest, when=checks.long_enough),
    *(on(one, S.suggested, None, moods.unclear, moods.ask_again) for one in ("text", "vague")),
    on("back", S.suggested, S.area, intake.forget_area),
)

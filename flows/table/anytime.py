"""Rows for what may be said or tapped at any time; they come last, so that a state's own rows win."""

from __future__ import annotations

from flows.steps import handing, intake, moods, offering, opening, worries
from flows.steps.intake import go_on
from flows.table import checks
from flows.table.rule import AFTER, ALL, ASIDE, DANGER, Rule, came_from, on, picked
from flows.talk import State

S = State
_RETURNABLE = tuple(state for state in State if state is not S.new and state not in ASIDE)
_CALM = tuple(state for state in AFTER if state not in (S.waiting, S.closed, *DANGER))
_MET = ("thanks", "sorry", "laugh", "greeting", "small_talk", "insult", "off_topic", "why", "machine", "secret",
        "said_before")  # fmt: skip

RETURN: tuple[Rule, ...] = (
    *(on("return", ALL, state, moods.return_to, when=came_from(state)) for state in _RETURNABLE),
    on("return", ASIDE, S.listen, when=checks.consented),
    on("return", ASIDE, S.notice),
    on("return", tuple(state for state in ALL if state not in ASIDE), None, moods.ask_again),
)

COMMANDS: tuple[Rule, ...] = (
    on("human", AFTER, S.human, moods.set_aside, handing.call_human),
    on("menu", ALL, S.menu, moods.set_aside),
    on("begin", AFTER, None, moods.ask_again),
    on("language", ALL, S.language, moods.set_aside),
    on("speak", ASIDE, None, opening.set_language, moods.go_back),
    on("speak", ALL, None, opening.set_language, moods.ask_again),
    on("easy", ALL, None, opening.easy, moods.ask_again),
    on("pick", S.language, None, opening.set_language, moods.go_back, when=picked("lang.")),
    on("pick", ALL, None, opening.set_language, moods.ask_again, when=picked("lang.")),
    on("forget", AFTER, S.confirm_forget, moods.set_aside),
    on("restart", AFTER, S.confirm_restart, moods.set_aside, when=checks.told_something),
    on("restart", AFTER, S.listen, handing.start_over),
    on("withdraw", AFTER, S.confirm_withdraw, moods.set_aside, when=checks.has_ticket),
    on("withdraw", S.waiting, S.confirm_withdraw, moods.set_aside),
    on("withdraw", AFTER, None, handing.nothing_to_withdraw, moods.ask_again),
    on("places", AFTER, S.area, offering.wish, offering.soon, when=(checks.told_something, checks.needs_area)),
    on("places", AFTER, S.suggested, offering.wish, offering.suggest, when=checks.told_something),
    on("places", AFTER, S.listen, offering.wish, offering.tell_first),
    on("stop", AFTER, S.closed, offering.close),
    on("back", ASIDE, None, moods.go_back),
    on("back", AFTER, None, moods.back_none, moods.ask_again),
    on("resume", ASIDE, None, moods.go_back),
    on("resume", S.closed, None, moods.take_pending, go_on, when=checks.told_something),
    on("resume", ALL, None, moods.ask_again),
)

CONFIRM: tuple[Rule, ...] = (
    on("pick", S.confirm_forget, S.new, handing.forget, when=picked("sure.yes")),
    on("yes", S.confirm_forget, S.new, handing.forget),
    on("forget", S.confirm_forget, S.new, handing.forget),
    on("pick", S.confirm_restart, S.listen, handing.start_over, when=picked("sure.yes")),
    on("yes", S.confirm_restart, S.listen, handing.start_over),
    on("pick", S.confirm_withdraw, S.listen, handing.withdraw, when=picked("sure.yes")),
    on("yes", S.confirm_withdraw, S.listen, handing.withdraw),
    on("pick", (S.confirm_forget, S.confirm_restart, S.confirm_withdraw), None, moods.kept, moods.go_back,
       when=picked("sure.no")),
    on("no", (S.confirm_forget, S.confirm_restart, S.confirm_withdraw), None, moods.kept, moods.go_back),
    on("no", ASIDE, None, moods.go_back),
    *(on(one, ASIDE, None, moods.left_open, moods.go_back) for one in ("dont_know", "skip")),
    on("pick", S.resume, None, moods.take_pending, moods.go_back, when=picked("resume.on")),
    on("yes", S.resume, None, moods.take_pending, moods.go_back),
    *(
        rule
        for trigger, check in (("pick", (picked("resume.new"),)), ("no", ()))
        for rule in (
            on(trigger, S.resume, S.more, handing.begin_anew, when=(*check, checks.pending)),
            on(trigger, S.resume, S.listen, handing.begin_anew, when=check),
        )
    ),
    on("worry", ASIDE, S.more, moods.take_pending_quietly, worries.take_in, worries.reflect),
    *(on(one, S.resume, S.more, moods.take_pending_quietly, worries.understand) for one in ("text", "vague")),
    on("text", ASIDE, None, moods.unclear, moods.ask_again),
)  # fmt: skip

REST: tuple[Rule, ...] = (
    on("lost", S.new, S.notice, opening.notice),
    on("lost", ALL, None, moods.ask_again),
    on("unfollow", ALL, None, opening.left),
    on("follow", ALL, None, moods.ask_again),
    on("comeback", AFTER, S.resume, moods.set_aside, moods.keep_pending),
    on("silence", (S.closed, S.follow_up, S.outcome), None, moods.hush),
    on("silence", _CALM, S.closed, offering.close_silent, when=checks.reminded),
    on("silence", _CALM, None, moods.remind),
    on("answered", ALL, None),
    on("followup", ALL, None, moods.hush),
    on("faq", AFTER, None, moods.answer_faq, moods.ask_again),
    *(on(one, AFTER, None, moods.met, moods.ask_again) for one in _MET),
    on("mood_enough", AFTER, None, moods.enough),
    on("correct", S.listen, S.more, worries.correct, when=checks.asks_with_topic),
    on("correct", AFTER, None, worries.correct, moods.ask_again),
    on("about", (S.more, S.hardest, S.whose), S.area, worries.note, when=checks.place_half_told),
    on("about", AFTER, None, worries.note, moods.ask_again),
    on("sticker", S.listen, None, moods.sticker_first, moods.ask_again),
    on("sticker", AFTER, None, moods.sticker, moods.ask_again),
    on("media", AFTER, None, moods.media, moods.ask_again),
    on("located", ALL, None, moods.located, moods.ask_again),
    on("place", ALL, None, moods.located, moods.ask_again),
    on("revise", AFTER, None, intake.revise, moods.ask_again),
    *(on(one, AFTER, S.more, worries.take_in, worries.reflect) for one in ("worry",)),
    *(on(one, ALL, None, moods.ask_again) for one in ("skip", "dont_know", "enough", "yes", "no")),
    *(on(one, ALL, None, moods.unclear, moods.ask_again) for one in ("text", "vague", "told", "relay", "about")),
    on("pick", ALL, None, moods.stale, moods.ask_again),
)

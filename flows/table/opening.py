"""Rows for the time before and around the first worry."""

from __future__ import annotations

from flows.steps import crisis, handing, moods, opening, worries
from flows.steps.intake import go_on
from flows.table import checks
from flows.table.rule import BEFORE, Rule, on, picked
from flows.talk import State

S = State
_ANYTHING = ("follow", "text", "no", "yes", "sticker", "media", "located", "comeback", "begin", "pick", "stop",
             "menu", "return", "revise", "forget")  # fmt: skip
_LISTENING = (S.listen, S.closed, S.follow_up, S.outcome)

NOTICE: tuple[Rule, ...] = (
    on("danger", BEFORE, S.notice, crisis.danger),
    on("human", BEFORE, S.notice, handing.call_human),
    on("forget", BEFORE, S.confirm_forget, moods.set_aside, when=checks.was_here),
    *(on(one, S.new, S.notice, opening.notice) for one in _ANYTHING),
    on("yes", S.notice, S.safe_to_write, opening.consented, when=checks.danger_hides),
    on("yes", S.notice, S.safety, opening.consented, when=checks.in_danger),
    on("yes", S.notice, S.listen, opening.consented),
    on("pick", S.notice, S.safe_to_write, opening.consented, when=(picked("consent.yes"), checks.danger_hides)),
    on("pick", S.notice, S.safety, opening.consented, when=(picked("consent.yes"), checks.in_danger)),
    on("pick", S.notice, S.listen, opening.consented, when=picked("consent.yes")),
    on("pick", S.notice, S.notice, opening.notice_more, when=picked("consent.more")),
    on("pick", S.notice, S.new, opening.declined, when=picked("consent.no")),
    on("no", S.notice, S.new, opening.declined),
    on("stop", S.notice, S.new, opening.declined),
    on("forget", S.notice, S.new, opening.nothing_kept),
    *(on(one, S.notice, S.notice, opening.notice_again) for one in ("text", "follow", "comeback", "begin")),
    on("sticker", S.notice, S.notice, moods.sticker),
    on("media", S.notice, S.notice, moods.media),
    on("silence", BEFORE, None, moods.hush),
)

LISTEN: tuple[Rule, ...] = (
    *(on(one, S.listen, None, handing.one_word, go_on, when=checks.calls) for one in ("worry", "text", "vague", "faq")),
    *(on(one, S.listen, None, go_on, when=checks.calls) for one in ("skip", "dont_know", "no", "enough")),
    on("pick", S.listen, None, go_on, when=(picked("human.blank"), checks.calls)),
    *(on(one, S.listen, None, moods.nothing_more) for one in ("enough", "no")),
    on("worry", (*_LISTENING, S.more), None, worries.help_out, go_on, when=checks.wants_help_out),
    on("worry", (*_LISTENING, S.human, S.menu), S.more, worries.take_in, worries.reflect),
    on("faq", _LISTENING, S.more, moods.answer_faq, worries.take_in, when=checks.asks_with_topic),
    on("text", _LISTENING, S.more, worries.understand, when=checks.long_enough),
    on("text", _LISTENING, S.listen, worries.vague),
    on("vague", _LISTENING, S.more, worries.understand, when=checks.tells),
    on("vague", _LISTENING, S.listen, worries.vague),
    on("dont_know", _LISTENING, S.listen, worries.vague),
    on("yes", S.listen, S.listen, worries.vague),
    on("pick", S.listen, None, worries.help_out, go_on, when=picked("group.help_out")),
    on("pick", S.listen, S.listen, worries.group, when=picked("group.")),
    on("pick", S.listen, S.listen, worries.vague, when=picked("topic.none")),
    on("pick", S.listen, S.more, worries.told_by_topic, when=picked("topic.")),
    on("pick", S.closed, S.listen, moods.welcome, when=picked("closed.talk")),
    on("yes", S.closed, S.listen, moods.welcome),
)

MORE: tuple[Rule, ...] = (
    on("worry", S.more, None, worries.take_in, worries.reflect, go_on, when=checks.enough_worries),
    on("worry", S.more, S.more, worries.take_in, worries.reflect),
    on("faq", S.more, S.more, moods.answer_faq),
    *(on(one, S.more, None, worries.understand, go_on, when=checks.enough_worries) for one in ("text", "vague")),
    *(on(one, S.more, S.more, worries.understand) for one in ("text", "vague")),
    on("yes", S.more, None, worries.tell_more),
    *(on(one, S.more, None, go_on) for one in ("no", "enough", "skip", "dont_know")),
    on("pick", S.more, None, worries.tell_more, when=picked("more.another")),
    on("pick", S.more, None, go_on, when=picked("more.enough")),
    on("pick", S.more, S.more, when=picked("topic.none")),
    on("pick", S.more, S.more, worries.told_by_topic, when=picked("topic.")),
    on("back", S.more, S.listen, moods.back),
)

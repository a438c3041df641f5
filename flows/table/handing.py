"""Rows for handing off, waiting, being asked later how it went, and the end."""

from __future__ import annotations

from flows.steps import handing, moods, offering, worries
from flows.table import checks
from flows.table.rule import Rule, on, picked
from flows.talk import State

S = State

DRAFT: tuple[Rule, ...] = (
    on("pick", S.human, S.waiting, handing.human_while_waiting, when=(picked("human.connect"), checks.has_ticket)),
    on("pick", S.human, S.listen, handing.ask_one_word, when=(picked("human.connect"), checks.nothing_to_tell)),
    on("pick", S.human, S.draft, handing.introduce_draft, when=picked("human.connect")),
    *(
        rule
        for one in ("human", "text", "vague", "about")
        for rule in (
            on(one, S.human, S.waiting, handing.without_phone, handing.human_while_waiting,
               when=(checks.refuses_phone, checks.has_ticket)),
            on(one, S.human, S.listen, handing.without_phone, handing.ask_one_word,
               when=(checks.refuses_phone, checks.nothing_to_tell)),
            on(one, S.human, S.draft, handing.without_phone, handing.introduce_draft, when=checks.refuses_phone),
        )
    ),
    on("yes", S.human, S.waiting, handing.human_while_waiting, when=checks.has_ticket),
    on("yes", S.human, S.listen, handing.ask_one_word, when=checks.nothing_to_tell),
    on("yes", S.human, S.draft, handing.introduce_draft),
    on("pick", S.human, S.closed, handing.by_oneself, when=picked("human.self")),
    on("pick", S.draft, S.contact, when=picked("draft.send")),
    on("yes", S.draft, S.contact),
    on("pick", S.draft, S.draft, handing.remove, when=picked("draft.remove.", "draft.keep.")),
    *(
        rule
        for state in (S.draft, S.contact)
        for rule in (
            on("pick", state, S.suggested, handing.keep_draft, when=(picked("draft.cancel"), checks.shown_places)),
            on("pick", state, S.more, handing.keep_draft, when=picked("draft.cancel")),
        )
    ),
    *(
        on(one, S.draft, S.suggested, handing.keep_draft, when=checks.shown_places)
        for one in ("no", "back", "skip", "withdraw")
    ),
    *(on(one, S.draft, S.more, handing.keep_draft) for one in ("no", "back", "skip", "withdraw")),
    on("withdraw", S.contact, S.more, handing.keep_draft),
    *(on(one, S.draft, S.draft, handing.remove_by_number) for one in ("text", "worry", "vague")),
    on("correct", S.draft, S.draft, handing.remove_by_number, when=checks.edits_a_line),
    on("correct", S.draft, S.draft, worries.correct),
    on("pick", S.contact, S.waiting, handing.no_contact, when=picked("contact.none")),
    on("pick", S.contact, S.contact, handing.want_contact, when=picked("contact.give")),
    on("told", S.contact, S.waiting, handing.take_contact),
    *(on(one, S.contact, S.waiting, handing.no_contact) for one in ("no", "skip", "dont_know")),
    *(on(one, S.contact, S.contact, handing.want_contact) for one in ("yes", "text", "vague", "worry")),
    on("back", S.contact, S.draft, moods.back),
)

WAITING: tuple[Rule, ...] = (
    on("relay", S.waiting, None, handing.relay),
    on("human", S.waiting, None, handing.human_while_waiting, moods.ask_again),
    on("stop", S.waiting, None, handing.stop_waiting, moods.ask_again),
    on("sticker", S.waiting, None, handing.sticker_waiting),
    on("answered", S.waiting, S.listen, handing.released, when=checks.let_go),
    on("answered", S.waiting, S.follow_up, handing.released, when=checks.ended),
    on("answered", S.waiting, None, handing.answered),
    *(on("answered", state, None, handing.answered_elsewhere) for state in State if state is not S.waiting),
    on("silence", S.waiting, None, moods.hush),
    on("followup", S.waiting, None, moods.hush),
)

AFTERWARDS: tuple[Rule, ...] = (
    on("pick", S.follow_up, S.closed, offering.follow, when=picked("follow.")),
    *(on(one, S.follow_up, S.closed, offering.follow) for one in ("no", "skip", "enough", "thanks", "yes")),
    on("followup", (S.new, S.notice), None, moods.hush),
    on("followup", tuple(one for one in State if one not in (S.new, S.notice, S.waiting)), S.outcome, moods.set_aside,
       offering.ask_outcome, when=checks.awaited),
    on("pick", S.outcome, S.closed, offering.outcome, when=picked("outcome.good")),
    on("pick", S.outcome, S.follow_up, offering.outcome, when=picked("outcome.not_yet")),
    on("pick", S.outcome, S.human, offering.outcome, handing.show_human, when=picked("outcome.unfit")),
    on("yes", S.outcome, S.closed, offering.outcome),
    on("no", S.outcome, S.follow_up, offering.outcome),
    *(on(one, S.outcome, S.closed, offering.outcome_unsaid) for one in ("skip", "dont_know", "thanks", "enough")),
    *(on(one, S.closed, S.closed, moods.still_here) for one in ("no", "enough", "skip", "stop", "mood_enough")),
)  # fmt: skip

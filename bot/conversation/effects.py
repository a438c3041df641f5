"""Each effect of the flow → one service call. Nothing is decided here."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from bot.audit import Tag
from bot.base.clock import to_jst
from bot.base.ids import new_id
from bot.conversation import cards, counting, handoff
from bot.conversation.bubbles import Text
from bot.conversation.stage import Stage
from bot.outbox.timers import FOLLOW_UP, SILENCE
from bot.store.models import AlertRow, ConsentRow
from bot.triage.open_lines import Caller
from flows import effects, reading
from flows.effects import Effect
from flows.fragments import pieces
from flows.hurting import speaks_of_the_old
from flows.talk import THIRD, Talk
from flows.words import one_width
from resources.matcher import Wish

_ANY_DANGER = ("suicide", "self_harm")
"""Words before consent are not judged aloud: lines that hear any distress stand there (R01), 110 and 119 beneath."""
_FULL = 3
_LATELY = timedelta(days=1)
_AGAIN = 2
_YOUNG_BANDS = {"under15": 14, "u15": 14, "u18": 16, "under18": 16, "teens": 16}


def perform(stage: Stage, effect: Effect) -> None:
    """Carry out one effect."""
    _PERFORMERS[type(effect)](stage, effect)


def _say(stage: Stage, effect: effects.Say) -> None:
    stage.say(effect.key, dict(effect.values), effect.variant)


def _ask(stage: Stage, effect: effects.Ask) -> None:
    if not stage.answered_at_length:  # an answer of three bubbles fills the turn; what to tap stays (R31)
        stage.say(effect.key, dict(effect.values), effect.variant)
    stage.buttons = [stage.button(choice) for choice in effect.choices if choice.id not in stage.pointless]


def _answer(stage: Stage, effect: effects.Answer) -> None:
    easy = stage.talk.easy or stage.talk.language != "ja"  # the answers exist in Japanese: the plain one serves best
    found = [Text(bubble) for bubble in stage.parts.answers.bubbles(effect.faq_key, easy)]
    stage.answered_at_length = len(found) >= _FULL
    stage.bubbles += found


def _suggest(stage: Stage, effect: effects.Suggest) -> None:
    found = stage.parts.matching.match(_wish(stage, effect), effect.limit)
    if not found:
        stage.say("card.none")
        stage.pointless = ("took.more",) if effect.seen else ("took.go", "took.more")
        return
    stage.bubbles.append(cards.places(stage, found))
    stage.talk = stage.talk.with_suggested(tuple((one.place.id, one.place.name) for one in found))


def _wish(stage: Stage, effect: effects.Suggest) -> Wish:
    talk = stage.talk
    return Wish(
        text=effect.text,
        topics=effect.topics,
        municipality=talk.municipality or None,
        area_id=talk.area_id or None,
        age=_age(talk),
        language=talk.language,
        at=stage.parts.clock(),
        no_phone=_avoids_phone(talk),
        wants=effect.wants,  # type: ignore[arg-type]
        seen=frozenset(effect.seen),
    )


def _show_draft(stage: Stage, effect: effects.ShowDraft) -> None:
    stage.bubbles += cards.draft(stage, handoff.shown(stage, effect))


def _hand_off(stage: Stage, effect: effects.HandOff) -> None:
    row = stage.tickets.open(handoff.draft(stage, effect))
    stage.talk = stage.talk.with_ticket(row.ticket_id, row.case_number)
    open_one = _untaken(stage)
    if open_one is not None:  # whoever takes the case takes the alarm that rang before there was one
        _place(stage, open_one)
        stage.tickets.raise_risk(row.ticket_id, handoff.RISK[open_one.level], open_one.kinds)  # never lowered


def _crisis(stage: Stage, effect: effects.Crisis) -> None:
    talk = stage.talk
    old = speaks_of_the_old(one_width(f"{talk.words()}\n{stage.incoming.text}"))
    caller = Caller(_age_now(stage), talk.language, _avoids_phone(talk), of_the_old=old)
    level, kinds = effect.level or "urgent", effect.kinds or _ANY_DANGER
    found = stage.parts.open_lines.find(level, kinds, caller, stage.parts.clock())
    if found:  # shown before: two are enough, all are one tap away
        shown = found if effect.first else found[:_AGAIN]
        stage.bubbles.append(cards.lines(stage, shown, alarmed=_alarmed(stage)))
    stage.urgent = bool(effect.level)


def _alert(stage: Stage, effect: effects.Alert) -> None:
    """Raise an alarm, or add to the one that nobody has taken yet: the same danger does not ring twice."""
    talk = stage.talk
    if talk.ticket_id:
        stage.tickets.raise_risk(talk.ticket_id, handoff.RISK[effect.level], effect.kinds)
    open_one = _untaken(stage)
    if open_one is not None:
        open_one.kinds = sorted({*open_one.kinds, *effect.kinds})
        _place(stage, open_one)
        if effect.level == "emergency" and open_one.level != "emergency":
            open_one.level, open_one.notified_at = effect.level, None  # graver than what was told: told again at once
            stage.audit.write(Tag.ALERT_RAISED, actor="system", subject=open_one.alert_id, detail=effect.level)
        return
    alert = AlertRow(
        alert_id=new_id(),
        resident_id=stage.resident.resident_id,
        municipality="",
        level=effect.level,
        kinds=list(effect.kinds),
        raised_at=stage.parts.clock(),
        notices=0,
    )
    _place(stage, alert)
    stage.session.add(alert)
    stage.audit.write(Tag.ALERT_RAISED, actor="system", subject=alert.alert_id, detail=effect.level)
    stage.parts.metrics.alerts.labels(effect.level).inc()


def _place(stage: Stage, alert: AlertRow) -> None:
    """Say where an alarm belongs, as far as it is known by now: to the running case, wherever that went since."""
    talk = stage.talk
    case = stage.tickets.current_of(stage.resident.resident_id) if talk.ticket_id else None
    known = case or talk
    alert.ticket_id = (case.ticket_id if case else talk.ticket_id) or alert.ticket_id
    alert.municipality = known.municipality or alert.municipality
    alert.area_id = known.area_id or alert.area_id


def _alarmed(stage: Stage) -> bool:
    """Whether staff were told of this resident, in this turn or lately; only then is it said that they were."""
    lately = AlertRow.raised_at > stage.parts.clock() - _LATELY
    wanted = select(AlertRow.alert_id).where(AlertRow.resident_id == stage.resident.resident_id, lately)
    return stage.session.scalar(wanted.limit(1)) is not None


def _untaken(stage: Stage) -> AlertRow | None:
    wanted = (AlertRow.resident_id == stage.resident.resident_id) & AlertRow.taken_at.is_(None)
    return stage.session.scalars(select(AlertRow).where(wanted).limit(1)).first()


def _relay(stage: Stage, effect: effects.Relay) -> None:
    risk, today = handoff.RISK.get(stage.talk.danger, 0), to_jst(stage.parts.clock()).date()
    for words, source in pieces(effect.text, effect.source):  # one row a message, so that each can be unsent
        masked = handoff.coarse(stage.parts.masker.mask(words).text, today)
        stage.tickets.add_inbound(stage.talk.ticket_id, masked, source, risk)


def _call_human(stage: Stage, effect: effects.CallHuman) -> None:
    stage.bubbles.append(cards.office(stage, stage.office))


def _withdraw(stage: Stage, effect: effects.Withdraw) -> None:
    ticket = stage.tickets.current_of(stage.resident.resident_id)
    if ticket is not None:
        stage.tickets.withdraw(ticket.ticket_id)


def _forget(stage: Stage, effect: effects.Forget) -> None:
    resident_id = stage.resident.resident_id
    stage.tickets.erase_resident(resident_id)
    stage.timers.cancel(resident_id)
    stage.outbox.cancel_pending(resident_id)
    stage.audit.write(Tag.RESIDENT_ERASED, actor="resident")
    stage.resident = stage.vault.renew(stage.resident)
    stage.forgotten = True


def _consent(stage: Stage, effect: effects.Consent) -> None:
    row = ConsentRow(
        consent_id=new_id(),
        resident_id=stage.resident.resident_id,
        kind="chat" if effect.kind == "talk" else effect.kind[:12],
        notice_version=effect.notice_version,
        scope=[],
        given_at=stage.parts.clock(),
    )
    if effect.kind == "hand_off":  # recorded with the ticket, item by item
        return
    stage.session.add(row)
    stage.audit.write(Tag.CONSENT_GIVEN, actor="resident", subject=row.consent_id, detail=row.kind)


def _remind(stage: Stage, effect: effects.RemindAfter) -> None:
    due = stage.parts.clock() + timedelta(hours=effect.hours)
    stage.timers.set(stage.resident.resident_id, SILENCE, due)


def _follow_up(stage: Stage, effect: effects.FollowUpAfter) -> None:
    due = stage.parts.clock() + timedelta(days=effect.days)
    stage.timers.set(stage.resident.resident_id, FOLLOW_UP, due)


def _stop_reminders(stage: Stage, effect: effects.StopReminders) -> None:
    # An agreed 「その後いかがですか」 is a promise, no reminder: it stays until it is kept or taken back.
    stage.timers.cancel(stage.resident.resident_id, SILENCE)


def _quiet(stage: Stage, effect: effects.Quiet) -> None:
    stage.resident.quiet_until_called = effect.until_called


def _measure(stage: Stage, effect: effects.Measure) -> None:
    stage.parts.metrics.steps.labels(effect.event, effect.what).inc()
    counting.note(stage, effect)


def _nothing(stage: Stage, effect: Effect) -> None:
    """The talk itself carries this change."""


def _age_now(stage: Stage) -> int | None:
    """The age for lines: what was told, else youth that this very message tells, kept nowhere (R08).

    None for who calls for somebody else: a neighbour of a child is no child.
    """
    if stage.talk.whose in THIRD:
        return None
    told = _age(stage.talk)
    return _YOUNG_BANDS.get(reading.age_band(stage.incoming.text, asked=False)) if told is None else told


def _age(talk: Talk) -> int | None:
    """A number for filters by age, from the band; None when it was not told."""
    band = talk.age_band
    if band in _YOUNG_BANDS:
        return _YOUNG_BANDS[band]
    digits = "".join(sign for sign in band if sign.isdigit())[:2]
    return int(digits) + 5 if len(digits) == 2 else None


def _avoids_phone(talk: Talk) -> bool:
    wanted = ("no_phone", "chat", "mail", "letter")
    return talk.no_phone or any(given.choice in wanted for given in talk.answers.values())


_PERFORMERS: dict[type, Callable[[Stage, Any], None]] = {
    effects.Say: _say,
    effects.Ask: _ask,
    effects.Answer: _answer,
    effects.Suggest: _suggest,
    effects.ShowDraft: _show_draft,
    effects.HandOff: _hand_off,
    effects.Crisis: _crisis,
    effects.Alert: _alert,
    effects.Relay: _relay,
    effects.CallHuman: _call_human,
    effects.Withdraw: _withdraw,
    effects.Forget: _forget,
    effects.Consent: _consent,
    effects.StartOver: _nothing,
    effects.RemindAfter: _remind,
    effects.FollowUpAfter: _follow_up,
    effects.StopReminders: _stop_reminders,
    effects.Quiet: _quiet,
    effects.SetLanguage: _nothing,
    effects.Measure: _measure,
}

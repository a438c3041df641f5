"""Judging a turn of a running talk: every bubble was judged when it came, so context is only asked for what is new.

A talk has many bubbles, and each is a chance to ring for nothing. So a bubble that follows others has to speak more
clearly ("strict") than a first message; all that was said is read together at the highest limit ("joined"), for what
only the whole says; and when the words before were dangerous (「生きてる意味ある?」「もういい」), or a readable rule
finds in both what neither says, the easy limit counts.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.triage.denied import denies_violence
from bot.triage.screen import Triage
from bot.triage.verdict import CALM, Level, Verdict

_BEFORE = 2
_TOGETHER = 4
"""Earlier bubbles of the person that are read together with the new one."""
_SHORT = 24
"""Letters: a longer bubble speaks for itself."""
_OURS = "bot:"
FAINT = 0.05
"""Probability of an alarm below which words by themselves hold no trace of danger (「弟は遠くに住んでる」: .02)."""


def judge_turn(triage: Triage, text: str, earlier: Sequence[str]) -> Verdict:
    """The verdict on a new bubble; `earlier` holds what was said before, ours as "bot: …", oldest first."""
    if denies_violence(text):  # what was said before was judged when it came
        return CALM
    before = [bubble for bubble in earlier if bubble]
    theirs = [bubble for bubble in before if not bubble.startswith(_OURS)]
    if not theirs and not before:
        return triage.judge(text)
    alone = triage.weigh([text], "strict" if theirs else "any")
    if alone.level is not Level.NONE:
        return alone
    near = before[-_BEFORE:]
    if len(text) <= _SHORT and (_in_danger(triage, near) or _new_rule(triage, near, text)):
        return triage.judge(text, near)
    return _together(triage, theirs[-_TOGETHER:], text) if theirs else alone


def adds(triage: Triage, text: str, earlier: Sequence[str]) -> bool:
    """Whether words said beside a danger bring anything of danger themselves, however faint.

    Read with what came before, nearly every short bubble seems graver, or of one more kind: that is the light of the
    words before. 「さっき飲んだ」 and 「屋上」 hold a trace of their own, 「まだ小さいです」 none.
    """
    reading = triage.read([text])
    alarms = any(rule.level is not Level.NONE for rule in reading.rules)
    before = [bubble for bubble in earlier if bubble][-_BEFORE:]
    return alarms or float(reading.odds[0]) >= FAINT or _new_rule(triage, before, text)


def _together(triage: Triage, theirs: Sequence[str], text: str) -> Verdict:
    """What only the whole says: nothing when the words before said it already (it rang then)."""
    whole = triage.weigh([*theirs, text], "joined")
    if whole.level is Level.NONE or triage.weigh(theirs, "joined").level is not Level.NONE:
        return CALM
    return whole


def _in_danger(triage: Triage, before: Sequence[str]) -> bool:
    """Whether the person's own words just before were an alarm by themselves."""
    theirs = [bubble for bubble in before if not bubble.startswith(_OURS)]
    return bool(theirs) and triage.judge(theirs[-1]).level is not Level.NONE


def _new_rule(triage: Triage, before: Sequence[str], text: str) -> bool:
    """Whether a rule holds for both together that did not hold before."""
    known = {rule.id for rule in triage.rules(before)}
    fresh = [rule for rule in triage.rules([*before, text]) if rule.id not in known]
    return any(rule.level is not Level.NONE for rule in fresh)

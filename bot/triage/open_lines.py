"""Which crisis lines to show now: open ones first, free and chat ones early, a closed or stale one never first."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.base.clock import to_jst
from resources.hours import hours_of_hotline
from resources.records import Hotline

_EMERGENCY_NUMBERS = ("police_110", "ambulance_119")
_VIOLENCE = frozenset({"dv", "abuse", "sexual_violence"})
_ANSWERED_LATER = "mail_like"
"""Hours of a line that takes words at any time and answers them later: behind those that answer now."""
_UNSET = "(URLは公開前に設定)"
"""Said to the municipality, not to somebody in distress: the name is left, by which the chat is found."""
_DIGITS = 3
"""110 and 189 are the shortest numbers there are."""
_CHILDREN = re.compile("児童|子供|子ども|こども|チャイルド|親子|よいこ|ヤング")
"""In the name of a line that is there for children and those who bring them up."""
_GROWN = 18
_OLD = "65+"
_FREE = ("0120", "0800", "189", "110", "119", "#8891", "#8103", "#9999")


@dataclass(frozen=True)
class OpenLine:
    """A line as it is shown: `is_open` is None where the hours are not known."""

    line: Hotline
    is_open: bool | None
    hours: str


@dataclass(frozen=True)
class Caller:
    """What decides which lines fit: an age of None is not known; `no_phone` puts chats first.

    With `of_the_old` somebody old is hurt: lines for the harm that is done to children are left out.
    """

    age: int | None = None
    language: str = "ja"
    no_phone: bool = False
    of_the_old: bool = False


class OpenLines:
    """The register of lines with the municipality's own numbers filled in."""

    def __init__(self, lines: Sequence[Hotline], local_numbers: Mapping[str, str]) -> None:
        self._numbers = local_numbers
        self.use(lines)

    def use(self, lines: Sequence[Hotline]) -> None:
        """Show these lines from now on."""
        filled = [_filled(line, self._numbers) for line in lines]
        self._lines = [line for line in filled if line.phone or line.chat_url_or_line]
        self._minute: tuple[datetime | None, dict[str, OpenLine]] = (None, {})

    def find(self, level: str, kinds: Sequence[str], caller: Caller, now: datetime) -> tuple[OpenLine, ...]:
        """At most four lines for these kinds; in an emergency 110 or 119 stands first where it answers the kind."""
        kinds = _to_a_child(kinds, caller.age)
        usable = self._usable(kinds, caller, now)
        usable.sort(key=lambda entry: _rank(entry, level, kinds, caller, now))
        if not any(entry.is_open for entry in usable):  # a line in Japanese that answers beats none that does
            spoken = self._usable(kinds, replace(caller, language="ja"), now)
            spoken.sort(key=lambda entry: _rank(entry, level, kinds, caller, now))
            usable = [entry for entry in spoken if entry.is_open][:2] + usable
        found = _mixed(_one_for_violence(usable, kinds))
        return tuple((_with_theirs(found) if caller.of_the_old else found)[:4])

    def _usable(self, kinds: Sequence[str], caller: Caller, now: datetime) -> list[OpenLine]:
        """Lines for these kinds and this caller that are not surely closed; the closed ones only when all are."""
        fitting = [line for line in self._lines if set(line.crisis_kinds) & set(kinds) and _for(line, caller)]
        shown = [self._open_line(line, now) for line in fitting]
        return [entry for entry in shown if entry.is_open is not False] or shown

    def _open_line(self, line: Hotline, now: datetime) -> OpenLine:
        """A line as it is this minute; reckoned once a minute, for many ask at once on the worst of days."""
        minute = now.replace(second=0, microsecond=0)
        if self._minute[0] != minute:
            self._minute = (minute, {})
        known = self._minute[1]
        if line.id not in known:
            known[line.id] = _open_line(line, now)
        return known[line.id]


def _to_a_child(kinds: Sequence[str], age: int | None) -> Sequence[str]:
    """Violence at home, seen or suffered, is abuse to a child, with lines of its own (児童虐待防止法2条)."""
    return (*kinds, "abuse") if "dv" in kinds and age is not None and age < _GROWN else kinds


def _mixed(found: Sequence[OpenLine]) -> list[OpenLine]:
    """After one emergency number a line that listens: of 119 and 110 the second stands third."""
    if len(found) > 2 and all(entry.line.id in _EMERGENCY_NUMBERS for entry in found[:2]):
        return [found[0], found[2], found[1], *found[3:]]
    return list(found)


def _with_theirs(found: Sequence[OpenLine]) -> list[OpenLine]:
    """The office for the old stands second: it is theirs, and its hours are the municipality's to tell."""
    theirs = [entry for entry in found if _OLD in entry.line.target_age and entry.is_open is not False][:1]
    others = [entry for entry in found if entry not in theirs]
    return [*others[:1], *theirs, *others[1:]]


def _one_for_violence(found: Sequence[OpenLine], kinds: Sequence[str]) -> list[OpenLine]:
    """Where no violence was told one line against it, the last: a man without a roof is not to think it is not for him,
    and a woman who does not say why she left finds it."""
    theirs = [] if _VIOLENCE & set(kinds) else [entry for entry in found if _for_violence(entry.line)]
    theirs = [entry for entry in theirs if entry.line.id not in _EMERGENCY_NUMBERS]
    others = [entry for entry in found if entry not in theirs]
    return [*others[:3], *theirs[:1]] if theirs and others else list(found)


def missing_local(lines: Sequence[Hotline], local_numbers: Mapping[str, str]) -> list[str]:
    """Ids of `local_*` rows that nobody has filled in; production refuses to start while there are any (R47)."""
    numbers = {name: told for name, told in local_numbers.items() if _leads_somewhere(told)}
    return [line.id for line in lines if _filled(line, numbers).is_local_blank]


def _leads_somewhere(told: str) -> bool:
    """A number to dial or an address: 「未定」 and "-" leave a line as blank as it was."""
    return told.startswith("https://") or sum(sign.isdecimal() for sign in told) >= _DIGITS


def _filled(line: Hotline, local_numbers: Mapping[str, str]) -> Hotline:
    """The line with what the municipality wrote for it, a number or the address of a chat."""
    own = local_numbers.get(line.id, "")
    if own.startswith("https://"):
        return replace(line, chat_url_or_line=own)
    told = line.chat_url_or_line.replace(_UNSET, "").strip()
    return replace(line, phone=own or line.phone, chat_url_or_line=told)


def _open_line(line: Hotline, now: datetime) -> OpenLine:
    hours = hours_of_hotline(line)
    return OpenLine(line, hours.is_open(now), hours.describe(now))


def _for(line: Hotline, caller: Caller) -> bool:
    if caller.language not in ("ja", "easy") and not _speaks(line, caller.language):
        return line.id in _EMERGENCY_NUMBERS
    if "ja" not in line.languages and caller.language in ("ja", "easy"):
        return False
    if caller.of_the_old and _CHILDREN.search(line.name) and (caller.age is None or caller.age >= _GROWN):
        return False
    return caller.age is None or any(_covers(target, caller.age) for target in line.target_age)


def _speaks(line: Hotline, language: str) -> bool:
    return any(code == language or code.startswith("multi") for code in line.languages)


def _covers(target: str, age: int) -> bool:
    low, dash, high = target.partition("-")
    if dash and low.isdigit() and high.isdigit():
        return int(low) <= age <= int(high)
    if target.endswith("+") and target[:-1].isdigit():
        return age >= int(target[:-1])
    return target not in ("adults", "parents") or age >= 18


def _for_violence(line: Hotline) -> bool:
    """Whether a line is there for people under violence, not for every distress as one that also hears 死にたい is."""
    return bool(_VIOLENCE & set(line.crisis_kinds)) and "self_harm" not in line.crisis_kinds


def _rank(entry: OpenLine, level: str, kinds: Sequence[str], caller: Caller, now: datetime) -> tuple[object, ...]:
    """Smaller is earlier: emergency number, open, answering now, chat for who cannot phone, one tap away, sure, their
    age, free, fit.

    110 and 119 lead in an emergency and stand behind the lines that listen in any other need.
    """
    line = entry.line
    chat = line.in_writing
    stale = line.verified == "no" or line.is_stale(to_jst(now).date())
    return (
        not (level == "emergency" and line.id in _EMERGENCY_NUMBERS),
        entry.is_open is not True,
        line.hours_machine.startswith(_ANSWERED_LATER),
        line.id in _EMERGENCY_NUMBERS,
        caller.no_phone and not chat,
        not (line.dial or "http" in line.chat_url_or_line),
        line.verified == "no",
        stale,
        _is_for_others(line, caller),
        _for_violence(line) and not _VIOLENCE & set(kinds),
        not (line.dial.startswith(_FREE) or chat),
        -len(set(line.crisis_kinds) & set(kinds)) / len(line.crisis_kinds),
        line.id,
    )


def _is_for_others(line: Hotline, caller: Caller) -> bool:
    """Whether a line is not first of all for the caller: the young have their own, who told no age has none, and to a
    grown person a line for children is one for parents.
    """
    special = "all" not in line.target_age
    if caller.age is not None and caller.age < _GROWN:
        return not special
    own = caller.age is not None and any(_covers(one, caller.age) for one in line.target_age if one != "parents")
    return special and not own

"""Sheets about one case to print or to save: filled only from what is known, empty where nothing was said (R48)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.base.clock import to_jst
from bot.store.models import MeetingRow, RecordRow, ReferralRow, TicketRow
from bot.tickets import application_form as form
from bot.tickets import codes
from bot.tickets.casefile import CaseFile

KINDS = {
    "tsunagi": "つなぎシート",
    "meeting": "支援会議の準備シート",
    "intake": "相談受付・申込票",
}

_DAYS = "月火水木金土日"
_WIDTH = 38
"""Letters in a line of a sheet on A4."""
_GOES_ON = "…(続きは机に)"
_TOLD_BANDS = frozenset(codes.AGE_BANDS) - {"", "skip"}
Lines = list[tuple[str, str]]


@dataclass(frozen=True)
class Kept:
    """What is written down about the case."""

    records: Sequence[RecordRow]
    referrals: Sequence[ReferralRow]
    meetings: Sequence[MeetingRow]


@dataclass(frozen=True)
class Words:
    """Names for ids."""

    topic: Callable[[str], str]
    area: Callable[[str | None], str]


def lines(kind: str, case: CaseFile, kept: Kept, words: Words) -> Lines:
    """Heading and words of one sheet; KeyError for an unknown kind is the caller's to prevent."""
    makers = {"tsunagi": _tsunagi, "meeting": _meeting, "intake": _intake}
    return makers[kind](case, kept, words)


def _tsunagi(case: CaseFile, kept: Kept, words: Words) -> Lines:
    """One page that goes along to the next desk (足立区, 狛江市: つなぐシート by name and purpose)."""
    return [
        *_head(case, words),
        ("困りごと", _topics(case, words)),
        ("ご本人の言葉(仮名化)", brief(_told(case, "words", "worry"), 8)),
        ("聞かせてもらったこと", brief(_told(case, "answer"), 8)),
        ("これまでに案内した先", brief(_joined(_told(case, "suggestion"), _referrals(kept)), 5)),
        ("これまでの働きかけ", brief(_records(kept, 5), 8)),
        ("連絡のとり方", _reach(case)),
        ("お願いしたいこと", ""),
    ]


def _meeting(case: CaseFile, kept: Kept, words: Words) -> Lines:
    """文京区's 準備シート: 世帯像, 取組状況, 関わってほしい機関, お願いしたいこと (guidelines 3.1)."""
    return [
        *_head(case, words),
        ("把握している世帯像", _joined(case.ticket.summary, _told(case, "words", "worry", "answer"))),
        ("困りごと", _topics(case, words)),
        ("現在の取り組み状況", _records(kept, 10)),
        ("つなぎ先とその結果", _referrals(kept)),
        ("これまでの会議", _meetings(kept)),
        ("どの支援機関に関わってもらいたいか", ""),
        ("他部署へお願いしたいこと", ""),
    ]


def _intake(case: CaseFile, kept: Kept, words: Words) -> Lines:
    """A票 and B票 of 相談受付・申込票; what nobody asked for stays empty, the form's own consent too (R07)."""
    row = case.ticket
    when = _day(case.consented_at) if case.consented_at else ""
    return [
        ("ID", row.case_number),
        ("受付日", _day(row.opened_at)),
        ("受付者", case.assignee),
        *((heading, "") for heading in ("ふりがな", "氏名", "性別")),
        ("生年月日(歳)", codes.AGE_BANDS[row.age_band] if row.age_band in _TOLD_BANDS else ""),
        ("住所", _place(row, words)),
        *((heading, "") for heading in ("電話(自宅)", "電話(携帯)", "E-mail")),
        ("連絡のとり方(ご本人の希望)", _joined(_reach(case), _told(case, "contact"))),
        *((heading, "") for heading in ("来談者(本人以外)の氏名", "来談者の電話")),
        ("来談者と本人との関係", form.caller(row)),
        ("ご相談の内容(○はすべて、◎はいちばん困っていること、△はどちらか要確認)", form.contents(row)),
        ("相談したいこと", _told(case, "words", "worry", "answer")),
        ("支援への希望", _told(case, "wish")),
        ("担当者に伝えることへの同意", f"{codes.label(codes.CONSENTS, row.consent)} {when}".strip()),
        (form.CONSENT, ""),
        ("同意の日付", ""),
        ("署名", ""),
        *form.TO_FILL,
    ]  # fmt: skip


def _place(row: TicketRow, words: Words) -> str:
    return f"{row.municipality} {words.area(row.area_id)}" if row.area_id else row.municipality


def brief(text: str, most: int) -> str:
    """As much of a text as fits in so many lines of a form; where it goes on is said."""
    shown: list[str] = []
    for line in text.split("\n"):
        left = most - sum(-(-len(one) // _WIDTH) or 1 for one in shown)
        if left < 1:
            return "\n".join([*shown[:-1], f"{shown[-1][: _WIDTH - len(_GOES_ON)]}{_GOES_ON}"])
        shown.append(line[: left * _WIDTH])
        if len(line) > left * _WIDTH:
            return "\n".join([*shown[:-1], f"{shown[-1][: -len(_GOES_ON)]}{_GOES_ON}"])
    return text


def _joined(*parts: str) -> str:
    return "\n".join(part for part in parts if part)


def _head(case: CaseFile, words: Words) -> Lines:
    row = case.ticket
    age = codes.AGE_BANDS[row.age_band] if row.age_band in _TOLD_BANDS else ""
    who = (codes.label(codes.WHOSE, row.whose) if row.whose else "", age)
    return [
        ("受付番号", row.case_number),
        ("届いた日", _day(row.opened_at)),
        ("地区", _place(row, words)),
        ("担当", case.assignee),
        ("どなたのこと・年代", "、".join(part for part in who if part)),
        ("緊急度", "、".join([codes.RISKS[row.risk], *(codes.label(codes.KINDS, kind) for kind in row.kinds)])),
        ("同意", codes.label(codes.CONSENTS, row.consent)),
    ]


def _topics(case: CaseFile, words: Words) -> str:
    row = case.ticket
    return "、".join(("◎" if topic == row.hardest else "○") + words.topic(topic) for topic in row.topics)


def _told(case: CaseFile, *kinds: str) -> str:
    found = [item for item in case.items if item.kind in kinds]
    return "\n".join(f"{item.label}: {item.text}" if item.kind == "answer" else item.text for item in found)


def _referrals(kept: Kept) -> str:
    return "\n".join(f"{r.place}({codes.label(codes.RESULTS, r.result)})" for r in kept.referrals)


def _records(kept: Kept, most: int) -> str:
    return "\n".join(
        f"{_day(r.acted_at)} {codes.label(codes.WAYS, r.way)}: {r.action}" + (f" → {r.change}" if r.change else "")
        for r in kept.records[:most]
    )


def _meetings(kept: Kept) -> str:
    return "\n".join(f"{_day(m.held_at)} {codes.label(codes.MEETINGS, m.kind)} {m.decided}" for m in kept.meetings)


def _reach(case: CaseFile) -> str:
    return "、".join(codes.label(codes.REACH, code) for code in case.ticket.reach)


def _day(value: datetime) -> str:
    local = to_jst(value)
    return f"令和{local.year - 2018}年{local.month}月{local.day}日({_DAYS[local.weekday()]})"

"""Which records a person may edit, and one record with its edits over it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.base.clock import to_jst
from bot.base.errors import InvalidInput, NotAllowed, NotFound
from bot.catalogue import KINDS, Library, Proposal, Sheet
from bot.catalogue.edits import Edit
from bot.catalogue.port import REVIEWED
from bot.console import forms
from bot.console.pages import page
from bot.console.work import Work, me

_MOST = 200


def library(work: Work) -> Library:
    """The records; raises NotFound where there are none to edit."""
    if work.config.library is None:
        raise NotFound("この机では、案内の手入れはできません。")
    return work.config.library


def listed(work: Work, kind: str, only: str, words: str) -> tuple[list[Sheet], int]:
    """Records of a kind that one answers for, narrowed to stale or faulty ones and to words; and how many there are."""
    found = [sheet for sheet in _all(work, kind) if _ours(sheet) and _has(sheet, words)]
    if only == "stale":
        found = sorted((s for s in found if s.stale), key=lambda s: (s.verified_on is not None, s.verified_on or 0))
    if only == "faulty":
        found = [sheet for sheet in found if sheet.faults]
    return found[:_MOST], len(found)


def sheet_of(work: Work, kind: str, key: str) -> Sheet:
    """One record as it holds now; raises NotFound, also for another municipality's."""
    found = next((sheet for sheet in _all(work, kind) if sheet.key == key and _ours(sheet)), None)
    if found is None:
        raise NotFound("この記録は見つかりません。")
    return found


def proposal_of(work: Work, sheet: Sheet) -> Proposal:
    """What the form wants changed on the record as its writer saw it."""
    given = {
        field.name: forms.text(field.name, field.longest) for field in library(work).fields(sheet.kind)
        if forms.has(field.name)
    }  # fmt: skip
    changes = {name: value for name, value in given.items() if sheet.fields.get(name, "") != value}
    return Proposal(sheet, changes, forms.text("seen", 40), forms.text("why", 500))


def refusals(work: Work, proposal: Proposal) -> list[str]:
    """Why the edit cannot be put down as it is; what was written stays in the form."""
    if proposal.is_late:
        told = "書いている間に、ほかの人がこの記録を変えました(履歴にあります)。くらべて、もう一度送ってください。"
        return [told, *library(work).problems(proposal.sheet.but(proposal.changes))]
    return list(library(work).problems(proposal.sheet.but(proposal.changes)))


def release(work: Work, edit_id: str) -> str:
    """Let somebody else's proposal out, if it would be shown well; returns its kind."""
    found = work.edits.one(edit_id)
    must_be_ours(found.municipality)
    now = sheet_of(work, found.kind, found.key)
    problems = library(work).problems(now.but({name: value for name, _, value in found.changes}))
    if problems:
        raise InvalidInput(f"このままでは出せません。{problems[0]}")
    work.edits.release(me().staff_id, edit_id, now)
    return found.kind


def must_be_ours(sheet_municipality: str) -> None:
    """Raise NotAllowed for a record of another municipality."""
    if sheet_municipality not in ("", me().municipality):
        raise NotAllowed("ほかの自治体の記録は変えられません。")


def show_record(work: Work, sheet: Sheet, edited: Sheet, problems: Sequence[str] = ()) -> str:
    """The page of one record, with the form as somebody left it and the card that would come of it."""
    shelf = library(work)
    return page(
        work, "catalogue_record.html", sheet=sheet, edited=edited, problems=problems, kinds=KINDS,
        fields=shelf.fields(sheet.kind), cards=shelf.shown(edited), reviewed=sheet.kind in REVIEWED,
        history=work.edits.history(sheet.kind, sheet.key), labels=_labels(shelf, sheet.kind),
    )  # fmt: skip


def show_edit(work: Work, edit: Edit) -> str:
    """One proposal with the card before and after."""
    shelf, now = library(work), sheet_of(work, edit.kind, edit.key)
    after = now.but({name: value for name, _, value in edit.changes})
    return page(
        work, "catalogue_edit.html", edit=edit, labels=_labels(shelf, edit.kind), kinds=KINDS,
        before=shelf.shown(now), after=shelf.shown(after), problems=shelf.problems(after),
    )  # fmt: skip


def _labels(shelf: Library, kind: str) -> dict[str, str]:
    own = {field.name: field.label for field in shelf.fields(kind)}
    return {"verified_on": "確かめた日", "verified": "確かめ方", "reviewed_on": "見直した日", **own}


def _all(work: Work, kind: str) -> Sequence[Sheet]:
    if kind not in KINDS:
        raise NotFound("この種類の記録はありません。")
    return library(work).sheets(kind, work.edits.current(kind), to_jst(work.clock()).date())


def _ours(sheet: Sheet) -> bool:
    return sheet.municipality in ("", me().municipality)


def _has(sheet: Sheet, words: str) -> bool:
    return not words or words in sheet.title or words in sheet.key or any(words in v for v in sheet.fields.values())

"""How far talks come, where they stop, which questions are passed by: counts for the figures, small cells hidden."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import yaml
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.base.clock import to_jst
from bot.store.models import TalkStepRow
from bot.tickets.coverage import Coverage
from bot.tickets.masking import mask_list
from bot.tickets.tables import Table

Counts = dict[str, Counter[str]]
NOTE = "会話の中身は数えていません。場所を聞く前に終わったものも入っています。"
_WAY = {
    "notice": "案内を見た", "consented": "はじめた", "suggested": "場所の案内まで来た", "human": "人と話したいと言った",
    "handed_off": "担当に送った", "not_sent": "送るのをやめた",
}  # fmt: skip
_STATES = {
    "new": "はじめる前", "notice": "はじめる前の案内", "listen": "話を聞く", "more": "ほかにもあるか",
    "hardest": "いちばん重いもの", "question": "くわしい質問", "whose": "だれのこと", "age": "年代", "area": "場所",
    "suggested": "場所の案内", "human": "人につながる方法", "draft": "伝える内容の確認", "contact": "名前をそえるか",
    "waiting": "返事を待つあいだ", "follow_up": "あとで聞いてよいか", "outcome": "その後いかがですか",
    "safety": "危険の確認", "safe_to_write": "書いても安全か", "hide": "画面の隠し方", "beside": "危険のあと",
    "menu": "メニュー", "closed": "終わったあと",
}  # fmt: skip
_ENDS = {"closed": "自分で終えた", "silent": "返事がなくなった", "left": "友だちをやめた"}
_BANDS = ("5回まで", "6〜10回", "11〜15回", "16〜20回", "21回から")


def talk_tables(session: Session, cover: Coverage) -> list[Table]:
    """Four tables of a year: the way, the ends, the questions, the turns."""
    found = _counts(session, cover)
    return [_way(found), _ends(found), _questions(found), _turns(found)]


def _counts(session: Session, cover: Coverage) -> Counts:
    begin, end = (to_jst(moment).date() for moment in cover.span)
    wanted = select(TalkStepRow.step, TalkStepRow.what, func.sum(TalkStepRow.count)).where(
        TalkStepRow.day >= begin, TalkStepRow.day < end, TalkStepRow.municipality.in_((cover.municipality, ""))
    )
    found: Counts = {}
    for step, what, count in session.execute(wanted.group_by(TalkStepRow.step, TalkStepRow.what)):
        found.setdefault(step, Counter())[what] += int(count)
    return found


def _way(found: Counts) -> Table:
    rows = [(name, [sum(found.get(step, Counter()).values())]) for step, name in _WAY.items()]
    return _table("talk_way", "会話の道すじ", ("回数",), rows)


def _ends(found: Counts) -> Table:
    codes = [code for code in _STATES if any(found.get(end, Counter())[code] for end in _ENDS)]
    rows = [(_STATES[code], [found.get(end, Counter())[code] for end in _ENDS]) for code in codes]
    return _table("talk_ends", "会話がとまった所", tuple(_ENDS.values()), rows)


def _questions(found: Counts) -> Table:
    asked, skipped = found.get("asked", Counter()), found.get("skipped", Counter())
    names = question_names()
    codes = [code for code in dict.fromkeys((*names, *_STATES)) if asked[code] or skipped[code]]
    rows = [(names.get(code) or _STATES.get(code, code), [asked[code], skipped[code]]) for code in codes]
    return _table("talk_questions", "質問ごと", ("尋ねた", "答えずに進んだ"), rows)


def _turns(found: Counts) -> Table:
    kinds = ("turns_suggested", "turns_handed_off")
    grid = [[0, 0] for _ in _BANDS]
    for column, kind in enumerate(kinds):
        for turns, count in found.get(kind, Counter()).items():
            grid[min((max(int(turns), 1) - 1) // 5, len(_BANDS) - 1)][column] += count
    rows = list(zip(_BANDS, grid, strict=True))
    return _table("talk_turns", "何回のやりとりで", ("場所の案内まで", "担当に送るまで"), rows)


def _table(key: str, title: str, columns: tuple[str, ...], rows: list[tuple[str, list[int]]]) -> Table:
    raw = tuple(tuple(counts) for _, counts in rows)
    cells = tuple(tuple(mask_list(counts)) for counts in raw)
    return Table(key, title, columns, tuple(name for name, _ in rows), raw, cells, NOTE)


@cache
def question_names() -> dict[str, str]:
    """Questions of the topic flows in short; the console does not know the flows, a test keeps this list level."""
    found = yaml.safe_load((Path(__file__).parent / "questions.yaml").read_text(encoding="utf-8"))
    return {str(key): str(value) for key, value in found.items()}

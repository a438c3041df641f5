"""The plain reader that tells how hard a set is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.entry.brain import Brain
from bot.evaluation import evaluate, plain
from resources.model.corpus_reader import Line

CALM = ("駅前の図書館は何時までですか", "昨日は花火を見ました", "新しい鍋を買いました", "来週は運動会です")


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> list[Line]:
    """Sixty of the first lines stand for all: learning from all takes half a minute."""
    lines = plain.first_lines()[::90]
    monkeypatch.setattr(plain, "first_lines", lambda: lines)
    return lines


def test_the_plain_reader_learns_what_it_was_given() -> None:
    texts = ("家賃が払えない", "家賃の滞納", "学校に行けない", "学校を休んでいる")
    reader = plain.Plain(texts, [frozenset({"housing"})] * 2 + [frozenset({"school"})] * 2, words=True)
    scores = reader.scores(["家賃が高い", "学校がこわい"])
    assert [reader.names[at] for at in scores.argmax(axis=1)] == ["housing", "school"]


def test_lines_it_has_learnt_are_easy_and_lines_without_its_words_are_hard(few: list[Line]) -> None:
    easy = [{"id": str(at), "text": line.text, "topics": list(line.topics)} for at, line in enumerate(few)]
    hard = [record | {"text": "ΩΩΩ"} for record in easy]
    figures = plain.topics({"easy": easy, "hard": hard})
    assert figures[0].value > 0.9
    assert figures[2].value < 0.5


def test_danger_is_told_at_a_fixed_share_of_false_alarms() -> None:
    records = [{"id": text, "text": text, "level": "none"} for text in CALM]
    records += [{"id": text, "text": text, "level": "urgent"} for text in ("死にたい", "夫に殴られている")]
    assert plain.danger(records).value == 1.0


def test_how_hard_the_sets_are_is_told_when_it_is_asked_for(brain: Brain, few: list[Line], tmp_path: Path) -> None:
    worry = {"text": "家賃が払えません", "topics": [few[0].topics[0]]}
    messages = ({"text": "死にたい", "level": "urgent"}, {"text": "はい", "level": "none"})
    (tmp_path / "topics.jsonl").write_text(json.dumps(worry), encoding="utf-8")
    (tmp_path / "triage.jsonl").write_text("\n".join(map(json.dumps, messages)), encoding="utf-8")
    (report,) = evaluate(brain, ["hardness"], tmp_path)
    assert [figure.count for figure in report.figures] == [1, 1, 1]

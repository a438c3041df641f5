"""The entries as residents and editors meet them."""

from datetime import date
from pathlib import Path

import pytest

from faq import EntriesError, check_entries
from faq.learned import LINES, asking, telling
from faq.load import load_entries
from faq.text import bare, fold
from faq.validate import REQUIRED

GOOD = """
hours_of_desk:
  question: 何時までですか
  asks: |-
    何時まで
  bubbles: |-
    くわしくは窓口で。
  next_topics: []
  source: 社会福祉法
  reviewed_on: 2026-01-10
  bubbles_easy: |-
    窓口で聞いてください。
"""


def test_the_packaged_entries_have_no_fault() -> None:
    assert [str(problem) for problem in check_entries(today=date(2026, 11, 21)) if problem.level == "error"] == []


def test_there_are_sixty_entries_and_every_promised_key() -> None:
    entries = load_entries()
    assert len(entries) >= 60
    assert set(REQUIRED) <= set(entries)


def test_every_answer_says_where_to_go_next() -> None:
    onward = ("窓口", "センター", "ください", "協議会", "学校", "送って", "110", "ここ", "0570", "保健所")
    answers = [(e.key, lines) for e in load_entries().values() for lines in (e.bubbles, e.bubbles_easy)]
    assert [key for key, lines in answers if not any(word in "".join(lines) for word in onward)] == []


def test_every_answer_fits_its_bubbles_in_both_styles() -> None:
    for entry in load_entries().values():
        for lines in (entry.bubbles, entry.bubbles_easy):
            assert 1 <= len(lines) <= 3, entry.key
            assert max(map(len, lines)) <= 80, entry.key


@pytest.mark.parametrize(
    ("name", "lines"),
    [("heldout.tsv", 250), ("heldout_voices.tsv", 400), ("heldout_speakers.tsv", 290), ("heldout_kana.tsv", 210)],
)
def test_the_held_out_lines_are_not_learned(name: str, lines: int) -> None:
    rows = (LINES.parent / name).read_text(encoding="utf-8").splitlines()
    held = {bare(fold(row.split("\t")[-1])) for row in rows}
    learned = [sample.text for sample in [*asking(load_entries()), *telling()]]
    assert len(rows) >= lines
    assert [line for line in learned if bare(fold(line)) in held] == []


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("くわしくは窓口で。", "頑張ってください。", "頑張って"),
        ("くわしくは窓口で。", "あなたは対象になります。", "対象になります"),
        ("くわしくは窓口で。", "申しこめば必ず受けられます。", "必ず受けられ"),
        ("くわしくは窓口で。", "あ" * 81, "81字"),
        ("source: 社会福祉法", "source: ''", "出典"),
        ("2026-01-10", "2027-01-10", "今日より先"),
        ("2026-01-10", "2024-01-10", "一年を過ぎ"),
        ("窓口で聞いてください。", "い" * 36, "36字"),
    ],
)
def test_a_fault_is_told_in_japanese(tmp_path: Path, before: str, after: str, said: str) -> None:
    (tmp_path / "one.yaml").write_text(GOOD.replace(before, after), encoding="utf-8")
    told = [str(p) for p in check_entries(tmp_path, date(2026, 11, 21)) if p.key == "hours_of_desk"]
    assert any(said in line for line in told)


@pytest.mark.parametrize("body", ["- a\n", "a: [", "k: 1\n", "k:\n  question: あ\n", ""])
def test_a_broken_file_is_refused_with_its_name(tmp_path: Path, body: str) -> None:
    (tmp_path / "broken.yaml").write_text(body, encoding="utf-8")
    with pytest.raises(EntriesError, match="broken"):
        load_entries(tmp_path)
    assert "broken" in str(check_entries(tmp_path)[0])


def test_a_key_may_not_come_twice(tmp_path: Path) -> None:
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / name).write_text(GOOD, encoding="utf-8")
    with pytest.raises(EntriesError, match="二度"):
        load_entries(tmp_path)

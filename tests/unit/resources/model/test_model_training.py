"""The corpus reader, grouping, ridge, calibration and baselines that make the model."""

import json
import logging
from pathlib import Path

import numpy as np
import pytest
import scipy.sparse as sp

from resources.language.tokenise import Tokeniser
from resources.load import load_topics
from resources.model import (
    augment,
    baselines,
    calibrate,
    corpus_reader,
    design_matrix,
    grouping,
    heads,
    phrases,
    ridge,
    train,
)
from resources.model.corpus_reader import Line
from resources.topics.features import BLOCKS, Features
from resources.topics.word_net import Words

TOPICS = tuple(topic.id for topic in load_topics())


def _write(folder: Path, *rows: object) -> None:
    text = "\n".join(row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows)
    (folder / "a.jsonl").write_text(text, encoding="utf-8")


def test_lines_talks_and_intents_are_read(tmp_path: Path) -> None:
    _write(
        tmp_path,
        {"text": "金がない", "topics": ["livelihood"], "speaker": "self"},
        {"turns": ["あの", "家賃が"], "topics": ["arrears", "livelihood"]},
        {"text": "やあ", "intent": "greeting"},
    )
    money, talk, hello = corpus_reader.read_corpus(tmp_path, TOPICS)
    assert (money.topics, talk.text, talk.turns, hello.intent) == (
        ("livelihood",),
        "あの\n家賃が",
        ("あの", "家賃が"),
        "greeting",
    )


def test_bad_lines_are_left_out_with_a_warning_that_does_not_quote_them(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    _write(
        tmp_path,
        "{broken ひみつ",
        {"text": "ひみつ", "topics": ["no_such"]},
        {"text": "ひみつ"},
        {"text": "金", "topics": ["debt"]},
    )
    with caplog.at_level(logging.WARNING):
        lines = corpus_reader.read_corpus(tmp_path, TOPICS)
    assert [line.text for line in lines] == ["金"]
    assert len(caplog.records) == 3
    assert "ひみつ" not in caplog.text


def test_repeats_are_read_once(tmp_path: Path) -> None:
    _write(tmp_path, {"text": "金", "topics": ["debt"]}, {"text": " 金", "topics": ["work"]})
    assert len(corpus_reader.read_corpus(tmp_path, TOPICS)) == 1


def test_every_label_of_the_shipped_corpus_and_phrases_is_known() -> None:
    lines = corpus_reader.read_corpus() + phrases.read_phrases()
    assert {topic for line in lines for topic in line.topics} == set(TOPICS)
    assert {line.intent for line in lines} <= set(heads.INTENTS)


def test_every_topic_has_phrases_in_every_language() -> None:
    lines = phrases.read_phrases()
    for code in ("en", "zh", "ko", "vi", "pt", "ne", "tl"):
        told = {topic for line in lines if line.file == f"phrases/lang_{code}" for topic in line.topics}
        assert told == set(TOPICS), code


def test_near_copies_share_a_fold() -> None:
    texts = ["家賃が払えなくて困っています", "家賃が払えなくて困ってます", "母の介護がつらい", "犬がほしい"]
    groups = grouping.near_copies(texts)
    assert groups[0] == groups[1]
    assert len(set(groups.tolist())) == 3
    folds = grouping.fold_numbers(groups, 2)
    assert folds[0] == folds[1]


def _prepared(targets: list[int], clue: list[int]) -> train.Prepared:
    clues = [{block: np.array([one], dtype=np.int64) for block in BLOCKS} for one in clue]
    lines = [Line(str(at)) for at in range(len(clue))]
    truth = np.array(targets, dtype=np.float32)[:, None]
    words = [Words(np.zeros(0, np.int64), np.zeros(0, np.int64))] * len(clue)
    dense, weight = np.zeros((len(clue), 0), np.float32), np.ones(len(clue), np.float32)
    return train.Prepared(lines, clues, words, dense, truth, weight)


class SilentNet:
    """A network that adds nothing, so that the linear heads are tested alone."""

    def __init__(self, *_: object) -> None:
        """Need no weights."""

    def added(self, _: Words) -> float:
        """Add nothing."""
        return 0.0


@pytest.fixture
def without_net(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(train, "solve_net", lambda *_: {})
    monkeypatch.setattr(train, "WordNet", SilentNet)


@pytest.mark.usefixtures("without_net")
def test_held_out_scores_never_see_their_own_line() -> None:
    prepared = _prepared([1, 0, 1, 0], [1, 2, 3, 4])
    scores = train.held_out(prepared, np.array([[0], [1], [0], [1]]), 4)
    assert scores[:, 0].tolist() == [0.0, 1.0, 0.0, 1.0]


@pytest.mark.usefixtures("without_net")
def test_a_copy_is_left_out_with_either_of_its_sources() -> None:
    prepared = _prepared([0, 0, 1], [1, 1, 1])
    scores = train.held_out(prepared, np.array([[0, 0], [1, 1], [0, 1]]), 2)
    assert scores[:, 0].tolist() == [0.0, 0.0]


def test_a_lines_weight_pulls_the_solution() -> None:
    rows = sp.csr_matrix(np.ones((2, 1), dtype=np.float32))
    targets = np.array([[1], [0]], dtype=np.float32)
    fitted = ridge.fit(rows, targets, 1.0, np.array([3, 1], dtype=np.float32))
    assert fitted.mean[0] == pytest.approx(0.75)


def test_the_steps_end_at_the_exact_solution() -> None:
    rows = np.random.default_rng(0).normal(size=(8, 5)).astype(np.float32)
    targets = np.arange(8, dtype=np.float32)[:, None]
    fitted = ridge.fit(sp.csr_matrix(rows), targets, 2.0)
    exact = np.linalg.solve(rows @ rows.T + 2 * np.eye(8), targets - targets.mean())
    assert fitted.dual == pytest.approx(exact, abs=0.02)


def test_copies_are_in_kana_noisy_or_two_worries_and_keep_their_labels() -> None:
    lines = [
        Line("家賃が払えない。", ("arrears",)),
        Line("母が物を忘れる", ("dementia",)),
        Line("no money", ("debt",)),
    ] * 20
    made = augment.copies(lines, Tokeniser())
    assert made == augment.copies(lines, Tokeniser())
    assert all(2 not in {source % 3 for source in copy.sources} for copy in made)
    pairs = [copy for copy in made if len(copy.sources) == 2]
    assert pairs
    assert all(copy.line.topics == sum((lines[at].topics for at in copy.sources), ()) for copy in pairs)
    assert any("やちんがはらえない" in copy.line.text for copy in made)


def test_marks_on_latin_letters_do_not_part_the_same_words() -> None:
    features = Features(Tokeniser())
    assert features.clues("không có tiền, nợ")["char"] == features.clues("khong co tien, no")["char"]


def test_the_main_topic_counts_full_and_the_others_less() -> None:
    names = heads.Names(TOPICS, heads.INTENTS)
    found = heads.targets([Line("x", ("debt", "work")), Line("y", intent="thanks")], names)
    debt, work = TOPICS.index("debt"), TOPICS.index("work")
    assert (found[0, debt], found[0, work]) == (1.0, pytest.approx(heads.SECOND))
    assert (found[0, 31 + debt], found[0, 31 + work]) == (1.0, 1.0)
    assert found[1, 62 + heads.INTENTS.index("thanks")] == 1.0


def test_kana_and_kanji_and_latin_letters_share_sounds() -> None:
    features = Features(Tokeniser())
    sounds = [set(features.clues(text)["read"]) for text in ("借金", "しゃっきん", "シャッキン", "shakkin desu")]
    assert set.intersection(*sounds)


def test_lines_that_are_all_worries_leave_the_gate_open() -> None:
    names = heads.Names(TOPICS, heads.INTENTS)
    lines = [Line("x", (topic,)) for topic in TOPICS]
    decision, found = calibrate.fit(heads.targets(lines, names), lines, names)
    assert (decision.gate, found["first"], found["silent_on_worries"]) == (0.0, 1.0, 0.0)


def test_japanese_in_latin_letters_has_the_characters_of_kana_too() -> None:
    assert "やちん" in Features(Tokeniser()).clues("yachin ga haraenai")["char"]


def test_blocks_are_unit_rows() -> None:
    features = Features(Tokeniser())
    clues = [features.columns(text) for text in ("お金がない", "お金がほしい", "お金がない")]
    rows = design_matrix.block_matrix(clues, "char", design_matrix.learn_vocabulary(clues))
    assert np.asarray(rows.multiply(rows).sum(axis=1)).ravel() == pytest.approx([1, 1, 1])


@pytest.mark.parametrize("kind", [baselines.Bm25, baselines.CharacterPairs])
def test_baselines_find_a_topic_by_its_own_words(kind: type[baselines.Bm25] | type[baselines.CharacterPairs]) -> None:
    ranked = kind(load_topics()).rank("消費者金融の借金とリボ払い")
    assert ranked[0][0] == "debt"
    assert len(ranked) == 31

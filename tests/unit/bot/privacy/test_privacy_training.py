"""What the taggers learn from: marked lines, clean corpora, names planted into sentences that had none."""

import json
import random

import numpy as np
import pytest

from bot.privacy.lexicon import DATA, Lexicon
from bot.privacy.training.augment import Augmenter, Labelled, labels
from bot.privacy.training.everyday import counts
from bot.privacy.training.fit import network, restore, to_arrays
from bot.privacy.training.lines import corpora, marked, of_marked, training_lines
from bot.privacy.training.plant import Planter
from bot.privacy.training.words import Parts
from resources.words import WordVectors


@pytest.fixture(scope="module")
def planter() -> Planter:
    rng = random.Random(1)
    return Planter(Augmenter(Lexicon.load(), rng), Parts.load(), rng)


@pytest.mark.parametrize(("row", "text", "spans"), [
    ("母の{n|フサ}が", "母のフサが", ((2, 4, "name"),)),
    ("{o|北高}の{n|森}です\\n{p|03-0000-0000}", "北高の森です\n03-0000-0000",
     ((0, 2, "organisation"), (3, 4, "name"), (7, 19, "phone"))),
    ("だれもいない", "だれもいない", ()),
])
def test_a_marked_line_gives_its_words_and_where_they_stand(row, text, spans):
    line = of_marked(row)
    assert (line.text, line.spans) == (text, spans)


def test_every_file_of_lines_is_read_whole_and_no_mark_is_left():
    files = sorted((DATA / "lines").glob("*.txt"))
    lines = [line for path in files for line in marked(path)]
    assert len(files) >= 10
    assert len(lines) > 1500
    assert not [line.text for line in lines if "{" in line.text or "|" in line.text]
    assert 0.4 < sum(not line.spans for line in lines) / len(lines) < 0.6


def test_no_line_of_the_held_out_file_is_learned_from():
    rows = [row for path in DATA.glob("heldout*.jsonl") for row in path.read_text("utf-8").splitlines()]
    held = {json.loads(row)["text"] for row in rows}
    held |= {line.text for path in DATA.glob("heldout_*.txt") for line in marked(path)}
    assert len(held) > 1000
    assert not held & {line.text for line in training_lines(DATA)}


def test_the_words_of_every_day_are_nobodys_name():
    lists = Lexicon.load()
    assert len(lists.everyday) > 5000
    assert not lists.everyday & (lists.surnames | lists.given | lists.given_kana | lists.foreign)


def test_words_of_every_day_are_those_that_several_lines_use():
    often = [Labelled("毎朝ミルクを買う", ())] * 3
    assert "ミルク" in counts(often)
    assert counts(often)["ミルク"] == 3


def test_the_corpora_hold_many_lines_and_none_of_those_that_name_somebody():
    texts = {line.text for line in corpora(DATA)}
    assert len(texts) > 10_000
    assert not [text for text in texts if "民生委員の田所" in text]


def test_a_line_about_an_institution_names_its_kind_or_the_institution_itself(planter):
    lines = [planter.names.kind() for _ in range(200)]
    kinds = Lexicon.load().kinds
    plain = [line.text for line in lines if not line.spans]
    assert 60 < len(plain) < 140
    assert all(any(word in text for word in kinds) for text in plain)
    assert {kind for line in lines for _, _, kind in line.spans} == {"organisation"}
    assert all(0 <= start < end <= len(line.text) for line in lines for start, end, _ in line.spans)


@pytest.mark.parametrize("text", [
    "息子が部屋から出ません", "上司に怒鳴られて会社を辞めたい", "病院の予約がとれない", "施設で母が転んだ", "保育園に落ちた",
    "my husband yells at my son", "我老公打我", "남편이 때려요", "Chồng tôi đánh tôi", "meu marido bebe", "मेरो छोरा स्कुल जाँदैन",
])
def test_planted_words_stand_where_the_label_says(planter, text):
    found = [line for line in (planter.plant(text) for _ in range(40)) if line]
    assert found
    kinds = set()
    for line in found:
        end = 0
        for start, stop, kind in line.spans:
            assert end <= start < stop <= len(line.text)
            assert line.text[start:stop] not in text
            kinds.add(kind)
            end = stop
        assert len(labels(line, ("O", "X", "B-name", "I-name"))) == len(line.text)
    assert kinds <= {"name", "organisation"}


def test_a_tagger_that_is_trained_on_begins_with_the_weights_that_ship():
    vectors = WordVectors.load()
    with np.load(DATA / "tagger1.npz", allow_pickle=False) as shipped:
        arrays = dict(shipped)
    chars = {letter: n for n, letter in enumerate(str(arrays["chars"]), start=1)}
    net = network(len(chars), vectors)
    restore(net, arrays)
    again = to_arrays(net, chars)
    assert again.keys() == arrays.keys()
    assert all(np.array_equal(again[name], arrays[name]) for name in arrays)


def test_a_line_about_somebody_names_the_role_or_the_person(planter):
    lines = [planter.names.role() for _ in range(200)]
    roles = set(planter.parts.roles)
    plain = [line.text for line in lines if not line.spans]
    assert 60 < len(plain) < 140
    assert all(any(role in text for role in roles) for text in plain)
    named = [line for line in lines if line.spans]
    assert all(line.text[start:end] not in roles and kind == "name" for line in named for start, end, kind in line.spans)

"""The data files of the screen: their form, and clear words when they are broken."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from bot.triage import Level, Triage, TriageDataError
from bot.triage.blend import INPUTS
from bot.triage.classifier import HEADS, load_classifier
from bot.triage.evasion import normalise
from bot.triage.lexicon import load_lexicon
from bot.triage.lines import read_file, read_lines
from bot.triage.rules import load_rules
from bot.triage.screen import DATA
from bot.triage.second import load_second
from bot.triage.talk import hear
from bot.triage.verdict import Kind

FILES = ("rules.yaml", "concepts.yaml", "weights.npz", "meaning.npz")


def test_the_labelled_lines_are_many_half_of_them_calm_and_every_kind_is_there() -> None:
    own = [line for line in read_lines(DATA / "lines") if not line.source.startswith("pool")]
    calm = [line for line in own if line.level is Level.NONE]
    assert len(own) >= 2400 and len(calm) >= 1200
    assert {kind for line in own for kind in line.kinds} == set(Kind)


def test_every_dangerous_line_names_a_kind_and_no_calm_line_does() -> None:
    for line in read_lines(DATA / "lines"):
        assert bool(line.kinds) is (line.level is not Level.NONE), line.turns


def test_the_weights_are_small_and_fit_the_program() -> None:
    path = DATA / "weights.npz"
    assert path.stat().st_size + (DATA / "meaning.npz").stat().st_size <= 3_000_000
    assert load_classifier(path).weights.shape[1] == len(HEADS)
    assert load_second(DATA / "meaning.npz").blend.weights.shape == (len(HEADS), INPUTS)


def test_every_rule_names_known_concepts_and_danger_names_kinds() -> None:
    rules = load_rules(DATA / "rules.yaml", load_lexicon(DATA / "concepts.yaml").names).rules
    assert len(rules) >= 30
    assert all(bool(rule.kinds) is (rule.level is not Level.NONE) for rule in rules)


@pytest.mark.parametrize(
    ("text", "told"),
    [("nothing yet", "見出し"), ("[urgent unknown_kind]\nabc", "level か kind")],
)
def test_a_broken_file_of_lines_says_where(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "x.txt"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(TriageDataError, match=told):
        list(read_file(path))


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("rules.yaml", "rules: 3", "groups と rules"),
        ("rules.yaml", "rules: [{id: a, level: urgent, kinds: dv, all: no_such_word}]", "no_such_word"),
        ("rules.yaml", "rules: [{id: a, level: loud, kinds: dv, all: partner}]", "規則「a」"),
        ("rules.yaml", "rules: [{id: a, level: none, all: joke}, {id: a, level: none, all: joke}]", "二度"),
        ("rules.yaml", "rules: [", "YAML"),
        ("concepts.yaml", "- a", "名前"),
        ("concepts.yaml", "partner: {note: x}", "partner"),
        ("weights.npz", "x", "作り直して"),
        ("meaning.npz", "x", "作り直して"),
    ],
)
def test_a_broken_data_file_is_told_in_words_an_operator_can_use(
    tmp_path: Path, name: str, text: str, told: str
) -> None:
    for kept in FILES:
        shutil.copy(DATA / kept, tmp_path / kept)
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(TriageDataError, match=told):
        Triage.load(tmp_path)


def test_a_changed_rule_counts_after_loading_again(tmp_path: Path) -> None:
    for kept in FILES:
        shutil.copy(DATA / kept, tmp_path / kept)
    rules = tmp_path / "rules.yaml"
    rules.write_text(
        rules.read_text(encoding="utf-8") + "  - {id: test.word, level: urgent, kinds: dv, all: test_word}\n",
        encoding="utf-8",
    )
    with (tmp_path / "concepts.yaml").open("a", encoding="utf-8") as file:
        file.write("test_word: とくべつなあいことば\n")
    assert "test.word" in Triage.load(tmp_path).judge("とくべつなあいことば").matched


def test_weights_of_another_make_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "weights.npz"
    names = dict.fromkeys(("scale", "bias", "slope", "offset", "limits"), np.zeros(1))
    np.savez_compressed(path, weights=np.zeros((4, 2), dtype=np.int8), names=np.array(["any"]), **names)
    with pytest.raises(TriageDataError, match="形"):
        load_classifier(path)


def test_a_second_opinion_of_another_make_is_refused(tmp_path: Path) -> None:
    with np.load(DATA / "meaning.npz") as kept:
        arrays = {name: kept[name] for name in kept.files}
    path = tmp_path / "meaning.npz"
    np.savez_compressed(path, **(arrays | {"blend": np.zeros((2, 2))}))
    with pytest.raises(TriageDataError, match="形"):
        load_second(path)


def test_no_line_stands_on_both_sides_of_the_label() -> None:
    labels: dict[tuple[str, ...], bool] = {}
    for path in sorted((DATA / "lines").glob("*.txt")):
        for line in read_file(path):
            assert labels.setdefault(line.turns, bool(line.kinds)) is bool(line.kinds), line.turns


@pytest.mark.parametrize(
    ("text", "concept"),
    [("てくびをきる", "game"), ("なみだをこぼす", "game"), ("ふあんで ねむれない", "game"), ("父の口が曲がって", "game"),
     ("煙草を押しつけられる", "joke"), ("泊まる所がありません", "insect"), ("いまだにつらい", "insect"), ("ネカフェにいます", "procedure"),
     ("半年前に襲われました", "past"), ("夫が母を突き飛ばします", "idiom")],
)  # fmt: skip
def test_a_word_of_calm_is_not_heard_inside_other_words(text: str, concept: str) -> None:
    """Words are compared in hiragana: キル must not quiet 「きる」."""
    lexicon = load_lexicon(DATA / "concepts.yaml")
    assert concept not in lexicon.find(normalise(text))


@pytest.mark.parametrize(
    ("text", "concept", "meant"),
    [("病院でたくさん薬をもらいました", "took_drug", "くすり たくさん のんだ"), ("朝の薬のんだ", "took_drug", "薬をたくさん飲みました"),
     ("安い病院にいきたい", "symptom", "いき くるしい"), ("聞かれるのに疲れた", "want_die", "しねば楽になれるのに"),
     ("箱にいれておく", "neglect", "おふろ いれて もらえない"), ("子、車で寝ちゃった", "no_place", "今夜は車で寝ます"),
     ("息してないかと思った", "not_waking", "ばあちゃん いき してない"), ("まえは しにたかった。いまは げんき", "plain_wish", "まえも いまも しにたい"),
     ("リスカしてた時期もあった", "plain_self_harm", "またリスカしてた"),
     ("죽고 싶다는 생각은 없어요", "plain_wish", "죽고 싶다는 생각만 해요"), ("मर्न मन छैन", "plain_wish", "बाँच्न मन छैन"),
     ("終電を逃してネットカフェ", "no_place", "家がなくてネットカフェ"), ("地震のときは車で寝ました", "no_place", "いまは車で寝ています"),
     ("消えてしまいたいくらい恥ずかしい", "plain_wish", "恥ずかしい。消えてしまいたい"),
     ("कामबाट निकालियो", "no_place", "कोठाबाट निकालियो"), ("श्रीमानले पिट्नुहुन्न", "was_hit", "श्रीमानले पिट्नुहुन्छ")],
)  # fmt: skip
def test_a_word_of_two_parts_is_heard_as_a_whole_only(text: str, concept: str, meant: str) -> None:
    """A space inside a word is written `_`: 「たくさん のんだ」 is one word, and 「薬のんだ」 is none of it."""
    lexicon = load_lexicon(DATA / "concepts.yaml")
    assert concept not in lexicon.find(normalise(text))
    assert concept in lexicon.find(normalise(meant))


@pytest.mark.parametrize(
    "question",
    [
        "今夜、体を休められる所はありますか？",
        "今夜いられる所は、ありますか？",
        "今夜、寒さや雨をしのげる所はありますか？",
    ],
)
def test_our_question_about_a_roof_is_none_about_a_plan(question: str) -> None:
    lexicon = load_lexicon(DATA / "concepts.yaml")
    heard = hear([f"bot: {question}", "はい、あります"], lexicon)
    assert "asked_plan" not in heard.places
    assert "asked_need" in heard.places


@pytest.mark.parametrize(
    ("text", "concept", "meant"),
    [("手首に時計", "will_die", "首に縄"), ("シートベルトをしめる", "took_drug", "一シート飲んだ"), ("受かってよかったー", "weapon", "カッターを持ってる"),
     ("避難所は犬も入れますか", "control", "夫から避難したい"), ("監視カメラの補助", "control", "夫に監視される"), ("既読無視された", "control", "家で無視される"),
     ("崖っぷちの成績", "high_place", "崖に立っている")],
)  # fmt: skip
def test_a_word_of_danger_is_not_heard_inside_other_words(text: str, concept: str, meant: str) -> None:
    lexicon = load_lexicon(DATA / "concepts.yaml")
    assert concept not in lexicon.find(normalise(text))
    assert concept in lexicon.find(normalise(meant))

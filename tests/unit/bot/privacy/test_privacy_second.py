"""The second look: which stretches are weighed, what is known of them, and that the trees vote as they were grown."""

import numpy as np
import pytest
from sklearn.ensemble import HistGradientBoostingClassifier

from bot.privacy.candidates import candidates
from bot.privacy.document import Document
from bot.privacy.errors import PrivacyDataError
from bot.privacy.forest import Forest
from bot.privacy.keep import Keeper
from bot.privacy.masker import Masker
from bot.privacy.morphology import SudachiMorphology
from bot.privacy.recognisers.registry import default_recognisers
from bot.privacy.tagger import LABELS, TaggerRecogniser
from bot.privacy.training.augment import Labelled
from bot.privacy.training.lines import of_marked
from bot.privacy.training.second import Gatherer, flat, is_right, often, part_of
from bot.privacy.traits import OFTEN


@pytest.fixture(scope="module")
def masker():
    return Masker.load()


@pytest.fixture(scope="module")
def tagger(lexicon):
    return TaggerRecogniser.load(lexicon, Keeper.from_lexicon(lexicon))


def found_in(text, lexicon, strong=()):
    table = np.zeros((len(text), len(LABELS)), np.float32)
    for start, end, label, probability in strong:
        table[start:end, LABELS.index(label)] = probability
    words = list(SudachiMorphology().words(text))
    return [(text[c.start:c.end], c.tier) for c in candidates(text, table, words, lexicon)]


def test_a_listed_name_that_no_tagger_points_at_is_weighed_all_the_same(lexicon):
    assert ("佐藤", 0.0) in found_in("きのう佐藤に殴られた", lexicon)


def test_a_weak_hint_is_weighed_and_keeps_how_weak_it_was(lexicon):
    assert ("ミロク", 0.03) in found_in("ミロクに通う", lexicon, [(0, 3, "I-organisation", 0.1)])
    assert ("ミロク", 0.4) in found_in("ミロクに通う", lexicon, [(0, 3, "I-organisation", 0.9)])


def test_the_traits_are_as_many_as_the_trees_ask_for(tagger):
    found, rows, meanings = tagger.reader.read(Document("息子の健太が部屋から出ません"))
    assert len(found) == len(rows) == len(meanings) > 0
    assert tagger.forest.feature.max() <= rows.shape[1]
    assert meanings.shape[1] == len(tagger.forest.meaning)
    assert not tagger.reader.read(Document("つらい"))[0]


def test_a_word_that_many_lines_use_is_known_to_be_used(tagger):
    rows = tagger.reader.read(Document("昔は森で働いていました"))[1]
    assert tagger.forest.often["森"] > 5
    assert np.isclose(rows[:, OFTEN], np.log1p(tagger.forest.often["森"])).any()


def test_flat_trees_vote_as_they_were_grown():
    rng = np.random.default_rng(1)
    rows = rng.normal(size=(600, 6)).astype(np.float32)
    right = rows[:, 0] * rows[:, 1] + rows[:, 2] > 0.3
    models = [HistGradientBoostingClassifier(max_iter=12, random_state=seed).fit(rows, right) for seed in (0, 1)]
    forest = Forest.of({
        **flat(models), "words": np.array("森"), "counts": np.array([3]), "meaning": np.zeros(4), "bias": np.array(0.5),
        "limit": np.array(0.3)})
    votes = forest.probabilities(rows[:, :5], np.zeros((600, 4), np.float32))
    half = np.concatenate((rows[:, :5], np.full((600, 1), 0.5, np.float32)), axis=1)
    wanted = np.mean([model.decision_function(half) for model in models], axis=0)
    assert votes == pytest.approx(1 / (1 + np.exp(-wanted)), abs=1e-4)


def test_a_missing_or_broken_file_is_said_plainly(tmp_path):
    with pytest.raises(PrivacyDataError, match=r"second\.npz"):
        Forest.load(tmp_path / "second.npz")
    (tmp_path / "second.npz").write_bytes(b"nothing")
    with pytest.raises(PrivacyDataError):
        Forest.load(tmp_path / "second.npz")


@pytest.mark.parametrize(("start", "end", "right"), [
    (3, 5, True), (3, 4, True), (2, 5, True), (6, 9, False), (0, 5, None), (1, 8, None)])
def test_a_candidate_is_right_when_it_is_mostly_what_a_label_marks(start, end, right):
    assert is_right(of_marked("息子の{n|健太}が部屋から出ない"), start, end) is right


def test_lines_that_stand_together_stay_in_one_part():
    assert len({part_of(number) for number in range(15)}) == 1
    assert {part_of(number) for number in range(0, 3000, 15)} == {0, 1, 2}


def test_words_are_counted_in_lines_that_name_nobody_only():
    lines = [Labelled("森を歩く", ()), Labelled("森が暗い", ()), Labelled("森に行く", ()), of_marked("{n|原}に会った")] * 2
    assert often(lines)["森"] == 6
    assert "原" not in often(lines)


def test_examples_leave_out_what_the_rules_hide_anyway(lexicon, tagger):
    lines = [of_marked("息子の{n|健太}が部屋から出ない"), Labelled("昔は森で働いていました", ())]
    gatherer = Gatherer(tagger.reader, default_recognisers(lexicon), tagger.reader.traits.keeper)
    examples = gatherer.gather(lines, list(tagger.reader.networks[:1]) * 3, 2)
    assert not examples.right.any()
    assert set(examples.weights) == {2.0}
    assert np.isclose(examples.rows[:, OFTEN], np.log1p(tagger.forest.often["森"] - 1)).any()
    assert len(Gatherer(tagger.reader, (), tagger.reader.traits.keeper).gather(
        lines, list(tagger.reader.networks[:1]) * 3, 2).right) == 1 + len(examples.right)


@pytest.mark.parametrize(("named", "plain"), [
    ("なつが熱を出した", "なつは あついです。エアコン ありません"), ("みのりが帰ってこない", "みのりの秋なのに仕事がない"),
    ("福島が言うには、借用書は燃やしたそうです", "福島が故郷です"), ("誠に殴られました", "誠にすみません"), ("実が不登校です", "実は借金があります"),
    ("専田に呼ばれて辞めろと言われました", "専務に呼ばれて辞めろと言われました"), ("大矢が鍵を替えた", "大家が鍵を替えた"),
    ("森の車で連れていかれた", "森を歩くのが好きだった"), ("亜貴に金を貸した", "兄貴に金を貸した")])
def test_a_name_is_hidden_and_its_twin_that_is_a_word_stays(masker, named, plain):
    assert [span.start for span in masker.detect(named)] == [0]
    assert not masker.detect(plain)


@pytest.mark.parametrize("text", [
    "わんちゃんを手放せと言われた", "ざんだか にじゅうさんえん です", "同居の小姑が意地悪で", "保育園ノ申込書ハドコデスカ",
    "孩子发烧了，医院听不懂中文", "やっちもねえ命じゃ。誰ぞにくれてやりてえ"])
def test_pieces_of_words_that_no_list_knows_stay(masker, text):
    assert not masker.detect(text)

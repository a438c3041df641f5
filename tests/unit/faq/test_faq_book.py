"""Finding an answer, or staying silent."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from faq import FaqBook, UnknownEntry, WeightsError
from faq.gate import BUCKETS, Gate
from faq.learned import LINES
from faq.text import LONGEST, fold


@pytest.fixture(scope="module")
def plain() -> FaqBook:
    return FaqBook.load()


@pytest.fixture(scope="module")
def book() -> FaqBook:
    from resources.worded import load_worded

    return FaqBook.load(encoder=load_worded())


def _lines(name: str) -> list[str]:
    return (LINES / name).read_text(encoding="utf-8").splitlines()


def _questions() -> list[tuple[str, str]]:
    return [(key, text) for key, _, text in (line.partition("\t") for line in _lines("dev_questions.tsv"))]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("車もってたらナマポむり？", "seiho_car"),
        ("限度額認定ってどこで出してくれますか", "kogaku_ryoyo"),
        ("これって匿名でもいいの？", "line_secret"),
        ("りようりょうは いくらですか、そうだんの", "soudan_hiyo"),
        ("父が亡くなって母と二人暮らしです。最近もの忘れがひどい。どこで診てもらえますか", "dementia_check"),
        ("これってDVですか", "dv_gyakutai_toha"),
        ("これは虐待になりますか", "dv_gyakutai_toha"),
        ("AIですか", "svc_person"),
        ("社協に相談していいんですか", "svc_what"),
        ("介護の認定はどこに頼んだらええんやろか", "kaigo_nintei"),
        ("緊急小口はなんぼ借りれるん？", "koguchi_loan"),
        ("いえの そばで だれかと はなせる ところ ありますか", "ibasho"),
        ("げんめん してもらえますか、こくみん ねんきん", "nenkin_menjo"),
    ],
)
def test_a_question_finds_its_answer(book: FaqBook, text: str, key: str) -> None:
    found = book.find(text)
    assert (found.key, found.answered) == (key, True)


@pytest.mark.parametrize(
    "text",
    [
        "生活保護を受けています。母の介護で毎日つらい",
        "奨学金の返済で手取りが消えます",
        "民生委員さんにひどいことを言われた",
        "生活保護だけは受けたくないと母が言う",
        "なんで私だけ",
        "社協さんには前にお世話になりました",
        "どないしたらええんやろか",
        "家賃のことで頭がいっぱいやねん",
        "どうしたらいいんでしょう",
        "死んだらどうなるの",
        "年金の日っていつも混むよね",
        "明日の天気は？",
        "次のバスは何時ですか",
        "ねこを みて もらえる ところ ありますか",
        "ちかくに おいしい パンやさん ありますか",
        "おとうさんが なくなって はんとしです",
        "",
        "　",
        "?",
        "ありがとう",
    ],
)
def test_a_worry_or_a_word_is_not_answered(book: FaqBook, text: str) -> None:
    assert not book.find(text).answered


def test_development_questions_come_first_and_are_answered(book: FaqBook) -> None:
    asked = _questions()
    found = [(key, book.find(text)) for key, text in asked]
    assert len(asked) >= 200
    assert sum(f.key == key for key, f in found) / len(asked) >= 0.94
    assert sum(f.key == key and f.answered for key, f in found) / len(asked) >= 0.9


@pytest.mark.parametrize("name", ["dev_statements.txt", "dev_worries.txt", "dev_talk.txt"])
def test_what_asks_nothing_is_left_alone(book: FaqBook, name: str) -> None:
    lines = _lines(name)
    assert sum(book.find(line).answered for line in lines) / len(lines) <= 0.03


@pytest.mark.parametrize(
    ("name", "least"), [("heldout_voices.tsv", 0.66), ("heldout_speakers.tsv", 0.78), ("heldout_kana.tsv", 0.85)]
)
def test_speakers_never_heard_are_answered_and_their_worries_left_alone(book: FaqBook, name: str, least: float) -> None:
    rows = [line.split("\t") for line in (LINES.parent / name).read_text(encoding="utf-8").splitlines()]
    found = [(key, book.find(text)) for _, key, text in rows]
    asked = [(key, one) for key, one in found if key != "!"]
    quiet = [one for key, one in found if key == "!"]
    assert sum(one.answered and one.key == key for key, one in asked) / len(asked) >= least
    assert sum(one.answered for one in quiet) / len(quiet) <= 0.03


def test_it_works_without_an_encoder(plain: FaqBook) -> None:
    asked = _questions()
    assert sum(plain.find(text).key == key for key, text in asked) / len(asked) >= 0.92


def test_rank_is_ordered_and_as_long_as_asked(plain: FaqBook) -> None:
    ranked = plain.rank("養育費が払われない、どうすればいい？", 3)
    assert ranked[0][0] == "youikuhi"
    assert len(ranked) == 3
    assert [score for _, score in ranked] == sorted((score for _, score in ranked), reverse=True)
    assert plain.rank(" ") == []


def test_an_unknown_key_is_named(plain: FaqBook) -> None:
    assert plain.entry("csw").key == "csw"
    with pytest.raises(UnknownEntry, match="nothing_here"):
        plain.entry("nothing_here")


def test_missing_or_foreign_weights_say_how_to_mend(tmp_path: Path) -> None:
    with pytest.raises(WeightsError, match=r"faq\.train"):
        Gate.load(with_encoder=False, folder=tmp_path)
    few = {name: np.zeros((1, 31)) for name in ("looks", "cuts", "below", "above", "adds")}
    trees = {f"tree_{name}": values for name, values in few.items()}
    heads = {"form": np.zeros(3), "form_bias": 0, "matter": np.zeros(BUCKETS), "matter_bias": 0, "threshold": 1}
    heads |= {"encoder": np.array("")}
    np.savez(tmp_path / "gate_plain.npz", **heads, **trees)
    with pytest.raises(WeightsError, match="大きさ"):
        Gate.load(with_encoder=False, folder=tmp_path)
    np.savez(tmp_path / "gate_plain.npz", **heads, **(trees | {"tree_cuts": np.zeros(3)}))
    with pytest.raises(WeightsError, match="読めません"):
        Gate.load(with_encoder=False, folder=tmp_path)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=600))
def test_any_text_is_folded_once_and_judged(plain: FaqBook, text: str) -> None:
    assert len(fold(text)) <= LONGEST
    assert 0 <= plain.find(text).score <= 1

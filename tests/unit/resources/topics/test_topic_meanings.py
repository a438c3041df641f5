"""Words that were never trained on share clues with words that were."""

import pytest

from resources.language.tokenise import Tokeniser
from resources.topics.features import Features
from resources.topics.near import Meanings
from resources.words import WordVectors


@pytest.fixture(scope="module")
def meanings() -> Meanings:
    return Meanings(WordVectors.load())


@pytest.fixture(scope="module")
def tokeniser() -> Tokeniser:
    return Tokeniser()


@pytest.mark.parametrize(
    ("known", "other"),
    [("取る", "取れる"), ("隣り", "隣"), ("怖い", "こわい"), ("片づける", "片付ける")],
)
def test_other_spellings_and_forms_have_the_same_meaning(
    meanings: Meanings, tokeniser: Tokeniser, known: str, other: str
) -> None:
    assert set(meanings.clues(tokeniser.split(known))) == set(meanings.clues(tokeniser.split(other)))


def test_a_compound_nobody_filed_is_read_by_its_parts(meanings: Meanings, tokeniser: Tokeniser) -> None:
    whole = set(meanings.clues(tokeniser.split("母子家庭")))
    assert set(meanings.clues(tokeniser.split("家庭"))) <= whole


def test_words_without_content_give_no_clue(meanings: Meanings, tokeniser: Tokeniser) -> None:
    with_particles, alone = tokeniser.split("母がです。"), tokeniser.split("母")
    assert list(meanings.clues(with_particles)) == list(meanings.clues(alone))


def test_neighbours_are_paired_and_so_are_neighbours_but_one(meanings: Meanings, tokeniser: Tokeniser) -> None:
    assert len(list(meanings.pairs(tokeniser.split("母 病院 家賃")))) == 3
    assert list(meanings.pairs(tokeniser.split("母"))) == []


def test_the_clues_of_a_message_hold_meanings_and_pairs() -> None:
    found = Features(Tokeniser()).columns("母の家賃が払えない")
    assert len(found["near"])
    assert len(found["pair"])

"""A case number is said aloud, found again, and never taken for somebody's name."""

from __future__ import annotations

from bot.base.ids import case_numbers, new_case_number
from bot.privacy.lexicon import Lexicon


def test_no_number_is_dealt_out_under_a_name_that_people_bear() -> None:
    names = Lexicon.load()
    dealt = {new_case_number().partition("-")[0] for _ in range(2000)}
    assert len(dealt) > 30
    assert not dealt & (names.given_kana | names.surnames_kana)


def test_a_number_of_four_digits_is_found_under_every_word_old_or_new() -> None:
    assert "すみれ-4821" in case_numbers("", "4821")
    assert "せせらぎ-4821" in case_numbers("せせ", "4821")
    assert all(number.endswith("-4821") for number in case_numbers("", "4821"))

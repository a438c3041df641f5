"""Words that mean one thing, by letters and by sound."""

from collections.abc import Sequence

from faq.concepts import Concepts, themes

_SOUNDS = {"生活保護": "せいかつほご", "家賃": "やちん"}


def _readings(words: Sequence[str]) -> list[str]:
    return [_SOUNDS.get(word, "") for word in words]


def test_a_word_is_known_by_its_sound_when_that_is_long_enough() -> None:
    heard = Concepts(_readings)
    assert themes(heard.of("せーかつほごって", "せいかつほごって")) == themes(heard.of("生活保護"))
    assert not themes(Concepts().of("あおいそら", "せいかつほご"))
    assert heard.of("あおいそら", "やちん") == []

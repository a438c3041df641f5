"""What the tests of single recognisers share."""

import pytest

from bot.privacy.lexicon import Lexicon


@pytest.fixture(scope="module")
def lexicon():
    return Lexicon.load()

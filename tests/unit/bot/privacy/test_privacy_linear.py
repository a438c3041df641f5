"""No pattern of the pseudonymiser can run away: its shape is looked at, and every one meets long hostile texts (R49)."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator
from re import _constants, _parser  # type: ignore[attr-defined]
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import bot.privacy
from bot.privacy.document import Document
from bot.privacy.lexicon import Lexicon
from bot.privacy.recognisers.registry import default_recognisers

_REPEATS = (_constants.MAX_REPEAT, _constants.MIN_REPEAT)
_MANY = 64
"""A repeat up to this bound costs a constant for each place it starts at."""
_OF_SHORT_NAMES = frozenset(("bot.privacy.recognisers.organisation._GENERAL.0",))
"""Asked only of names that another pattern found, 16 letters at most."""
RECOGNISERS = default_recognisers(Lexicon.load())


def _inside(value: object) -> Iterator[re.Pattern[str]]:
    """Every pattern in a constant, a tuple of them, or an object that holds some."""
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, tuple | list):
        for part in value:
            yield from _inside(part)
    elif hasattr(value, "__dataclass_fields__") and not isinstance(value, type):
        for name in value.__dataclass_fields__:
            yield from _inside(getattr(value, name))


def _patterns() -> dict[str, re.Pattern[str]]:
    found = {}
    for module in pkgutil.walk_packages(bot.privacy.__path__, "bot.privacy."):
        if ".training" in module.name:
            continue
        for name, value in vars(importlib.import_module(module.name)).items():
            found |= {f"{module.name}.{name}.{n}": p for n, p in enumerate(_inside(value))}
    for recogniser in RECOGNISERS:
        found |= {f"{recogniser.name}.{n}": p for n, p in enumerate(_inside(recogniser))}
    return found


PATTERNS = _patterns()


def _repeats(tree: Any, within: tuple[int, ...] = ()) -> Iterator[tuple[int, ...]]:
    """The bounds of each repeat, outermost first, of a parsed pattern."""
    for operator, argument in tree:
        if operator in _REPEATS:
            bounds = (*within, int(argument[1]))
            yield bounds
            yield from _repeats(argument[2], bounds)
        elif operator is _constants.BRANCH:
            for branch in argument[1]:
                yield from _repeats(branch, within)
        elif operator is _constants.SUBPATTERN:
            yield from _repeats(argument[3], within)
        elif operator in (_constants.ASSERT, _constants.ASSERT_NOT):
            yield from _repeats(argument[1], within)


def test_the_patterns_are_found() -> None:
    assert len(PATTERNS) > 100
    assert any("call_name" in name for name in PATTERNS)


@pytest.mark.parametrize("name", sorted(set(PATTERNS) - _OF_SHORT_NAMES))
def test_no_repeat_stands_within_an_endless_one(name: str) -> None:
    parsed = _parser.parse(PATTERNS[name].pattern, PATTERNS[name].flags)
    for bounds in _repeats(parsed):
        endless = [bound for bound in bounds if bound > _MANY]
        several = [bound for bound in bounds if bound > 1]
        assert not endless or len(several) == 1, f"{name}: {bounds}"
        product = 1
        for bound in bounds:
            product *= bound if bound <= _MANY else 1
        assert product <= _MANY * 16, f"{name}: {bounds}"


_ATOMS = ("あ", "ア", "一", "三中", "の", "と", "健太", "という", "名前は", "A.B", "小", "2年", "(", "A ", "っ", "家族会", "に住む", "ー",
          "・", "森の", "凪が", "1", "0-9", "090-", "@", ".", "https://", "丁目", "荘", "株式会社", " ", "\n", "さん", "です", "番号")


@settings(max_examples=12, deadline=None)
@given(st.lists(st.sampled_from(_ATOMS), min_size=1, max_size=4).map("".join))
def test_a_long_repetition_of_what_patterns_look_for_is_read_to_its_end(unit: str) -> None:
    text = unit * (12_000 // len(unit))
    document = Document(text)
    for recogniser in RECOGNISERS:
        assert all(span.end <= len(text) for span in recogniser.find(document))

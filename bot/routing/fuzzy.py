"""Slips of the finger: a name that is one letter off exactly one town, and off nothing else."""

import re
from collections.abc import Iterable

from bot.routing.fold import fold, is_kana, loose
from bot.routing.gazetteer import Gazetteer
from bot.routing.result import Spot

_HEAD = re.compile(
    r"^[^、。,]{0,12}?(?:東京都|東京の|都内の|住所は|住まいは|家は|場所は|うちは|地域は|町は|"
    r"えつと|えーと|たぶん|多分)"
)
_WORD = re.compile(r"[ぁ-ゖー]{3,12}|[一-龠々ぁ-ゖ]{2,8}")
_TAIL = re.compile(
    r"(?:の(?:あたり|へん|ほう|方|近く|近所|ちかく|周辺)|あたり|らへん|へん|付近|ふきん|周辺|近辺|です|だよ|だと思.*|だ|に住.*|にす.*|在住|の人|かな|"
    r"の?[0-9一二三四五六七八九十]+.*|いつちよう.*|に?ちようめ.*|さんちよう.*|よんちよう.*|ごちよう.*)$"
)
_MIN_KANJI = 3
_MIN_KANA = 4


def near_town(rest: str, book: Gazetteer, municipalities: Iterable[str]) -> tuple[Spot, str] | None:
    """Return the one town that a word of the text is a slip of, with that word; None when none or several fit."""
    word = _word(rest)
    if not word or word in book.outside_kana:
        return None
    found: set[tuple[str, str]] = set()
    for municipality in municipalities:
        for town in book.towns.get(municipality, ()):
            if _is_slip(word, fold(town), book.kana.get((municipality, town), "")):
                found.add((municipality, town))
    if len(found) != 1 or (is_kana(word) and _near_outside(word, book)):
        return None
    municipality, town = found.pop()
    if not is_kana(word) and len(word) != len(fold(town)):
        return None
    return Spot(municipality, town), word


def _word(rest: str) -> str:
    """Return the word that should be a place: without opening words, particles and numbers."""
    text = _HEAD.sub("", rest).strip("の、。 ")
    while True:
        shorter = _TAIL.sub("", text)
        if shorter == text:
            break
        text = shorter
    found = _WORD.fullmatch(text)
    return found[0] if found else ""


def _is_slip(word: str, town: str, kana: str) -> bool:
    """Return True when a word is one slip away from a town's kanji, or sounds like its kana but for one."""
    if is_kana(word):
        if not kana or min(len(word), len(kana)) < _MIN_KANA:
            return loose(word) == loose(kana) and len(kana) >= _MIN_KANJI
        return loose(word) == loose(kana) or one_off(word, kana)
    return (
        min(len(word), len(town)) >= _MIN_KANJI - 1 and max(len(word), len(town)) >= _MIN_KANJI and one_off(word, town)
    )


def _near_outside(word: str, book: Gazetteer) -> bool:
    """Return True when the word is as near to a place outside."""
    return any(abs(len(name) - len(word)) <= 1 and one_off(word, name) for name in book.outside_kana)


def one_off(first: str, second: str) -> bool:
    """Return True when two words differ by one letter put in, left out or changed, or by two swapped."""
    if first == second:
        return True
    if len(first) > len(second):
        first, second = second, first
    if len(second) - len(first) > 1:
        return False
    start = 0
    while start < len(first) and first[start] == second[start]:
        start += 1
    if len(first) < len(second):
        return first[start:] == second[start + 1 :]
    if first[start + 1 :] == second[start + 1 :]:
        return True
    return first[start : start + 2] == second[start : start + 2][::-1] and first[start + 2 :] == second[start + 2 :]

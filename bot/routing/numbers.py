"""Chome and 番 out of what follows a town's name."""

import re
import unicodedata
from dataclasses import dataclass

_KANJI = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {"壱": 1, "弐": 2, "参": 3}
_SPOKEN = {
    "いつ": 1, "いち": 1, "に": 2, "さん": 3, "よん": 4, "し": 4, "ご": 5, "ろく": 6, "なな": 7, "しち": 7,
    "はつ": 8, "はち": 8, "きゆう": 9, "く": 9,
}  # fmt: skip

_NUM = r"(?:\d{1,4}|[一二三四五六七八九十壱弐参]{1,4})"
_SAY = r"(?:いつ|いち|に|さん|よん|し|ご|ろく|なな|しち|はつ|はち|きゆう|く)"
_CHOME_WORD = r"(?:丁目|町目|丁|ちようめ|ちょうめ|chome|-chome|番町)"
_LEAD = r"[の、,・:()「」\s-]{0,3}(?:は|が|に|で)?"
_NOT_CHOME = r"(?!\d|代|歳|才|年|人|階|万|円|分|時|度|km|キロ|回|号線|ヶ月|か月|日|世帯|匹|つ|泊|割|番)"
_BAN_WORD = r"(?:番地|番街区|街区|番|-|の)"

_MANY = re.compile(
    rf"{_LEAD}(?P<a>{_NUM}){_CHOME_WORD}?(?:か|・|、|,|と|や|または|もしくは|or|/)(?P<b>{_NUM}){_CHOME_WORD}"
)
_SPAN = re.compile(rf"{_LEAD}(?P<a>{_NUM})(?:-|~|から)(?P<b>{_NUM}){_CHOME_WORD}")
_WORD = re.compile(rf"{_LEAD}(?P<a>{_NUM}|{_SAY}){_CHOME_WORD}")
_DASHED = re.compile(rf"{_LEAD}(?P<a>{_NUM})[-の](?P<b>{_NUM})(?!丁目|ちようめ)")
_BLOCK = re.compile(rf"{_LEAD}(?P<b>{_NUM})(?:番地|番)")
_BARE = re.compile(rf"{_LEAD}(?P<a>{_NUM}){_NOT_CHOME}")
_AFTER = re.compile(
    rf"[の、,\s-]{{0,2}}(?P<b>{_NUM})(?:番?[-~](?P<c>\d{{1,4}})番)?"
    r"(?=番|-|の|号|$|[^\d代歳才年人階万円分時度])"
)
_ANYWHERE = re.compile(rf"(?P<a>{_NUM}|{_SAY}){_CHOME_WORD}")
_OTHER = re.compile(r"(?:ほか|他|それ以外|その他)(?:の)?(?:丁目|番|番地|ところ)")
_MAX_CHOME = 20


@dataclass(frozen=True)
class Numbers:
    """Chomes and 番 told, empty when none; `other` for 「ほかの丁目」「ほかの番」."""

    chomes: tuple[int, ...] = ()
    banchi: tuple[int, ...] = ()
    other: bool = False


def read_numbers(tail: str) -> Numbers:
    """Return what the folded text after a town's name says of chome and 番."""
    other = bool(_OTHER.search(tail))
    for pattern in (_MANY, _SPAN):
        found = pattern.match(tail)
        if found:
            first, second = number(found["a"]), number(found["b"])
            low, high = min(first, second), max(first, second)
            chomes = range(low, high + 1) if pattern is _SPAN else (first, second)
            return Numbers(tuple(n for n in chomes if 0 < n <= _MAX_CHOME), other=other)
    found = _WORD.match(tail)
    if found:
        return Numbers((number(found["a"]),), _block(tail[found.end() :]), other)
    return _unworded(tail, other)


def _unworded(tail: str, other: bool) -> Numbers:
    """Return the numbers of a text without the word 丁目: 3-12, 3の12, 3, or a 番 alone."""
    found = _DASHED.match(tail)
    if found and number(found["a"]) <= _MAX_CHOME:
        return Numbers((number(found["a"]),), (number(found["b"]),), other)
    found = _BLOCK.match(tail)
    if found:
        return Numbers((), (number(found["b"]),), other)
    found = _BARE.match(tail)
    if found:
        value = number(found["a"])
        return Numbers((value,), (), other) if value <= _MAX_CHOME else Numbers((), (value,), other)
    found = _ANYWHERE.search(tail)
    return Numbers((number(found["a"]),), _block(tail[found.end() :]), other) if found else Numbers(other=other)


def _block(rest: str) -> tuple[int, ...]:
    """Return the 番 that follow the chome; both ends of a range."""
    found = _AFTER.match(rest)
    if not found:
        return ()
    return (number(found["b"]), int(found["c"])) if found["c"] else (number(found["b"]),)


def number(text: str) -> int:
    """Return the value of digits, kanji numerals up to 99, or a spoken numeral."""
    if text in _SPOKEN:
        return _SPOKEN[text]
    if text.isdigit():
        return int(text)
    if "十" in text:
        tens, _, ones = text.partition("十")
        return (_KANJI.get(tens, 1) if tens else 1) * 10 + _KANJI.get(ones[:1], 0)
    value = 0
    for char in text:
        value = value * 10 + _KANJI.get(char, 0)
    return value


_POSTAL = re.compile(r"(?<![0-9])(\d{3})[-ー‐‑‒–—―−ｰ 　]{0,2}(\d{4})(?![0-9-])")
_KANJI_POSTAL = re.compile(r"([〇零一二三四五六七八九]{3})[-ー‐−の]?([〇零一二三四五六七八九]{4})")


def split_postal_code(text: str) -> tuple[str, str]:
    """Return the seven digits of a postal code and the text without it; no digits when there is none."""
    plain = unicodedata.normalize("NFKC", text[:400])
    found = _POSTAL.search(plain) or _KANJI_POSTAL.search(plain)
    if not found:
        return "", text
    digits = "".join(str(_KANJI.get(char, char)) for char in (found[1] + found[2]).replace("零", "〇"))
    rest = plain[: found.start()].replace("〒", "").replace("郵便番号", "") + "、" + plain[found.end() :]
    return digits, rest

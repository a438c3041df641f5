"""Sudachi's view of a text as evidence for each character; never the verdict (葵 is a noun to it)."""

from collections.abc import Iterator
from typing import Any, NamedTuple, Protocol

from resources.language import Tokeniser

CHUNK = 2000
CLASSES = ("surname", "given", "person", "place", "proper", "noun", "number", "particle", "auxiliary", "verb",
           "suffix", "prefix", "pronoun", "adverb", "symbol", "other")
_LONE_SURROGATES = dict.fromkeys(range(0xD800, 0xE000), "〓")  # Sudachi takes UTF-8 only
_MINOR = {"姓": "surname", "名": "given"}
_NOUN = {"人名": "person", "地名": "place", "固有名詞": "proper", "数詞": "number"}
_MAJOR = {
    "助詞": "particle", "助動詞": "auxiliary", "動詞": "verb", "形容詞": "verb", "形状詞": "verb",
    "接尾辞": "suffix", "接頭辞": "prefix", "代名詞": "pronoun", "副詞": "adverb", "接続詞": "adverb",
    "感動詞": "adverb", "連体詞": "adverb", "補助記号": "symbol", "空白": "symbol", "記号": "symbol",
}


class Word(NamedTuple):
    """One word: where it stands, its index into CLASSES, whether the dictionary lacks it, its normalised form."""

    start: int
    end: int
    number: int
    unknown: bool
    form: str


class Morphology(Protocol):
    """Splits a text into words with a class each."""

    def words(self, text: str) -> Iterator[Word]:
        """Yield the words in order."""
        ...

    def senses(self, word: str) -> frozenset[str]:
        """Return the classes that the dictionary knows of a word."""
        ...


class SudachiMorphology:
    """SudachiPy with the core dictionary; texts are cut into chunks because Sudachi limits its input."""

    def __init__(self) -> None:
        from sudachipy import SplitMode

        self._dictionary: Any = Tokeniser.dictionary()
        self._tokenizer: Any = self._dictionary.tokenizer(SplitMode.C)
        self._classes: dict[int, int] = {}

    def words(self, text: str) -> Iterator[Word]:
        """Yield the words of `text`; linear in its length."""
        for begin, part in chunks(text.translate(_LONE_SURROGATES)):
            for word in self._tokenizer.tokenize(part):
                number = word.part_of_speech_id()
                if number not in self._classes:
                    self._classes[number] = CLASSES.index(class_of(word.part_of_speech()))
                if word.begin() < word.end():  # Sudachi may give empty words at a chunk's end
                    yield Word(begin + word.begin(), begin + word.end(), self._classes[number], word.is_oov(),
                               word.normalized_form())

    def senses(self, word: str) -> frozenset[str]:
        """Return what the word may be, whatever it was taken for in a sentence (葵 is a noun and a name)."""
        found = self._dictionary.lookup(word.translate(_LONE_SURROGATES))
        return frozenset(class_of(one.part_of_speech()) for one in found)


def chunks(text: str, size: int = CHUNK) -> Iterator[tuple[int, str]]:
    """Yield (offset, part) of at most `size` characters, cut at a line end or 。 where there is one."""
    at = 0
    while at < len(text):
        end = min(len(text), at + size)
        if end < len(text):
            cut = max(text.rfind("\n", at + size // 2, end), text.rfind("。", at + size // 2, end))
            end = cut + 1 if cut >= 0 else end
        yield at, text[at:end]
        at = end


def class_of(pos: tuple[str, ...]) -> str:
    """Return our class for a Sudachi part of speech."""
    if pos[0] == "名詞":
        if pos[2] == "人名":
            return _MINOR.get(pos[3], "person")
        if pos[1] == "固有名詞":
            return _NOUN.get(pos[2], "proper")
        return "number" if pos[1] == "数詞" else "noun"
    return _MAJOR.get(pos[0], "other")

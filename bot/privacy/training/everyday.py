"""Collects the words that residents use and nobody is called by: what a tagger takes for a name among them is none."""

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from bot.privacy.lexicon import DATA, Lexicon
from bot.privacy.morphology import CLASSES, SudachiMorphology
from bot.privacy.training.augment import Labelled
from bot.privacy.training.lines import corpora, training_lines

_OFTEN = 3
_KINDS = frozenset(map(CLASSES.index, ("noun", "verb", "adverb", "pronoun", "auxiliary", "suffix", "other")))
_HEAD = "# Words of three lines of the topic and triage corpora that no list of names holds (`training/everyday.py`)."
_LETTERS = re.compile(r"[ぁ-ヺー々一-龥]{2,}|[一-龥]")


def everyday_words(folder: Path, lexicon: Lexicon) -> list[str]:
    """Return the words of at least three lines of the corpora that no list of names holds and no label names."""
    named = lexicon.surnames | lexicon.given | lexicon.given_kana | lexicon.foreign | lexicon.surnames_kana
    labelled = {line.text[start:end] for line in training_lines(folder) for start, end, _ in line.spans}
    often = {word for word, count in counts(corpora(folder)).items() if count >= _OFTEN}
    return sorted(often - named - labelled)


def counts(lines: Iterable[Labelled]) -> Counter[str]:
    """Return in how many lines each everyday word of the dictionary stands."""
    morphology, found = SudachiMorphology(), Counter[str]()
    for line in lines:
        words = (w for w in morphology.words(line.text) if w.number in _KINDS and not w.unknown)
        texts = {line.text[word.start:word.end] for word in words}
        found.update(text for text in texts if _LETTERS.fullmatch(text))
    return found


def write(target: Path = DATA / "everyday_words.txt") -> int:
    """Write the list that ships; returns its length."""
    words = everyday_words(DATA, Lexicon.load())
    rows = [" ".join(words[at:at + 20]) for at in range(0, len(words), 20)]
    target.write_text("\n".join((_HEAD, *rows)) + "\n", encoding="utf-8")
    return len(words)

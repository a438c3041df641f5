"""Varied copies of labelled lines: each name, institution and building gives way to another of its shape."""

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.privacy.lexicon import TO_KATAKANA, Lexicon
from bot.privacy.training.institutions import Institutions
from bot.privacy.training.words import Parts

_FIRST_SOUNDS = "アイエオカキクサシスタチトナニハヒマミモラリルロワザジダドバビブ"
_SOUNDS = _FIRST_SOUNDS + "ウケコセソツテヌネノフヘホムメレンーパピッャュ"
_ROLE = re.compile(
    r"(?:娘|息子|長男|次男|三男|長女|次女|三女|孫|双子|弟|妹|兄|姉|子|うち|母|父|夫|妻|祖父|祖母|"
    r"元夫|元妻|彼氏?|彼女|甥|姪|叔父|叔母)の?$")
_NAMED_BUILDING = re.compile(
    r"([^\d]{0,10}[\d０-９の番地号ー－‐-]{0,15}[ 　、\n])?"
    r"(?P<name>[^\d０-９\n]{0,15}?(?:荘|コーポ|ハイツ|マンション|ハイム|ヒルズ|コート|館|パレス|レジデンス|ハウス)[^\d０-９]{0,6})")
_KANJI = re.compile(r"[一-龥々〆ヶ]+$")
_LATIN = re.compile(r"[A-Za-z'’.]+(?: [A-Za-z'’.]+)*$")
_SMALL = re.compile(r"[^\s\d]{1,12}$")


@dataclass(frozen=True)
class Labelled:
    """A text with its labelled stretches (start, end, type), in order."""

    text: str
    spans: tuple[tuple[int, int, str], ...]


class Augmenter:
    """Replaces labelled stretches by random others; `rng` makes a run repeatable."""

    def __init__(self, lexicon: Lexicon, rng: random.Random) -> None:
        self._rng = rng
        self._parts = Parts.load()
        self._surnames = sorted(w for w in lexicon.surnames if len(w) > 1)
        self._single = sorted(w for w in lexicon.surnames if len(w) == 1)
        self._given = sorted(lexicon.given)
        self._single_given = sorted(w for w in lexicon.given if len(w) == 1)
        self._family_kana = sorted(lexicon.surnames_kana)
        self._kana = sorted(w for w in lexicon.given_kana if "ぁ" <= w[0] <= "ゖ" and len(w) > 1)
        self._foreign = sorted(w for w in lexicon.foreign if "ァ" <= w[0] <= "ヺ")
        self._latin = sorted(w for w in lexicon.foreign if w[0].isascii())
        self._lexicon = lexicon
        self._kinds = sorted(lexicon.kinds)
        self._places = sorted(p for p in lexicon.places if p in lexicon.surnames or len(p) < 5)
        self._towns = sorted(p for p in lexicon.places if len(p) in (2, 3) and p[-1] not in "都道府県市区町村")
        self._institutions = Institutions(self._parts, rng, self._family, self._nonce)
        self._letters = sorted({c for w in (*self._surnames, *self._given) for c in w})

    def vary(self, line: Labelled) -> Labelled:
        """Return a copy with every name, institution and building replaced."""
        text, spans, at = "", [], 0
        for start, end, kind in line.spans:
            text += line.text[at:start]
            found = self._other(line.text[start:end], kind, text, line.text[end:end + 4])
            spans.append((len(text), len(text) + len(found), kind))
            text += found
            at = end
        return Labelled(text + line.text[at:], tuple(spans))

    def place(self) -> Labelled:
        """Return a line with place names, many of which are family names too, and nothing to hide."""
        line = self._rng.choice(self._parts.place_lines)
        return Labelled(line.format(*(self._rng.choice(self._places) for _ in range(line.count("{}")))), ())

    def kind(self) -> Labelled:
        """Return a line about an institution: half of them name only its kind, which stays, half its proper name."""
        before, after = self._rng.choice(self._parts.kind_lines).split("{}")
        if self._rng.random() < 0.5:
            return Labelled(before + self._rng.choice(self._kinds) + after, ())
        found = self.institution(self._rng.choice(("work", "shop", "school", "clinic", "care")))
        return Labelled(before + found + after, ((len(before), len(before) + len(found), "organisation"),))

    def role(self) -> Labelled:
        """Return a line about somebody: half of them name only what the person is (専務), which stays, half the name.

        A third of the names are places too (福島が言うには), so that the sentence must tell.
        """
        before, after = self._rng.choice(self._parts.role_lines).split("{}")
        dice = self._rng.random()
        if dice < 0.5:
            return Labelled(before + self._rng.choice(self._parts.roles) + after, ())
        found = self._rng.choice(self._towns) if dice < 0.67 else self._named()
        return Labelled(before + found + after, ((len(before), len(before) + len(found), "name"),))

    def _named(self) -> str:
        return self.family_name() if self._rng.random() < 0.6 else self.call_name()

    def call_name(self) -> str:
        """Return a name as the family says it: mostly a given name, in kanji or kana, at times foreign."""
        dice = self._rng.random()
        if dice < 0.12:
            return self._rng.choice(self._parts.noun_names)
        if dice < 0.55:
            return self._first()
        if dice < 0.8:
            return self._hiragana()
        if dice < 0.9:
            return self._katakana()
        return self._family() if dice < 0.95 else self._family() + self._first()

    def family_name(self) -> str:
        """Return a name as colleagues and neighbours say it: mostly a family name."""
        dice = self._rng.random()
        if dice < 0.75:
            return self._family()
        if dice < 0.82:
            return self._katakana()
        if dice < 0.87:
            return self._sounded()
        if dice < 0.93:
            return self._family() + self._first()
        return self._hiragana() if dice < 0.97 else self._rng.choice(self._latin)

    def full_name(self) -> str:
        """Return a name as one writes it under a letter: whole, or the family name alone, rarely a given one."""
        dice, space = self._rng.random(), self._rng.choice(("", "", " ", "　"))
        if dice < 0.5:
            return self._family() + space + self._first()
        if dice < 0.75:
            return self._family()
        if dice < 0.85:
            return self._hiragana()
        return self._katakana() + self._rng.choice(("", "・" + self._katakana()))

    def latin_name(self) -> str:
        """Return a name in Latin letters, one to three words."""
        return " ".join(self._rng.choice(self._latin) for _ in range(self._rng.choice((1, 1, 2, 2, 3))))

    def institution(self, kind: str) -> str:
        """Return the name of an institution of a kind: school, clinic, care, work or shop."""
        return self._institutions.of(kind)

    def _other(self, found: str, kind: str, before: str, after: str) -> str:
        if kind == "name":
            return self.person(found, before, after)
        if kind == "organisation":
            return self._institutions.other(found)
        return self._building(found) if kind == "address" else found

    def person(self, found: str, before: str, after: str) -> str:
        """Return another name in the script and shape of `found`."""
        pick = self._rng.choice
        parts = re.split(r"([ 　・=])", found)
        if len(parts) > 1 and _KANJI.match(found[0]):
            return self._family() + parts[1] + (pick(self._kana) if "ぁ" <= parts[2][0] <= "ゖ" else self._first())
        if _KANJI.match(found):
            return self._kanji(found, before, after)
        if all("ぁ" <= c <= "ゖ" or c in "ー 　" for c in found):
            return self._hiragana() + (parts[1] + pick(self._kana) if len(parts) > 1 else "")
        if all("ァ" <= c <= "ヺ" or c in "ー・ 　" for c in found):
            return "".join(p if p in " 　・" else self._katakana() for p in parts)
        if _LATIN.match(found):
            return self._cased(found, " ".join(pick(self._latin) for _ in found.split()))
        return found

    def _kanji(self, found: str, before: str, after: str) -> str:
        if len(found) > 2 and any(found[:n] in self._lexicon.surnames and found[n:] in self._lexicon.given
                                  for n in range(1, len(found))):
            return self._family() + self._first()
        given, family = found in self._lexicon.given, found in self._lexicon.surnames
        if _ROLE.search(before[-4:]) and not after.startswith(("さん", "課長", "先生")) and (given or not family):
            return self._first()
        return self._first() if given and not family else self._family()

    def _hiragana(self) -> str:
        """Return a given name in hiragana, at times made up or turned into a nickname."""
        dice, pick = self._rng.random(), self._rng.choice
        name = pick(self._kana)
        if dice < 0.12:
            return pick(self._parts.nicknames).format(name[:2])
        if dice < 0.24:
            name = "".join(chr(ord(c) - 0x60) if "ァ" <= c <= "ヶ" else c for c in self._nonce())[:4]
        return name

    def _sounded(self) -> str:
        """Return a family name as it sounds, in hiragana or katakana."""
        name = self._rng.choice(self._family_kana)
        return name if self._rng.random() < 0.5 else name.translate(TO_KATAKANA)

    def _katakana(self) -> str:
        dice = self._rng.random()
        if dice < 0.15:
            return "".join(chr(ord(c) + 0x60) if "ぁ" <= c <= "ゖ" else c for c in self._rng.choice(self._kana))
        return self._rng.choice(self._foreign) if dice < 0.75 else self._nonce()

    def _family(self) -> str:
        dice, pick = self._rng.random(), self._rng.choice
        if dice < 0.05:
            return pick(self._letters) + pick(self._letters)
        if dice < 0.13:
            return pick(self._parts.rare_surnames)
        if dice < 0.18:
            return pick(self._towns)
        return pick(self._single if dice < 0.26 else self._surnames)

    def _first(self) -> str:
        dice, pick = self._rng.random(), self._rng.choice
        if dice < 0.12:
            return pick(self._letters) + pick(self._letters)
        return pick(self._single_given) if dice < 0.24 else pick(self._given)

    def _nonce(self) -> str:
        return self._rng.choice(_FIRST_SOUNDS) + "".join(
            self._rng.choice(_SOUNDS) for _ in range(self._rng.randint(1, 4)))

    @staticmethod
    def _cased(model: str, found: str) -> str:
        return found.upper() if model.isupper() else found.lower() if model.islower() else found

    def _building(self, found: str) -> str:
        match = _NAMED_BUILDING.match(found)
        if not match or self._rng.random() < 0.3:
            return found
        name = self._institutions.core() + self._rng.choice(self._parts.building_ends)
        if self._rng.random() < 0.4:
            name = self._rng.choice(self._parts.buildings) + self._institutions.core()
        return found[:match.start("name")] + name + found[match.end("name"):]


def labels(line: Labelled, names: Sequence[str]) -> list[int]:
    """Return the label of each character; types the tagger does not learn are X."""
    result = [0] * len(line.text)
    for start, end, kind in line.spans:
        first, rest = f"B-{kind}", f"I-{kind}"
        result[start:end] = [names.index(rest) if rest in names else 1] * (end - start)
        if first in names:
            result[start] = names.index(first)
    return result

"""Plants names and institutions into sentences that had none, where people would put them: 息子が → 息子の悠真が.

A sentence about a worry says 息子, 会社, 病院; the same person on another day says the name. So every line of the topic
and triage corpora becomes a surrounding in which a name can stand.
"""

import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from bot.privacy.training.augment import Augmenter, Labelled
from bot.privacy.training.words import Parts, Tongue

Piece = tuple[str, str]
"""Text and the label it carries ("" for none)."""
_KIN = re.compile(
    r"(?<![一-龥ぁ-んお])(?P<w>息子|娘|長男|次男|三男|長女|次女|三女|末っ子|孫|弟|妹|兄|姉|夫|妻|母|父|祖母|祖父|義母|義父|"
    r"彼氏|彼女|友達|友だち|友人|親友|甥|姪|叔父|叔母|伯母|元夫|元妻|元彼|旦那|嫁|婚約者|上の子|下の子|子ども|従兄|いとこ)"
    r"(?=[がはをにともへ、]|から|だけ|まで|の(?!日|子|頃))")
_ROLE = re.compile(
    r"(?<![一-龥ぁ-ん])(?P<w>上司|同僚|課長|部長|店長|社長|班長|主任|係長|先輩|後輩|大家|担任|主治医|ケアマネ(?:ジャー)?|"
    r"ヘルパー|民生委員|園長|校長|相談員|保健師|弁護士|看護師|訪問看護師|支援員|ワーカー|カウンセラー|隣人|隣の人|隣の家|部下|"
    r"管理人|コーチ|顧問|監督|友達|ママ友|客|担当者?)(?P<t>さん|の先生)?(?=[がはをにともへの、]|から|だけ)")
_PLACES = tuple((kind, re.compile(
    r"(?<![一-龥ぁ-んァ-ヺー])(?P<w>" + words + r")(?=[がはをにでへ、]|から|の(?!人|よう))")) for kind, words in (
    ("work", "会社|勤め先|職場|工場|倉庫|バイト先|パート先|派遣先|店|お店|スーパー|居酒屋|コンビニ|事務所|現場|"
             "前の会社|今の会社"),
    ("school", "学校|小学校|中学校|中学|高校|大学|保育園|幼稚園|こども園|塾|学童|専門学校|園"),
    ("clinic", "病院|クリニック|歯医者|薬局|診療所|医者|心療内科|精神科|眼科|外来"),
    ("care", "施設|デイ|デイサービス|作業所|老人ホーム|グループホーム|特養|ショート|シェルター|寮|ホーム|訪問看護|"
             "ヘルパー事業所"),
))
_LETTERS = {"hangul": "[가-힣]", "deva": "[ऀ-ॿ]", "latin": "[A-Za-z]{3}", "han": "[一-龥]"}
_GIVEN_KIN = re.compile(r"息子|娘|[長次三][男女]|末っ子|孫|弟|妹|甥|姪|上の子|下の子|子ども|彼氏|彼女|友達|友だち|親友")
_RANKS = ("課長", "部長", "店長", "社長", "班長", "主任", "係長", "園長", "校長", "先輩", "弁護士", "看護師", "監督")
_TITLES = ("さん", "さん", "さん", "ちゃん", "くん", "君", "先生", "様", "氏", "")


@dataclass(frozen=True)
class Planter:
    """Makes a labelled line out of one that names nobody; `rng` makes a run repeatable."""

    names: Augmenter
    parts: Parts
    rng: random.Random

    def plant(self, text: str) -> Labelled | None:
        """Return the line with something planted, or None where nothing fits."""
        tongue = self._tongue(text)
        if tongue is not None:
            return self._abroad(text, tongue)
        ways = [way for way in (self._kin, self._role, self._place) if self.rng.random() < 0.75]
        self.rng.shuffle(ways)
        pieces: list[Piece] = [(text, "")]
        for way in ways:
            pieces = way(pieces)
        if self.rng.random() < 0.18 or (len(pieces) == 1 and self.rng.random() < 0.5):
            pieces = self._signed(pieces)
        return _joined(pieces) if any(kind for _, kind in pieces) else None

    def _tongue(self, text: str) -> Tongue | None:
        """Return the language of a line by its letters and words of kin; None for Japanese."""
        if re.search(r"[ぁ-んァ-ヺ]", text):
            return None
        letters = next((name for name, chars in _LETTERS.items() if re.search(chars, text)), "")
        fit = [tongue for tongue in self.parts.world.values() if tongue.letters == letters]
        for tongue in fit:
            if any(word in text for word in (*tongue.kin, *(place for place, _ in tongue.places))):
                return tongue
        return fit[0] if letters in ("hangul", "deva") else None

    def _abroad(self, text: str, tongue: Tongue) -> Labelled:
        """Return a line in another language with a name beside a word of kin, a firm, or an opening or signature."""
        pick, name = self.rng.choice, self.rng.choice(tongue.names)
        if tongue.letters == "latin" and self.rng.random() < 0.4:
            name = self.names.latin_name()
        pieces: list[Piece] = [(text, "")]
        if self.rng.random() < 0.7:
            words = re.compile("(?:" + "|".join(map(re.escape, tongue.kin)) + ")")
            pieces = _replaced(pieces, words, lambda found: _beside(found.group(), pick(tongue.joint), name))
        for place, form in tongue.places:
            named = partial(_in_form, form=form, firm=pick(tongue.firms))
            pieces = _replaced(pieces, re.compile(re.escape(place)), named)
        if len(pieces) == 1 or self.rng.random() < 0.2:
            before, after = pick(tongue.intros).split("{}")
            pieces = [(before, ""), (name, "name"), (after, ""), *pieces]
            if self.rng.random() < 0.4:
                before, after = pick(tongue.signs).split("{}")
                pieces = [(text, ""), (before, ""), (name, "name"), (after, "")]
        return _joined(pieces)

    def _kin(self, pieces: list[Piece]) -> list[Piece]:
        return _replaced(pieces, _KIN, self._named_kin)

    def _role(self, pieces: list[Piece]) -> list[Piece]:
        return _replaced(pieces, _ROLE, self._named_role)

    def _place(self, pieces: list[Piece]) -> list[Piece]:
        for kind, words in self.rng.sample(_PLACES, len(_PLACES)):
            pieces = _replaced(pieces, words, partial(self._named_place, kind=kind))
        return pieces

    def _named_kin(self, found: re.Match[str]) -> list[Piece]:
        word, dice = found.group("w"), self.rng.random()
        name = self.names.call_name()
        if dice < 0.3 and _GIVEN_KIN.fullmatch(word):
            return [(name, "name"), (self.rng.choice(("", "", "", "ちゃん", "くん", "さん")), "")]
        if dice < 0.75:
            return [(f"{word}の", ""), (name, "name")]
        if dice < 0.85:
            return [(word, ""), (name, "name")]
        opened, closed = self.rng.choice((("(", ")"), ("（", "）"), ("、", "、"), ("「", "」")))
        return [(word + opened, ""), (name, "name"), (closed, "")]

    def _named_role(self, found: re.Match[str]) -> list[Piece]:
        word, dice, title = found.group("w"), self.rng.random(), self.rng.choice(_TITLES)
        name = self.names.family_name()
        if word.endswith(_RANKS) and dice < 0.6:
            return [(name, "name"), (word, "")]
        word = word.replace("隣の人", "隣").replace("隣の家", "隣")
        if dice < 0.12:
            return [(name, "name"), (title, "")]
        return [(f"{word}の", ""), (name, "name"), (title, "")]

    def _named_place(self, found: re.Match[str], kind: str) -> list[Piece]:
        word, dice = found.group("w"), self.rng.random()
        name = self.names.institution("shop" if kind == "work" and self.rng.random() < 0.4 else kind)
        if dice < 0.6:
            return [(name, "organisation")]
        if dice < 0.75:
            return [(name, "organisation"), (f"という{word}" if self.rng.random() < 0.5 else f"って{word}", "")]
        if dice < 0.9:
            return [(f"{word}の", ""), (name, "organisation")]
        return [(word + "(", ""), (name, "organisation"), (")", "")]

    def _signed(self, pieces: list[Piece]) -> list[Piece]:
        name = self.names.full_name()
        if self.rng.random() < 0.6:
            before, after = self.rng.choice(self.parts.intros).split("{}")
            return [(before, ""), (name, "name"), (after, ""), *pieces]
        before, after = self.rng.choice(self.parts.signs).split("{}")
        return [*pieces, (before, ""), (name, "name"), (after, "")]


def _in_form(_: "re.Match[str]", form: str, firm: str) -> list[Piece]:
    """A firm in the form of its language (công ty {})."""
    before, after = form.split("{}")
    return [(before, ""), (firm, "organisation"), (after, "")]


def _beside(word: str, joint: str, name: str) -> list[Piece]:
    """A word of kin with the name joined on; before the Korean particle when the joint says so."""
    if joint == "@":
        return [(word[:-1] + " ", ""), (name, "name"), (word[-1], "")]
    before, after = joint.split("{}")
    return [(word + before, ""), (name, "name"), (after, "")]


def _replaced(pieces: list[Piece], words: re.Pattern[str],
              made: Callable[["re.Match[str]"], list[Piece]]) -> list[Piece]:
    """Replace the first match in each piece without label."""
    result: list[Piece] = []
    for text, kind in pieces:
        found = None if kind else words.search(text)
        if found is None:
            result.append((text, kind))
        else:
            result += [(text[:found.start()], ""), *made(found), (text[found.end():], "")]
    return result


def _joined(pieces: list[Piece]) -> Labelled:
    text, spans = "", []
    for part, kind in pieces:
        if kind and part:
            spans.append((len(text), len(text) + len(part), kind))
        text += part
    return Labelled(text, tuple(spans))

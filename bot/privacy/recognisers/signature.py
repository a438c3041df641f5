"""Names that close a message (よろしくお願いします 田中, 恵より) or open what is quoted (「和枝、飯はまだか」)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.privacy.document import Document
from bot.privacy.lexicon import Lexicon
from bot.privacy.spans import PiiType, Span

_NAME = (
    r"(?P<v>[一-龥々ヶ]{1,4}(?:[ ]?[一-龥々]{1,3}|[ ][ぁ-ん]{2,5})?|[ぁ-ん]{2,5}|"
    r"[ァ-ヺー]{2,8}(?:[ ・][ァ-ヺー]{2,8})?|"
    r"[A-Z][a-z]{1,12}(?:[ ][A-Z][a-z]{1,12})?|[A-Z]\.[ ]?[A-Z]\.?)"
)
_CLOSED = re.compile(
    r"(?:願い(?:申し上げ|いたし|致し|し)?ま(?:す|した)|おねがいします|お願い|よろしく(?:です)?|以上(?:です)?|"
    r"失礼(?:いた)?します|待って(?:い)?ます|"
    r"待ちして(?:い|お)?(?:り)?ます|ございました|助かります|ください|恐縮です|ではまた|では、また|でした|"
    r"うかがいます|伺います|連絡します|ありがとう)"
    r"(?:[。!、.…〆☆♪🙇🙏]|[ \n]){1,5}(?:(?:草々|敬具|かしこ)[ \n]{0,3})?(?:[(-]{1,3}[ ]?)?" + _NAME +
    r"(?:[ ]?(?:より|拝|からでした))?[ ]?(?:[(][^()\n]{1,12}[)]|[)])?[。 ]{0,2}(?=\n|$)")
_BRACKETED = re.compile(r"[(]" + _NAME + r"[)][。 ]?$")
_FROM = re.compile(r"(?:^|[。!\n ])" + _NAME + r"[ ]?(?:より|拝|からでした)[。 ]?$")
_DASHED = re.compile(r"(?:--|ーー|〆)[ ]?" + _NAME + r"[。 ]?$")
_QUOTED = re.compile(
    r"[「『](?:おい|ねえ|なあ|こら|もう)?[、 ]?(?P<v>[一-龥々]{2,3}|[ァ-ヺー]{2,6}|"
    r"[ぁ-ん]{2,5}?)(?=、(?!.{0,3}[」』])|は|を|が|の|も|に|って)")


@dataclass(frozen=True)
class SignatureRecogniser:
    """Finds listed names at the end of a message and at the start of quoted speech."""

    lexicon: Lexicon
    name: str = "signature"
    explanation: str = "結びの言葉のあとの署名、「…より」、かぎかっこの初めの呼びかけ。姓・名の一覧にあるものだけ"

    def find(self, document: Document) -> Iterator[Span]:
        """Yield listed names that sign or are called."""
        folded = document.folded
        for match in _CLOSED.finditer(folded):
            if self._signs(match.group("v")):
                yield self._span(match)
        for regex in (_BRACKETED, _FROM, _DASHED):
            for match in regex.finditer(folded):
                if self._signs(match.group("v")) and match.group("v") not in self.lexicon.places:
                    yield self._span(match)
        for match in _QUOTED.finditer(folded):
            word = match.group("v")
            if self._listed(word) and not (word in self.lexicon.places and word in self.lexicon.surnames):
                yield self._span(match)

    def _signs(self, word: str) -> bool:
        if re.match(r"[A-Z]\.", word) or self._listed(word):
            return True
        if word in self.lexicon.ordinary or word in self.lexicon.not_names:
            return False
        parts = word.split(" ")
        if len(parts) == 2:
            return any(self._listed(part) for part in parts)
        return any(word[:n] in self.lexicon.surnames and word[n:] in self.lexicon.given
                   for n in range(1, len(word))) and word not in self.lexicon.places

    def _listed(self, word: str) -> bool:
        lists = self.lexicon
        if len(word) < 2 or word in lists.not_names or word in lists.ordinary:
            return False
        return word in lists.surnames or word in lists.given or word in lists.given_kana or word in lists.foreign

    def _span(self, match: "re.Match[str]") -> Span:
        return Span(*match.span("v"), PiiType.name, 0.6, self.name)

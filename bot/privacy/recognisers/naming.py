"""Names that the writer says are names: 「…って呼んで」, あだ名は…, 一と書いてはじめ, 陸、海、空の三兄弟.

Most words need no list here, because the sentence itself tells that they are names.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.privacy.document import Document
from bot.privacy.lexicon import Lexicon
from bot.privacy.spans import PiiType, Span

_HARD = r"(?<![一-龥々ァ-ヺーA-Za-z])"
_SOFT = r"(?:^|(?<=[、。!?\n 「『(はがをでにのも]))"
_WORD = (
    r"(?:" + _HARD + r"(?:[一-龥々]{1,4}[ぁ-ん]?|[ァ-ヺー]{2,8}[一-龥ぁ-ん]?|[A-Za-z]{2,12})|"
    + _SOFT + r"(?![はがをでにのも、])[ぁ-んー]{2,7}?[一-龥]?)"
)
_CALLED = re.compile(
    r"(?P<v>" + _WORD + r")(?:さん|ちゃん|くん|君|様)?[」』]?(?:って(?:呼[んばぶ]|よ[んば]|いうあだ名|あだ名)|"
    r"と(?:呼ばれ(?!る(?!人|男|女|子|先輩|上司))|呼んで|よばれ|よんで|名乗|いうあだ名|名付|名づけ|つけました))")
_ALIAS = re.compile(
    r"(?:あだ名|ニックネーム|ハンドルネーム|HN|ペンネーム|芸名|店での名前|垢名)(?:は|が|で|:)[「『]?(?P<v>" + _WORD
    + r")[」』]?(?=です|で|だ|、|。|って|と|$)")
_SURNAME = re.compile(r"(?:名字|苗字|姓)は[「『]?(?P<v>[一-龥々]{1,4})[」』]?(?=、|。|です|で|と(?:書|読)|$)")
_SPELT = re.compile(
    r"(?:^|(?<=[、。\n 「はがの]))(?P<v>[一-龥々]{1,5})[」』]?(?:と|って)書いて[「『 ]?(?P<w>(?!あ[っりる]|"
    r"い[たいるま]|お[いき]|も|は[あいおな])[ぁ-んァ-ヺー]{2,7}?)[」』]?"
    r"(?=です|と読|って読|と言|といい|。|、|$)")
_OPENING = re.compile(
    r"(?:^|(?<=[。\n]))(?:こちら|はじめまして、?|もしもし、?|あの、?|どうも、?|私、?|わたくし、?)?(?P<v>[一-龥々]{1,3})"
    r"(?=(?P<x>と(?:申|もう)し)|といいます|と言います|です。(?:[^。]{0,8}(?:名字|苗字|名前|本名)|在日|男でも女でも|"
    r"台湾|中国|韓国))")
_BROTHERS = re.compile(
    r"(?:^|(?<=[、。\n はが]))(?P<v>[一-龥ぁ-んァ-ヺー]{1,4})(?P<x>[、と・])(?P<w>[一-龥ぁ-んァ-ヺー]{1,4})"
    r"(?:[、と・](?P<u>[一-龥ぁ-んァ-ヺー]{1,4}))?(?:の[二三四2-4](?:人(?=を|が|は|の|で|と)|兄弟|姉妹|きょうだい)|"
    r"という名の|の双子)")
_RANKED = re.compile(
    r"(?:長男|次男|三男|長女|次女|三女|末っ子|上の子|下の子|[上下])(?:が|は|"
    r"の)?(?P<v>(?![子階人方段名])[一-龥])(?=、(?:[次三長末下]|[0-9])|の[二三四]|は(?:まだ|もう)?[0-9])")
_INSULT = re.compile(
    r"(?:お?(?:バカ|ばか|アホ|あほ|ブス|ぶす|デブ|でぶ|ゴミ|ごみ|クズ|くず|カス|キモ|きも|クソ|くそ|ハゲ|チビ|"
    r"ババア|ばばあ|ジジイ|ガイジ|無能|ニート|"
    r"ママ|まま|パパ|ぱぱ|ばあば|じいじ)|[お親]?[父母兄姉](?:さん)?|先生|人殺し|泥棒|疫病神|役立たず|給料泥棒|"
    r"おーい|ひきこもり|引きこもり|障害者|外人|ガイジン|"
    r"社長|店長|下|上|苗字|名字|名前|下の名前|本名|偽名|源氏名|[一-龥]{0,3}[者人員係官師家病屋婦子]|なん|何|どう|"
    r"そう|こう|これ|それ|どれ|だれ|誰|ちゃん|くん|さん|"
    r"もう|まだ|また|いま|そろそろ|すぐ|今日|今|ここ|そこ|どこ|みんな|あれ|一つ|一人|.{0,4}(?:ない|たい|から|ので|"
    r"けど|まで|より|です|ます|して|った))$")


@dataclass(frozen=True)
class NamingRecogniser:
    """Finds what a sentence calls a name."""

    lexicon: Lexicon
    name: str = "naming"
    explanation: str = "「…って呼んで」「あだ名は…」「…と書いて…」「…です。名字です」など、文が名前だと言っているもの"

    def find(self, document: Document) -> Iterator[Span]:
        """Yield the words that are said to be names."""
        folded = document.folded
        for regex in (_CALLED, _ALIAS):
            yield from (self._span(match) for match in regex.finditer(folded) if self._fits(match.group("v")))
        for regex in (_SURNAME, _RANKED):
            yield from (self._span(match) for match in regex.finditer(folded) if not _INSULT.match(match.group("v")))
        for match in _SPELT.finditer(folded):
            if self._fits(match.group("v")):
                yield self._span(match)
                yield self._span(match, "w")
        for match in _OPENING.finditer(folded):
            word = match.group("v")
            known = match.group("x") or len(word) == 1 or word in self.lexicon.surnames or self._given(word)
            if known and not _INSULT.match(word):
                yield self._span(match)
        for match in _BROTHERS.finditer(folded):
            groups = [group for group in "vwu" if match.group(group)]
            if all(self._given(match.group(group)) for group in groups):
                yield from (self._span(match, group) for group in groups)

    def _fits(self, word: str) -> bool:
        lists = self.lexicon
        if _INSULT.match(word) or word in lists.brands:
            return False
        return self._given(word) or word not in lists.everyday

    def _given(self, word: str) -> bool:
        lists = self.lexicon
        return word in lists.given or word in lists.given_kana

    def _span(self, match: "re.Match[str]", group: str = "v") -> Span:
        return Span(*match.span(group), PiiType.name, 0.6, self.name)

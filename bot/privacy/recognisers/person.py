"""Names of persons told by their surroundings: introductions, labels, honorifics. The tagger adds the bare ones."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.privacy.document import Document
from bot.privacy.lexicon import Lexicon
from bot.privacy.spans import PiiType, Span

_RUN = (
    r"(?:[一-龥々〆ヶノ]{1,5}(?:[ ]?[一-龥々ヶ]{1,4}|[ ]?[ぁ-ん]{2,5})?|"
    r"[ァ-ヺー]{2,10}(?:[ ・=][ァ-ヺー]{1,10}){0,3}|[ぁ-ん]{2,7}(?:[ ][ぁ-ん]{2,6})?|"
    r"[A-Z][A-Za-z'’.-]{1,15}(?:[ ][A-Z][A-Za-z'’.-]{0,15}){0,3}(?<!\.))"
)
_EDGE = (
    r"(?<![一-龥々ァ-ヺーA-Za-z])"
)
_LABEL = re.compile(
    r"(?:氏名|お名前|名前|なまえ|本名|フルネーム|ふりがな|フリガナ|姓名|Name|name|お?なまえ|源氏名|旧姓|通称|"
    r"姓名)(?:は|:|が|、|[ ]|\n){1,2}(?:、)?(?P<v>" + _RUN + ")")
_INTRO = re.compile(
    _EDGE + r"(?P<v>" + _RUN + r")[ ]?(?:と申し|と申す|という者|といい(?:ます|まし|まーす)|と言い(?:ます|まし)|"
        r"って(?:言|い)(?:い?います|うん(?:です|だ))|っていいます|って言います|と呼ばれ|と名乗|を名乗)")
_LATIN = re.compile(
    r"(?:[Mm]y name is|MY NAME IS|I am|I'm|I’m|This is|Me chamo|Meu nome é|Tên tôi là|Tôi tên là|Tôi là|Ako si|"
    r"Me llamo|Mi nombre es)[ ]{1,2}"
    r"(?P<v>[A-ZÀ-ỸĐ][A-Za-zÀ-ỹđ'’-]{1,15}(?:[ ][A-ZÀ-ỸĐ][A-Za-zÀ-ỹđ'’.-]{0,15}){0,4}(?<!\.))")
_CHINESE = re.compile(r"(?:我叫|我是|我的名字(?:是|叫)|"
    r"姓名[是::]?)(?P<v>(?![一-龥]{0,3}[人妈爸妇户者员的](?:[,,。.、 ]|$)|[一-龥]?学生|"
    r"不)[一-龥]{2,4}?)(?=[,,。.、 ]|住|今年|电|來|"
    r"来|$)")
_TITLE = (
    r"(?:さん|様|さま(?!で|ざ)|くん|君|ちゃん|(?<=..)氏(?![名に])|先生|っち(?![ゃゅょまりらるけはに])|殿|先輩|課長|"
    r"部長(?!男)|係長|店長|社長|主任|室長|院長|"
    r"園長|校長|弁護士|司法書士|ケアマネ|コーチ|巡査|医師|看護師|師長|班長|専務|常務|教頭|施設長|工場長|監督|住職|"
    r"牧師|親方|チーフ|マネージャー|"
    r"民生委員|保健師|ワーカー|相談員|夫妻|一家|じいさん|ばあさん|じいちゃん|ばあちゃん|おばさん|おじさん)"
)
_HONORIFIC = re.compile(
    r"(?<![お御])(?!王(?:様|さま))(?P<v>[一-龥々ヶ]{1,4}|[ァ-ヺー]{2,8}|[A-Z][a-z]{2,12})(?=[ ]?" + _TITLE + ")")


_ROLE = (
    r"(?:娘|息子|長男|次男|三男|長女|次女|三女|二女|末っ子|孫|双子|弟|妹|兄|姉|子ども|子供|下の子|上の子|"
    r"(?<![一-龥])[上下]が(?![るっりれら])|子は|"
    r"赤ちゃん|"
    r"うちの子|夫|妻|父|母|祖父|祖母|義母|義父|"
    r"元夫|元妻|彼氏|彼女|元カレ|元カノ|甥|姪|叔父|叔母|いとこ|友人|友達|親友|ホスト|同級生|婚約者|旦那|嫁)")
_NEXT = r"(?=[はがをにとも、。,)(\s0-9]|の(?!日|本|花|中|上|下|前|後)|から|より|さん|ちゃん|くん|君|で(?!す|も)|$)"
_OF_ROLE = re.compile(
    _ROLE + r"[のがは、 ]{0,2}[((「]?(?P<v>[一-龥々]{1,4}|[ぁ-ん]{2,5}?|[ァ-ヺー]{2,6})" + _NEXT)
_WITH_AGE = re.compile(
    _EDGE + r"(?<![ぁ-ん])(?P<v>[一-龥々]{1,4}(?:[ ][一-龥々ぁ-ん]{1,4})?|[ぁ-ん]{2,5}|[ァ-ヺー]{2,6})"
    r"(?=[((、 ]{0,1}[0-9]{1,2}(?:歳|才|さい|か月|ヶ月|[))])|[((](?:小|中|高)[1-6])")
_OWN_AGE = re.compile(
    r"(?:私|僕|俺|子)(?P<v>[一-龥々]{1,3}|[ぁ-ん]{2,4}|[ァ-ヺー]{2,6})(?=[0-9]{1,2}(?:歳|才|さい|、|。|$))")
_NUMERALS = re.compile(r"[一二三四五六七八九十百]+$")
_WITH_READING = re.compile(
    r"(?P<v>(?<![一-龥々])[一-龥々]{1,5}|(?<=[女男])[一-龥々]{1,2})[((]"
    r"(?P<r>[ぁ-んァ-ヺー]{2,7})[))]")
_READING = re.compile(
    r"(?:読み(?:方)?は(?!じ)|よみ(?:かた)?は)[「 ]?(?P<v>[ぁ-んァ-ヺー]{2,7}?)(?=です|。|、|」|$)"
    r"|(?<![ぁ-ん])(?P<w>[ぁ-んァ-ヺー]{2,7}?)(?=」?(?:って|と)(?:読みます|読む|読んで))")
_INITIALS = re.compile(
    r"(?<![A-Za-z0-9.])(?P<v>[A-Z][.・][ ]?[A-Z](?:\.(?![A-Za-z]))?)"
    r"(?=です|より|と申|といい|と言い|さん|くん|ちゃん|氏|[ ]?$|\n)")
_WRITTEN = re.compile(r"と書いて[「 ]?(?P<v>(?!あ[っりる]|い[たいるま]|お[いきくけ]|いい|ほし|も|"
    r"は)[ぁ-んァ-ヺー]{2,7}?)(?=」?(?:です|と読|って読|と言|"
    r"といい|。|、|$))")
_TITLED = re.compile(
    r"(?:表札は|宛名は|名義は|[Nn]eighbor |Ms\.? |Mr\.? |Mrs\.? )[「 ]?"
    r"(?P<v>[A-Z][A-Za-z'’-]{2,15}(?:[ ][A-Z][A-Za-z'’-]{1,15}){0,2})")
_FORM_WORDS = re.compile(
    r"名前|氏名|以上|以下|本名|旧姓|担当|連絡先?|電話|住所|年齢|件名|宛先|[一-龥]{0,3}[者人様名前後上下中]")
_ENDS = re.compile(r"です|と|は|が|の|に|を|も|さん|より|[^ぁ-ん]")
_HIRAGANA_SELF = re.compile(r"(?:^|(?<=[\n。]))(?P<v>[ぁ-ん]{5,8}?)(?=です|といいます|と申)")
_SPACED = re.compile(r"(?<![一-龥々])(?P<f>[一-龥々ヶ]{1,4})[ ](?P<g>[一-龥々ぁ-んァ-ヺー]{1,6})")
_SELF = re.compile(
    r"(?:^|(?<=[\n。、,]))[ ]?(?P<v>[一-龥々ヶ]{1,4}[ ]?[一-龥々ぁ-ん]{0,4}|[ァ-ヺー]{2,8})(?=です[。、 ]|です$|"
    r"ですが|ですけど|と申|だけど|でーす|っす)")


@dataclass(frozen=True)
class PersonRecogniser:
    """Finds names by introductions, form labels and honorifics, checked against the word lists."""

    lexicon: Lexicon
    name: str = "person"
    explanation: str = "「…と申します」「氏名:」「…さん」などのまわりの言葉と、姓・名の一覧"

    def find(self, document: Document) -> Iterator[Span]:
        """Yield names that the surroundings make likely."""
        folded = document.folded
        for match in _LABEL.finditer(folded):
            score = 0.8 if self._known(match.group("v")) else 0.4
            yield self._span(match, score)
        for match in _INTRO.finditer(folded):
            if match.group("v") in self.lexicon.not_names:
                continue
            latin = match.group("v").isascii() and " " in match.group("v")
            yield self._span(match, 0.85 if latin or self._known(match.group("v")) else 0.4)
        for regex in (_LATIN, _CHINESE):
            for match in regex.finditer(folded):
                if match.group("v") not in self.lexicon.not_names:
                    yield self._span(match, 0.75 if self._known(match.group("v")) else 0.5)
        yield from self._bare(folded)
        yield from self._own_age(folded)
        for match in _HONORIFIC.finditer(folded):
            if match.group("v") not in self.lexicon.not_names and self._known(match.group("v")):
                yield self._span(match, 0.8)

    def _own_age(self, folded: str) -> Iterator[Span]:
        """Yield a given name between 私 or 子 and an age (私勝利60、子はる2歳)."""
        for match in _OWN_AGE.finditer(folded):
            if self._given(match.group("v")) and match.group("v") not in self.lexicon.not_names:
                yield self._span(match, 0.6)

    def _bare(self, folded: str) -> Iterator[Span]:
        """Yield given names beside a family role or an age, and whole names that open a sentence."""
        for regex in (_OF_ROLE, _WITH_AGE):
            for match in regex.finditer(folded):
                word = match.group("v")
                if word not in self.lexicon.not_names | self.lexicon.ordinary and self._given(word):
                    yield self._span(match, 0.6 if len(word) > 1 else 0.5)
        for match in _SPACED.finditer(folded):
            family = match.group("f")
            if folded[max(0, match.start() - 1):match.start()].isdigit():
                continue  # 6万 家賃
            lead = next((k for k in range(len(family)) if family[k:] in self.lexicon.surnames), -1)
            length = self._given_length(match.group("g")) if lead >= 0 and family not in self.lexicon.ordinary else 0
            rest = match.group("g")[length:]
            if lead > 0 and len(family) - lead == 1:  # 名前 翔, but 仙道 梓
                lead = lead if _FORM_WORDS.fullmatch(family) else 0
                if lead:
                    continue
            torn = len(family) == 1 and "ぁ" <= match.group("g")[0] <= "ん" and rest and not _ENDS.match(rest)
            if length and not torn:
                yield Span(match.start() + lead, match.start("g") + length, PiiType.name, 0.75, self.name)
        for match in _WITH_READING.finditer(folded):
            if match.group("r") in self.lexicon.given_kana or self._known(match.group("v")):
                yield Span(match.start("v"), match.end("r"), PiiType.name, 0.7, self.name)
        for regex in (_READING, _TITLED):
            for match in regex.finditer(folded):
                group = "v" if match.group("v") else "w"
                yield Span(*match.span(group), PiiType.name, 0.7, self.name)
        for regex in (_INITIALS, _WRITTEN):
            yield from (self._span(match, 0.6) for match in regex.finditer(folded))
        for match in _HIRAGANA_SELF.finditer(folded):
            word = match.group("v")
            if any(word[n:] in self.lexicon.given_kana for n in range(2, len(word) - 2)):
                yield self._span(match, 0.6)
        for match in _SELF.finditer(folded):
            word = match.group("v")
            whole = len(word) > 2 and self._known(word) and not self._listed(word) and not _NUMERALS.match(word)
            if whole and word not in self.lexicon.places | self.lexicon.not_names:
                yield self._span(match, 0.8)

    def _given_length(self, run: str) -> int:
        """Return how much of the run after a family name is a given name (0: none)."""
        written = re.match(r"[ぁ-ん]{1,3}[子枝江美代](?![一-龥])", run)
        if written:
            return written.end()
        for n in range(len(run), 0, -1):
            if run[:n] in self.lexicon.given or run[:n] in self.lexicon.given_kana:
                return n
        kanji = re.match(r"[一-龥々]{1,3}(?![一-龥々])(?:[ぁ-ん]枝|[ぁ-ん]子)?|[ぁ-ん]{1,3}[子枝江美代]", run)
        return kanji.end() if kanji and run not in self.lexicon.ordinary else 0

    def _given(self, word: str) -> bool:
        lists = self.lexicon
        return word in lists.given or word in lists.given_kana or (" " in word and self._known(word))

    def _known(self, run: str) -> bool:
        """Tell whether the run is made of listed names: whole, or a family and a given part."""
        parts = [p for p in re.split(r"[ ・=]", run) if p]
        if all(self._listed(p) for p in parts):
            return True
        return len(parts) == 1 and any(
            run[:n] in self.lexicon.surnames and (run[n:] in self.lexicon.given or run[n:] in self.lexicon.given_kana)
            for n in range(1, min(5, len(run))))

    def _listed(self, word: str) -> bool:
        lists = self.lexicon
        word = word.title() if word.isascii() else word
        return word in lists.surnames or word in lists.given or word in lists.given_kana or word in lists.foreign

    def _span(self, match: "re.Match[str]", score: float) -> Span:
        return Span(*match.span("v"), PiiType.name, score, self.name)

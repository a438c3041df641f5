"""Names of persons told by their surroundings: introductions, labels, honorifics. The tagger adds the bare ones."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.privacy.document import Document
from bot.privacy.lexicon import Lexicon
from bot.privacy.spans import PiiType, Span

_RUN = r"(?:[一-龥々〆ヶノ]{1,5}(?:[ ]?[一-龥々ヶ]{1,4}|[ ]?[ぁ-ん]{2,5})?|[ァ-ヺー]{2,10}(?:[ ・=][ァ-ヺー]{1,10}){0,3}|[ぁ-ん]{2,7}(?:[ ][ぁ-ん]{2,6})?|" \
       r"[A-Z][A-Za-z'’.-]{1,15}(?:[ ][A-Z][A-Za-z'’.-]{0,15}){0,3})"
_EDGE = r"(?<![一-龥々ァ-ヺーA-Za-z])"
_LABEL = re.compile(
    r"(?:氏名|お名前|名前|なまえ|本名|フルネーム|ふりがな|フリガナ|姓名|Name|name|お?なまえ|源氏名|旧姓|通称|姓名)(?:は|:|が|、|[ ]|\n){1,2}(?:、)?(?P<v>" + _RUN + ")")
_INTRO = re.compile(
    _EDGE + r"(?P<v>" + _RUN + r")[ ]?(?:と申し|と申す|という者|といい(?:ます|まし|まーす)|と言い(?:ます|まし)|って(?:言|い)い?います|っていいます|って言います|と呼ばれ|と名乗)")
_LATIN = re.compile(
    r"(?:[Mm]y name is|MY NAME IS|I am|I'm|I’m|This is|Me chamo|Meu nome é|Tên tôi là|Tôi tên là|Tôi là|Ako si|Me llamo|Mi nombre es)[ ]{1,2}"
    r"(?P<v>[A-ZÀ-ỸĐ][A-Za-zÀ-ỹđ'’-]{1,15}(?:[ ][A-ZÀ-ỸĐ][A-Za-zÀ-ỹđ'’.-]{0,15}){0,4})")
_CHINESE = re.compile(r"(?:我叫|我是|我的名字(?:是|叫)|姓名[是::]?)(?P<v>[一-龥]{2,4}?)(?=[,,。.、 ]|住|今年|电|來|来|$)")
_TITLE = r"(?:さん|様|さま|くん|君|ちゃん|氏(?![名])|先生|っち|殿|先輩|課長|部長|係長|店長|社長|主任|室長|院長|園長|校長|弁護士|司法書士|ケアマネ|コーチ|巡査|医師|看護師|師長)"
_HONORIFIC = re.compile(r"(?P<v>[一-龥々ヶ]{1,4}|[ァ-ヺー]{2,8}|[A-Z][a-z]{2,12})(?=[ ]?" + _TITLE + ")")
_COMMON = frozenset("""皆 客 奥 嫁 婿 娘 息子 旦那 主人 親 母 父 兄 姉 弟 妹 祖父 祖母 叔父 叔母 伯父 伯母 爺 婆 孫 子 赤 坊 患者 業者 大家 看護師 医者 相手 神 仏 王 王子
    お客 店員 店長 先生 職員 隣人 隣 同僚 上司 社長 会長 町会長 班長 民生委員 弁護士 警察官 介護士 保健師 薬剤師 保育士 相談員 担当 担当者 管理人 運転手 女 男 誰 何 役所 学校
    市役所 区役所 会社 病院 利用者 本人 家主 住人 若者 高齢者 外国人 日本人 中国 主治医 担任 校長 園長 院長 部長 課長 係長 主任 師長 母親 父親 友人 友 友達 彼 彼女 元 新 各
    ケアマネ ヘルパー ワーカー ケースワーカー カウンセラー オーナー スタッフ ドクター ナース デイ マスター ママ パパ ジイ バア コーチ ボランティア ドライバー 業 歯医者 床屋 八百屋 花屋
    受付 窓口 警備員 駅員 店 議員 市長 区長 大臣 総理 教授 教頭 理事長 館長 所長 局長 事務 副 若 総 前 姑 舅 義母 義父 義兄 義姉 長男 次男 長女 次女 殿 大学 小学 幼稚園 保育園""".split())


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
            yield self._span(match, 0.85 if self._known(match.group("v")) else 0.4)
        for regex in (_LATIN, _CHINESE):
            for match in regex.finditer(folded):
                yield self._span(match, 0.75 if self._known(match.group("v")) else 0.5)
        for match in _HONORIFIC.finditer(folded):
            if match.group("v") not in _COMMON and self._known(match.group("v")):
                yield self._span(match, 0.8)

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
        return word in lists.surnames or word in lists.given or word in lists.given_kana or word in lists.foreign

    def _span(self, match: "re.Match[str]", score: float) -> Span:
        return Span(*match.span("v"), PiiType.name, score, self.name)

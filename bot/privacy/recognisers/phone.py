"""Telephone numbers in every width and spacing; hotlines and the numbers of public desks stay."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.privacy.document import Document
from bot.privacy.recognisers.base import digits_of
from bot.privacy.spans import PiiType, Span

_SEP = r"[ \-ー_.・/~()\n'‘’のノ|:]{0,3}"
_EDGE = r"(?:(?<![0-9A-Za-z+])|(?<=TEL)|(?<=Tel)|(?<=tel)|(?<=FAX))"
_END = r"(?![0-9])(?!-[0-9])(?![ ]?(?:円|歳|人|万))"
_MOBILE = re.compile(_EDGE + rf"\(?0[ ]?[5-9][ ]?0(?:{_SEP}[0-9]){{8}}" + _END)
_LOOKALIKE = re.compile(r"(?<![0-9A-Za-z+])[0Oo][5-9][0Oo](?:" + _SEP + r"[0-9Oo]){8}(?![0-9A-Za-z])")
_LAND = re.compile(_EDGE + rf"0[ ]?[1-9](?:{_SEP}[0-9]){{8}}" + _END)
_ABROAD = re.compile(rf"(?<![0-9A-Za-z])\+{_SEP}[0-9](?:{_SEP}[0-9]){{8,13}}" + _END)
_JAPAN = re.compile(_EDGE + rf"(?:0081|010-?81|81)[ -]?(?:\(0\))?[ -]?[1-9]0?(?:{_SEP}[0-9]){{8}}" + _END)
_LABELLED = re.compile(
    r"(?:電話|でんわ|デンワ|TEL|Tel|tel|携帯|ケータイ|けいたい|FAX|ファックス|phone)(?:番号)?[はがも:は ]{0,3}"
    r"(?P<v>0?[0-9]{1,4}[-ー ]?[0-9]{2,4}[-ー ]?[0-9]{4}(?![0-9])|[0-9]{2,4}[-ー][0-9]{4}(?![0-9]))")
_LABEL_AFTER = re.compile(_EDGE + r"(?P<v>[0-9]{2,4}[-ー][0-9]{4})(?=[、 ,。(]{0,2}(?:が|は)?(?:電話|でんわ|TEL))")
_WORD = (
    r"(?:ゼロ|レイ|マル|オー|イチ|イッ|ニイ|ニー|ニィ|サン|ヨン|ゴー|ゴウ|ゴオ|ロク|ロッ|ナナ|シチ|ハチ|ハッ|キュウ|"
    r"キュー|[ニシゴク]|ぜろ|れい|まる|おー|いち|いっ|にい|にー|にぃ|さん|よん|ごー|ごう|ごお|ろく|ろっ|なな|しち|"
    r"はち|はっ|きゅう|きゅー|[にしごく])"
)
_SPOKEN = re.compile(r"(?:ゼロ|レイ|マル|ぜろ|れい|まる)(?:[ の、,ノ・-]{0,3}" + _WORD + r"){8,16}")
TOLL_FREE = re.compile(r"(?<![0-9])\(?0(?:120|570|800|990|180)\)?(?:[- ー.・/()][0-9 -]{5,9}[0-9]|(?<=0120)[0-9]{6}|"
    r"(?<=0570)[0-9]{6})")
_CUE = re.compile(r"電話|でんわ|TEL|携帯|ケータイ|FAX|ファックス|phone|call|番号|連絡|かけ|话|điện thoại", re.I)


@dataclass(frozen=True)
class PhoneRecogniser:
    """Finds telephone numbers; `public` holds the digits of desks and hotlines that must stay readable."""

    public: frozenset[str]
    name: str = "phone"
    explanation: str = "0 で始まる 10〜11 桁、+81、漢数字や読み上げも。0120・0570・公的窓口の番号は残す"

    def find(self, document: Document) -> Iterator[Span]:
        """Yield numbers that are neither toll-free nor listed as public."""
        view = document.digits
        for regex, score in ((_MOBILE, 0.97), (_ABROAD, 0.9), (_JAPAN, 0.85), (_SPOKEN, 0.85),
                             (_LOOKALIKE, 0.8)):
            for match in regex.finditer(view if regex is not _SPOKEN else document.folded):
                yield from self._span(match.group(), match.span(), score)
        for match in _LAND.finditer(view):
            plain = match.group().isdigit()
            cue = _CUE.search(document.before(match.start(), 12))
            start_ok = match.group()[:2] in ("03", "04", "06", "05") and not plain
            yield from self._span(match.group(), match.span(), 0.9 if cue or start_ok else 0.45 if plain else 0.8)
        for match in _LABEL_AFTER.finditer(view):
            yield from self._span(match.group("v"), match.span("v"), 0.8)
        for match in _LABELLED.finditer(view):
            yield from self._span(match.group("v"), match.span("v"), 0.8)

    def _span(self, found: str, at: tuple[int, int], score: float) -> Iterator[Span]:
        number = digits_of(found)
        if TOLL_FREE.match(found) or number in self.public:
            return
        yield Span(at[0], at[1], PiiType.phone, score, self.name)

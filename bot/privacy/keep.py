"""What must stay readable although it looks like a name: public desks, hotlines, illnesses, scales (R49, R50)."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.privacy.document import Document
from bot.privacy.lexicon import Lexicon
from bot.privacy.recognisers.phone import TOLL_FREE
from bot.privacy.spans import PiiType, Span

_OFFICE = (r"市役所|区役所|役場|支所|出張所|福祉事務所|児童相談所|児相|保健所|保健センター|社会福祉協議会|社協|"
    r"地域包括支援センター|包括支援センター|"
           r"年金事務所|税務署|法務局|警察署|消防署|裁判所|ハローワーク|法テラス|入管|労働基準監督署|労基署|"
           r"教育センター|シビックセンター|相談室|相談所|"
           r"いのちの電話|ホットライン|チャイルドライン|図書館|公民館|児童館|郵便局|なごみの家|あんしん相談センター|"
           r"子ども家庭支援センター|こども家庭センター|"
           r"男女共同参画センター|消費生活センター|精神保健福祉センター|発達障害者支援センター|国際交流協会|民生委員|"
           r"シルバー人材センター|ファミリー・?サポート")
_SHORT_NUMBERS = re.compile(r"#[0-9]{3,5}(?![0-9])")
_FACTS = re.compile(
    _OFFICE + r"|[一-龥ァ-ヺー・]{2,12}(?:症候群|療法|式(?:認知症)?|ビネー|病(?!院)|テスト|検査|スケール)|"
        r"[ぁ-んァ-ン一-龥]{1,8}駅(?:前|の)?|"
    r"[一-龥]{1,4}線|ゆうちょ|コロナ|マイナポータル|マイナンバー")


@dataclass(frozen=True)
class Keeper:
    """Removes spans that lie inside something public."""

    public: re.Pattern[str]

    @classmethod
    def from_lexicon(cls, lexicon: Lexicon) -> "Keeper":
        """Build from the list of public desks and gathering places."""
        names = sorted(lexicon.public_places, key=len, reverse=True)
        return cls(re.compile("|".join(map(re.escape, names)) or r"(?!)"))

    def clear(self, document: Document, spans: Iterable[Span]) -> Iterator[Span]:
        """Yield the spans that do not lie wholly inside a public name or a fact such as an illness."""
        lines = [m.span() for r in (TOLL_FREE, _SHORT_NUMBERS) for m in r.finditer(document.folded)]
        candidates = [s for s in spans if not any(a <= s.start and s.end <= b for a, b in lines)]
        if not any(s.type in (PiiType.name, PiiType.organisation) for s in candidates):
            yield from candidates
            return
        kept = [m.span() for r in (self.public, _FACTS) for m in r.finditer(document.folded)]
        for span in candidates:
            soft = span.type in (PiiType.name, PiiType.organisation)
            if not (soft and any(a <= span.start and span.end <= b for a, b in kept)):
                yield span

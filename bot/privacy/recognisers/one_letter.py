"""Given names of one letter that are words too (海, 心, 新), told by what only a person does: 海を産んで."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.privacy.document import Document
from bot.privacy.lexicon import Lexicon
from bot.privacy.spans import PiiType, Span

_DOES = (
    r"を(?:置いて(?:出|逃|き|来)|連れて|抱[いっ]|産[んみ]|預け|寝かせ|叱|殴|叩|怒鳴|保育園|迎えに|病院に連れ|施設に)"
    r"|が(?:また|もう|急に|昨日から|[0-9一二三]日も?|まだ)?、?(?:生まれ(?!て初|変)|口をき|不登校|帰って|いなくな|"
    r"学校|保育園|幼稚園|熱を|高熱|泣[いき]|殴|叩|暴れ|家出|"
    r"妊娠|入院|倒れ|引きこも|ひきこも|自閉|発達|寝(?:な|てくれ)|食べ(?:な|てくれ)|いじめ|かみつ|噛み|言う|"
    r"[0-9]{1,2}歳|連絡)"
    r"|と(?:うまくい|離婚|別れ|二人|ふたり|暮ら|喧嘩|けんか|ケンカ|離れ|心中|一緒に(?:死|逃|暮|住)|"
    r"[一-龥ぁ-ん]{1,3}を連れ)"
    r"|に(?:脅|殴|叩|貸し|手紙|会え|会いた|会わせ|手を[あ上]げ|お金を|騙|だまさ|怒鳴)"
    r"|は(?:自閉|発達|不登校|まだ[0-9一二三]|[0-9]{1,2}(?:歳|か月|才)|学校|保育園|言葉が|父親|母親|うちの)"
    r"|の(?:世話|面倒|お迎え|担任|給食費|学費|保育料|親権|養育費|通院に|夜泣き|おむつ|オムツ|ミルク|発達|将来|父親|"
    r"母親|障害|不登校)"
    r"|へ。|、(?:[0-9]{1,2}歳|まだ[0-9])"
)
_BEFORE = r"(?:^|(?<=[、。!?\n 「『(はがともで]))"


@dataclass(frozen=True)
class OneLetterRecogniser:
    """Finds given names of one letter where the sentence says that a person is meant."""

    regex: "re.Pattern[str]"
    name: str = "one_letter"
    explanation: str = "一文字の名(海・心・新)。産む・預ける・離婚など、人にしか言わない言葉が続くときだけ"

    @classmethod
    def of(cls, lexicon: Lexicon) -> "OneLetterRecogniser":
        """Build from the given names of one letter; those that are hardly ever names are left out."""
        letters = "".join(sorted(w for w in lexicon.given if len(w) == 1 and w not in _NEVER))
        return cls(re.compile(_BEFORE + r"(?P<v>[" + letters + r"])(?=" + _DOES + ")"))

    def find(self, document: Document) -> Iterator[Span]:
        """Yield letters that a cue follows."""
        for match in self.regex.finditer(document.folded):
            yield Span(*match.span("v"), PiiType.name, 0.6, self.name)


_NEVER = frozenset("円万千全等実文史元研整務満続開済清過直中会課功")

"""Nationwide chains and firms where the words around say that somebody works there; elsewhere they stay."""

import re
from collections.abc import Iterable

from bot.privacy.recognisers.base import Pattern, PatternRecogniser
from bot.privacy.spans import PiiType

_WORK = (
    r"(?:で|の)?(?:の)?(?:バイト|パート(?!ナ)|アルバイト|夜勤|早番|遅番|正社員|契約社員|期間工|レジ打ち|クルー|寮|倉庫で|工場で|配達員)"
    r"|で(?:働|はたら|勤め|雇われ|雇って)|に(?:勤め|勤務|就職|入社|転職|内定|採用)|勤務|勤め"
    r"|の(?:店長|店員|社員|従業員|ドライバー|オーナー|派遣)(?:です|でした|だっ|をし|をや|として|やって)"
    r"|の(?:面接|内定|シフト|給料|給与|研修)|から内定|を(?:クビ|くび|首に|退職|解雇|リストラ|辞め|雇い止め)")
_BEFORE = r"(?:勤め先|勤務先|職場|バイト先|パート先|就職先|派遣先|前職)(?:は|が|:|の|、)"
_NO_LETTER = r"(?<![一-龥ァ-ヺーA-Za-z])"


def employer_recogniser(chains: Iterable[str]) -> PatternRecogniser:
    """Return the recogniser for chains named as the place of work; time linear, the list is one alternation."""
    names = "|".join(re.escape(name) for name in sorted(chains, key=len, reverse=True))
    return PatternRecogniser(
        name="employer",
        type=PiiType.organisation,
        patterns=(
            Pattern(re.compile(_NO_LETTER + r"(?P<v>" + names + r")(?=" + _WORK + ")"), 0.7),
            Pattern(re.compile(_BEFORE + r"(?P<v>" + names + r")(?![一-龥ァ-ヺーA-Za-z])"), 0.7),
        ),
        explanation="全国の店や会社の名が、働く所として出てきたとき(…でバイト、…に勤めて)",
    )

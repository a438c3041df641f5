"""Number plates and chassis numbers."""

import re
from collections.abc import Iterable

from bot.privacy.recognisers.base import Pattern, PatternRecogniser
from bot.privacy.spans import PiiType

_GAP = r"[ の、・\n-]{0,3}"
_KANA = r"(?:[ぁ-んA-Z]|[ァ-ン])"
_LAST = r"[0-9・.]{1,2}[ -]?[0-9・.]{1,2}(?![0-9])"


def vehicle_recogniser(places: Iterable[str]) -> PatternRecogniser:
    """Return the recogniser for plates that bear one of `places`, and for chassis numbers."""
    place = "(?:" + "|".join(sorted(places, key=len, reverse=True)) + ")"
    return PatternRecogniser(
        name="vehicle",
        type=PiiType.vehicle,
        patterns=(
            Pattern(re.compile(place + _GAP + r"[0-9]{1,2}[0-9A-Z]" + _GAP + _KANA + _GAP + _LAST), 0.97),
            Pattern(re.compile(r"1?" + place + _GAP + r"[ぁ-ん]" +
                r"[ の、・]{0,3}(?P<n>[0-9・]{1,2}[ -]?[0-9・]{2})(?![0-9分人円])"), 0.75),
            Pattern(re.compile(
                r"[一-龥ぁ-ん]{2,4}[区市町村]?[ ]?[0-9]{3}[ ]?[ぁ-ん][ ]?[0-9・]{1,2}-[0-9]{2}(?![0-9])"), 0.85),
            Pattern(re.compile(r"[一-龥]{1,4}[区市町村][ ]?[ぁ-ん][ ]?[0-9]{1,2}-?[0-9]{2}(?![0-9分人円])"), 0.6),
            Pattern(re.compile(r"(?:ナンバー(?:プレート)?|プレート|車番|"
                r"車のナンバー)[はが: ]{0,3}(?:下[4四]桁)?[はが: ]{0,2}"
                               r"(?P<v>[0-9・]{1,2}-[0-9]{2}|[0-9]{4})(?![0-9円])"), 0.8),
            Pattern(re.compile(
                r"防犯登録(?:番号)?[はが: ]{0,3}(?P<v>[一-龥]{0,5}[ ]?[A-Z]{0,2}[- ]?[0-9]{4,8})"), 0.95),
            Pattern(re.compile(r"車(?:台|体)番号[はが: ]{0,3}(?P<v>[A-Z0-9]{2,8}-?[0-9]{5,8})"), 0.97),
        ),
        explanation="地名・分類番号・かな・4 桁のナンバー、車台番号",
    )

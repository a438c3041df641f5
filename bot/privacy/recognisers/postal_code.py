"""Postal codes: three and four digits after 〒, a label, or before a place."""

import re

from bot.privacy.recognisers.base import Context, Pattern, PatternRecogniser
from bot.privacy.spans import PiiType

_CODE = r"[0-9]{3}[ \-ーの\n_]{0,2}[0-9]{4}(?![0-9])(?!-[0-9])(?![ ]?(?:円|人|万))"

POSTAL_CODE = PatternRecogniser(
    name="postal_code",
    type=PiiType.postal_code,
    patterns=(
        Pattern(re.compile(r"[〒〶][ \n:]{0,2}(?P<v>" + _CODE + ")"), 0.97, "digits"),
        Pattern(re.compile(
            r"(?:郵便番号|ゆうびん(?:ばんごう)?|郵便|ユウビン(?:バンゴウ)?|postal ?code|zip ?(?:code)?|post ?code|"
            r"邮编|CEP|우편번호)"
            r"[はがも:、 \n]{0,4}(?:は )?(?P<v>" + _CODE + ")", re.I), 0.95, "digits"),
        Pattern(re.compile(r"(?<![0-9-])(?<![0-9][の ])[0-9]{3}[-ー][0-9]{4}(?![0-9])(?!-[0-9])(?![ ]?(?:円|"
            r"人))"), 0.6),
        Pattern(re.compile(r"(?<![0-9-])[0-9]{3}[ の][0-9]{4}(?=[ 、\n]?(?:[一-龥]{1,4}[都道府県市区]))"), 0.7,
                "digits"),
        Pattern(re.compile(r"(?<![0-9-])[1-9][0-9]{6}(?=(?:です|の)?[ 、]?(?:東京都|文京区|目黒区|江戸川区|三鷹市|"
            r"小金井市|"
            r"[一-龥]{1,4}[都道府県]))"),
                0.8),
    ),
    explanation="〒・郵便番号のあとの 7 桁、または 3 桁-4 桁",
    contexts=(Context(re.compile(r"電話|TEL|口座|番号は$|記号"), -0.15, before=8),),
)

"""A plain no to violence and nothing else (「べつに叩かれたりはしない」): the words of harm in it are no harm told.

Only whole short texts: with anything behind it (「叩かれはしないけど、ごはんはもらえない」) the screen reads as ever.
「まだ殴られてない」 and 「今は叩かれてない」 are no plain no, for something is feared, or was; nor is a no to wishing
to die: who says it may still need to be asked (R19).
"""

from __future__ import annotations

import re

from bot.triage.evasion import fold

_LONGEST = 60
_DENIED = re.compile(
    r"(?:べつに|別に|いや|いえ|いいえ|ううん|全然|ぜんぜん|とくに|特に|[、,.。])*"
    r"(?:(?:なぐ|殴|叩|たた|ぶた|蹴|け)(?:ら|か)?れ|ぶたれ|手を?(?:あげ|上げ)られ|暴力(?:を|とか)?(?:ふるわれ|振るわれ)?)"
    r"(?:たり|て|た)?(?:と|なんて|こと|とか)?(?:は|も|が)?"
    r"(?:して?い?|され(?:て)?い?|い|あり)?(?:ない|ません)(?:です|よ|けど|けれど|から|ので|ね|んです|の|し|で)*[。、.!！]*"
)

_ABROAD = re.compile(
    r"(?:没有|不是|没)?[,，]?(?:他|她)?(?:从来)?没(?:有)?(?:打|动手)过?我?[。!]*"
    r"|(?:no[,.]?)?(?:he|she|they)(?:doesn't|doesnot|didn't|didnot|never)(?:hits?|beats?|hurts?)me(?:though)?[.!]*"
)


def denies_violence(text: str) -> bool:
    """Tell whether the whole text says that nobody hits the writer."""
    if len(text) > _LONGEST:
        return False
    plain = "".join(fold(text.lower().replace("’", "'")).split())
    return bool(_DENIED.fullmatch(plain) or _ABROAD.fullmatch(plain))

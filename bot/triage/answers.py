"""Whether an answer to a question of ours is a plain no.

After a question of danger (死にたい気持ちはありますか) a no makes the screen ask for much more, so it has to be one:
「ないとは言えない」, 「大丈夫じゃない」, 「もう耐えられない」, "não aguento mais" only sound alike.
After a question of safety (安全な所にいますか) a no is the danger itself, so there anything that ends like one counts.
"""

from __future__ import annotations

import re

_LOOSE = (
    *(
        "いいえ",
        "いえ",
        "ない",
        "なし",
        "ううん",
        "いない",
        "いません",
        "ちがう",
        "ちがい",
        "違",
        "だいじょうぶ",
        "大丈夫",
    ),
    *("してない", "してません", "していない", "していません", "あってない", "あってません", "ありません", "あってい"),
    *("no", "não", "不", "没", "沒", "아니", "없", "không", "hindi", "wala", "छैन", "होइन"),
)
_LOOSE_END = ("ないです", "ません", "ない", "ないよ")

_STOP = r"(?=$|[\s、。,.!?…])"
_END = r"(?=\s*(?:$|[、。,.!…]))"
_OPENING = re.compile(
    "|".join(
        (
            r"いいえ|いえ(?![にでのがをはまん])|ううん|なし" + _STOP,
            r"ない(?!て|と|わけ|ほう|も|ん)|ありません|(?:いない|いません)" + _STOP,
            r"(?:(?:うん|はい|ええ|まあ|いまは|今は)[、,\s]*)?(?:大丈夫|だいじょうぶ)(?!じゃ|では|か|でもな)",
            r"違(?!わな)|ちが[うい]",
            r"(?:して|あって)(?:い)?(?:ない|ません)(?!って)",
            r"no(?:pe)?(?:" + _END + r"|\s(?:i\s|i'm|not|never|thank))",
            r"não(?:" + _END + r"|\s(?:penso|nunca|tenho\s(?:esse|essa|isso)|é\s))",
            r"không(?:" + _END + r"|\s(?:ạ|có|bao|nghĩ|hề|đâu))",
            r"(?:hindi|wala)(?:" + _END + r"|\s(?:po|naman))",
            r"不(?:" + _END + r"|是|会|會)|[没沒](?:" + _END + r"|有(?![意希办辦人用活力])|想)",
            r"아니|없(?!어지|애|다고)|छैन(?!\sभन्न)|होइन",
        )
    )
)
_CLOSING = re.compile(
    r"(?:思わない|思いません|(?:[れし]|っ)て(?:い)?(?:ない|ません)|考えて?(?:い)?(?:ない|ません)|(?:死に|消え)たくは?(?:ない|ありません)"
    r"|(?<!いい)(?<!良い)(?<!しい)こと(?:は|も)?(?:ない|ありません)|(?:つもり|気|気持ち|予定)は?(?:ない|ありません)"
    r"|(?:ほど|まで|そう|たいわけ)(?:じゃ|では)(?:ない|ありません)"
    r"|(?:全然|ぜんぜん|全く|まったく|特に|とくに|べつに|別に|それは|今は|いまは)(?:ない|ありません))(?:です)?[よねわ]?[。!]?$"
)
_HEDGE = re.compile(
    "とは(?:言え|いえ|言い)|言い切れ|言いきれ|否定は?でき|(?:と|って)(?:言えば|いえば)|うそになる|嘘になる"
    "|(?:大丈夫|だいじょうぶ)(?:じゃな|ではな|ではあり|じゃあり)"
)


def admits(plain: str) -> bool:
    """Whether the answer is a yes in the clothes of a no: 「ないとは言えない」「大丈夫じゃないです」."""
    return bool(_HEDGE.search(plain))


def says_no(plain: str, calming: bool) -> bool:
    """Whether the answer is a no; `calming` tells that a no would quiet the screen, and asks for a plain one."""
    if not calming:
        return plain.startswith(_LOOSE) or plain.endswith(_LOOSE_END)
    return not admits(plain) and bool(_OPENING.match(plain) or _CLOSING.search(plain))

"""One spelling for the many ways to write a place name; texts and names are folded alike before they are compared.

Rules after those of address normalisers in use: width, old and new kanji, ヶ/ケ/が, ノ/之/の, ッ/ツ, ヅ/ズ, dashes.
"""

import re
import unicodedata

_OLD = (
    "澤龍邊邉濱國學櫻鄕鄉廣瀧關嶋嶌﨑髙齋眞德惠藏圓縣區豐鹽檜冨條壽萬彌澁淺驛"
    "臺應榮黑綠橫步每聯礼彥爲來廳號號戶邨禮户鹰乡泽连东关桥驹场绿樱汤岛云桥滨泽涩叶冈"
    "塲嵜樂巖㐂舩亰溫狹嶽沖冲绳枥马宫鸟爱儿贺丰练饰并镰仓稻濑瀨调澀靜兒驮后乐头贯筱广长库须龙蓝劳临东区县关间门丘"
)
_NEW = (
    "沢竜辺辺浜国学桜郷郷広滝関島島崎高斎真徳恵蔵円県区豊塩桧富条寿万弥渋浅駅"
    "台応栄黒緑横歩毎連礼彦為来庁号号戸村礼戸鷹郷沢連東関橋駒場緑桜湯島雲橋浜沢渋葉岡"
    "場崎楽岩喜船京温狭岳沖沖縄栃馬宮鳥愛児賀豊練飾並鎌倉稲瀬瀬調渋静児駄後楽頭貫篠広長庫須竜藍労臨東区県関間門丘"
)
_SMALL = "ぁぃぅぇぉっゃゅょゎづぢ"
_LARGE = "あいうえおつやゆよわずじ"
_KANA = {code: code - 0x60 for code in range(ord("ァ"), ord("ヶ") + 1)}
_SINGLE = _KANA | str.maketrans(_OLD, _NEW) | str.maketrans(_SMALL, _LARGE)
_SINGLE |= {ord(small): ord(large) for small, large in zip("ァィゥェォッャュョヮヅヂ", _LARGE, strict=True)}

_HAN = "一-龠々〇"
_GA = re.compile(rf"(?<=[{_HAN}])[ゖけがか](?=[{_HAN}])")
_NO = re.compile(rf"(?<=[{_HAN}])[の之乃](?=[{_HAN}])")
_DASH = re.compile(r"(?<=[0-9一二三四五六七八九十])[ー‐‑‒–—―−~〜-](?=[0-9一二三四五六七八九十])")
_SPACE = re.compile(r"[\s\u200b\ufeff]+")
_MAX_TEXT = 400


def fold(text: str) -> str:
    """Return the text in one spelling, without spaces; only the first 400 characters are looked at."""
    plain = unicodedata.normalize("NFKC", text[:_MAX_TEXT]).lower()
    plain = _SPACE.sub("", plain).translate(_SINGLE)
    plain = _DASH.sub("-", plain)
    return _NO.sub("の", _GA.sub("が", plain))


def is_kana(text: str) -> bool:
    """Return True when a folded text is hiragana (and the long mark) only."""
    return bool(text) and all("ぁ" <= char <= "ゖ" or char == "ー" for char in text)


_LONG = (
    (re.compile(r"(?<=[おこそとのほもよろごぞどぼぽを])[うおー]"), ""),
    (re.compile(r"(?<=[うくすつぬふむゆるぐずぶぷ])[うー]"), ""),
    (re.compile(r"(?<=[えけせてねへめれげぜでべぺ])[いえー]"), ""),
    (re.compile(r"ー"), ""),
)


def loose(kana: str) -> str:
    """Return folded kana without long vowels, so that こいしかわー and ほんごお compare as people hear them."""
    for pattern, new in _LONG:
        kana = pattern.sub(new, kana)
    return kana


_ROWS = (
    ("あいうえお", "a i u e o"), ("かきくけこ", "ka ki ku ke ko"), ("さしすせそ", "sa shi su se so"),
    ("たちつてと", "ta chi tsu te to"), ("なにぬねの", "na ni nu ne no"), ("はひふへほ", "ha hi fu he ho"),
    ("まみむめも", "ma mi mu me mo"), ("やゆよ", "ya yu yo"), ("らりるれろ", "ra ri ru re ro"), ("わをん", "wa o n"),
    ("がぎぐげご", "ga gi gu ge go"), ("ざじずぜぞ", "za ji zu ze zo"), ("だぢづでど", "da ji zu de do"),
    ("ばびぶべぼ", "ba bi bu be bo"), ("ぱぴぷぺぽ", "pa pi pu pe po"),
)  # fmt: skip
_SOUNDS = {char: sound for chars, sounds in _ROWS for char, sound in zip(chars, sounds.split(), strict=True)}
_GLIDES = {"ゃ": "a", "ゅ": "u", "ょ": "o"}
_VOWELS = re.compile(r"o[uo]|uu|mb(?=[aiueo])|oh(?![aiueo])")


def romaji(kana: str) -> str:
    """Return kana in Latin letters, long vowels short (ホンゴウ → hongo); a small ッ doubles what follows."""
    out: list[str] = []
    for char in unicodedata.normalize("NFKC", kana).translate(_KANA):
        if char in _GLIDES and out:
            stem = out.pop()[:-1]
            out.append(stem + ("" if stem in ("sh", "ch", "j") else "y") + _GLIDES[char])
        elif char == "っ":
            out.append("*")
        else:
            out.append(_SOUNDS.get(char, ""))
    return latin(re.sub(r"\*(.)", r"\1\1", "".join(out)))


def latin(text: str) -> str:
    """Return Latin text in lower case without accents and with short vowels (Hongō, Hongou → hongo)."""
    plain = unicodedata.normalize("NFKD", text.lower())
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    return _VOWELS.sub(lambda match: "mb" if match[0] == "mb" else match[0][0], plain)

"""What free text tells about the person: whose matter it is, the relation, the age band, a mood, a correction."""

from __future__ import annotations

import re
import unicodedata

_RELATIONS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("mother_in_law", ("義母", "義理の母", "姑", "お姑", "mother-in-law", "mother in law")),
    ("father_in_law", ("義父", "義理の父", "舅", "father-in-law", "father in law")),
    ("parents_in_law", ("義両親", "義理の両親", "義実家")),
    ("grandmother", ("祖母", "おばあちゃん", "ばあちゃん", "おばあさん", "ばあば", "grandmother", "grandma")),
    ("grandfather", ("祖父", "おじいちゃん", "じいちゃん", "おじいさん", "じいじ", "grandfather", "grandpa")),
    ("parents", ("両親", "my parents")),
    ("mother", ("母", "お母さん", "おかあさん", "ママ", "おふくろ", "かあさん", "my mother", "my mom", "my mum")),
    ("father", ("父", "お父さん", "おとうさん", "パパ", "おやじ", "親父", "とうさん", "my father", "my dad")),
    ("husband", ("夫", "旦那", "だんな", "主人が", "うちの主人", "my husband")),
    ("wife", ("妻", "家内", "嫁が", "嫁の", "女房", "奥さんが", "my wife")),
    ("son", ("息子", "むすこ", "長男", "次男", "三男", "my son")),
    ("daughter", ("娘", "むすめ", "長女", "次女", "三女", "my daughter")),
    ("grandchild", ("孫が", "孫の", "孫を", "my grandchild", "my grandson", "my granddaughter")),
    ("sibling", ("兄", "弟", "姉", "妹", "きょうだい", "my brother", "my sister")),
    ("partner", ("彼氏", "彼女が", "彼女の", "恋人", "同棲相手", "パートナー", "my boyfriend", "my girlfriend")),
    ("child", ("子ども", "子供", "こども", "うちの子", "赤ちゃん", "my child", "my kid", "my baby")),
    ("relative", ("叔母", "伯母", "叔父", "伯父", "いとこ", "甥", "姪", "親戚")),
    ("friend", ("友だちが", "友達が", "友人が", "友だちの", "友達の", "友人の", "my friend")),
)
_NOT_RELATIONS = ("父兄", "兄弟姉妹がい", "母国", "母語", "母子手帳", "父の日", "母の日", "子ども食堂", "子ども家庭",
                  "お母さんになる", "母子家庭", "父子家庭", "夫婦", "子ども手当", "子供手当", "兄弟はい")  # fmt: skip
_NEIGHBOUR = ("隣の", "となりの", "お隣", "おとなり", "隣人", "近所の", "ご近所", "上の階", "下の階", "上の部屋", "向かいの",
              "むかいの", "隣に住", "同じマンションの", "同じアパートの", "同じ団地の", "my neighbor", "my neighbour",
              "next door")  # fmt: skip
_SUPPORTER = ("民生委員", "児童委員", "担任をして", "担任です", "教員です", "教師です", "教員をして", "養護教諭",
              "スクールソーシャル", "受け持ちの", "クラスの子", "うちの生徒", "生徒のことで", "ケアマネです",
              "ケアマネジャーをして", "ヘルパーをして", "訪問看護を", "利用者さん", "支援員です", "保育士です",
              "学童の職員", "町会の役員", "自治会の役員", "自治会長", "大家です", "大家をして", "管理人をして",
              "患者さんの", "病院の相談員")  # fmt: skip
_SELF = ("私が", "私は", "わたしが", "わたしは", "僕", "ぼくは", "俺", "自分が", "自分の", "自分は", "一人暮らし",
         "ひとり暮らし", "うちにお金が", "私の生活", "本人です", "自分のこと", "わたしのこと", "私のこと",
         "i am", "i'm", "i have", "i can't", "i lost", "my own")  # fmt: skip
_FAMILY = ("家族のこと", "家族です", "家族の", "身内")
_YOUNG = ("小学生", "中学生", "高校生", "中1", "中2", "中3", "高1", "高2", "高3", "中一", "中二", "中三", "高一", "高二",
          "小4", "小5", "小6", "部活", "中学校に通", "高校に通", "担任の先生", "親に言えない", "学校行きたくない", "jk", "jc",
          "high school student", "middle school student")  # fmt: skip
_FEELINGS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("scared", ("こわい", "怖い", "恐い", "不安", "心配", "おびえ", "scared", "afraid", "worried")),
    ("tired", ("疲れ", "つかれ", "しんどい", "限界", "くたくた", "へとへと", "眠れ", "ねむれ", "もう無理", "tired", "exhausted")),
    ("lonely", ("ひとり", "一人", "独り", "孤独", "さみしい", "寂しい", "さびしい", "誰もいない", "だれもいない", "lonely", "alone")),
    ("guilty", ("申し訳", "ごめん", "情けない", "自分のせい", "自分が悪い", "わたしのせい", "私のせい", "ダメな", "だめな",
                "最低", "guilty", "ashamed")),
    ("angry", ("腹が立", "むかつ", "ムカつ", "イライラ", "いらいら", "許せ", "ふざけ", "angry")),
    ("sad", ("悲しい", "かなしい", "泣い", "涙", "つらい", "辛い", "くるしい", "苦しい", "sad", "crying")),
    ("lost", ("どうしたら", "どうすれば", "わからない", "分からない", "困って", "こまって", "迷って", "don't know what")),
)  # fmt: skip
_AGE = re.compile(r"(\d{1,3})\s{0,2}(?:歳|才|さい|years? old|歲|岁|살|tuổi|anos)")
_DECADE = re.compile(r"(\d)0\s{0,2}(?:代|s\b)")
_BARE = re.compile(r"\d{1,3}")
_CORRECTION = re.compile(r"(.{0,20}?)(?:じゃなくって|じゃなくて|ではなくて|じゃなく|ではなく)(.{1,30})")
BANDS = (("u18", 17), ("18_39", 39), ("40_64", 64), ("65_74", 74), ("75_up", 130))


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).lower()


def _has(text: str, words: tuple[str, ...]) -> bool:
    return any(word in text for word in words)


def relation(text: str) -> str:
    """Return who is spoken of (mother, child …), the one named first; "" when nobody of the family is."""
    plain = _plain(text)
    for word in _NOT_RELATIONS:
        plain = plain.replace(word, "")
    found = [(plain.index(word), -len(word), name) for name, words in _RELATIONS for word in words if word in plain]
    return min(found)[2] if found else ""


def whose(text: str) -> str:
    """Return self, family, neighbour or supporter when the text says so, else ""."""
    plain = _plain(text)
    if _has(plain, _SUPPORTER):
        return "supporter"
    if _has(plain, _NEIGHBOUR):
        return "neighbour"
    who = relation(text)
    if who == "friend":
        return "neighbour"
    if who or _has(plain, _FAMILY):
        return "family"
    return "self" if _has(plain, _SELF) else ""


def band_of(years: int) -> str:
    """Return the age band of an age in years; "" for what is no age."""
    return next((band for band, last in BANDS if years <= last), "") if years >= 3 else ""


def age_band(text: str, asked: bool) -> str:
    """Return an age band; bare numbers count only when the age was asked for."""
    plain = _plain(text)
    if found := _AGE.search(plain):
        return band_of(int(found[1]))
    if found := _DECADE.search(plain):
        return band_of(int(found[1]) * 10 + 9 if found[1] == "1" else int(found[1]) * 10 + 5) if found[1] != "1" else (
            "u18" if "前半" in plain else "")  # fmt: skip
    if asked and (found := _BARE.fullmatch(plain.strip().rstrip("です。"))):
        return band_of(int(found[0]))
    return "u18" if young(plain) else ""


def young(text: str) -> bool:
    """Tell whether the text implies a writer or subject under 18 (R08)."""
    return _has(_plain(text), _YOUNG)


def feeling(text: str) -> str:
    """Return the feeling that the text shows, or ""."""
    plain = _plain(text)
    return next((name for name, words in _FEELINGS if _has(plain, words)), "")


def corrected(text: str) -> tuple[str, str]:
    """Return what a correction takes back and what it puts in its place (「母じゃなくて義母」), or two empties."""
    found = _CORRECTION.search(_plain(text))
    return (found[1].strip(), found[2].strip()) if found else ("", "")

"""Facts told in passing: who somebody is, how old they or theirs are; nothing that asks to be felt with."""

from __future__ import annotations

import re

from flows import reading
from flows.words import one_width

_CLAUSES = re.compile(r"[。、,，!！?？\n\s]+")
_WORK = (
    "専業主婦|主婦|主夫|無職|フリーター|パート(?:タイム)?|アルバイト|バイト|会社員|正社員|派遣(?:社員)?|契約社員|自営業?|公務員"
    "|年金(?:暮らし|生活|生活者|だけ)?|大学院生|大学生|専門学生|短大生|学生|看護師|保育士|介護士|介護職|介護福祉士|求職中|休職中|失業中|ニート"
    "|シングルマザー|シングルファザー|ひとり親|一人親|独身|既婚|未婚|バツイチ|定年(?:後|退職後)?|社会人|外国人"
)
_ALONE = r"(?:ひとり|一人|1人|独り)(?:暮らし|ぐらし|住まい|身|者|もの)?|[2-9二三四五六]人(?:家族|暮らし)|独居"
_SEX = "男性?|女性?|おとこ|おんな"
_POLITE = (
    r"(?:(?:を|で|の身)?(?:やって|して|なん|なの))?(?:い?(?:ます|る)|です|だ|だよ|っす|なんです|なんだけど|ですけど|ですが|おります|でして|で)?"
    r"[がよね]{0,2}[笑w草]{0,3}"
)
_AGE = r"(?:\d{1,3}(?:歳|才|さい)|\d0代(?:前半|半ば|なかば|後半)?)"
_CHILDREN = (
    r"(?:子ども|子供|こども)[がはも]?"
    r"(?:[\d一二三四五]人|ひとり|ふたり|さんにん|よにん)?(?:い|お)?(?:ます|る|ります|です)?"
)
_SELF = re.compile(
    rf"(?:今|いま|私|わたし|僕|ぼく|俺|自分)?(?:は|も)?(?:(?:{_AGE}|{_SEX})の?){{0,2}}(?:{_WORK}|{_ALONE}|{_SEX})"
    rf"(?:の(?:{_AGE}|{_SEX})){{0,2}}{_POLITE}"
)
_WITH = (
    r"[^\s、]{1,6}と(?:二人|ふたり|2人|三人|3人|一緒|同居)"
    r"(?:暮らし|ぐらし|(?:で|に)(?:暮らして|住んで)い?(?:る|ます))?"
)
_NEAR = (
    r"(?:(?:今|いま)?は?(?:いっしょ|一緒|別々|べつべつ|別|離れて|はなれて|近く|ちかく|遠く|とおく|同じ家|隣|実家)(?:に|で)?"
    r"(?:住んで|すんで|暮らして|くらして)(?:い?ます|い?る|おります)|同居中?|別居中?|どうきょ|べっきょ)"
)
_HOUSE = re.compile(rf"(?:[^\s、]{{1,4}}と)?{_CHILDREN}|{_WITH}{_POLITE}|{_NEAR}{_POLITE}")
_PUPIL = r"[小中高](?:学|校)生|高校生|[小中高][1-6一二三四五六]|(?:しょう|ちゅう|こう)[1-6]|幼稚園|保育園|赤ちゃん|乳児"
_YEARS = r"(?P<years>\d{1,3})"
_OF_KIN = (
    re.compile(
        rf"[はがも](?:もう|今年|いま|今|まだ|たしか|たぶん|多分)?{_YEARS}(?:歳|才|さい|代|です|で|に|だ|くらい|ぐらい|$)"
    ),
    re.compile(rf"{_YEARS}(?:歳|才|さい|代)?(?:に(?:なる|なった)|近い|過ぎの?|前後の?|の)"),
)
_KIN_AGE = re.compile(
    r"[^\s、。\d]{1,6}[はがも]?(?:もう|今年で?|たしか)?\d{1,3}(?:歳|才|さい|代)?(?:です|っす|だ|になります|くらい|ぐらい){0,2}"
)
_LOOKS = re.compile(rf"{_YEARS}(?:歳|才|さい|代)?(?:くらい|ぐらい|前後|過ぎ|近く|代|歳|才)")
_ALONE_NUMBER = re.compile(r"\D{0,8}(\d{1,3})\D{0,8}")
_COUNTED = re.compile(r"\d\s{0,2}(?:年|[かヶカ]?月|日|週|時|分|円|万|千|回|人|名|番|丁目|社|件|度|つ|階|級|割|個)")
_DETAIL = re.compile(
    r"(?:たぶん|多分|だいたい|大体|もう|まだ|あと|えっと|たしか|(?:来|今|去)年の|来月の|毎|全部で|[週月年]に){0,2}"
    r"(?:[\d一二三四五六七八九十]{1,5}"
    r"(?:年|[かヶカ]?月|日|週間?|時|分|円|万円?|千円?|回|人|社|件|度|級|か所|割|歳|個)(?:前|後|半|間)?"
    r"|[週月年]に?\d[回日]?|要介護\d|要支援\d|さっき|昨日|きのう|先週|先月|去年|今週|来週|今月末?|来月末?|月末|最近|今朝|今夜|今日|明日"
    r"|朝|昼|夜|平日|週末|しゅうまつ|土日|毎日|ずっと前|この前|春|夏|秋|冬|半年|数か月|数年|昼間|夜中)"
    r"(?:から|まで|くらい|ぐらい|ごろ|頃|ほど|には|に|の|だけ|です|っす|だと思います|かな|前|後|は|昼間|夜|中|いつも|,|、|\s)*"
)
_REPLIES = re.compile(r"(?:はい|いいえ|いえ|ええ|うん|ううん|そうです|いや)[、。,\s]")
_SHORT, _REPLY = 12, 24
_OWN = ("私", "わたし", "僕", "ぼく", "俺", "おれ", "自分")


def _clauses(text: str) -> list[str]:
    return [one for one in _CLAUSES.split(one_width(text).strip()) if one]


def of_oneself(text: str) -> bool:
    """Tell whether a part of the text says who the writer is (「主婦です」「無職の50代です」「高校生です」)."""
    return any(_SELF.fullmatch(one) or reading.bare_age(one) for one in _clauses(text))


def whose(text: str) -> str:
    """Return whose matter the text tells of; who says who they are, and names nobody else, speaks of themselves."""
    if bare(text):
        return "self" if of_oneself(text) else ""
    return reading.whose(text) or ("self" if of_oneself(text) else "")


def bare(text: str) -> bool:
    """Tell whether the text says who the writer is, and how old or with whom they live, and nothing else."""
    if _HOUSE.fullmatch("".join(one_width(text).split())):  # 「こども ふたり」
        return True
    parts = _clauses(text)
    kinds = (_SELF.fullmatch, _HOUSE.fullmatch, reading.bare_age, kin_age)
    facts = [one for one in parts if any(kind(one) for kind in kinds)]
    return bool(facts) and all(one in facts or _DETAIL.fullmatch(one) for one in parts)


def detail(text: str) -> bool:
    """Tell whether short words only fill in what was told: a number, a time, a plain answer (「50万」「来週です」)."""
    plain = one_width(text).strip()
    if reading.feeling(plain) or reading.wants(plain):
        return False
    if _REPLIES.match(plain):
        return len(plain) <= _REPLY
    return len(plain) <= _SHORT and bool(_DETAIL.fullmatch(plain))


def asked_age(text: str) -> str:
    """Return the band of the one number in a short answer to the question for the age (「37っす」「もうすぐ50」)."""
    plain = reading.digits(one_width(text).strip())
    found = _ALONE_NUMBER.fullmatch(plain)
    return reading.band_of(int(found[1])) if found and not _COUNTED.search(plain) else ""


def own_band(text: str) -> str:
    """Return the age band that the writer tells of themselves; ages told beside one of the family are not theirs."""
    found = (_mine(one) or ("" if reading.named_first(one) else _told(one)) for one in _clauses(text))
    return next((band for band in found if band), "")


def _told(clause: str) -> str:
    return reading.age_band(clause, asked=False) or reading.bare_age(clause)


def _mine(clause: str) -> str:
    """Return the band of a number right behind 「私は」 in a clause that names others as well."""
    found = re.search(rf"(?:{'|'.join(_OWN)})(?:は|が|も)?\D{{0,5}}(\d{{1,3}})(?!\d|年|人|万|円|回)", clause)
    return reading.band_of(int(found[1])) if found else ""


def kin_band(text: str, who: str) -> str:
    """Return the age band told of one of the family (「52になる息子」「母は76」「小3の娘」); "" when none is."""
    for clause in _clauses(text):
        if reading.named_first(clause) != who or any(mine in clause for mine in _OWN):
            continue
        if re.search(_PUPIL, clause):
            return "u18"
        for pattern in _OF_KIN:
            if (found := pattern.search(clause)) and not _COUNTED.search(clause):
                return _band(clause, found)
    return ""


def kin_age(text: str) -> bool:
    """Tell whether the text says how old one of the family is, and nothing else (「義母は79です」)."""
    plain = one_width(text).strip()
    return bool(_KIN_AGE.fullmatch(plain) and reading.named_first(plain))


def looks_band(text: str) -> str:
    """Return the age band of somebody seen from outside (「80くらいの方」「70代の男性」)."""
    plain = one_width(text).strip()
    found = _LOOKS.search(plain)
    return _band(plain, found) if found else ("u18" if re.search(_PUPIL, plain) else "")


def _band(text: str, found: re.Match[str]) -> str:
    years = int(found["years"])
    return reading.band_of(years + 5 if text[found.end("years") :].startswith("代") else years)

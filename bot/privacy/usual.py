"""What stands where a name could and is none: a count, snow that falls, part of a clause in Chinese."""

import re

from bot.privacy.recognisers.foreign_forms import HAN, HAN_EVERYDAY

_COUNTED = re.compile(
    r"[約丸第]?[一二三四五六七八九十百千]{1,4}(?:軒|社|分|つ|本|枚|度|回|通|歳|件|個|匹|冊|足|着|泊|校|作|時|箱|袋|"
    r"羽|頭|畳|曲)(?:目|半|間)?|[丸約][一二三四五六七八九十]{1,2}[日月年]")
_NATURE = re.compile("|".join((
    r"(?:雪|ゆき)(?:で(?!す)|が?(?:ふ|降|積|つも|と[けか]|溶|ひど)|かき(?!子)|の(?:日|道))",
    r"(?:海|うみ)(?:を見|に(?:飛び|沈)|が見え)",
    r"(?:空|そら)(?:が(?:青|暗|きれい|明る)|を(?:見|飛)|に(?:消|浮))",
    r"(?:夢|ゆめ)(?:に(?:出|見|亡)|を(?:見|あき|諦)|が(?:叶|かな)|も希望)",
    r"(?:愛|あい)(?:が(?:ほし|欲し|足り|さめ|冷)|のむち|の(?:ムチ|鞭)|を(?:感|注))",
    r"(?:夏|なつ)(?:は(?:暑|あつ)|休み|が暑)",
    r"(?:春|はる|冬|ふゆ|秋|あき)(?:に(?:なった|なれ)|休み|が来)",
    r"(?:光|ひかり)(?:が(?:見え|差|さ[しす]|まぶ)|の(?:当たる|中(?!学)))",
    r"(?:花|桜|さくら|すみれ|菫)(?:が(?:咲|散)|の(?:木|花び|季節))",
    r"(?:月|星|虹)(?:がきれい|が見え|を見)",
    r"(?:鈴|笛)(?:の音|が鳴)", r"凛とし", r"栞(?:が抜|を(?:なく|はさ))",
)))
_CHINESE_NAME = re.compile(f"[{HAN}{HAN_EVERYDAY}欧小阿老]")
_CLAUSE = re.compile("[没不去想这就]|一直|起来|考上|担心|吵架")
_CHINESE_TEXT = re.compile(r"(?=[^ぁ-ゖァ-ヺ]*\Z)(?s:.{0,300}?)[我你他她们没这吗么跟给父母亲钱个被]")


def counted(found: str) -> bool:
    """Tell whether the word is a number of things (三軒目, 丸二日)."""
    return bool(_COUNTED.fullmatch(found))


def of_nature(text: str, start: int) -> int:
    """Return the end of a word of nature or feeling and what is said of it (ゆきがふ, 愛がほし), 0 if there is none."""
    found = _NATURE.match(text, start)
    return found.end() if found else 0


def chinese_clause(text: str, found: str, named: bool) -> bool:
    """Tell whether the characters are a piece of a Chinese sentence; `named`: they may well be a name."""
    if not _CHINESE_TEXT.match(text):
        return False
    return bool(_CLAUSE.search(found)) or not (named or _CHINESE_NAME.match(found))

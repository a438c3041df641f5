"""Quasi-identifiers (R50): coarse ages and dates, and facts so rare that they point at one person."""

import re
from dataclasses import dataclass
from datetime import date

_OLDEST_COMMON = 95
_YOUNG = ((6, "未就学の年代"), (12, "小学生の年代"), (15, "中学生の年代"), (18, "高校生の年代"), (20, "10代後半"))
_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")
_AGE = re.compile(r"(?<![0-9.])(1?[0-9]{2})[ ]?(?:歳|才|さい)")
_OLD = re.compile(r"九十[五六七八九](?:歳|才)|百[十一二三四五六七八九]{0,2}(?:歳|才)")
_RARE = (
    ("多胎", re.compile(r"[三四五六3456]つ子|みつご|三つ子|品胎")),
    ("子の数", re.compile(r"(?:子ども|子供|こども|子|きょうだい|兄弟)(?:が|は)?(?:[7-9]|1[0-9]|七|八|九|十)人|"
        r"(?:[7-9]|1[0-9])人(?:の子|きょうだい|兄弟)")),
    ("職", re.compile(
        r"市長|区長|町長|村長|議員|大臣|人間国宝|宮司|住職|横綱|力士|棋士|宇宙飛行士|オリンピック|パラリンピック|"
        r"プロ野球|Jリーグ|騎手|アナウンサー|俳優|声優|"
        r"漫画家|落語家|歌舞伎|能楽師|ピアニスト|指揮者|杜氏|刀鍛冶|検察官|裁判官|大使館|外交官|教授|校長|園長|院長")),
    ("国・言葉", re.compile(r"難民|亡命|無国籍|ロヒンギャ|チベット|ブータン|エリトリア|ツバル|アイスランド|"
        r"アルバニア|シリア|アフガニスタン")),
    ("報道", re.compile(r"(?:ニュース|新聞|テレビ|報道|週刊誌)(?:に|で|にも)(?:出|載|流れ|なっ|取り上げ|報じ)")),
    ("受賞・記録", re.compile(r"(?:優勝|金メダル|銀メダル|銅メダル|日本一|世界一|最年少|最高齢|表彰|受賞|叙勲)")),
    ("病", re.compile(r"世界で[0-9一-龥]{1,4}例|国内(?:で|に)[0-9一-龥]{1,5}(?:人|例)|100万人に[0-9一]人|希少(?:難病|"
        r"疾患)|指定難病[0-9]{1,3}|早老症|プロジェリア|エーラス")),
    ("事件", re.compile(r"(?:殺人|殺害|誘拐|立てこもり|通り魔|爆発|墜落|脱線)(?:事件|事故)?の?(?:被害|遺族|加害|生存|"
        r"犯人)")),
)


@dataclass(frozen=True)
class Rarity:
    """One rare fact: its kind and a sentence for the reviewer, without the resident's words."""

    kind: str
    reason: str


def rarities(text: str) -> tuple[Rarity, ...]:
    """Return the kinds of rare fact the text holds, each once, in a fixed order."""
    found = []
    half_width = text.translate(_DIGITS)
    ages = [int(m.group(1)) for m in _AGE.finditer(half_width)]
    if any(_OLDEST_COMMON <= age <= 125 for age in ages) or _OLD.search(text):
        found.append(Rarity("年齢", f"{_OLDEST_COMMON}歳以上の年齢があります。「90代」などの幅に直してください"))
    for kind, words in _RARE:
        if words.search(text):
            found.append(Rarity(kind, f"まれな事実({kind})があります。だれのことか分かるかもしれません"))
    return tuple(found)


def rare_facts(text: str) -> tuple[str, ...]:
    """Return the reasons why this text may single a person out (empty when none)."""
    return tuple(rarity.reason for rarity in rarities(text))


def age_band(age: int) -> str:
    """Return a ten-year band; children are 未就学・小学生・中学生・高校生の年代, the oldest 90代以上.

    Raises ValueError for a negative age.
    """
    if age < 0:
        raise ValueError("年齢は0以上にしてください")
    for upper, word in _YOUNG:
        if age < upper:
            return word
    return f"{age // 10 * 10}代" if age < 90 else "90代以上"


def month_of(day: date) -> str:
    """Return the month of a date (2026年3月), never the day."""
    return f"{day.year}年{day.month}月"


def coarsen_ages(text: str) -> str:
    """Return the text with ages of 90 and more written as 90代以上; younger ages stay (the coordinator needs them)."""
    return re.sub(r"(?<![0-9.])(?:9[0-9]|1[0-2][0-9])[ ]?(?:歳|才)", "90代以上", text)

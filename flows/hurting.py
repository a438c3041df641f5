"""Who hurts whom: what one of the family does to the writer is their own matter; of whom a harm speaks."""

from __future__ import annotations

import re

_ELDERS = frozenset({
    "mother", "father", "parents", "mother_in_law", "father_in_law", "parents_in_law", "grandmother", "grandfather",
    "husband", "wife", "partner", "sibling", "relative",
})  # fmt: skip
"""Who may weigh on a writer; what a child does is told by those who care for it."""
_DOES = (
    "怒鳴", "どな", "怒ら", "怒って", "殴", "なぐ", "叩", "たたか", "蹴", "うざ", "うるさ", "無視", "監視", "束縛",
    "否定", "責め", "ののし", "罵", "暴力", "比べられ", "わかってくれ", "分かってくれ", "許してくれ", "反対され",
    "けんか", "ケンカ", "喧嘩", "仲が悪", "うまくいかな", "合わない", "折り合い", "当たられ", "言われ", "こわい",
    "怖い", "嫌い", "きらい", "会いたくない", "離れたい", "顔を見たくない", "帰りたくない", "帰りたくな",
    "いたくない", "別れたい", "離婚", "浮気", "生活費をくれ", "お金をくれ", "お金を取", "スマホを取", "過干渉",
    "毒親", "束縛", "モラハラ", "yells at me", "hits me", "shouts at me",
)  # fmt: skip
_CARED_FOR = (
    "認知症", "もの忘れ", "物忘れ", "介護", "世話", "面倒を", "徘徊", "忘れ", "ひきこも", "引きこも", "部屋から出",
    "外に出な", "病気", "入院", "障害", "うつ", "働かな", "働いていな", "仕事をしな", "仕事をしていな", "無職",
    "酒", "お酒", "アルコール", "パチンコ", "ギャンブル", "借金", "学校に行", "不登校", "倒れ", "転ん", "がんで",
    "癌", "死にたい", "同じこと", "頼まれ", "先立たれ", "死なれ", "任され", "dementia",
)  # fmt: skip


_DONE_TO = re.compile(r"に[^、。]{0,14}(?:され|られ|まれ|かれ|がれ)")
"""The passive of what is suffered (「夫に…ばかにされて」)."""

_OF_THE_OLD = re.compile(
    r"介護|認知症|高齢|お?年寄り|老人|ヘルパー|デイサービス|ショートステイ|特養|老健|入居者|利用者さん|おむつを替え|徘徊|祖母|祖父"
    r"|(?:ばあ|じい)(?:ちゃん|さん|ば|じ)|[7-9]\d(?:代|歳|才|に|の[母父親祖])|義母|義父|姑|舅"
)
_OF_CHILDREN = re.compile(
    r"子ども|子供|こども|(?:うち|あの|この|その|隣|幼い|小さい)の?子|赤ちゃん|息子|娘|孫|赤ん坊|保育|幼稚園|小学|中学|高校"
    r"|男の子|女の子|[0-9０-９一二三四五六]歳児|生徒|児童|パパ|ママ"
)


def weighs_on_writer(plain: str, who: str) -> bool:
    """Tell whether `plain` (folded to NFKC, lower case) says what `who` does to the writer, not what `who` needs."""
    if who not in _ELDERS or any(one in plain for one in _CARED_FOR):
        return False
    return any(one in plain for one in _DOES) or bool(_DONE_TO.search(plain))


def speaks_of_the_old(text: str) -> bool:
    """Tell whether words of harm speak of somebody old who is cared for, and of no child."""
    return bool(_OF_THE_OLD.search(text)) and not _OF_CHILDREN.search(text)

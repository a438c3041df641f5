"""LINE IDs, handles and account names on social services and games."""

import re

from bot.privacy.recognisers.base import Pattern, PatternRecogniser
from bot.privacy.spans import PiiType

_SERVICE = (r"(?<![A-Za-z])(?:LINE|ライン|らいん|ツイッター|ツイート|Twitter|Instagram|インスタ(?:グラム)?|いんすた|"
    r"TikTok|"
    r"ティックトック|Facebook|フェイスブック|FB|"
            r"Zalo|WeChat|微信号?|ウィーチャット|カカオ(?:トーク)?|カカオ톡|카카오톡|KakaoTalk|kakao|Discord|"
            r"ディスコード?|Skype|スカイプ|Telegram|テレグラム|"
            r"Messenger|メッセンジャー|WhatsApp|ワッツアップ|Signal|シグナル|Viber|QQ|スレッズ|Threads|YouTube|"
            r"ユーチューブ|旧Twitter\)|ゲーム|スイッチ|Switch|PSN)")
_MARK = (
    r"(?:ID|アイディ[ーィ]?|あいでぃ[ーぃ]?|アカウント(?:名)?|アカ(?:名)?|垢|ユーザー名?|ハンドルネーム|"
    r"ハンドル(?:名)?|ニックネーム|表示名|名|アドレス|コード|番号)"
)
_CODE = (
    r"[A-Za-z0-9_][A-Za-z0-9_.\-~#]{2,40}(?<![.\-])"
)
_PLAIN = frozenset((
    "line", "id", "ok", "okay", "only", "please", "message", "messages", "app", "call",
    "video", "chat", "group", "line.", "sns", "dm", "now", "instagram", "twitter", "facebook",
    "tiktok", "zalo", "discord", "skype", "telegram", "whatsapp", "account", "name", "youtube", "threads",
    "and", "the", "for", "dito",
))


def _check(found: str, score: float) -> float:
    if found.lower().strip("@.#") in _PLAIN:
        return 0.0
    if score < 0.7 and not re.search(r"[0-9_.#-]", found):
        return 0.0
    return score


SNS_ID = PatternRecogniser(
    name="sns_id",
    type=PiiType.sns_id,
    patterns=(
        Pattern(re.compile(r"(?<![A-Za-z0-9_.@])@[ ]?[A-Za-z0-9_](?:[A-Za-z0-9_.\-]{1,38})(?<![.\-])"), 0.9),
        Pattern(re.compile(_SERVICE + r"[ ]?の?[ ]?" + _MARK +
            r"[^A-Za-z0-9_@\n]{0,10}\n?(?P<v>@?" + _CODE + ")", re.I), 0.9),
        Pattern(re.compile(_SERVICE + r"(?: me|"
            r" id)?[^A-Za-z0-9_@\n、。]{0,6}(?![0-9]+[件通回人分時円枚日年])(?P<v>@?" + _CODE + ")", re.I), 0.65),
        Pattern(re.compile(r"(?:アカウント|アカ|垢|ハンドル(?:ネーム|名)?|ユーザー名|"
            r"(?<![A-Za-z])ID(?![A-Za-z]))[^A-Za-z0-9_@\n]{0,6}(?P<v>@?" + _CODE + ")",
                           re.I), 0.7),
        Pattern(re.compile(r"(?:フレンドコード|フレコ|"
            r"friend ?code)[^A-Za-z0-9\n]{0,4}(?P<v>(?:SW-)?[0-9A-Za-z]{3,5}(?:[- ][0-9A-Za-z]{3,5}){1,4})",
                           re.I), 0.95),
        Pattern(re.compile(r"(?:SW-)[0-9]{4}(?:-[0-9]{4}){2}"), 0.95),
        Pattern(re.compile(r"(?<![A-Za-z0-9_#])[A-Za-z0-9_.]{3,32}#[0-9]{4}(?![0-9])"), 0.9),
        Pattern(re.compile(r"(?:LINE|ライン|表示|アカウント|"
            r"ハンドル)(?:の)?名(?:前)?[はが:「『 ]{1,3}(?P<v>[^\s、。,」』で]{2,20})", re.I), 0.7),
        Pattern(re.compile(r"(?:LINE|ライン)名[はが:「 ]{0,2}(?P<v>[^\s、。,」』]{2,20}?)(?=です|で|、|。|」|\s|"
            r"$)"), 0.8),
    ),
    explanation="@ で始まる名、LINE ID などの語のあとの英数字、フレンドコード",
    check=_check,
)

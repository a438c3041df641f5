"""What a reader of meanings guessed is believed only where the words themselves bear it out."""

from __future__ import annotations

import re

from flows import reading
from flows.desk import Desk
from flows.words import fold

_BORNE_OUT = {
    "thanks": re.compile(
        r"ありがと|有難|感謝|助か|楽にな|よかった|良かった|嬉し|うれし|救われ|ほっと|安心し|すっきり|軽くな|どうも"
    ),
    "greeting": re.compile(
        r"こんにち|こんばん|おはよ|はじめまして|初めまして|もしもし|よろしく|宜しく|ただいま|戻りまし|もどりまし"
        r"|来ました|きました|います[か?？]|ども"
    ),
    "laugh": re.compile(r"[笑wｗ草]|はは|ふふ|へへ|ウケ|うけ"),
    "sorry": re.compile(r"ごめ|すみま|すいま|申し訳|もうしわけ|わるい|悪い"),
    "skip": re.compile(r"言|話|答|書き|教え|パス|飛ば|とば|次|つぎ|スキップ|秘密|ひみつ|内緒|ないしょ"),
    "dont_know": re.compile(r"わか|分か|知ら|しら|さあ|不明|どうだろ|言え|微妙|決め|きめ|なんとも|覚えて"),
}
"""Words without which a message is no thanks, no greeting; the guess was of its length and ending."""
_ALIASES = {"continue": "resume", "faq_service": "machine"}
_ENDING = ("stop", "forget", "restart", "withdraw", "enough")
_WORD = 6
_PARTLY = re.compile(
    r"[0-9０-９①-⑨一二三四五六七八九十](?:番目?|つ目|つめ|個目|行目)?(?:を|は|だけ|も|と|の|、|消|けし|削)"
    r"|(?:そこ|それ|ここ|これ|名前|住所|番号|最後|最初の|さっきの)(?:を|は|も|の[^。]{0,8})?だけ|(?:名前|住所|電話番号)(?:を|は)"
)
"""「2を消して」「名前だけ消して」: a part is meant, and whoever guesses "delete everything" has not read it."""
_OTHERS = re.compile(r"親|先生|上司|会社|学校|役所|あいつ|先輩|同僚|クラス")
_COUNTED = re.compile(r"[0-9０-９一二三四五六七八九十数]+(?:社|人|万|円|年|か月|ヶ月|日|回|枚|件|歳|才|時|割)")
_ASKED_OF_US = ("machine", "secret", "why", "off_topic")


def guessed(desk: Desk, danger: bool) -> str:
    """Return the intent that the reader of meanings guessed; a bare number, or words in danger, end nothing."""
    said = desk.said
    guess = _ALIASES.get(said.intent, said.intent)
    if guess in ("back", "resume") or desk.talk.language != "ja":
        return ""  # the reader of meanings knows Japanese: in other languages only the phrases say what is meant
    if (danger or fold(said.text).isdecimal()) and guess in _ENDING:
        return ""
    return believed(guess, said.text, bool(desk.talk.worries))


def believed(guess: str, text: str, told: bool) -> str:
    """Return the guess, or "" where it would pass over what somebody told (`told`: a worry was told before)."""
    if guess in _BORNE_OUT:
        return guess if _BORNE_OUT[guess].search(text) else ""
    if guess == "forget" and _PARTLY.search(text):
        return ""
    if guess in _ASKED_OF_US and told:
        return guess if reading.asks(text) else ""
    if guess == "insult" and (reading.named_first(text) or _OTHERS.search(text) or _COUNTED.search(text)):
        return ""  # hard words about somebody else are not said to us, and a count is an answer
    if guess == "small_talk" and (reading.wants(text) or reading.feeling(text) or (told and len(fold(text)) <= _WORD)):
        return ""
    return guess

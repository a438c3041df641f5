"""Before the first worry: the notice, consent, and the opening that answers known fears (R01, R02, R42)."""

from __future__ import annotations

import re

from flows.desk import Desk
from flows.effects import Consent, Crisis, Quiet, SetLanguage, StopReminders
from flows.intents import asked_language
from flows.talk import Talk
from flows.words import fold

_GREETED = {
    fold(words): code
    for code, said in {
        "vi": ("xin chào", "chào", "chào bạn", "alô", "xin chao"),
        "pt": ("olá", "ola", "oi", "bom dia", "boa tarde", "boa noite", "tudo bem"),
        "tl": ("kumusta", "kumusta po", "kamusta", "magandang araw", "magandang gabi", "magandang umaga"),
        "ne": ("namaste", "नमस्ते", "नमस्कार"),
        "ko": ("안녕하세요", "안녕"),
        "zh": ("你好", "您好", "早上好", "晚上好"),
        "en": ("hello", "hi", "good morning", "good evening"),
    }.items()
    for words in said
}
"""A greeting is too short for a detector of languages, and it is how most people begin."""
_KANA = re.compile("[ぁ-ゖァ-ヺ]")
_TOLD = 2
NOTICE_VERSION = "2026-11"
_LANGUAGES = ("ja", "en", "zh", "ko", "vi", "pt", "ne", "tl")


def detect_language(desk: Desk) -> None:
    """Take the language of the first words, once; only the code is kept."""
    code = _GREETED.get(fold(desk.said.text)) or desk.said.language
    if code == "ja" and desk.talk.language != "ja" and not _KANA.search(desk.said.text):
        return  # a number or a place in Latin letters or kanji (「ở 江戸川区」) is no change of language
    if code in _LANGUAGES and code != desk.talk.language and fold(desk.said.text):
        desk.put(language=code)
        desk.do(SetLanguage(code))


def notice(desk: Desk) -> None:
    """Show the notice; what was written before consent is kept nowhere (R01)."""
    detect_language(desk)
    desk.say("notice.back" if desk.talk.known else "notice.who")
    desk.say("notice.secret")
    desk.measure("notice")


def notice_again(desk: Desk) -> None:
    """Answer words before consent with the numbers for danger, and ask again (R01)."""
    before = desk.talk.language
    detect_language(desk)
    if desk.talk.language != before:  # what was shown so far was in another language
        desk.say("notice.who")
        desk.say("notice.secret")
        return
    if desk.talk.unclear < _TOLD:
        desk.say("notice.before")
        desk.do(Crisis("", (), first=not desk.talk.unclear))
    else:  # the numbers stand above twice; who writes on and on has not seen what to tap
        desk.say("notice.yes_is_enough")
    desk.put(unclear=desk.talk.unclear + 1)


def notice_more(desk: Desk) -> None:
    """Tell the details: the record, for how long, who reads when."""
    desk.say("notice.record")
    desk.say("notice.people")


def consented(desk: Desk) -> None:
    """Record the consent to the talk and answer the fears people come with."""
    desk.put(consent=NOTICE_VERSION, unclear=0)
    desk.do(Consent("talk", NOTICE_VERSION))
    desk.measure("consented")
    desk.say("listen.open")


def declined(desk: Desk) -> None:
    """Accept a no to the notice."""
    desk.say("notice.declined")


def set_language(desk: Desk) -> None:
    """Change the language, by tap or by name."""
    chosen = desk.said.choice.partition(".")[2] or _named(desk)
    code = "ja" if chosen == "easy" else chosen
    if code not in _LANGUAGES:
        return
    desk.put(language=code, easy=chosen == "easy")
    desk.do(SetLanguage(code))
    desk.say("language.set")


def _named(desk: Desk) -> str:
    return asked_language(desk.said.intent)


def easy(desk: Desk) -> None:
    """Switch to やさしい日本語."""
    desk.put(language="ja", easy=True)
    desk.do(SetLanguage("ja"))
    desk.say("language.set")


def left(desk: Desk) -> None:
    """Stop every push when the person blocks us (R14)."""
    desk.do(StopReminders(), Quiet(True))
    desk.measure("left", desk.state.value)


def emptied(talk: Talk, consent: str = "") -> Talk:
    """Return a talk without anything told; language and wording memory stay."""
    return Talk(consent=consent, language=talk.language, easy=talk.easy, seed=talk.seed + 1, turns=talk.turns,
                used=talk.used, last_ask=talk.last_ask)  # fmt: skip


def nothing_kept(desk: Desk) -> None:
    """Nothing was kept before consent, so there is nothing to delete."""
    desk.say("forget.nothing")

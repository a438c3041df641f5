"""Rules for everything that is said: length, one question, no hurtful phrase, short labels (R31, R34, R41)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from flows.texts import LANGUAGES, TextBook

LONGEST = {"ja": 80, "easy": 80, "zh": 80, "ko": 80}
LONGEST_OTHER = 160
"""Letters of Latin and Devanagari carry about half of what a Japanese one does."""
LABEL = 20
EASY_SENTENCE = 35
FORBIDDEN = (
    "頑張",
    "がんばっ",
    "がんばれ",
    "がんばりましょ",
    "命を大切に",
    "命を粗末",
    "気持ちはわかり",
    "気持ちは分かり",
    "気持ちわかり",
    "お察しします",
    "なぜ",
    "どうして",
    "なんでそ",
    "なんで逃",
    "なんで言",
    "大丈夫ですよ",
    "だいじょうぶですよ",
    "普通は",
    "ふつうは",
    "元気を出して",
    "きっとうまく",
    "生きていれば",
    "逃げないで",
    "そんなこと言わないで",
    "死ぬなんて",
    "忘れましょう",
    "気のせい",
    "考えすぎ",
    "甘え",
    "自己責任",
    "みんなそう",
    "もっとつらい人",
    "仕方ない",
    "すぐ助けが",
    "助けが向か",
    "必ず助け",
    "絶対に秘密",
    "誰にも言いません",
    "だれにも言いません",
    "匿名加工",
    "cheer up",
    "calm down",
    "why do",
    "why did",
    "i understand how you feel",
)
_QUESTION = re.compile(r"[？?]|か。")
_SENTENCE = re.compile(r"[^。！？!?\n]{1,200}[。！？!?]?")
_SLOT = re.compile(r"\{[a-z_]{1,30}\}")
_LONG_VALUES = {
    "question": 0, "case_number": 8, "office": 16, "operator": 8, "people": 12, "staff_hours": 14, "answer_by": 12,
    "channel": 8, "keep_days": 3, "who": 8, "topic": 14, "answer": 16, "days": 5, "group": 9, "names": 0, "day": 10,
    "next_open": 14,
}  # fmt: skip


def questions(text: str) -> int:
    """Count the questions in a text."""
    return len(_QUESTION.findall(text))


def forbidden(text: str) -> str:
    """Return the first forbidden phrase in a text, or ""."""
    low = text.lower()
    return next((phrase for phrase in FORBIDDEN if phrase in low), "")


def longest(language: str) -> int:
    """Return how many letters a bubble may have."""
    return LONGEST.get(language, LONGEST_OTHER)


def _length(text: str) -> int:
    slots = sum(_LONG_VALUES.get(slot[1:-1], 10) for slot in _SLOT.findall(text))
    return len(_SLOT.sub("", text)) + slots


def is_question(key: str) -> bool:
    """Tell whether a text is one that asks (all others must not)."""
    return key.endswith(".ask") or key.startswith("q.")


def is_label(key: str) -> bool:
    """Tell whether a text stands on a button."""
    return key.startswith(("c.", "topic."))


def lint(texts: TextBook) -> Iterator[str]:
    """Yield every breach, as a line an editor can act on."""
    for language in LANGUAGES:
        for key, variants in texts.texts.get(language, {}).items():
            for bubbles in variants:
                for fault in _faults(language, key, bubbles):
                    yield f"{language} 「{key}」: {fault}"


def _faults(language: str, key: str, bubbles: tuple[str, ...]) -> Iterator[str]:
    whole = "".join(bubbles)
    if phrase := forbidden(whole):
        yield f"使わない言葉「{phrase}」があります。言いかえてください"
    if is_label(key):
        if len(whole) > LABEL:
            yield f"ボタンが{len(whole)}字です。{LABEL}字までにしてください"
        return
    asked = questions(whole)
    if asked > 1 + whole.count("/"):
        yield f"質問が{asked}個あります。一つにしてください"
    if asked and not is_question(key):
        yield "質問になっています。言い切るか、キーの終わりを ask にしてください"
    if len(bubbles) > 2:
        yield f"吹き出しが{len(bubbles)}個あります。2個までにしてください"
    yield from _lengths(language, key, bubbles)


def _lengths(language: str, key: str, bubbles: tuple[str, ...]) -> Iterator[str]:
    room = longest(language) - (12 if key.startswith("q.") else 0)
    for bubble in bubbles:
        if (length := _length(bubble)) > room:
            yield f"{length}字あります。{room}字までにしてください"
        if language == "easy":
            for sentence in _SENTENCE.findall(bubble):
                if _length(sentence) > EASY_SENTENCE:
                    yield f"一文が{_length(sentence)}字です。{EASY_SENTENCE}字までにしてください"

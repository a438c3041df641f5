"""One plain form for the many ways people write the same words (R22).

Width, kana, spaces between letters, look-alike characters and stretched letters are folded away, so that the rules and
the classifier see 「死にたい」 for 4にたい, ﾀﾋにたい, 氏にたい, し に た い. Everything here is linear in the length.
"""

from __future__ import annotations

import re
import unicodedata

EXAMINED = 2000
"""Characters looked at in one message: a longer one is seen through its head, its tail and windows between."""

_HEAD, _TAIL, _WINDOW = 900, 600, 100
_MARKS = re.compile("[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f]")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\uffff\ud800-\udfff\U000e0000-\U000e0fff]"
)
_PART = r"\w\u0900-\u109f\u1780-\u17ff"
"""Letters and, in the scripts of South Asia, the vowel signs written around them, which are no letters to `re`."""
_SPREAD = re.compile(rf"(?<![{_PART}])\w(?:[^{_PART}]{{1,4}}\w(?![{_PART}])){{2,60}}")
_NOT_WORD = re.compile(r"[^\w]+")
_STRETCH = re.compile(r"(.)\1{3,}", re.DOTALL)
_LONG_VOWEL = re.compile(r"[ー〜~ｰ]{2,}")
_SPACES = re.compile(r"[ \t\u3000\xa0]+")

_SMALL = {"ぁ": "あ", "ぃ": "い", "ぅ": "う", "ぇ": "え", "ぉ": "お", "ゎ": "わ", "ヵ": "か", "ヶ": "け"}
_KANA = {chr(c): chr(c - 0x60) for c in range(0x30A1, 0x30F7)}
_FOLD = str.maketrans({**{k: _SMALL.get(v, v) for k, v in _KANA.items()}, **_SMALL})

_AHEAD = r"(?:(?<=^)|(?<=[\s、。,.!?・「『」』(もうらはがを]))"
_GOES = (
    r"((?:がっこう|学校|ほいくえん|保育園|ようちえん|幼稚園|かいしゃ|会社|しごと|仕事|びょういん|病院|はいしゃ|歯医者|じゅく|塾|しせつ|施設"
    r"|デイ|バイト|ぶかつ|部活|やくしょ|役所)[にへ]?)"
)
_TAHI = re.compile(r"[タﾀ]\s?[ヒﾋ](?=\s?[にぬねのりっん死、。!?…wｗ]|\s|$)")
_LOOKALIKE: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), plain)
    for pattern, plain in (
        # 死 written with a number, a sign or a same-sounding letter
        (r"(?<![0-9一-龠])4(?=[にぬねん](?:たい|たく|たか|た|ます|まし|そう|てえ|$|[\s、。!?w]))", "死"),
        (r"(?<![一-龠])[氏市詩⊿歹視](?=に(?:たい(?![しすそへせ])|たく|たか|たみ|てえ|てー|ます|そう))", "死"),
        (r"(?<![一-龠])[氏⊿](?=[ぬねん](?:$|[\sるうばでだじ、。!?w]))", "死"),
        (r"自[○〇◯●×✕*x_](?!自動)", "自殺"),
        (r"自さつ(?!え)|じさつ(?!えい|ぞう)|自sat[su]{1,2}", "自殺"),
        (r"自殺\s{1,3}(?=し(?:た|よ|ます))", "自殺"),
        (r"首[○〇◯●×✕*]り", "首吊り"),
        (_AHEAD + r"し\s?に\s?た\s?[いひ](?!し[てた]|す[るれ]|やき|そう)", "死にたい"),
        (_AHEAD + r"しに(?=たくな[っる]|ます(?!か)|てえ|てー|たみ|たかった)", "死に"),
        (_AHEAD + r"きえ(?=た[いくか]|てしまいた|ちゃい|てえ)", "消え"),
        (r"消え鯛", "消えたい"),
        # いきたくない is 生きたくない to the ear, but not of a school or a job
        (_GOES + r"\s?いき(?=た(?:く|が))", r"\1行き"),
        (r"りすか(?!ふ|ー|る)", "りすか"),
        (r"(?<![a-z])(?:kill my ?self|kms|unalive)(?![a-z])", "kill myself"),
    )
)


def sample(text: str) -> str:
    """At most about `EXAMINED` characters: all of a short text, else head, tail and evenly spaced windows."""
    if len(text) <= EXAMINED:
        return text
    middle = EXAMINED - _HEAD - _TAIL
    count = middle // _WINDOW
    step = (len(text) - _HEAD - _TAIL) // (count + 1)
    starts = [_HEAD + step * (i + 1) for i in range(count)]
    windows = [text[at : at + _WINDOW] for at in starts]
    return "\n".join([text[:_HEAD], *windows, text[-_TAIL:]])


def fold(text: str) -> str:
    """Katakana to hiragana, small vowels to full ones: applied to messages and to the words of the lexicon alike."""
    return text.translate(_FOLD)


def _respell(text: str, folded: bool) -> str:
    text = _TAHI.sub("死", text)
    if folded:
        text = fold(text)
    for pattern, plain in _LOOKALIKE:
        text = pattern.sub(plain, text)
    return text


def _close_up(text: str) -> str:
    """Join letters that stand alone between spaces, line ends or signs: 「し に た い」."""
    return _SPREAD.sub(lambda found: _NOT_WORD.sub("", found.group()), text)


def normalise(text: str, folded: bool = True) -> str:
    """The plain form of a message; never raises, whatever the characters.

    `folded` False leaves katakana as it is: a dictionary of words knows コンビニ, not こんびに.
    """
    text = _INVISIBLE.sub("", sample(text))
    text = sample(unicodedata.normalize("NFKC", text))
    text = _MARKS.sub("", text).lower()
    text = _close_up(text)
    text = _STRETCH.sub(r"\1\1\1", _LONG_VOWEL.sub("ー", text))
    text = _respell(text, folded)
    return _SPACES.sub(" ", text).strip()

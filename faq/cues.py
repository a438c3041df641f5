"""How a text is put, apart from what it is about: the marks by which a question is told from a worry."""

from __future__ import annotations

import re

from faq.text import fold

_CLAUSES = re.compile(r"(?<=[。!?\n])")
_TAIL = re.compile(r"[。!、…笑w \n]{1,20}$")
_CUES = (
    "なに|何|いくら|どこ|いつ|誰|だれ|どう|どの|どんな|どれ|どっち|なんで|なぜ|何か月|何日|何歳|何回|教えて|おしえて|知りたい|伺いたい|聞きたい|とは"
    "|ますか|ですか|でしょうか|ませんか|ましょうか|もらえ|いただけ|くれる|できる|使える|受けられ|られる|って|んの|んですか|のか|かな|かね|かしら"
    "|条件|方法|違い|手続き|申請|必要|書類|費用|料金|期間|対象|窓口|上限|仕組み|流れ|どうやって|どうすれば|どうしたら|本当|ほんと|マ?"
    "|だめ|むり|無理|ない?|いい?|大丈夫|平気|あり?|おけ|ok|もん|です。|ます。|ました|しまっ|ている|てる|疲れ|つらい|怖い|苦しい|悲しい|のに|けど|ので|から|私|もう"
).split("|")
_SUFFIX = range(1, 7)


def cues(text: str) -> list[str]:
    """Return the marks of *text*: endings of its clauses, asking words, length, signs, whether it ends in a noun."""
    folded = fold(text)
    clauses = [part.strip() for part in _CLAUSES.split(folded) if part.strip()] or [""]
    last = clauses[-1]
    found = [f"L{mark}" for mark in _endings(last)]
    found += [f"A{mark}" for part in clauses[:-1] for mark in _endings(part)]
    found += [f"C{cue}" for cue in _CUES if cue in last]
    found += [f"E{cue}" for cue in _CUES if cue in folded and cue not in last]
    found.append(f"N{min(len(folded) // 8, 12)}")
    found.append(f"P{min(len(clauses), 5)}")
    found.append(f"W{min(folded.count(' '), 4)}")
    asks = sum(part.endswith("?") for part in clauses)
    return [*found, f"Q{min(asks, 3)}", f"K{_kind(_TAIL.sub('', last)[-1:])}", "B"]


def _endings(clause: str) -> list[str]:
    stem = _TAIL.sub("", clause)
    return [stem[-size:] for size in _SUFFIX if len(stem) >= size] + ([f"?{stem[-3:-1]}"] if stem.endswith("?") else [])


def _kind(character: str) -> str:
    if not character:
        return "none"
    if "ぁ" <= character <= "ん":
        return "kana"
    if "一" <= character <= "鿿":
        return "kanji"
    return "latin" if character.isalnum() else character

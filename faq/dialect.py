"""Endings and small words of dialects in the standard language: 「行ったらええん？」 is read as a question too."""

from __future__ import annotations

import re
from pathlib import Path

ENDINGS = Path(__file__).parent / "endings.txt"
"""One rule a line: what is said, a tab, what stands for it; `$` is the end of a clause, `{疑}` an asking word."""

_CLAUSE = r"(?=[ 　。、,.!?！？…\n])|\Z"
_ASKING = "(?:いくら|どこ|どう|どん|どれ|なに|なん|何|いつ|だれ|誰)"


def _rules() -> list[tuple[re.Pattern[str], str]]:
    lines = [line for line in ENDINGS.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    rows = [line.split("\t") for line in lines]
    return [(re.compile(_written(said)), meant) for said, meant in rows]


def _written(said: str) -> str:
    return said.replace("{疑}", _ASKING).replace("$", f"(?:{_CLAUSE})").replace("[?]", "[?？]")


_RULES = _rules()


def standard(text: str) -> str:
    """Return *text* with what dialects say otherwise in the standard language; the rest stays as it was."""
    for said, meant in _RULES:
        text = said.sub(meant, text)
    return text

"""One text that came in several messages: put together a line each, and taken apart when one is unsent (R11)."""

from __future__ import annotations

from collections.abc import Sequence


def joined(parts: Sequence[str]) -> str:
    """Return fragments as one text, a line each."""
    return "\n".join(" ".join(part.split("\n")) for part in parts)


def sources_of(source: str) -> tuple[str, ...]:
    """Return the ids of the messages that a text was put together from, one for each of its lines."""
    return tuple(source.split())


def pieces(text: str, source: str) -> list[tuple[str, str]]:
    """Return (words, message id) of each message that a text was put together from."""
    lines, sources = text.split("\n"), sources_of(source)
    if len(sources) < 2 or len(sources) != len(lines):
        return [(text, source)]
    return list(zip(lines, sources, strict=True))


def without(text: str, source: str, unsent: str) -> tuple[str, str]:
    """Return text and sources without the fragment that was unsent (R11); the whole text where lines do not tell."""
    sources = sources_of(source)
    lines = text.split("\n")
    if unsent not in sources:
        return text, source
    if len(sources) != len(lines):
        return "", ""
    left = [(line, one) for line, one in zip(lines, sources, strict=True) if one != unsent]
    return "\n".join(line for line, _ in left), " ".join(one for _, one in left)

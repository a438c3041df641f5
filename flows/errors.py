"""Errors of the flows package: a flow, a text or a script file that cannot be used, and how to mend it."""

from __future__ import annotations

from collections.abc import Sequence


class FlowsError(Exception):
    """Base of every error that the flows package raises."""


class DefinitionError(FlowsError):
    """A topic flow cannot be used; `problems` holds every fault, as lines an operator can read."""

    def __init__(self, problems: Sequence[str]) -> None:
        """Keep all faults, so that a file can be mended in one go."""
        self.problems = tuple(problems)
        lines = "\n".join(f"- {problem}" for problem in self.problems)
        super().__init__(f"会話の流れの定義に{len(self.problems)}件の誤りがあります。\n{lines}")


class TextError(FlowsError):
    """A text is missing or breaks a rule of the catalogue; the message names language and key."""


class ScriptError(FlowsError):
    """A scripted conversation cannot be read; the message names file and step."""

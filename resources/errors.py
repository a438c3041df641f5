"""Errors of the resources package: what is wrong with a data file, where, and how to mend it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Problem:
    """One fault in a data file; `row` counts lines as a spreadsheet does (the header is row 1, 0 = whole file).

    An `error` keeps the file from being used, a `warning` is something for a person to look at.
    """

    file: str
    row: int
    column: str
    what: str
    mend: str
    level: Literal["error", "warning"] = "error"

    def __str__(self) -> str:
        """Return the problem as one line of Japanese for an operator."""
        where = f"{self.file} {self.row}行目" if self.row else self.file
        column = f"「{self.column}」" if self.column else ""
        return f"{where}{column}: {self.what}。{self.mend}"


class ResourcesError(Exception):
    """Base of every error that the resources package raises."""


class DataFileError(ResourcesError):
    """A data file cannot be used; `problems` holds every fault found, in the order of the file."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        """Keep all problems, so that an operator can mend a file in one go."""
        self.problems = tuple(problems)
        lines = "\n".join(f"- {problem}" for problem in self.problems)
        super().__init__(f"データファイルに{len(self.problems)}件の誤りがあります。\n{lines}")


class HoursError(ResourcesError, ValueError):
    """Opening hours that do not follow the grammar; the message says which part and what is allowed."""


class ExchangeError(ResourcesError):
    """A file handed in for import cannot be read at all (encoding, no known header, not JSON)."""


class ModelError(ResourcesError):
    """A model file cannot be used; the message names it and says how to mend it."""

    def __init__(self, path: object, what: str) -> None:
        """Name the file or model and what to do."""
        super().__init__(f"{path}: {what}")

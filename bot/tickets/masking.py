"""Hiding small cells so that nobody can be picked out or worked out (R58)."""

from __future__ import annotations

from collections.abc import Sequence

SMALLEST_SHOWN = 5


def mask(grid: Sequence[Sequence[int]]) -> list[list[int | None]]:
    """Hide counts of 1 to 4, and as many others as it takes that totals do not give them away.

    `grid` carries its totals: the last column sums each row, the last row sums each column. In every line either
    nothing is hidden, or at least two cells that together are not small themselves. None stands for hidden.
    """
    hidden = [[0 < value < SMALLEST_SHOWN for value in row] for row in grid]
    lines = [[(r, c) for c in range(len(row))] for r, row in enumerate(grid)]
    lines += [[(r, c) for r in range(len(grid))] for c in range(len(grid[0]))] if grid else []
    changed = True
    while changed:
        changed = False
        for line in lines:
            extra = _gives_away(grid, hidden, line)
            if extra is not None:
                hidden[extra[0]][extra[1]] = changed = True
    return [[None if hidden[r][c] else value for c, value in enumerate(row)] for r, row in enumerate(grid)]


def mask_list(counts: Sequence[int]) -> list[int | None]:
    """Hide small counts where one person may be counted several times, so that no total gives them away."""
    return [None if 0 < count < SMALLEST_SHOWN else count for count in counts]


def _gives_away(
    grid: Sequence[Sequence[int]], hidden: list[list[bool]], line: Sequence[tuple[int, int]]
) -> tuple[int, int] | None:
    """The next cell of a line to hide, or None when the line keeps its secret."""
    secret = [(r, c) for r, c in line if hidden[r][c]]
    if not secret or len(line) < 3:
        return None
    inner = sum(grid[r][c] for r, c in secret if (r, c) != line[-1])
    if len(secret) >= 2 and (inner >= SMALLEST_SHOWN or line[-1] in secret):
        return None
    shown = [(r, c) for r, c in line if not hidden[r][c]]
    # the smallest that is not zero, a total only when nothing else is left
    shown.sort(key=lambda cell: (cell == line[-1], grid[cell[0]][cell[1]] == 0, grid[cell[0]][cell[1]]))
    return shown[0] if shown else None

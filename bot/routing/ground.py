"""Which area a spot belongs to, by the rows of the list of 担当区域.

The narrowest row wins: 番, then chome, then town. Two areas on the winning level, a `low` row, or in production any
row that the municipality has not confirmed: candidates, never a decision (README of the sample list).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from bot.routing.result import AskKind, Spot
from resources.records import AreaRow

Trust = Literal["demo", "production"]

_MOST_CHOMES = 9
"""No town of the municipalities served has more chome; a higher number is something else."""


@dataclass(frozen=True)
class Verdict:
    """The areas that a spot may belong to; `sure` when there is one and its rows may decide."""

    areas: tuple[str, ...] = ()
    sure: bool = False
    needs: AskKind | None = None

    @property
    def area_id(self) -> str | None:
        """Return the area when it is sure."""
        return self.areas[0] if self.sure else None


class Ground:
    """The rows of all municipalities served, by town."""

    def __init__(
        self, rows: Iterable[AreaRow], trust: Trust, chomes: Mapping[tuple[str, str], tuple[int, ...]] | None = None
    ) -> None:
        """Index the rows; `chomes` are all chome of a town where a towns file tells them."""
        self._trust = trust
        self._listed = dict(chomes or {})
        self._rows: dict[tuple[str, str], list[AreaRow]] = defaultdict(list)
        self.area_names: dict[str, tuple[str, str]] = {}
        for row in rows:
            self.area_names.setdefault(row.area_id, (row.municipality, row.area))
            if row.town:
                self._rows[row.municipality, row.town].append(row)

    def chomes(self, municipality: str, town: str) -> tuple[int, ...]:
        """Return the chome of a town as far as they are known, in order."""
        listed = self._listed.get((municipality, town))
        if listed is not None:
            return listed
        rows = self._rows.get((municipality, town), ())
        return tuple(sorted({row.chome for row in rows if row.chome is not None}))

    def has_rest(self, municipality: str, town: str) -> bool:
        """Return True when a row for the whole town may cover chome that no row names.

        Rows for 1, 2, … n without a gap are taken for the whole town: nothing is left for the wider row.
        """
        key = municipality, town
        if key in self._listed or not any(row.chome is None for row in self._rows.get(key, ())):
            return False
        named = self.chomes(municipality, town)
        return len(named) < 2 or named != tuple(range(1, len(named) + 1))

    def blocks(self, spot: Spot) -> tuple[tuple[int, int], ...]:
        """Return the ranges of 番 that decide within the spot's chome."""
        rows = self._rows.get((spot.municipality, spot.town), ())
        return tuple(
            (row.banchi_from, row.banchi_to)
            for row in rows
            if row.banchi_from is not None and row.banchi_to is not None and row.chome == spot.chome
        )

    def plain(self, spot: Spot) -> Spot:
        """Return a spot whose numbers are 番 where its town has no chome (鹿骨町10-15)."""
        if not spot.chomes or self.chomes(spot.municipality, spot.town) or self._rows_by_chome(spot):
            return spot
        return replace(spot, chomes=(), banchi=spot.chomes)

    def _rows_by_chome(self, spot: Spot) -> bool:
        """Return True unless rows for the whole town, whose name says that it is one (〜町), are all there is."""
        rows = self._rows.get((spot.municipality, spot.town), ())
        return not rows or not spot.town.endswith("町") or any(row.chome is not None for row in rows)

    def judge(self, spot: Spot) -> Verdict:
        """Return the areas of a spot and what to ask when they do not settle it."""
        rows = self._rows.get((spot.municipality, spot.town))
        if not rows:
            return Verdict()
        chomes = self._chomes_meant(spot)
        cells = [cell for chome in chomes for cell in self._cells(rows, chome, spot)]
        if not cells or not all(cells):
            return Verdict(self._areas(cells), needs=None if self._exist(spot) else "chome")
        areas = self._areas(cells)
        if len(areas) == 1 and all(self._may_decide(cell) for cell in cells):
            return Verdict(areas, sure=True)
        return Verdict(areas, needs=self._needs(rows, chomes, cells, spot))

    def _chomes_meant(self, spot: Spot) -> tuple[int | None, ...]:
        """Return the chome that a spot may mean; None stands for the rest of the town."""
        if spot.chomes:
            return spot.chomes
        known = self.chomes(spot.municipality, spot.town)
        rest = self.has_rest(spot.municipality, spot.town)
        if spot.other:
            return (None,)
        return (*known, None) if rest or not known else known

    def _exist(self, spot: Spot) -> bool:
        """Return True when chome are told and, as far as known, exist: what is missing then is a row."""
        known = self.chomes(spot.municipality, spot.town)
        return bool(spot.chomes) and all(chome in known for chome in spot.chomes)

    def may_exist(self, spot: Spot) -> bool:
        """Return True when chome are told that the town has, or may have where its chome are not all known."""
        known = self.chomes(spot.municipality, spot.town)
        return bool(spot.chomes) and (not known or self.has_rest(spot.municipality, spot.town) or self._exist(spot))

    def possible(self, spots: Sequence[Spot]) -> list[Spot]:
        """Return the spots whose chome exist as far as known (目黒区 has no 中町3丁目); without it when none does."""
        found = [
            spot
            for spot in spots
            if not spot.chomes or not self.chomes(spot.municipality, spot.town) or self._exist(spot)
        ]
        return found or [replace(spot, chomes=(), banchi=()) for spot in spots]

    def _cells(self, rows: Sequence[AreaRow], chome: int | None, spot: Spot) -> list[list[AreaRow]]:
        """Return the winning rows of a chome: one list, or one for each 番 range when the 番 is not told."""
        here = [row for row in rows if row.chome == chome and chome is not None]
        blocks = [row for row in here if row.banchi_from is not None]
        wide = [row for row in here if row.banchi_from is None] or self._town_rows(rows, chome, spot)
        if not blocks or (spot.other and spot.chomes):
            return [wide]
        if not spot.banchi:
            return [*([row] for row in blocks), wide]
        return [[row for row in blocks if _holds(row, banchi)] or wide for banchi in spot.banchi]

    def _town_rows(self, rows: Sequence[AreaRow], chome: int | None, spot: Spot) -> list[AreaRow]:
        """Return the rows for the whole town, none when the chome does not exist."""
        known = self.chomes(spot.municipality, spot.town)
        if chome is not None and known and chome not in known and not self.has_rest(spot.municipality, spot.town):
            return []
        if chome is not None and chome > _MOST_CHOMES:
            return []
        return [row for row in rows if row.chome is None]

    def _areas(self, cells: Sequence[Sequence[AreaRow]]) -> tuple[str, ...]:
        """Return the areas of all cells, likeliest first, once each."""
        return tuple(dict.fromkeys(row.area_id for cell in cells for row in cell))

    def _may_decide(self, cell: Sequence[AreaRow]) -> bool:
        """Return True when one of the rows is good enough for the trust level."""
        if self._trust == "production":
            return any(row.confirmed for row in cell)
        return any(row.confidence in ("high", "medium") for row in cell)

    def _needs(
        self, rows: Sequence[AreaRow], chomes: Sequence[int | None], cells: Sequence[Sequence[AreaRow]], spot: Spot
    ) -> AskKind:
        """Return the next question that can bring the answer nearer."""
        if len(chomes) > 1:
            differ = len({tuple(row.area_id for row in cell) for cell in cells}) > 1
            settled = {self._may_decide(cell) and len({row.area_id for row in cell}) == 1 for cell in cells}
            return "chome" if differ or len(settled) > 1 else "confirm_area"
        has_blocks = any(row.banchi_from is not None and row.chome == chomes[0] for row in rows)
        return "banchi" if has_blocks and not spot.banchi and not spot.other else "confirm_area"


def _holds(row: AreaRow, banchi: int) -> bool:
    """Return True when the row's range of 番 holds a 番."""
    return row.banchi_from is not None and row.banchi_to is not None and row.banchi_from <= banchi <= row.banchi_to

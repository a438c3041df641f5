"""The figures that a change must not make worse by more than their interval."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from bot.evaluation.figures import Figure, Report
from bot.evaluation.sets import FOLDER

KEPT = FOLDER / "kept.json"


def keep(reports: Sequence[Report], path: Path = KEPT) -> Path:
    """Write the figures that have a target, set by set; sets that were not measured keep theirs."""
    kept = _read(path)
    for report in reports:
        kept[report.name] = {
            figure.name: [round(figure.value, 4), round(figure.low, 4), round(figure.high, 4)]
            for figure in report.figures
            if figure.wanted is not None
        }
    path.write_text(json.dumps(kept, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    return path


def worse(reports: Sequence[Report], path: Path = KEPT) -> list[str]:
    """Figures that lie beyond the kept interval on the wrong side, as lines to read; empty when all is well."""
    kept = _read(path)
    return [
        f"{report.name} 「{figure.name}」 {figure.value:.3f} (残した区間 {low:.3f}〜{high:.3f})"
        for report in reports
        for figure in report.figures
        if figure.name in kept.get(report.name, {})
        for _, low, high in [kept[report.name][figure.name]]
        if _beyond(figure, low, high)
    ]


def _beyond(figure: Figure, low: float, high: float) -> bool:
    return figure.value > high if figure.less_is_better else figure.value < low


def _read(path: Path) -> dict[str, dict[str, list[float]]]:
    return dict(json.loads(path.read_text(encoding="utf-8"))) if path.exists() else {}

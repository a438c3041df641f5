"""The next question, with answers that can be tapped (at most 13 quick replies of 20 characters, LINE's limit)."""

from collections.abc import Iterable, Sequence

from bot.routing.gazetteer import OTHER_PLACE, Gazetteer
from bot.routing.ground import Ground
from bot.routing.result import Ask, Spot

MAX_OPTIONS = 12
"""One place is left for 「言いたくない」."""

_MAX_LABEL = 20


def municipality(book: Gazetteer, among: Iterable[str] = ()) -> Ask:
    """Ask for the municipality: those that come into question, or all that are served."""
    return Ask("municipality", _fitting((*(tuple(among) or tuple(book.towns)), OTHER_PLACE)))


def same_name(spots: Sequence[Spot]) -> Ask:
    """Ask which of several towns of one name is meant."""
    options = [f"{spot.municipality}{spot.town}{_chome(spot)}" for spot in spots]
    return Ask("municipality", _fitting((*options, OTHER_PLACE)))


def town(book: Gazetteer, of_municipality: str, among: Iterable[str] = ()) -> Ask:
    """Ask for the town; all towns are offered only where they fit."""
    return Ask("town", _fitting(tuple(among) or book.towns.get(of_municipality, ())))


def chome(ground: Ground, spot: Spot, label: str) -> Ask:
    """Ask for the chome; `label` is the town's name, with its municipality where others have the name too."""
    known = spot.chomes if len(spot.chomes) > 1 else ground.chomes(spot.municipality, spot.town)
    options = [f"{label}{number}丁目" for number in known]
    if ground.has_rest(spot.municipality, spot.town) and len(spot.chomes) <= 1 and options:
        options.append(f"{label} ほかの丁目")
    return Ask("chome", _fitting(options))


def banchi(ground: Ground, spot: Spot, label: str) -> Ask:
    """Ask for the 番 where it decides the area."""
    start = f"{label}{spot.chome}丁目"
    ranges = [f"{start}{low}番" if low == high else f"{start}{low}〜{high}番" for low, high in ground.blocks(spot)]
    return Ask("banchi", _fitting((*ranges, f"{start} ほかの番")))


def area(ground: Ground, areas: Iterable[str]) -> Ask:
    """Ask whether it is one of these areas."""
    return Ask("confirm_area", _fitting((*(ground.area_names[area_id][1] for area_id in areas), "わからない")))


def _chome(spot: Spot) -> str:
    """Return the chome as text, empty when it is not told."""
    return f"{spot.chome}丁目" if spot.chome else ""


def _fitting(options: Iterable[str]) -> tuple[str, ...]:
    """Return the options when they can all be shown as quick replies, else none."""
    chosen = tuple(dict.fromkeys(options))
    return chosen if len(chosen) <= MAX_OPTIONS and all(len(o) <= _MAX_LABEL for o in chosen) else ()

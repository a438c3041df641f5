"""Hard filters: what does not serve this person is not ranked at all."""

from __future__ import annotations

from resources.matcher.wish import Wish
from resources.records import Place

_BY_PHONE = frozenset({"phone"})


def allowed(place: Place, wish: Wish) -> bool:
    """Whether a place may be shown for a wish: not seen, right area, right kind, a way to reach it."""
    return (
        place.id not in wish.seen
        and _right_area(place, wish)
        and _right_kind(place, wish)
        and _reachable(place, wish)
        and _speaks(place, wish)
    )


def _right_area(place: Place, wish: Wish) -> bool:
    """A place of another area is a wrong one; with the area unknown, a desk of one area is not guessed."""
    if not place.area:
        return True
    if wish.area_id is None:
        return place.kind == "ibasho"
    return place.area_id == wish.area_id


def _right_kind(place: Place, wish: Wish) -> bool:
    if wish.wants == "help_out":
        return "participation" in place.topics
    return wish.wants == "any" or place.kind == wish.wants


def _reachable(place: Place, wish: Wish) -> bool:
    """Who cannot telephone is not sent to a place that only telephones (R45)."""
    return not (wish.no_phone and place.channels and set(place.channels) <= _BY_PHONE)


def _speaks(place: Place, wish: Wish) -> bool:
    """A line that names its languages must speak this one; local desks rarely name any and stay."""
    language = "ja" if wish.language in (None, "", "ja", "easy") else str(wish.language)
    coded = [code for code in place.languages if len(code) == 2 or code.startswith("multi")]
    return not coded or language in coded or any(code.startswith("multi") for code in coded)

"""From what was read to a result: the area when the rows settle it, else candidates and the next question."""

from collections.abc import Iterable, Sequence

from bot.routing import asking
from bot.routing.gazetteer import Gazetteer
from bot.routing.ground import Ground
from bot.routing.names import Meaning
from bot.routing.reading import Reading
from bot.routing.result import RouteResult, Spot


class Settler:
    """Decides between the readings of one text; holds no state of its own."""

    def __init__(self, book: Gazetteer, ground: Ground) -> None:
        """Take the names and the rows."""
        self._book = book
        self._ground = ground

    def reading(self, reading: Reading, municipality: str | None) -> RouteResult:
        """Return the result of one reading; the narrowest thing said comes first."""
        if reading.outside and not (reading.cities or (reading.spots and not reading.joined)):
            near_only = reading.named_outside and all(near for _, near in reading.vague)
            inside = reading.areas or (reading.vague and not reading.joined and not near_only)
            if not inside or reading.joined:
                return (
                    RouteResult(outside=True)
                    if reading.tells_home
                    else self._municipality_only(Reading(), municipality)
                )
        if len(reading.cities) > 1:
            return RouteResult(ambiguous=self._candidates(reading), ask=asking.municipality(self._book, reading.cities))
        if reading.spots:
            return self._spots(reading)
        if reading.areas:
            known = reading.cities or reading.bases or ((municipality,) if municipality else ())
            return self._area([m for m in reading.areas if m.municipality in known] or reading.areas)
        if reading.vague:
            return self._vague(reading, municipality)
        return self._municipality_only(reading, municipality)

    def spot(self, spot: Spot) -> RouteResult:
        """Return the result of one town, with the question that would settle it."""
        spot = self._ground.plain(spot)
        verdict = self._ground.judge(spot)
        result = RouteResult(
            municipality=spot.municipality,
            area_id=verdict.area_id,
            town=spot.town,
            chome=spot.chome,
            ambiguous=() if verdict.sure else verdict.areas,
        )
        if verdict.sure or verdict.needs is None:
            return result
        label = self._label(spot)
        if verdict.needs == "chome":
            ask = asking.chome(self._ground, spot, label)
        elif verdict.needs == "banchi":
            ask = asking.banchi(self._ground, spot, label)
        else:
            ask = asking.area(self._ground, verdict.areas)
        return RouteResult(**{**vars(result), "ask": ask})

    def several(self, spots: Sequence[Spot]) -> RouteResult:
        """Return the result when any of several towns may be meant: sure only if all lie in one area."""
        verdicts = [self._ground.judge(spot) for spot in spots]
        areas = tuple(dict.fromkeys(area for verdict in verdicts for area in verdict.areas))
        places = tuple(dict.fromkeys(spot.municipality for spot in spots))
        place = places[0] if len(places) == 1 else None
        if len(areas) == 1 and all(verdict.sure for verdict in verdicts):
            return RouteResult(municipality=place, area_id=areas[0])
        labels = [f"{'' if place else s.municipality}{s.town}{f'{s.chome}丁目' if s.chome else ''}" for s in spots]
        ask = asking.town(self._book, place, labels) if place else asking.same_name(spots)
        return RouteResult(municipality=place, ambiguous=areas, ask=ask)

    def _spots(self, reading: Reading) -> RouteResult:
        """Return the result of the towns named."""
        groups = reading.spots
        named = reading.cities or reading.bases
        agree = any(spot.municipality in named for group in groups for spot in group)
        if named and not agree and (reading.cities or not self._is_town_like(reading)):
            places = dict.fromkeys((*named, *(spot.municipality for group in groups for spot in group)))
            return RouteResult(ambiguous=self._candidates(reading), ask=asking.municipality(self._book, places))
        if reading.cities:
            agreeing = [g for g in groups if any(spot.municipality in reading.cities for spot in g)]
            groups = tuple(agreeing) or groups
        spots = [spot for group in groups for spot in group]
        unsure = reading.shared and not any(self._ground.may_exist(spot) for spot in spots)
        if unsure or any(len(group) > 1 for group in groups):
            return RouteResult(ambiguous=self._areas(spots), ask=asking.same_name(self._ground.possible(spots)))
        return self.spot(spots[0]) if len(spots) == 1 else self.several(spots)

    def _is_town_like(self, reading: Reading) -> bool:
        """Return True when the municipality was named only in passing (目黒 is a town and a station too)."""
        return any(spot.chomes for group in reading.spots for spot in group)

    def _area(self, areas: Sequence[Meaning]) -> RouteResult:
        """Return the result of an area's own name; said in full it decides, else it is proposed."""
        ids = tuple(dict.fromkeys(meaning.value for meaning in areas))
        places = tuple(dict.fromkeys(meaning.municipality for meaning in areas))
        place = places[0] if len(places) == 1 else None
        if len(ids) == 1 and not areas[0].base:
            return RouteResult(municipality=place, area_id=ids[0])
        return RouteResult(municipality=place, ambiguous=ids, ask=asking.area(self._ground, ids))

    def _vague(self, reading: Reading, municipality: str | None) -> RouteResult:
        """Return the result of stations and quarters: candidates and a question, never an area."""
        known = (*reading.cities, *reading.bases)[:1] or ((municipality,) if municipality else ())
        stations = [self._book.stations[name] for name, _ in reading.vague]
        named_near = any(near for _, near in reading.vague)
        beyond = not known and all(self._lies_outside(station.kind, station.municipality) for station in stations)
        if beyond and not (named_near and any(station.near for station in stations)):
            return RouteResult(outside=True)
        places = tuple(dict.fromkeys(known or (s.municipality for s in stations if s.municipality)))
        spots = [spot for station in stations for text in station.near for spot in self._near(text, places)]
        place = places[0] if len(places) == 1 else None
        areas = self._areas(spots)
        towns = tuple(dict.fromkeys(spot.town for spot in spots if spot.municipality == place))
        if place:
            return RouteResult(municipality=place, ambiguous=areas, ask=asking.town(self._book, place, towns))
        around = dict.fromkeys(spot.municipality for spot in spots)
        return RouteResult(ambiguous=areas, ask=asking.municipality(self._book, around))

    def _lies_outside(self, kind: str, municipality: str) -> bool:
        """Return True for a station that lies outside (a border name belongs to both sides)."""
        return not municipality and kind != "border"

    def _near(self, text: str, places: Iterable[str]) -> list[Spot]:
        """Return the spots of a town around a station, such as 「本郷3」, within the municipalities meant."""
        town = text.rstrip("0123456789")
        chomes = (int(text[len(town) :]),) if len(town) < len(text) else ()
        wanted = tuple(places)
        return [
            Spot(municipality, town, chomes)
            for municipality, towns in self._book.towns.items()
            if town in towns and (not wanted or municipality in wanted)
        ]

    def _municipality_only(self, reading: Reading, municipality: str | None) -> RouteResult:
        """Return the result when at most the municipality is known."""
        named = reading.cities or reading.bases
        if len(named) > 1:
            return RouteResult(ask=asking.municipality(self._book, named))
        place = named[0] if named else municipality
        ask = asking.town(self._book, place) if place else asking.municipality(self._book)
        return RouteResult(municipality=place, ask=ask)

    def _areas(self, spots: Iterable[Spot]) -> tuple[str, ...]:
        """Return the areas of several spots, once each."""
        return tuple(dict.fromkeys(area for spot in spots for area in self._ground.judge(spot).areas))

    def _candidates(self, reading: Reading) -> tuple[str, ...]:
        """Return the areas of all towns that were read."""
        return self._areas(spot for group in reading.spots for spot in group)

    def _label(self, spot: Spot) -> str:
        """Return the town's name, with its municipality where another one has the same name."""
        shared = sum(spot.town in towns for towns in self._book.towns.values()) > 1
        return f"{spot.municipality}{spot.town}" if shared else spot.town

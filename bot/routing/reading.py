"""What a text says about where someone lives: spots, quarters, areas, municipalities, places outside."""

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from bot.routing.gazetteer import Gazetteer
from bot.routing.life import NOW, is_other_life, of_somebody_else
from bot.routing.names import Hit, Meaning
from bot.routing.numbers import read_numbers
from bot.routing.result import Spot

_NOT_HERE = re.compile(r"(?:じや|で)(?:は|わ)?な(?:い|く)|以外|ではあり?ません|じやあり?ません")
_BESIDE = re.compile(
    r"(?:駅)?(?:の)?(?:となり|隣|近く|ちかく|そば|横|より|寄り|側|手前|向こう|方面|との境|境|まで歩|へ歩|に近い)"
)
_NEXT_TO = re.compile(r"の?(?:となり|隣|横|向かい|すぐそば)(?:町|町内|の区|の市)?の")
_FULL_ADDRESS = re.compile(
    r"[\s、の]?(?:[0-9一二三四五六七八九十]{1,3}(?:丁目|番地?の?|[-のー])){1,2}[0-9一二三四五六七八九十]{1,4}(?:号|番地?)?"
)
_TALK = re.compile(
    r"。|です|ます|でした|から|けど|じや|今は|いま|住|すん|職場|会社|実家|勤|通|隣|となり|近|または|もしくは|それか|^か"
)
_NEAR = re.compile(r"駅|近く|ちかく|そば|あたり|付近|ふきん|周辺|しゆうへん|寄り|より|歩|徒歩|隣|となり|側")
_HOME = re.compile(r"住|すんで|在|自宅|家は|都民|県民|市民|区民")
_LONG_STORY = 40

_BETTER_KNOWN = ("三田", "深大寺")
"""Town names that, alone, rather mean a place elsewhere (港区三田, 調布市の深大寺)."""


@dataclass(frozen=True)
class Reading:
    """The places found; `cities` and `bases` are served municipalities named with and without 区 or 市."""

    cities: tuple[str, ...] = ()
    bases: tuple[str, ...] = ()
    spots: tuple[tuple[Spot, ...], ...] = ()
    """One tuple for each town named; several spots in it when towns of that name are in several municipalities."""
    vague: tuple[tuple[str, bool], ...] = ()
    """Names of stations and quarters, each with True when the text speaks of the surroundings."""
    areas: tuple[Meaning, ...] = ()
    outside: tuple[str, ...] = ()
    named_outside: bool = False
    """True when a municipality outside is named in full (品川区)."""
    joined: bool = False
    """True when a place outside stands right before a town (世田谷区中町)."""
    shared: bool = False
    """True when one town is named, of which many places have the name, and nothing tells which."""
    tells_home: bool = True
    """False for a long story that speaks of a place without saying that the person lives there."""

    @property
    def empty(self) -> bool:
        """Return True when no place at all was found."""
        return not (self.cities or self.bases or self.spots or self.vague or self.areas or self.outside)


def read(folded: str, book: Gazetteer, municipality: str | None) -> Reading:
    """Return what a folded text says; `municipality` is what is known of the person from before."""
    hits = [hit for hit in book.names.find(folded) if not hit.of("neutral")]
    hits = _relevant(folded, _without_building(folded, hits))
    cities = tuple(dict.fromkeys(m.municipality for hit in hits for m in hit.of("city") if not m.base))
    spots, used = _spots(folded, hits, cities, municipality)
    rest = [hit for hit in hits if hit not in used]
    bases = tuple(dict.fromkeys(m.municipality for hit in rest for m in hit.of("city") if m.base))
    return Reading(
        cities=cities,
        bases=bases,
        spots=tuple(spots),
        vague=tuple((m.value, _near(folded, hit)) for hit in rest for m in hit.of("vague")),
        areas=tuple(m for hit in rest for m in hit.of("area")),
        outside=tuple(hit.of("outside")[0].value for hit in rest if hit.of("outside")),
        named_outside=any(hit.of("outside") and folded[hit.end - 1] in "区市町村県府" for hit in rest),
        joined=_joined(hits),
        tells_home=len(folded) <= _LONG_STORY or bool(_HOME.search(folded)),
        shared=_is_shared(book, used, cities or bases, municipality),
    )


def _relevant(folded: str, hits: list[Hit]) -> list[Hit]:
    """Return the hits that speak of where the person lives now."""
    hits = [hit for hit in hits if not _NOT_HERE.match(folded, hit.end)]
    present = [match.end() for match in NOW.finditer(folded)]
    if present:
        now = [hit for hit in hits if hit.start >= present[-1]]
        hits = now or hits
    lived = [hit for hit in hits if not is_other_life(folded, hit)]
    if not lived and not any(of_somebody_else(folded, hit) and _is_ours(hit) for hit in hits):
        return []  # a workplace, a birthplace or a haunt alone does not say where the person lives
    hits = lived or hits
    near = [hit for hit in hits if not _beside(folded, hit)]
    return near if near and (_tells_more(near) or _is_next_to(folded, hits, near)) else hits


def _without_building(folded: str, hits: list[Hit]) -> list[Hit]:
    """Return the hits without those in the building's name after a full address (本郷1-7-3 サンライズ大塚)."""
    for index, hit in enumerate(hits):
        address = _FULL_ADDRESS.match(folded, hit.end) if hit.of("town") else None
        if address is None:
            continue
        later = [other for other in hits[index + 1 :] if _TALK.search(folded, address.end(), other.start)]
        return [*hits[: index + 1], *(other for other in hits[index + 1 :] if other in later)]
    return hits


def _is_ours(hit: Hit) -> bool:
    """Return True for a municipality, a town or an area that is served."""
    return bool(hit.of("city") or hit.of("town") or hit.of("area"))


def _tells_more(hits: list[Hit]) -> bool:
    """Return True when a town or an area is among the hits."""
    return any(hit.of("town") or hit.of("area") for hit in hits)


def _is_next_to(folded: str, hits: list[Hit], kept: list[Hit]) -> bool:
    """Return True for 江戸川区のとなりの葛飾区: what stands last is meant, and the first only says where it is."""
    beside = [hit for hit in hits if hit not in kept]
    return any(_NEXT_TO.match(folded, hit.end) and kept[-1].start > hit.end for hit in beside)


def _beside(folded: str, hit: Hit) -> bool:
    """Return True when the hit only says what the place is near to."""
    return bool(_BESIDE.match(folded, hit.end))


def _near(folded: str, hit: Hit) -> bool:
    """Return True when the text speaks of the surroundings of a hit, or names the station itself."""
    return folded[hit.start : hit.end].endswith(("駅", "えき")) or bool(_NEAR.search(folded[hit.end : hit.end + 8]))


def _spots(
    folded: str, hits: list[Hit], cities: tuple[str, ...], municipality: str | None
) -> tuple[list[tuple[Spot, ...]], list[Hit]]:
    """Return the spots of every town named, and the hits they were read from."""
    found: list[tuple[Spot, ...]] = []
    used: list[Hit] = []
    for index, hit in enumerate(hits):
        meanings = hit.of("town")
        after = hits[index + 1].start if index + 1 < len(hits) else len(folded)
        numbers = read_numbers(folded[hit.end : after])
        told = numbers.chomes or numbers.other
        if not meanings or (hit.of("city") and not told and not _follows_city(hits, index, meanings)):
            continue
        if not told and index + 1 == len(hits):
            before = read_numbers(folded[: hits[0].start])
            numbers = replace(numbers, chomes=before.chomes) if before.chomes else numbers
        chosen = _choose(meanings, cities, _bases(hits, hit), municipality)
        spots = tuple(Spot(m.municipality, m.value, numbers.chomes, numbers.banchi, numbers.other) for m in chosen)
        used.append(hit)
        found.append(spots)
    return _merged(found), used


def _follows_city(hits: list[Hit], index: int, meanings: tuple[Meaning, ...]) -> bool:
    """Return True for the second 江戸川 of 江戸川区江戸川, where the name is a town and not the municipality."""
    towns = {meaning.municipality for meaning in meanings}
    return any(m.municipality in towns for hit in hits[:index] for m in hit.of("city"))


def _bases(hits: list[Hit], this: Hit) -> tuple[str, ...]:
    """Return the municipalities that other hits name without 区 or 市."""
    return tuple(m.municipality for hit in hits if hit is not this for m in hit.of("city"))


def _choose(
    meanings: tuple[Meaning, ...], cities: tuple[str, ...], bases: tuple[str, ...], municipality: str | None
) -> tuple[Meaning, ...]:
    """Return the meanings that agree with the municipality named, or else with the one known from before."""
    for known in (cities, bases, (municipality,) if municipality and not cities and not bases else ()):
        agreeing = tuple(meaning for meaning in meanings if meaning.municipality in known)
        if agreeing:
            return agreeing
    return meanings


def _merged(spots: list[tuple[Spot, ...]]) -> list[tuple[Spot, ...]]:
    """Return the spots with a town named twice taken once, with all that was told of it."""
    by_town: dict[tuple[tuple[str, str], ...], tuple[Spot, ...]] = {}
    for group in spots:
        key = tuple((spot.municipality, spot.town) for spot in group)
        old = by_town.get(key)
        if old is None or (not old[0].chomes and group[0].chomes):
            by_town[key] = group
        elif group[0].chomes and set(group[0].chomes) != set(old[0].chomes):
            chomes = tuple(sorted({*old[0].chomes, *group[0].chomes}))
            by_town[key] = tuple(replace(spot, chomes=chomes, banchi=()) for spot in old)
    return list(by_town.values())


def _joined(hits: list[Hit]) -> bool:
    """Return True when a place outside stands right before a name of ours (世田谷区中町, 豊島区駒込)."""
    ours = ("town", "vague", "area")
    return any(
        earlier.of("outside") and later.start - earlier.end <= 1 and any(m.kind in ours for m in later.meanings)
        for earlier, later in pairwise(hits)
    )


def _is_shared(book: Gazetteer, used: list[Hit], cities: tuple[str, ...], municipality: str | None) -> bool:
    """Return True when no municipality is told, and the one town named has a name that is common elsewhere."""
    if cities or municipality or len(used) != 1:
        return False
    names = {meaning.value for meaning in used[0].of("town")}
    return any(name in _BETTER_KNOWN or name in book.common for name in names)

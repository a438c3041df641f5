"""What a text says about where someone lives: spots, quarters, areas, municipalities, places outside."""

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from bot.routing.gazetteer import Gazetteer
from bot.routing.names import Hit, Meaning
from bot.routing.numbers import read_numbers
from bot.routing.result import Spot

_NOT_HERE = re.compile(r"(?:じや|で)(?:は|わ)?な(?:い|く)|以外|ではあり?ません|じやあり?ません")
_BESIDE = re.compile(
    r"(?:駅)?(?:の)?(?:となり|隣|近く|ちかく|そば|横|より|寄り|側|手前|向こう|方面|との境|境|まで歩|へ歩|に近い)"
)
_OTHER_LIFE = re.compile(
    r"(?:に|で|の|は|が|へ|から|まで)?(?:ある|いる)?(?:実家|勤務|勤め|職場|会社|学校|仕事|働|通勤|通学|通つて|出身|生まれ|"
    r"(?:大学|高校|専門学校)(?:に通|へ通|に行|生|で)|に?住んでい?た|に?いた|から引つ越|からひつこし|から来|から転|から越|育ち|"
    r"(?:に|へ|で)(?:帰り|戻り|行き|引つ越し|住み|移り|逃げ|暮らし)たい|"
    r"の(?:病院|学校|会社|大学|高校|職場|施設|くりにつく|医院|老人ほーむ|親|母|父|祖|両親|息子|娘|兄|弟|姉|妹|友|知人|孫)|"
    r"(?:住む|住んで(?:い)?る|暮らす|暮らして(?:い)?る)(?:母|父|祖|親|両親|息子|娘|兄|弟|姉|妹|友|家族|孫|おば|おじ))"
)
_OTHER_LIFE_BEFORE = re.compile(
    r"(?:実家|職場|会社|勤務先|勤め先|学校|大学|高校|前の家|前|以前|昔|むかし|もと|出身|仕事|通勤先|親|息子|娘|"
    r"姉|兄|弟|妹|母|父|祖母|祖父|両親|夫|妻|彼|彼女|友達|友人|親戚|親せき|孫|おば|おじ|叔母|叔父|元夫|元妻)"
    r"(?:は|が|わ|も)[^、。,]{0,6}$"
)
_AT_PARENTS = re.compile(r"実家(?:に|で)(?:住|すんで|暮ら|くら|い(?:る|ます)|戻つて|帰つて)|実家(?:暮らし|住み|ぐらし)")
_NEXT_TO = re.compile(r"の?(?:となり|隣|横|向かい|すぐそば)(?:町|町内|の区|の市)?の")
_FULL_ADDRESS = re.compile(
    r"[\s、の]?(?:[0-9一二三四五六七八九十]{1,3}(?:丁目|番地?の?|[-のー])){1,2}[0-9一二三四五六七八九十]{1,4}(?:号|番地?)?"
)
_TALK = re.compile(
    r"。|です|ます|でした|から|けど|じや|今は|いま|住|すん|職場|会社|実家|勤|通|隣|となり|近|または|もしくは|それか|^か"
)
_NOW = re.compile(
    r"(?:今(?!まで|度)|いま(?!まで)|現在|自宅|住まい|家|うち|自分|私|わたし)(?:は|わ|の住まいは)|"
    r"住んで(?:い)?る(?:の|ところ|場所)(?:は|わ)"
)
_NEAR = re.compile(r"駅|近く|ちかく|そば|あたり|付近|ふきん|周辺|しゆうへん|寄り|より|歩|徒歩|隣|となり|側")
_HOME = re.compile(r"住|すんで|在|自宅|家は|都民|県民|市民|区民")
_LONG_STORY = 40

_SHARED = ("中央", "三田", "本町")
"""Town names so common that, alone, they may well mean a place elsewhere (中央区, 港区三田, 渋谷区本町)."""


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
        shared=_is_shared(folded, used, cities or bases, municipality),
    )


def _relevant(folded: str, hits: list[Hit]) -> list[Hit]:
    """Return the hits that speak of where the person lives now."""
    hits = [hit for hit in hits if not _NOT_HERE.match(folded, hit.end)]
    present = [match.end() for match in _NOW.finditer(folded)]
    if present:
        now = [hit for hit in hits if hit.start >= present[-1]]
        hits = now or hits
    for drop in (_other_life, _beside):
        kept = [hit for hit in hits if not drop(folded, hit)]
        if kept and any(not hit.of("neutral") for hit in kept):
            other = drop is _other_life or _is_next_to(folded, hits, kept)
            hits = kept if _tells_more(kept) or other else hits
        elif drop is _other_life and not any(hit.of("city") or hit.of("town") or hit.of("area") for hit in hits):
            return []  # a workplace or a birthplace alone does not say where the person lives
    return hits


def _without_building(folded: str, hits: list[Hit]) -> list[Hit]:
    """Return the hits without those in the building's name after a full address (本郷1-7-3 サンライズ大塚)."""
    for index, hit in enumerate(hits):
        address = _FULL_ADDRESS.match(folded, hit.end) if hit.of("town") else None
        if address is None:
            continue
        later = [other for other in hits[index + 1 :] if _TALK.search(folded, address.end(), other.start)]
        return [*hits[: index + 1], *(other for other in hits[index + 1 :] if other in later)]
    return hits


def _tells_more(hits: list[Hit]) -> bool:
    """Return True when a town or an area is among the hits."""
    return any(hit.of("town") or hit.of("area") for hit in hits)


def _is_next_to(folded: str, hits: list[Hit], kept: list[Hit]) -> bool:
    """Return True for 江戸川区のとなりの葛飾区: what stands last is meant, and the first only says where it is."""
    beside = [hit for hit in hits if hit not in kept]
    return any(_NEXT_TO.match(folded, hit.end) and kept[-1].start > hit.end for hit in beside)


def _other_life(folded: str, hit: Hit) -> bool:
    """Return True when the hit is where someone works, grew up, or where somebody else lives."""
    if _AT_PARENTS.search(folded):
        return False
    return bool(
        _OTHER_LIFE.match(folded, hit.end) or _OTHER_LIFE_BEFORE.search(folded[max(0, hit.start - 16) : hit.start])
    )


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


def _is_shared(folded: str, used: list[Hit], cities: tuple[str, ...], municipality: str | None) -> bool:
    """Return True when nothing but a very common town name is given."""
    if cities or municipality or len(used) != 1:
        return False
    names = {meaning.value for meaning in used[0].of("town")}
    return bool(names & set(_SHARED)) and not read_numbers(folded[used[0].end :]).chomes

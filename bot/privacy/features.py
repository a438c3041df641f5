"""What the tagger sees of each character: its kind, the word lists, Sudachi's word and its meaning, cue words."""

import re
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from bot.privacy.lexicon import TO_KATAKANA, Lexicon
from bot.privacy.morphology import CLASSES, Morphology, Word
from resources.words import WordVectors

Matrix = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.int64]
KINDS = 10
_LISTS = 5
_LONGEST = 9
CUES = tuple(re.compile(words) for words in (
    r"さん|様|さま|くん|君|ちゃん|氏|先生|っち|殿|せんせい|サン|氏",
    r"課長|部長|係長|店長|社長|主任|院長|園長|校長|弁護士|司法書士|コーチ|先輩|看護師|医師|教授|監督|ワーカー|"
    r"ケアマネ|ヘルパー|大家|担任|主治医|上司|"
    r"同僚|民生委員|相談員|支援員|町会長|管理人|カウンセラー|保健師|理事|住職|班長",
    r"父|母|兄|姉|弟|妹|夫|妻|娘|息子|孫|祖父|祖母|義母|義父|長男|次男|三男|長女|次女|三女|叔父|叔母|伯父|伯母|"
    r"いとこ|甥|姪|旦那|彼氏|彼女|友人|"
    r"友達|友だち|親友|元夫|元妻|婚約者|双子|赤ちゃん|ばあちゃん|じいちゃん|ママ|パパ|同級生|上の子|下の子|嫁|先輩|"
    r"後輩|老公|son|husband|wife|daughter",
    r"と申し|といいます|と言います|って言います|っていいます|という者|といって|と呼ば|と名乗|と読みます|でございます|"
    r"です|だよ|だけど|っす|ですが|じゃ|だ。|より",
    r"私|わたし|わたくし|僕|ぼく|俺|おれ|うち|ウチ|あたし|自分|わし|我叫|我是|저는|My name is|I'm|I am|This is",
    r"氏名|名前|なまえ|本名|旧姓|あだ名|源氏名|ニックネーム|ふりがな|フリガナ|差出人|代筆|同居人|name|名義|表札|"
    r"保証人|世帯主|担当",
    r"小学校|中学校|高校|大学|学園|学院|幼稚園|保育園|こども園|支援学校|学校|ゼミ|塾|スクール|学童|クリニック|医院|"
    r"病院|診療|歯科|内科|外科|薬局|"
    r"整骨|ホーム|苑|デイ|ケア|施設|老健|特養|作業所|シェルター|訪問看護|School|Academy|College|Nursery|Clinic|"
    r"Hospital",
    r"株式会社|有限会社|[((](?:株|有)[))]|会社|工業|建設|運送|運輸|物流|商店|食品|工場|製作所|店|亭|屋|センター|"
    r"サービス|組|スーパー|居酒屋|ラーメン|"
    r"カフェ|コンビニ|スナック|ホテル|ネットカフェ|派遣|書房|警備|倉庫|クラブ|バー|教室|法人|の会|Hotel|Restaurant|"
    r"Company|Inc|公司|饭店",
    r"勤め先|勤務先|職場|勤務|勤め|働いて|働く|バイト|パート|通って|通院|入院|退院|入所|辞め|クビ|面接|在籍|通所|"
    r"派遣|中退|生です|年生|ボーナス|仕事",
    r"荘|コーポ|ハイツ|マンション|レジデンス|メゾン|アパート|パーク|コート|ハイム|ハウス|ヒルズ|タワー|ビル|団地|"
    r"号室|号棟|部屋|寮|住宅|番地|丁目|住所|住んで|"
    r"階|隣|Heights|House|Court",
    r"市役所|区役所|福祉事務所|児童相談所|保健所|社協|社会福祉協議会|包括支援センター|ハローワーク|年金事務所|警察|"
    r"裁判所|法テラス|なごみの家|図書館|児童館|"
    r"公民館|いのちの電話|ホットライン|子ども食堂|フードバンク",
    r"症候群|病|療法|式|ビネー|検査|尺度|障害|駅|線|市|区|町|村|都|県|公園|通り|商店街|大橋|川|出身|から来|に住|"
    r"の実家|人です|語",
))
_WORDS = KINDS + 1 + 3 * _LISTS + 1
WIDTH = KINDS + 1 + 3 * _LISTS + 1 + 2 * len(CLASSES) + 1 + 2 * len(CUES)


@dataclass(frozen=True)
class Evidence:
    """What is known of a text of n characters: `rows` (n, WIDTH) of 0 and 1, `meanings` (n,) the number of each
    character's word among the word vectors (-1: none), `words` the words of the dictionary."""

    rows: Matrix
    meanings: Numbers
    words: list[Word]


@dataclass(frozen=True)
class Featuriser:
    """Builds the evidence; `vectors` let a name or a firm that nobody listed look like those that are."""

    lexicon: Lexicon
    morphology: Morphology
    vectors: WordVectors
    _lists: tuple[frozenset[str], ...] = field(init=False)

    def __post_init__(self) -> None:
        lists = self.lexicon
        sounded = lists.surnames_kana | {name.translate(TO_KATAKANA) for name in lists.surnames_kana}
        object.__setattr__(self, "_lists", (
            lists.surnames | sounded, lists.given, frozenset(w for w in lists.given_kana if len(w) > 1),
            frozenset(w for w in lists.foreign if len(w) > 1), frozenset(w for w in lists.places if len(w) > 1)))

    def evidence(self, text: str) -> Evidence:
        """Look at every character of a folded text."""
        rows = np.zeros((len(text), WIDTH), dtype=np.float32)
        for i, char in enumerate(text):
            rows[i, kind_of(char)] = 1
        self._word_lists(text, rows)
        words = list(self.morphology.words(text))
        self._words(words, rows)
        base = KINDS + 1 + 3 * _LISTS + 1 + 2 * len(CLASSES) + 1
        for n, cue in enumerate(CUES):
            for match in cue.finditer(text):
                rows[match.start(), base + 2 * n] = 1
                rows[match.start():match.end(), base + 2 * n + 1] = 1
        meanings = np.full(len(text), -1, dtype=np.int64)
        for word in words:
            meanings[word.start:word.end] = self.vectors.row(word.form)
        return Evidence(rows, meanings, words)

    def _word_lists(self, text: str, rows: Matrix) -> None:
        surname_ends: set[int] = set()
        for start, end in runs(text):
            for i in range(start, end):
                for j in range(i + 1, min(end, i + _LONGEST) + 1):
                    self._one(text[i:j], (i, j), rows, surname_ends)

    def _one(self, word: str, at: tuple[int, int], rows: Matrix, surname_ends: set[int]) -> None:
        i, j = at
        for n, words in enumerate(self._lists):
            if word in words:
                column = KINDS + 1 + 3 * n
                rows[i, column] = 1
                rows[j - 1, column + 2] = 1
                if j - i > 2:
                    rows[i + 1:j - 1, column + 1] = 1
                if n == 0:
                    surname_ends.add(j)
                elif n in (1, 2) and i in surname_ends:
                    rows[i:j, KINDS + 1 + 3 * _LISTS] = 1

    def _words(self, words: list[Word], rows: Matrix) -> None:
        base = KINDS + 1 + 3 * _LISTS + 1
        for start, end, number, unknown, _ in words:
            rows[start, base + 2 * number] = 1
            rows[start:end, base + 2 * number + 1] = 1
            if unknown:
                rows[start:end, base + 2 * len(CLASSES)] = 1


_RUN = re.compile(
    r"[一-龥々〆ヶ桥]+[ぁ-ん]{0,6}|[ぁ-ゖー]+|[ァ-ヺー]+|[A-Za-zÀ-ỹ]+|[가-힣]+|[ऀ-ॣ]+|[А-яЁё]+|[ก-๎]+")


def runs(text: str) -> list[tuple[int, int]]:
    """Return stretches in which listed words may stand; a kanji run takes a few kana after it along."""
    found = []
    for match in _RUN.finditer(text):
        start, end = match.span()
        found.append((start, end))
        kana = next((k for k in range(start, end) if "ぁ" <= text[k] <= "ゖ"), None)
        if kana is not None and kana > start:
            tail = re.compile(r"[ぁ-ゖー]+").match(text, kana)
            if tail and tail.end() > end:
                found.append((kana, tail.end()))
    return found


def kind_of(char: str) -> int:
    """Return the kind of a character: 0 kanji, 1 hiragana, 2 katakana, 3 capital, 4 small letter, 5 digit, 6 space,
    7 line end, 8 sign, 9 other letters."""
    if "一" <= char <= "龥" or char in "々〆ヶ":
        return 0
    if "ぁ" <= char <= "ゖ":
        return 1
    if "ァ" <= char <= "ヺ" or char == "ー":
        return 2
    if char.isdigit():
        return 5
    if char.isalpha():
        return 9 if ord(char) > 0x1EFF else 3 if char.isupper() else 4
    return 7 if char == "\n" else 6 if char.isspace() else 8

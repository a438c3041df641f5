"""Whether an answer to 「どちらにお住まいですか」 lies beyond everything served: abroad, another prefecture, an island.

Only a text that says this and nothing else counts: what is left without opening words and endings has to be a known
place, or a way to say "not here".
"""

import re
from collections.abc import Callable, Iterable

from bot.routing.fold import fold, latin

_HEAD = re.compile(
    r"^(?:我|我们|我們|目前|(?:现在|現在|现|現)|人在|家(?:住)?在?|住在?|在|来自|來自|もつと|かなり|けつこう|今は|いまは|今|いま|現在は?|実は|"
    r"えつと|えーと|あの|たぶん|多分|一応|普段は|もう|ずつと|"
    r"(?:住まい|住所|自宅|家|うち|ここ|場所|地域|居住地|実家|私|わたし|僕|ぼく|俺|自分|こちら|"
    r"うちの家)(?:は|わ|が)|"
    r"住んで(?:い)?る(?:の|ところ|所|場所)(?:は|が)|(?:東京都?|都内|日本|関東)の|[、,。…・]+)"
)
_TAIL = re.compile(
    r"(?:(?:でも|ですが|だけど|ですけど|なんですが|なんですけど|けど|は|ても)?[、,]?(?:大丈夫|"
    r"だいじょうぶ|平気|だめ|いいの|いいです|よい|利用でき|使え|相談でき|相談して|対象).{0,8}|です|"
    r"でした|だよ|だ|なの|なん|ん|よ|ね|けど|けれど|が|かな|かも|かも知れません|くらい|ぐらい|"
    r"とか|。|!|、|…|\.|~|w|笑|"
    r"に(?:今)?(?:住み|住んで|すんで|暮らし|くらし|帰つて|戻つて|避難して|疎開|い(?:ます|る|て)|おります|"
    r"引つ越し|越し|滞在|留学|"
    r"赴任|単身赴任).{0,12}|在住.{0,6}|住み|"
    r"(?:なので|だから|ですから)[、,]?(?:対象外|だめ|むり|無理|使え|相談|でき).{0,10}|"
    r"から(?:です|の?相談|連絡|らいん|line|送つて|書いて|失礼|め[つー]).{0,10}|"
    r"の(?:ほう|方|へん|辺|あたり|辺り|近く|ちかく|近所|人|者|人間|田舎|実家|山奥|端|はし|ど田舎|中|市内|"
    r"駅前|駅)|"
    r"あたり|辺り|らへん|へん|付近|周辺|近辺|近郊|方面|郊外|駅前|駅|えき|市内|市民|県民|区民|府民|道民|"
    r"町民|村民|地方|地区|に家が?あり?ます?)$"
)
_WORDS = (
    r"(?:田舎|いなか|地方|ちほう|郊外|遠方|遠く|とおく|国外|外国|海の向こう|他県|たけん|隣県|近県|"
    r"地方都市|県外|けんがい|都外|とがい|"
    r"区外|市外|くがい|しがい|圏外|東京都?外|都内外|23区外|区部以外|対象外|その他|それ以外|上記以外|"
    r"そのほか|範囲外|管轄外|"
    r"島|離島|外国|がいこく|実家(?:の|が|は)?(?:田舎|地方)|田舎の実家|地方の実家)"
)
_OTHER_ONE = re.compile(
    r"(?:お?隣|となり|別|べつ|ほか|他|よそ|違う|ちがう|全然違う|全然別)の?(?:区市?|市|市区|県|都道府県|"
    r"自治体|国|市町村|区市町村|地域|ところ|都市)"
)
_WORD = re.compile(_WORDS)
_NOT_TOKYO = re.compile(
    r"(?:東京都?|都内|都民|区民|市民|23区|区内|市内|日本|関東|この(?:区|市|町|地域|辺|へん)|そ(?:の|ちら|"
    r"つち)の?(?:区|市|町|地域|辺|へん|区内|市内)?|"
    r"(?:その|この)中|選択肢|対象の(?:区|市|地域|ところ)|対象(?:区域|地域)|どれ)(?:に|には|の(?:人|者|"
    r"中|人間)|民|在住|住み|住まい)?(?:でも|にも|で|も)?"
    r"(?:じや(?:あり?ません|ない|なくて)|で(?:は|わ)?(?:あり?ません|な[いく])|には?住んで(?:い)?(?:ない|ません)|"
    r"住んで(?:い)?(?:ない|ません)|"
    r"には?(?:い|居|おり)(?:ない|ません)|以外|の外|外|(?:に)?(?:は)?あり?ません|"
    r"(?:に)?(?:は)?ない)(?!と(?!ころ)|"
    r"わけ|こと|でも|くても)"
)
_ASKS = re.compile(
    r"引つ越したい|行きたい|住みたい|移りたい|逃げたい|帰りたい|まで言|^(?:母|父|親|娘|息子|兄|姉|弟|妹|友|孫)"
)
_FOREIGN = re.compile(
    r"(?:東京を?(?:離れ(?!たい)|出て(?:い?ます|い?る|しま))|notin(?:tokyo|japan)|outside(?:of)?(?:tokyo|"
    r"japan)|abroad|overseas|anothercountry|"
    r"another(?:city|prefecture|ward)|"
    r"notfromtokyo|不在(?:东京|東京|日本)|不住在?(?:东京|東京|日本)|国外|外地|외국|해외|도쿄(?:가|"
    r"에)?(?:아니|안)|지방에)"
)
_LONGEST = 40
_ONE_LETTER = "柏蕨堺津呉萩"
"""Cities of one letter that, as a whole answer, are nothing else."""

_SHORTEST_LATIN = 4
_ENGLISH = frozenset(["mine", "date", "same", "mito", "none", "made", "name", "home", "nose", "sano", "sake", "hate"])

_LATIN_HEADS = (
    "i'm im iam i we we're live living lives stay staying reside residing currently now right actually from in at near "
    "around my home house address place apartment is it's its located outside the of city prefecture another "
    "vivo estoy en moro resido estou em na no da habito jhabite j'habite a ich wohne "
    "toi song o dang hien tai minh em nha tinh thanhpho tp "
    "nakatira ako sa taga nasa po kami saya aku tinggal di ma mero ghar watashi wa boku sumai"
)
_LATIN_HEAD = re.compile(f"^(?:{'|'.join(sorted(_LATIN_HEADS.split(), key=len, reverse=True))}|[-.,:!]+)")
_LATIN_TAIL = re.compile(
    r"(?:'?shi|ken|fu|ku|cho|city|prefecture|pref|ward|area|japan|jp|now|rightnow|po|ako|desu|ni|sundemasu|"
    r"sundeimasu|sunderu|sundeiru|su|bata|baschu|baschhu|basxu|ma|station|[-.,:!]+)$"
)


_NOT_LISTED = re.compile(
    r"どこにも(?:当てはま|あてはま|該当し|入ら)|(?:当てはまり|あてはまり|該当し)ません|(?:当てはまら|あてはまら|該当し)ない|"
    r"^(?:どれも)?該当(?:なし|無し|しない)|(?:ここ|そこ|こ[のち]中|その中|りすと|一覧|選択肢|めにゆー|ぼたん)"
    r"(?:の中)?(?:に|には|は|にも)?(?:ない|なかつた|無い|あり?ません|載つて(?:い)?(?:ない|ません)|のつて(?:い)?(?:ない|ません)|出てこない)"
    r"(?!と|なら)"
)
_LIVES_OTHER = re.compile(
    r"(?:別|べつ|ほか|他|隣|となり|違う|ちがう|よそ)の(?:区|市|県|町|自治体|都道府県|市区町村)(?:に|で)"
    r"(?:住んで|すんで|暮らして|くらして)(?!.{0,4}(?:た|母|父|親|祖|兄|弟|姉|妹|息子|娘|友|家族))"
)
_ANOTHER_PERSON = re.compile(r"(?:母|父|親|兄|弟|姉|妹|息子|娘|友達|友人|彼|夫|妻|家族|祖母|祖父)(?:は|が|も)")


def load_beyond(names: Iterable[str], letters: Iterable[str], is_ours: Callable[[str], bool]) -> "Beyond":
    """Return what knows the places beyond; a folded name for which `is_ours` holds is left out.

    `letters` are names in Latin letters; a short one (mine, date, same) would be an English word.
    """
    folded = {fold(name) for name in names}
    spelled = {name for name in letters if len(name) >= _SHORTEST_LATIN and name not in _ENGLISH}
    return Beyond(frozenset(name for name in folded if not is_ours(name)) | spelled | set(_ONE_LETTER))


class Beyond:
    """Knows places outside by name, and the ways to say that one lives elsewhere."""

    def __init__(self, names: frozenset[str]) -> None:
        """Take folded names of places outside."""
        self._names = names

    @staticmethod
    def lives_elsewhere(folded: str) -> bool:
        """Return True for 「別の区に住んでいます」, whatever else the text names (a workplace, say)."""
        return bool(_LIVES_OTHER.search(folded)) and not _ANOTHER_PERSON.search(folded)

    def holds(self, folded: str) -> bool:
        """Return True when a folded text says that the person lives outside, and says no more than that."""
        if len(folded) > _LONGEST or _ASKS.search(folded):
            return False
        if _NOT_TOKYO.search(folded) or _NOT_LISTED.search(folded) or _FOREIGN.search(folded):
            return True
        if folded.isascii() or latin(folded).isascii():
            return any(core in self._names for core in _cores(latin(folded), _LATIN_HEAD, _LATIN_TAIL))
        return any(self._is_elsewhere(core) for core in _cores(folded, _HEAD, _TAIL))

    def _is_elsewhere(self, core: str) -> bool:
        """Return True for a known name, several of them joined by の, or a word such as 県外."""
        if core in self._names or _WORD.fullmatch(core) or _OTHER_ONE.fullmatch(core):
            return True
        if any(core[:cut] in self._names and core[cut:] in self._names for cut in range(2, len(core) - 1)):
            return True
        parts = [part for part in re.split(r"[の、,・/]", core) if part]
        return len(parts) > 1 and all(part in self._names or _WORD.fullmatch(part) for part in parts)


def _cores(folded: str, head: re.Pattern[str], tail: re.Pattern[str]) -> Iterable[str]:
    """Yield the text, and what is left of it each time an opening word or an ending is taken off."""
    waiting, seen = [folded], {folded}
    while waiting:
        text = waiting.pop()
        yield text
        for shorter in (head.sub("", text), tail.sub("", text)):
            if shorter and shorter not in seen:
                seen.add(shorter)
                waiting.append(shorter)

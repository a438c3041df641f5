"""Which places of a text are not where somebody lives now: work, school, the past, plans, haunts, and other people."""

import re

from bot.routing.names import Hit

NOW = re.compile(
    r"(?:今(?!まで|度)|いま(?!まで)|現在|自宅|住まい|(?<!実)家|うち|自分|私|わたし)(?:は|わ|の住まいは)|"
    r"住んで(?:い)?る(?:の|ところ|場所)(?:は|わ)"
)
"""Words after which a text tells where somebody lives now."""

_NUMBER = re.compile(r"(?:[0-9一二三四五六七八九十]{1,3}(?:丁目?)?(?:[-の][0-9]{1,4}){0,2}(?:番地?|号)?)?")
_WORK = re.compile(
    r"(?!から通)(?:に|で|の|は|が|へ|から|まで)?(?:ある|いる)?(?:実家|勤務|勤め|職場|会社(?!の寮)|学校|仕事|働|通勤|通学|通つて|出身|生まれ|ばいと|"
    r"ぱーと(?:を|に|で|し|の)|(?:大学|高校|専門学校)(?:に通|へ通|に行|生|で)|"
    r"の(?:病院|学校|会社|大学|高校|職場|くりにつく|医院|(?:施設|老人ほーむ)(?!に(?:い|入|住|暮)))(?!の?(?:近|ちか|そば|隣|となり|裏|前|横|向|寮|社宅)))"
)
_PAST = re.compile(
    r"(?:に|で|の|は|が|へ|から|まで)?(?:に?住んでい?(?:た|まし)|(?<=に)い(?:た(?!い)|ました)|から引つ越|からひつこし|から来|から転|から越|育ち|"
    r"から[^、。]{1,12}(?:に|へ)(?:引つ越|ひつこ|越し|移|転居))"
)
_PLAN = re.compile(
    r"(?:(?:に|へ|で)(?:帰り|戻り|行き|引つ越し|住み|移り|逃げ|暮らし)たい|"
    r"(?:に|へ)(?:引つ越す|引つ越し(?:します|する|を?予定|の予定)|転居(?:する|します|予定|の予定)|移る|移ります|越す|越します))"
)
_HAUNT = re.compile(
    r"(?:に|へ|まで|で(?!す))(?:は|も)?[^、。住家宅暮在]{0,6}?(?:行く|行き(?!やす)|行つ[てた]|いきます|遊[びぶん]|買い?物|飲[みん]|"
    r"出かけ|でかけ|散歩|待ち合わせ)|(?:が|は)(?:大)?好き"
)
_FAMILY = r"(?:母|父|祖|親|両親|息子|娘|兄|弟|姉|妹|友|知人|彼|家族|孫|おば|おじ)"
_FAMILYS = re.compile(rf"の{_FAMILY}|(?:住む|住んで(?:い)?る|暮らす|暮らして(?:い)?る){_FAMILY}")
_BEFORE = r"(?:は|が|わ|も)[^、。,]{0,6}$"
_OWN_BEFORE = re.compile(
    rf"(?:実家|職場|会社|勤務先|勤め先|学校|大学|高校|前の家|(?<!駅)前|以前|昔|むかし|(?<!じ)もと|出身|仕事|通勤先|ばいと先){_BEFORE}|"
    r"(?:来月|来週|来年|再来月|再来週|今度|もうすぐ|もうじき|近々|近いうち|そのうち|将来|春から|夏から|秋から|冬から|[0-9]月から)"
    r"(?:から|には?|は|の)?、?$"
)
_FAMILY_BEFORE = re.compile(
    rf"(?:親|息子|娘|姉|兄|弟|妹|母|父|祖母|祖父|両親|夫|妻|彼|彼女|友達|友人|親戚|親せき|孫|おば|おじ|叔母|叔父|元夫|元妻)"
    rf"(?:の(?:家|うち|住まい|実家|ところ))?{_BEFORE}"
)
_AT_PARENTS = re.compile(r"実家(?:に|で)(?:住|すんで|暮ら|くら|い(?:る|ます)|戻つて|帰つて)|実家(?:暮らし|住み|ぐらし)")


def is_other_life(folded: str, hit: Hit) -> bool:
    """Return True when a name stands for where someone works, grew up or goes, or where somebody else lives."""
    if _AT_PARENTS.search(folded):
        return False
    end = _end(folded, hit)
    own = any(pattern.match(folded, end) for pattern in (_WORK, _PAST, _PLAN, _HAUNT))
    return own or bool(_OWN_BEFORE.search(_lead(folded, hit))) or of_somebody_else(folded, hit)


def of_somebody_else(folded: str, hit: Hit) -> bool:
    """Return True when a name stands for where a relative or a friend lives."""
    return bool(_FAMILYS.match(folded, _end(folded, hit)) or _FAMILY_BEFORE.search(_lead(folded, hit)))


def _end(folded: str, hit: Hit) -> int:
    """Return where the name ends with the numbers behind it (本郷3の12)."""
    number = _NUMBER.match(folded, hit.end)
    return number.end() if number else hit.end


def _lead(folded: str, hit: Hit) -> str:
    """Return the few words before a name, from the last 今は on."""
    return NOW.split(folded[max(0, hit.start - 16) : hit.start])[-1]

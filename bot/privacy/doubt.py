"""Settles doubtful finds of the tagger: what stands right before and after raises or lowers the limit it must pass."""

import re

from bot.privacy.document import Document
from bot.privacy.spans import PiiType

LOWEST = 0.15
USUAL = 0.4
_CUED, _BARE, _PLAIN = 0.25, 0.5, 0.7
_AFTER_PLACE = re.compile(
    r"」?[』)]?(?:[にへ](?:週[0-9]|ずっと|毎日|今|また|[0-9]年)?(?:通|勤|就職|入所|入居|入院|入園|入学|"
    r"入れ|預け|転院|転職|転校|登録|内定|在籍|"
    r"かか[っり]|世話|面接|断ら|申し込|応募|運ば|借り|騙|だま|誘わ|行き(?:た|づら)|行け|行って|行く|戻り|落ち)"
    r"|で(?:働|はたら|パート|バイト|アルバ|実習|清掃|調理|事務|経理|夜勤|正社員|派遣|手術|出産|治療|診|"
    r"怒鳴|殴|叩|いじめ|ケガ|けが|倒れ|転[びん]|骨折|"
    r"罰金|作業|袋詰め|ピッキング|レジ|皿洗い|SE|期間工|[0-9]年)"
    r"|を(?:退職|退院|退所|退学|中退|卒業|辞め|やめ|クビ|くび|解雇|リストラ|首に|出[たてさ]|紹介|留年|"
    r"除籍|停学|追い出|早期退職|雇い止め|開業|継)"
    r"|の(?:店長|社長|園長|院長|所長|施設長|職員|スタッフ|先生|寮|工場|夜勤|バイト|パート|月謝|保育料|"
    r"利用料|利用者|ヘルパー|ケアマネ|送迎|工賃|給料|"
    r"社員|店員|オーナー|ママ|担任|生徒|学費|生徒|教員|駐車場|請求|借金|ローン|ツケ|掛け|契約|厨房|レジ|"
    r"代金|費用|面接|予約|デイ|ショート|世話人|"
    r"[0-9一二三四五六]年|[123]年|入居|退去|勧誘|集会|会費|診断|閉鎖病棟|支援級|学童|配達|ドライバー|"
    r"運転手|事務|寮費|板前)"
    r"|から(?:内定|解雇|退所|退去|督促|請求|取り立て|紹介|連絡が|出て行け|出てくれ)"
    r"|(?:って|という|っていう|といいう)(?:店|会社|作業所|施設|塾|保育園|病院|クリニック|ところ|とこ|"
    r"グループ|カフェ|フリー|IT|療育|居場所)"
    r"|(?:勤務|在籍|退職|通院中|入院中|利用中|[0-9一二三]年(?:生|の)|さんに断)"
    r"|に(?:受か|合格)|を(?:見学|辞退|今月|来月|先月)|で(?:透析|検査し|産み|歌って|噛まれ|半年)|から(?:呼び出し|借り)|"
    r"受験に|の(?:女将|親方|実習|外交員|同窓|保健室|高等部|延長|社宅|受付|附属|利用明細)|出身です|利用者|"
    r"[(](?:デイ|施設|塾|学校|病院|会社)"
    r"|が(?:倒産|潰れ|つぶれ|閉店|閉所|閉鎖|廃業|給料|払って|払わ))")
_BEFORE_PLACE = re.compile(
    r"(?:勤め先|勤務先|職場|前職|派遣先|就職先|内定先|バイト先|通院先|入院先|転院先|かかりつけ|取引先|"
    r"学校|高校|園名|病院|施設|店|会社|作業所|塾|"
    r"保育園|幼稚園|シェルター|デイ|ホスト|スナック)(?:の名前|名)?(?:は|:|、|の|が|「|『|\(| ){1,2}$|"
    r"で働く$|に通う$|"
    r"に通っている$")
_AFTER_NAME = re.compile(
    r"[ ]?(?:さん|様|さま|くん|君|ちゃん|氏|先生|先輩|"
    r"弁護士|司法書士|課長|係長|主任|店長|班長|コーチ|じい|ばあ|おじ|おば|を名乗|と申|といいます|と言います|"
    r"っていいます|"
    r"って言います|と名乗|夫妻|一家|宅|家の|んち|んとこ|"
    r"[((、 ]?[0-9]{1,2}(?:歳|才|さい)|の(?:母|父|妻|夫|姉|兄|弟|妹|家内|親権|療育|制服|給食費|学費|"
    r"オムツ|おむつ|ミルク|検診|熱が|面倒|"
    r"パパ|ママ|介護)|[がはも](?:また|昨日|学校|部屋|殴|叩|暴れ|泣|逮捕|妊娠|家を出|帰って|死|倒れ|吐|"
    r"熱|不登校|働か|薬|荒れ|物を投|キレ|生まれ)|"
    r"に(?:殴|叩|会いた|会わせ|貸し|騙|だま|殺|いじめ|お金|金を|謝|薬を|触ら|盗)|と(?:別れ|離婚|二人|籍|"
    r"同棲)|だよ|っす)")
_BEFORE_NAME = re.compile(
    r"(?:娘|息子|長男|次男|三男|長女|次女|三女|孫|双子|弟|妹|兄|姉|夫|妻|父|母|祖父|祖母|義父|義母|舅|"
    r"姑|友人|友達|親友|彼氏|彼女|"
    r"元夫|元妻|元彼|元カレ|旦那|嫁|甥|姪|叔父|叔母|いとこ|婚約者|同僚|上司|先輩|後輩|担任|主治医|隣|大家|相手|"
    r"名前|氏名|本名|源氏名)(?:の名前)?(?:の|は|:|、|が|=|→|「|\(|\n)?$|私、$|私は$|うち、?$|自分$|"
    r"僕は$|俺は$|より$|よろしく.{0,8}\n?$")


def cued(document: Document, start: int, end: int) -> bool:
    """Tell whether the words around say that an institution is named here (…に通って, 勤務先は…)."""
    return bool(_AFTER_PLACE.match(document.after(end, 16)) or _BEFORE_PLACE.search(document.before(start, 10)))


def limit(document: Document, start: int, end: int, kind: PiiType, ordinary: bool) -> float:
    """Return the probability that the stretch must reach; `ordinary`: made of everyday nouns of the dictionary only."""
    after, before = document.after(end, 16), document.before(start, 10)
    if kind is PiiType.organisation:
        cue = cued(document, start, end)
    elif kind is PiiType.name:
        cue = bool(_AFTER_NAME.match(after) or _BEFORE_NAME.search(before))
    else:
        return USUAL
    if ordinary:
        return USUAL if cue else _PLAIN
    return _CUED if cue else _BARE

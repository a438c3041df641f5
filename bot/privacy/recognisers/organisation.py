"""Schools, employers, clinics and homes whose name singles a person out; public and general words stay."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.privacy.document import Document
from bot.privacy.doubt import cued
from bot.privacy.spans import PiiType, Span

_NAME = r"(?:[一-龥々〆ヶァ-ヺー・A-Za-z0-9&'’-]|が(?=[丘峰崎原浜]))"
_MEDICAL = (r"(?:クリニック|医院|病院|診療所|診療室|歯科(?:医院)?|助産院|薬局|整形外科|心療内科|内科|小児科|眼科|"
    r"皮膚科|耳鼻科|接骨院|整骨院|治療院|"
            r"メンタルクリニック|レディースクリニック|こころのクリニック)")
_SCHOOL = (r"(?:小学校|中学校|高等学校|高校|中学|大学(?!院|生|病)|大学院|短大|専門学校|高専|幼稚園|保育園|こども園|"
    r"保育所|学園|支援学校|養護学校|学院|日本語学校|"
           r"フリースクール|予備校|ゼミナール|アカデミー)")
_WORK = (r"(?:工務店|建設|土建|建築|運送|運輸|物流|製作所|工業|商店|商会|水産|工場|印刷|電機|電工|製薬|書房|酒造|"
    r"縫製|清掃|警備|電器|"
         r"製菓|製パン|鉄工|工房|興業|住建|商事|交通|介護サービス|信用金庫)")
_CARE = (r"(?:特別養護老人ホーム|老人ホーム|グループホーム|デイサービス(?:センター)?|デイケア|作業所|事業所|"
    r"ケアセンター|訪問看護(?:ステーション)?|法律事務所|司法書士事務所|行政書士事務所|ヘルパーステーション|"
         r"ケアホーム|シェアハウス|学童クラブ|シェルター|苑|保育室)")
_CORPORATE = re.compile(
    r"(?:株式会社|有限会社|合同会社|医療法人(?:社団)?|社会福祉法人|学校法人|宗教法人|一般社団法人|NPO法人|[((](?:株|"
    r"有|同|福|医)[))]|[㈱㈲])[ ]?"
    r"(?P<v>[一-龥々]{1,4}の[家里丘森会園光風杜海郷]|[一-龥々ヶァ-ヺー・A-Za-z0-9&]{2,16}|"
    r"[ぁ-ん]{2,6}[一-龥ァ-ヺー]{0,8})")
_CORPORATE_AFTER = re.compile(_NAME + r"{2,12}(?:株式会社|有限会社|合同会社|[((](?:株|有|同)[))]|[㈱㈲])")
_NAMED = re.compile(r"(?P<n>" + _NAME + r"{2,14}?)(?P<k>" + "|".join((_MEDICAL, _SCHOOL, _CARE)) + r")(?![生名員])")
_EMPLOYER = re.compile(r"(?P<n>" + _NAME + r"{2,10}?)(?P<k>" + _WORK + r")(?=[のでにをがはへと、。,\s]|$|から|という|"
    r"って)")
_KANA_NAMED = re.compile(
    r"(?<![ぁ-ん])(?!(?:かかりつけ|いつも|しばらく|ずっと|ゆっくり|いきなり|とりあえず|まず|もう|また|まだ|すぐ|"
    r"やっと|やはり|やっぱり|"
    r"たまたま|はじめ|ほかの?|べつの?|どこか|ちかく|となり|おなじ|こども|きのう|きょう|あした|さっき|いまの?|あの|"
    r"この|その|どの|"
    r"ちいさ|おおき|あたらし|ふるい|よい|いい|ない|たい|した|する|ある|いる|なる|など|だけ|くらい|ぐらい|ほど|より|"
    r"から|まで|ので|のに|"
    r"ため|とか|って|ながら|つつ|けど))"
    r"(?P<n>[ぁ-ん]{2,6}[ぁ-んー](?<![のはがもにでをとへやてなたくっるいう]))"
    r"(?P<k>産婦人科|内科|耳鼻科|歯科(?:医院|クリニック)?|医院|薬局|眼科|小児科|皮膚科|整骨院|接骨院|診療所|"
    r"クリニック|保育園|幼稚園|学園|苑)(?![生名員])")
_FOUNDER = re.compile(r"^.{0,8}?(?:[都道府県市区町村国公私]立)")
_GENERAL = re.compile(
    r"^(?:[0-9]{1,3}|ヘルパー|中央|市民|都民|区民|県民|毎日|毎週|毎月|来春|来年|去年|今年|校内|学内|院内|居宅|支援|"
    r"等|型|[AB]型?|放課後等|相談|健康|"
    r"体育|連帯|身元|民間|春|秋|今|翌年|近所|隣|地元|大学|総合|都立|市立|区立|県立|町立|村立|公立|私立|国立|国公立|"
    r"民間|精神科?|精神|救急|一般|専門|通信制|定時制|全日制|特別|認可|"
    r"無認可|認可外|認証|夜間|普通|調剤|かかりつけ|最寄り|心療|動物|個人|女子|男子|母子|訪問|中|小|高|都内|県内|市内|"
    r"区内|県外|市外|大手|中堅|中小|下請け?|地方|有名|"
    r"同じ|別|前|元|某|転院先|入院先|介護付き?有料|有料|住宅型|特別養護|養護|障害者|高齢者|児童|就労|相談支援|地域|"
    r"福祉|生活介護|大きい|小さい|息子|娘|孫|子供|子ども|"
    r"週[0-9]|月[0-9]|元気|日本|東京|英語|外国語|放課後|学習|進学|看護|介護|医療|保育|美容|調理|自動車|機械|食品|"
    r"電子|精密|建設|運送|派遣|製造|縫製|弁当|印刷|町|"
    r"慢性期|急性期|回復期|リハビリ|歯|耳鼻|小児|産婦人科?|脳|循環器|消化器|泌尿器|皮膚|眼|婦人|呼吸器|脳神経外科?|"
    r"外科|内科|心臓|神経|整形|形成|口腔|"
    r"不登校|外国人|日本語|インターナショナル|オンライン|サポート校|通信|幼保|公認|企業内|家庭|夜勤|日中|公|私|"
    r"全寮制|マンモス|進学|中高一貫|専修|職業|"
    r"[0-9]{0,2}[都道府県市区町村]内|グループ|デイ|ショート|メンタル|レディース|こころの)+$")
_TAIL_JUNK = re.compile(r"^(?:今|昨日|先月|去年|来週|毎日|母|父|夫|妻|娘|息子|弟|妹|兄|姉|孫|長男|次男|長女|次女|"
    r"三女|祖父|祖母|義母|義父|小[1-6]|中[1-3]|高[1-3]|"
                        r"[0-9]+歳|年長|主治医|担任|勤務先|職場)(?=[^一-龥]|[一-龥]{2})")


_RUN = (
    r"(?:[一-龥々〆ヶァ-ヺーA-Za-z0-9&・]|"
    r"[ぁ-ん](?=[一-龥ァ-ヺ])(?<![でにをがはの])){1,3}[一-龥々〆ヶァ-ヺー・A-Za-z0-9&]{1,12}|"
    r"[ァ-ヺー]{3,12}[一-龥]{0,6}"
)
_WORKPLACE = re.compile(
    r"(?:勤め先|勤務先|就職先|職場の名前|会社の名前|会社名|学校名|病院名|通院先|入院先|施設名|店の名前|店名)"
    r"(?:は|:|、|が|の| ){1,2}(?P<n>" + _RUN + r")(?P<k>)(?=です|で|に|を|から|、|。|と|という|って|が|$|\n)")
_DOING = re.compile(
    r"(?<![ぁ-ん一-龥々])(?P<n>" + _RUN + r")(?P<k>)(?=で(?:働(?!け)|はたら(?!け)|パート|バイト|アルバイト|勤め|"
    r"正社員|契約社員|調理|清掃)|"
    r"に(?:勤め|勤務)|をクビ|をリストラ)")
_NOT_PROPER = (
    r"機関|全滅|不足|満員|満床|待ち|事業所|店員|店長|店内|経営|利用|通所|入所|退所|職員|活動|申込|費|内|側|生活|"
    r"清掃|勤務|従業|待機|代|等|用|事業|担当|相談|管理|入居|見学|施設|食材|惣菜|価格|"
    r"希望|探|体験|空|紹介|案内|募|家賃|料|初|最|次|別|外|系|形|式|風|向|"
    r"以外|前|近|業務|計画|専門|員|者|先|中|型|通|閉|廃業|倒産|暮|泊|住|連|依存|開業|営業|今|毎|週|月|年|日|今日|昨日")
_PREFIXED = re.compile(
    r"(?<![ァ-ヺー])(?:コンカフェ|ガールズバー|ホストクラブ|キャバクラ|メンズエステ|民泊|移行支援|児童発達支援|"
    r"放課後デイ|放デイ|福祉タクシー|"
    r"シェアハウス|自立援助ホーム|更生施設|宿泊所|訪問看護|フリースクール|学習塾|串焼き|中華[ ]|惣菜|鮮魚|"
    r"キャバレー|ラウンジ|クラブ|スナック|旅荘|旅館|民宿|喫茶|ソープ|バー|"
    r"クリーニング|ワークスペース|居宅介護支援|はたらく場|訪問介護|就労支援|"
    r"グループホーム|老人ホーム|自立準備ホーム|生活ホーム|婦人保護施設|救護施設|母子生活支援施設|地活センター|"
    r"ネットルーム|ケアハウス|サ高住|児発|放デイ|移行支援|"
    r"ヘルパーステーション|デイサービス|老健|特養|ホテル|ゲストハウス|居酒屋|ラーメン|焼肉|カフェ|スーパー|美容室|"
    r"パン工房|カレーハウス|派遣会社|シェルター)"
    r"(?!し[てた]|あけ[たまて]|う[まっ]|い[いっ]|お[ごい]|あり|一|さん|[ ][ぁ-ん]|イン|オレ|テリア|ゲン|ベキュー|"
    r"コード|チャル|テン|"
    r"マン|チーム|ハウス|カー|ホワイト|サイズ|セール|ムーン)[ 「『]?"
    r"(?:[ァ-ヺー・]{2,10}[一-龥]{0,4}|(?!" + _NOT_PROPER + r")[一-龥々]{2,6}|"
    r"(?![でにのをはがもとへかやだなじっ])[ぁ-ん]{3,8}?"
    r"|(?![でにのをはがもとへかやだなっ])[ぁ-ん]{2,6}[一-龥]{1,3}|"
    r"(?![店屋所館]の)[一-龥]{1,3}の[一-龥巣家森]{1,3})(?=で|に|の|を|"
    r"から|、|。|と|へ|」|が|は|って|$)")
_CLEARLY_PREFIXED = re.compile(
    r"(?:ワークスペース|はたらく場|居宅介護支援[ 「]|"
    r"クリーニング(?=[ぁ-んァ-ヺ])(?![でにのをはがもとへ、])|作業所「|シェルター「|施設「)"
    r"[ぁ-んァ-ヺー一-龥]{2,10}?(?=で(?!す)|に|の|を|から(?=[^ぁ-ん])|、|。|」|[))]|$)")
_GROUP = re.compile(
    r"(?<![ァ-ヺー])(?:断酒会|家族会|自助会|親の会|英会話|学習教室|そろばん塾|母子寮|ステップハウス|"
    r"地域活動(?:支援)?センター|"
    r"ワークショップ|ベーカリー|コーヒーハウス|日本語教室|ピアノ教室|絵画教室|"
    r"共同作業所|自立準備ホーム|レストラン|民宿|放課後デイ)[ 「『]?"
    r"(?:[ァ-ヺー・]{2,10}|(?!みたい|[でにのをはがもとへかやだなじっしすいあまうさた])[ぁ-ん]{2,7}?)"
    r"(?=で(?!す)|に|の|を|から|、|。|へ|」|』|が|は|$)")
_CALLED = re.compile(
    r"(?:(?<![一-龥々ヶ])(?P<n>[一-龥々ヶ]{2,6})|(?<![ァ-ヺー・])(?P<m>(?:(?<![ぁ-ん])[ぁ-ん]{2,4})?[ァ-ヺー・]{2,12})|"
    r"(?:^|(?<=[、。はが「『 \n]))(?P<h>[ぁ-んー]{2,8}?)|(?<![A-Za-z])(?P<l>[A-Za-z][A-Za-z0-9&']{1,15}))[」』]?"
    r"(?:という|っていう|って|とゆう)(?:名前の|名の)?(?:会社|お?店|塾|作業所|施設|病院|クリニック|医者|保育園|"
    r"幼稚園|学校|高校|中学|工場|"
    r"ホーム|デイ|寮|居酒屋|バー|スナック|キャバ|クラブ|美容室|団体|教室|事業所|シェルター|派遣|ホストクラブ|カフェ)")
_NOT_CALLED = re.compile(
    r"(?:なん|何|どう|こう|そう|ああ|これ|それ|どれ|ここ|そこ|どこ|いい|ない|だめ|ダメ|ブラック|ホワイト|ハロー|"
    r"グレー|パワハラ|"
    r"[ぁ-ん]{0,6}[いうくたるだ])$|"
    r"いま|もう|まあ|えっ|あの|その|うち|そと|よそ|[一-龥]{1,4}(?:施設|会社|店|系|型|的|用|[税金料費証法病症])$|"
    r"(?:[ァ-ヺー]{1,6}(?:フリー|ハラ))$")
_COMMON_WORK = re.compile(
    r"^(?:独身|フル|社長|店長|上司|同僚|先輩|部長|課長|給料|給与|倒産|人?家族|キャバ|費者金融|合併症|牧場|農場|"
    r"セントラルキッチン|源氏名|氏名|本名|偽名|実名|匿名|同じ店|じ店|消費者金融|紡績|枠|"
    r"障害者枠|地元|腰痛|工場|コンビニ|スーパー|工場|会社|居酒屋|飲食店?|"
    r"レストラン|カフェ|ファミレス|ホテル|病院|学校|介護|清掃|警備|"
    r"倉庫|物流|運送|建設|現場|事務|工事|土木|風俗|キャバクラ|スナック|"
    r"バー|パチンコ|ラーメン|弁当|給食|農家|漁|大工|美容|保育|介護施設|施設|老人ホーム|デイサービス|グループホーム|"
    r"派遣|日雇い?|契約|正社員|非正規|パート|アルバイト|バイト|"
    r"夜勤|日勤|深夜|週[0-9一-龥]*|月[0-9一-龥]*|[0-9]+.*|在宅|テレワーク|リモート|東京|都内|市内|区内|近所|日本|"
    r"海外|中国|ベトナム|ネパール|フィリピン|一人|二人|夫婦|家族|"
    r"自宅|実家|家|店|お店|外|ここ|どこ|社|職場|大手|中小企業?|零細|企業|メーカー|役所|市役所|区役所|公務員|銀行|"
    r"郵便局|図書館|コールセンター|ドラッグストア|百円ショップ|"
    r"ブラック企業|ブラック|IT|製造|製造業|サービス業|印刷会社|運送会社|建設会社|清掃会社|派遣会社|警備会社|食品工場|"
    r"部品工場|弁当工場|作業所|就労|障害者雇用|就労継続.*|技能実習.*|"
    r"特定技能|ビル|タクシー|トラック|バス|ウーバー.*|フリーランス|自営|自営業|個人|小学校|中学校|高校|大学|幼稚園|"
    r"保育園|病棟|薬局|歯医者|歯科|クリニック|理由|病気|体調|都合|"
    r"[一-龥]{1,6}施設|[一-龥]{1,4}(?:会社|工場|業|店|係|部|科|課|的|中|後|前|市|区|県|都))$")


_KIND_ONLY = re.compile("(?:" + "|".join((_MEDICAL, _SCHOOL, _WORK, _CARE)) + "|の|コンビニ|スーパー|会社|店|店長|"
    "カード|バー|センター|サービス)+$")


def is_general(name: str) -> bool:
    """Tell whether a name (16 characters at most) is made of general words only, such as 総合病院."""
    kind = re.search("(?:" + "|".join((_MEDICAL, _SCHOOL, _CARE, _WORK)) + "|会社|店|センター)$", name)
    front = name[:kind.start()] if kind else name
    return bool(_KIND_ONLY.match(name) or (kind and _GENERAL.match(front.rstrip("の"))))


_HOMELY = re.compile(
    r"(?<![一-龥ぁ-んァ-ヺー])(?P<n>(?:[一-龥]{1,4}|[ぁ-ん]{2,6}|[ァ-ヺー]{2,8})(?:の[一-龥]{1,2})?の"
    r"(?:郷|杜|巣|里|樹|舟|船|館|丘|家|森|園|風|花|海|星|種|たね|おうち|ひろば|いえ|"
    r"もり))(?=[をにでがのは、。と」]|から|出身|利用|職員|$)")
_NO_HOME = re.compile(
    r"(?:母|父|親|両親|祖母|祖父|姉|兄|妹|弟|夫|妻|娘|息子|孫|私|自分|友達|友人|知人|彼|彼女|彼氏|隣|近所|"
    r"養父|養母|継父|継母|里親|[一-龥]{0,4}名義|[一-龥]{0,2}夫婦|"
    r"他人|人|誰か|どこか|実家|義母|義父|叔母|叔父|"
    r"親戚|となり|おばあちゃん|おじいちゃん|ばあちゃん|じいちゃん|ともだち|うち|今|前|昔|元|大家|山|海|"
    r"鳥|虫|木造|築古|地域|なごみ|みんな|[一-龥]{1,3}[市区町村県])の")


_CLAUSE = re.compile(r"[敢没让这]|不去|想找|考上|上不|儿子|女儿|どうに|がい[まる]")


@dataclass(frozen=True)
class OrganisationRecogniser:
    """Finds named institutions by the word that closes their name or by the form of company."""

    name: str = "organisation"
    explanation: str = "固有の名+学校・医療機関・会社・施設の語。市立などの設置者、一般的な呼び方、公的な窓口は残す"

    def find(self, document: Document) -> Iterator[Span]:
        """Yield named schools, clinics, homes and companies."""
        folded = document.folded
        for match in _CORPORATE.finditer(folded):
            yield self._span(match.start(), match.end(), 0.85)
        for match in _CORPORATE_AFTER.finditer(folded):
            yield self._span(match.start(), match.end(), 0.85)
        for regex in (_PREFIXED, _CLEARLY_PREFIXED):
            yield from (self._span(*match.span(), 0.6) for match in regex.finditer(folded))
        yield from self._at_work(folded)
        yield from (self._span(*match.span(), 0.6) for match in _GROUP.finditer(folded))
        yield from self._called(folded)
        for match in _HOMELY.finditer(folded):
            if not _NO_HOME.match(match.group()) and cued(document, match.start(), match.end()):
                yield self._span(match.start(), match.end(), 0.6)
        for regex, score in ((_NAMED, 0.7), (_EMPLOYER, 0.6), (_KANA_NAMED, 0.6)):
            for match in regex.finditer(folded):
                yield from self._named(match, score)

    def _at_work(self, folded: str) -> Iterator[Span]:
        """Yield what is named as a workplace by the words around it."""
        for regex in (_WORKPLACE, _DOING):
            for match in regex.finditer(folded):
                name = match.group("n")
                if not (_COMMON_WORK.match(name) or _GENERAL.match(name) or is_general(name[:16])):
                    yield from self._named(match, 0.55)

    def _called(self, folded: str) -> Iterator[Span]:
        """Yield what is said to be the name of a firm, a school or a home (…という塾)."""
        for match in _CALLED.finditer(folded):
            group = next(name for name in "nmhl" if match.group(name))
            found = match.group(group)
            if not (_NOT_CALLED.match(found) or _COMMON_WORK.match(found) or is_general(found)):
                yield self._span(*match.span(group), 0.6)

    def _named(self, match: "re.Match[str]", score: float) -> Iterator[Span]:
        name, start = match.group("n"), match.start("n")
        founder = _FOUNDER.match(name)
        if founder:
            start, name = start + founder.end(), name[founder.end():]
        junk = _TAIL_JUNK.match(name)
        if junk:
            start, name = start + junk.end(), name[junk.end():]
        if len(name) >= 2 and not _GENERAL.match(name) and not _CLAUSE.search(name):
            yield self._span(start, match.end("k"), score)

    def _span(self, start: int, end: int, score: float) -> Span:
        return Span(start, end, PiiType.organisation, score, self.name)

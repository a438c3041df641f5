"""Number plates and chassis numbers."""

import re

from bot.privacy.recognisers.base import Pattern, PatternRecogniser
from bot.privacy.spans import PiiType

_PLACES = """札幌 函館 旭川 室蘭 苫小牧 釧路 知床 帯広 北見 青森 弘前 八戸 岩手 盛岡 平泉 宮城 仙台 秋田 山形 庄内 福島 会津 郡山 白河 いわき
水戸 土浦 つくば 宇都宮 那須 とちぎ 栃木 日光 群馬 前橋 高崎 大宮 川口 所沢 川越 熊谷 春日部 越谷 千葉 成田 習志野 市川 船橋 袖ヶ浦 市原 野田 柏 松戸
品川 世田谷 練馬 杉並 板橋 足立 江東 葛飾 江戸川 八王子 多摩 横浜 川崎 湘南 相模 山梨 富士山 新潟 長岡 上越 富山 石川 金沢 福井 長野 松本 諏訪 南信州 安曇野
岐阜 飛騨 静岡 浜松 沼津 伊豆 名古屋 豊橋 三河 岡崎 豊田 尾張小牧 一宮 春日井 三重 鈴鹿 四日市 伊勢志摩 滋賀 京都 大阪 なにわ 和泉 堺 神戸 姫路 奈良 飛鳥 和歌山
鳥取 島根 出雲 岡山 倉敷 広島 福山 山口 下関 徳島 香川 高松 愛媛 高知 福岡 北九州 久留米 筑豊 佐賀 長崎 佐世保 熊本 大分 宮崎 鹿児島 奄美 沖縄""".split()
_PLACE = "(?:" + "|".join(sorted(_PLACES, key=len, reverse=True)) + ")"
_GAP = r"[ の、・\n-]{0,3}"
_KANA = r"(?:[ぁ-んA-Z]|[ァ-ン])"
_LAST = r"[0-9・.]{1,2}[ -]?[0-9・.]{1,2}(?![0-9])"

VEHICLE = PatternRecogniser(
    name="vehicle",
    type=PiiType.vehicle,
    patterns=(
        Pattern(re.compile(_PLACE + _GAP + r"[0-9]{1,2}[0-9A-Z]" + _GAP + _KANA + _GAP + _LAST), 0.97),
        Pattern(re.compile(r"1?" + _PLACE + _GAP + r"[ぁ-ん]" + r"[ の、・]{0,3}(?P<n>[0-9・]{1,2}[ -]?[0-9・]{2})(?![0-9分人円])"), 0.75),
        Pattern(re.compile(r"[一-龥ぁ-ん]{2,4}[区市町村]?[ ]?[0-9]{3}[ ]?[ぁ-ん][ ]?[0-9・]{1,2}-[0-9]{2}(?![0-9])"), 0.85),
        Pattern(re.compile(r"[一-龥]{1,4}[区市町村][ ]?[ぁ-ん][ ]?[0-9]{1,2}-?[0-9]{2}(?![0-9分人円])"), 0.6),
        Pattern(re.compile(r"(?:ナンバー(?:プレート)?|プレート|車番|車のナンバー)[はが: ]{0,3}(?:下[4四]桁)?[はが: ]{0,2}"
                           r"(?P<v>[0-9・]{1,2}-[0-9]{2}|[0-9]{4})(?![0-9円])"), 0.8),
        Pattern(re.compile(r"車(?:台|体)番号[はが: ]{0,3}(?P<v>[A-Z0-9]{2,8}-?[0-9]{5,8})"), 0.97),
    ),
    explanation="地名・分類番号・かな・4 桁のナンバー、車台番号",
)

"""Words for feelings in the languages of R41 other than Japanese and English, by the feeling they show."""

from __future__ import annotations

FEELINGS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("turned_away", ("被拒绝", "不理我", "거절", "무시당", "từ chối", "không ai giúp", "me mandaram embora",
                     "recusaram", "फर्काइ", "tinanggihan", "hindi ako tinulungan")),
    ("scared", ("害怕", "担心", "不安", "무서", "불안", "걱정", "sợ", "lo lắng", "com medo", "tenho medo", "preocupad",
                "डर", "चिन्ता", "takot", "nag-aalala", "kinakabahan")),
    ("tired", ("好累", "很累", "太累", "睡不着", "힘들", "지쳤", "지치", "피곤", "mệt", "kiệt sức", "không ngủ",
               "cansad", "exaust", "não consigo dormir", "थाक", "निद्रा", "pagod", "makatulog")),
    ("lonely", ("孤单", "寂寞", "一个人", "외로", "혼자", "cô đơn", "một mình", "sozinh", "solidão", "एक्लो",
                "एक्लै", "nag-iisa", "mag-isa", "nalulungkot mag-isa")),
    ("guilty", ("对不起家", "都怪我", "내 탓", "제 탓", "có lỗi", "xấu hổ", "minha culpa", "vergonha", "मेरो दोष", "लाज",
                "kasalanan ko", "nahihiya")),
    ("angry", ("生气", "气死", "화가", "화나", "tức giận", "bực", "raiva", "रिस", "galit")),
    ("sad", ("难过", "伤心", "痛苦", "哭", "슬프", "슬퍼", "괴로", "울었", "buồn", "khóc", "đau khổ",
             "triste", "chorar", "chorando", "chorei", "दुःख", "दुखी", "रुन", "malungkot", "umiiyak", "nasasaktan")),
)  # fmt: skip

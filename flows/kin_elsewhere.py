"""Words for relations in the other languages of the talk; the Japanese ones stand in `words_of`."""

from __future__ import annotations

KIN: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("mother_in_law", ("biyenang babae", "mẹ chồng", "mẹ vợ", "sogra", "सासू", "婆婆", "岳母", "시어머니", "장모")),
    ("father_in_law", ("biyenang lalaki", "bố chồng", "bố vợ", "sogro", "ससुरा", "公公", "岳父", "시아버지", "장인")),
    ("parents_in_law", ("biyenan",)),
    ("grandmother", ("lola ko", "minha avó", "bà nội", "bà ngoại", "हजुरआमा", "奶奶", "外婆", "할머니")),
    ("grandfather", ("lolo ko", "meu avô", "ông nội", "ông ngoại", "हजुरबुबा", "爷爷", "外公", "할아버지")),
    ("parents", ("meus pais", "bố mẹ", "cha mẹ", "magulang ko", "बुबाआमा", "आमाबुवा", "我父母", "부모님")),
    ("mother", ("minha mãe", "mẹ tôi", "nanay ko", "ina ko", "मेरी आमा", "मेरो आमा", "妈妈", "母亲", "我妈", "엄마",
                "어머니")),
    ("father", ("meu pai", "bố tôi", "ba tôi", "cha tôi", "tatay ko", "ama ko", "मेरो बुबा", "मेरो बुवा", "爸爸",
                "父亲", "我爸", "아빠", "아버지")),
    ("husband", ("meu marido", "chồng tôi", "asawa kong lalaki", "मेरो श्रीमान", "我丈夫", "老公", "남편")),
    ("wife", ("minha esposa", "minha mulher", "vợ tôi", "asawa kong babae", "मेरी श्रीमती", "我妻子", "老婆", "아내",
              "와이프")),
    ("son", ("meu filho", "con trai", "anak kong lalaki", "मेरो छोरा", "儿子", "아들")),
    ("daughter", ("minha filha", "con gái", "anak kong babae", "मेरी छोरी", "女儿", "딸")),
    ("child", ("meu bebê", "meus filhos", "con tôi", "anak ko", "मेरो बच्चा", "我孩子", "아이가", "아이를", "우리 아이")),
    ("sibling", ("meu irmão", "minha irmã", "anh tôi", "chị tôi", "em tôi", "kapatid ko", "मेरो दाइ", "मेरो भाइ",
                 "मेरी दिदी", "मेरी बहिनी", "我哥", "我弟", "我姐", "我妹", "오빠", "누나", "언니", "동생")),
)  # fmt: skip

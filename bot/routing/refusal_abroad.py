"""Not wanting to say where one lives, in the languages that residents write besides Japanese (R36)."""

import re
import unicodedata

_LATIN = (
    r"^(?:no|nope|nah|pass|skip|private|secret|confidential|non|nao|nem|khong|hindi|ayaw|ayoko|tidak|"
    r"enggak|nggak)[.! ]*$",
    r"\bno,? thank|\brather not\b|\bprefer not\b|\bnot (?:comfortable|willing|going to|gonna|telling|"
    r"saying|sharing)\b",
    r"\b(?:do not|don'?t|will not|won'?t|cannot|can'?t|would not|wouldn'?t) (?:really )?(?:want to |"
    r"wanna |feel like |like to |wish to )?"
    r"(?:say|saying|tell|telling|share|sharing|give|giving|answer|answering|disclose|reveal|provide)\b",
    r"\b(?:that|this|it)(?:'?s| is) (?:private|secret|confidential|personal)\b|\bnone of your\b|"
    r"\bno comment\b|\bkeep (?:it|that|this) ",
    r"\b(?:do|must|should) i (?:really )?(?:have to|need to)?(?: ?(?:say|tell|answer|share|give)\b|[?!.]*$)|"
    r"\bi (?:refuse|decline)\b",
    r"\b(?:skip|pass on) (?:this|that|it|the)\b|\b(?:i'?ll|let me|can i|may i|please) (?:skip|pass)\b|"
    r"\bskip please\b",
    r"\bprefiero no\b|\bno (?:quiero|puedo|deseo|voy a) (?:decir|dar|contar|hablar|responder|compartir)|"
    r"\bno,? gracias\b|\bes (?:secreto|privado)\b",
    r"\bprefiro nao\b|\bnao (?:quero|posso|vou|gostaria de) (?:dizer|falar|contar|responder|informar|dar|"
    r"revelar)|\bnao,? obrigad|\be segredo\b",
    r"\bkhong (?:muon|the|tien|thich|dam) (?:noi|cho|tra loi|tiet lo|chia se|ke|cung cap)\b|\b(?:bi mat|"
    r"bo qua|khong noi duoc|ngai noi|xin (?:phep )?khong)\b",
    r"\bayaw (?:ko|kong)\b|\bayo?ko(?:ng)? (?:sabihin|magsabi|ibigay|sumagot)|\bhindi ko (?:po )?(?:sasabihin|"
    r"masasabi|pwedeng)|\b(?:sikreto|lihim|laktawan)\b",
    r"\b(?:tidak|tak|gak|ga|nggak|enggak|ngga) (?:mau|ingin|bisa|akan) (?:bilang|memberi|mengatakan|"
    r"menjawab|kasih|menyebut|cerita)|\brahasia\b",
    r"\b(?:prefere(?:rais)?|prefer(?:e|erais)) (?:ne )?pas\b|\bne (?:veux|souhaite|"
    r"peux) pas (?:le )?(?:dire|repondre|donner)|\bnon,? merci\b|\bkeine angabe\b",
    r"\bbhanna (?:chahanna|chahanna|mandina|sakdina|man chaina)|\bbhandina\b|\biitakunai\b|\bhimitsu\b",
)  # fmt: skip
_LATIN_REFUSAL = re.compile("|".join(f"(?:{pattern})" for pattern in _LATIN))
_LATIN_NOT = re.compile(
    r"\b(?:anyone|anybody|my (?:parents|mother|father|husband|wife|family|boss|kids?|friends?))\b|"
    r"\b(?:is|will) (?:it|this|that) (?:be |stay )?(?:private|secret|confidential|anonymous)\b|\bdon'?t know\b"
)
_OTHER = (
    r"不(?:太|是很)?(?:想|方便|愿意?|願意?|肯|能|可以|打算|会|會)(?:说|說|讲|講|透露|告诉|告訴|回答|提供|"
    r"公开|公開|写|寫)(?![日中英汉漢韩韓][语語文]?|话|話)|(?:可以|能|能不能|可不可以)不?(?:不说|不說|不讲|不回答|不告诉|不答|不写)|"
    r"不(?:说|說|讲|回答|答|写|告诉)(?:可以|行|也可以|也行|没关系)|不(?:告诉|告訴)|^不(?:说|說|方便|想|了|用了)[。!]?$",
    r"保密|^秘密[。!]?$|隐私|隱私|跳过|跳過|无可奉告|無可奉告|拒绝|拒絕(?:回答)?",
    r"(?:말하고|말씀드리고|알려주고|알려드리고|드러내고|공개하고|알리고|밝히고|대답하고|답하고|"
    r"가르쳐주고|얘기하고|이야기하고|쓰고|"
    r"적고)싶지|(?:말|대답|답)(?:하기(?:싫|곤란|어려|좀)|못해|못하겠|안할|할수없|해야(?:하나|해|되|돼|"
    r"합))",
    r"비밀|말씀드리기|밝히기|패스|스킵|건너뛰|넘어(?:가|갈)|노코멘트|안알려|말안하(?:면|고|ㄹ)|말안할|말안해|대답안|꼭말|꼭대답|안하면안|안가르|알려드리기|개인정보라|"
    r"사생활이라|"
    r"^(?:싫어요?|싫습니다|아니요|곤란해요)[.!]?$",
    r"भन्न(?:चाहन्न|चाहँदिन|चाहन्नँ|मन|सक्दिन|मिल्दैन)|भन्दिन|बताउन(?:चाहन्न|चाहँदिन|सक्दिन|मन)|बताउँदिन|"
    r"गोप्य|नभन्ने|नहींबताना|बतानानहीं",
    r"ไม่(?:อยาก|สะดวก|ขอ|ต้องการ|ประสงค์)(?:จะ|ที่จะ)?(?:บอก|ตอบ|พูด|แจ้ง|ให้)|ไม่บอก|ขอข้าม|ความลับ|"
    r"မပြော(?:ချင်|ပါရစေ|လို)|လျှို့ဝှက်",
    r"нехочу(?:говорить|сказать|отвечать|казати|відповідати)|нескажу|секрет|пропустить|хэлэхийгхүсэхгүй|"
    r"хэлмээргүй|বলতেচাইনা|لاأريد|نمی‌?خواهمبگویم|නොකියමි",
)  # fmt: skip
_OTHER_REFUSAL = re.compile("|".join(f"(?:{pattern})" for pattern in _OTHER))
_LONGEST = 90


def is_refusal_abroad(text: str) -> bool:
    """Return True when a short text in another language says that the person does not want to tell."""
    plain = unicodedata.normalize("NFKC", text[:400]).casefold().replace("’", "'").strip()
    if len(plain) > _LONGEST:
        return False
    bare = "".join(c for c in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(c)).replace("đ", "d")
    if _LATIN_REFUSAL.search(bare):
        return not _LATIN_NOT.search(bare)
    return bool(_OTHER_REFUSAL.search("".join(plain.split())))

"""Hears in whatever words a consent taken back, or all deleted: 「やっぱり送らないで」, 「書いたこと消して」 (R05).

A consent only where something was handed over or is about to be; both are answered by asking whether it is meant.
"""

from __future__ import annotations

import re

from flows.words import fold

_LONGEST, _BARE = 40, 12
_ACT = re.compile(
    r"取り?消|とりけ|取り?下げ|撤回|キャンセル|きゃんせる|やめ(?:たい|て|ます|る|させ|とく|と[きこ])"
    r"|なかったことに(?:し|でき|なり|お)|なしにし|(?:送|渡)らないで|渡さないで|伝えないで|見せないで|つなが(?:ないで|なくて)"
    r"|知らせないで|共有しないで|消し"
)
_OBJECT = re.compile(
    r"同意|相談|依頼|送信|送った|送るの|送らない|受付|受け付け|申し?込み|つなぐ|つなが|つない|渡す|渡した|渡さ|共有|担当|連携"
    r"|さっき|伝える|伝えた|届け|コーディネーター"
)
_ERASING = re.compile(r"(?<!取り)(?<!取)消し")
_SENT = re.compile(r"送った|渡した|伝えた|届けた")
_OTHERS = re.compile(r"され|予約|契約|内定|免許|夫|妻|旦那|親|学校|会社|警察|病院|役所|仕事を|薬")
"""What somebody else did or is to do, and what is cancelled elsewhere, is told to the coordinator."""
_BARE_ACT = re.compile(
    r"取り?消|とりけ|取り?下げ|撤回|キャンセル|なかったことに|送らないで|伝えないで|渡さないで|つながないで"
)
_ELSEWHERE = re.compile(
    r"\b(?:cancel|withdraw|undo)\b.{0,14}\b(?:it|this|that|consent|request|consultation|case|message)\b"
    r"|\btake (?:it|that|this|my consent) back|\bdo(?:n'?t| not) (?:send|share|pass|forward)\b"
    r"|(?:撤回|取消).{0,6}(?:同意|请求|咨询|发送)|不要(?:发送|转交|转达|分享|告诉负责)"
    r"|동의.{0,4}(?:철회|취소)|(?:상담|요청|전달).{0,4}취소|취소하고 싶|(?:보내|전달하|공유하)지 마"
    r"|(?:rút lại|hủy|huỷ).{0,12}(?:đồng ý|yêu cầu|hồ sơ)|đừng (?:gửi|chia sẻ|chuyển)"
    r"|(?:retirar|cancelar|cancelem|cancele).{0,12}(?:consentimento|pedido|consulta|autorização)"
    r"|não (?:quero mais que )?(?:envie|enviem|mande|mandem|compartilhe|repasse)"
    r"|(?:सहमति|अनुरोध).{0,8}(?:फिर्ता|रद्द)|नपठाउ"
    r"|(?:bawiin|kanselahin|i-cancel).{0,14}(?:pahintulot|kahilingan|hiling|pagpayag)"
    r"|huwag (?:na |nang |n'yo nang )?(?:ipadala|ibahagi|ipasa)",
    re.IGNORECASE,
)


_ERASE = re.compile(r"消して|消したい|消去|削除|忘れて(?:くだ|ほし|もら)|けして(?:くだ|ほし|もら)")
_ERASED = re.compile(
    r"書いた|書きこ|言った|話した|送った|打った|記録|きろく|データ|情報|履歴|内容|やりとり|メッセージ|アカウント|登録"
    r"|(?:私|わたし|自分|僕|俺)の|全部|ぜんぶ|すべて|全て|これまで|今まで|いままで"
)
_PART = re.compile(
    r"[0-9一二三四五六七八九十](?:番|つ目|個目)|だけ|名前|住所|番号|写真|アプリ|電気|ネット|SNS|sns|ツイ|投稿"
)
_ERASE_ELSEWHERE = re.compile(
    r"\b(?:delete|erase|remove)\b.{0,16}\b(?:everything|all|my|what i|data|messages|record)"
    r"|(?:删除|删掉|清除).{0,8}(?:记录|资料|数据|信息|内容|所有|全部|一切)|(?:全|都)(?:删|刪)(?:掉|了|除)"
    r"|(?:기록|내용|데이터|정보|모두|전부|다).{0,6}(?:지워|삭제)"
    r"|(?:xóa|xoá).{0,10}(?:hết|tất cả|dữ liệu|tin nhắn|những gì)"
    r"|(?:apag|delet|exclu)\w{1,5}.{0,20}(?:tudo|dados|mensagens|registro|o que)|सबै.{0,8}मेट|मेटाइदि|मेटाउनुहोस्"
    r"|(?:burahin|tanggalin|i-delete).{0,10}(?:lahat|sinabi|datos|mensahe|tala)",
    re.IGNORECASE,
)


def erases(text: str) -> bool:
    """Tell whether a short message asks to delete what was written; a part of it is asked for otherwise."""
    if not 0 < len(text) <= 2 * _LONGEST:
        return False
    plain = fold(text)
    if _ERASE_ELSEWHERE.search(text):
        return True
    if len(plain) > _LONGEST or not _ERASE.search(plain) or _PART.search(plain) or _OTHERS.search(plain):
        return False
    return bool(_ERASED.search(plain)) or len(plain) <= _BARE


def takes_back(text: str) -> bool:
    """Tell whether a short message wants back what was handed over or agreed to."""
    if not 0 < len(text) <= 2 * _LONGEST:
        return False
    plain = fold(text)
    if _ELSEWHERE.search(text):
        return True
    if len(plain) > _LONGEST or not _ACT.search(plain) or _OTHERS.search(plain):
        return False
    if _ERASING.search(plain) and not _SENT.search(plain):  # 「全部消して」 asks for more than this
        return False
    return bool(_OBJECT.search(plain)) or (len(plain) <= _BARE and bool(_BARE_ACT.search(plain)))

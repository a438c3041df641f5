"""Codes kept in columns, and the words that people read for them. One list; pages, sheets and exports share it."""

from __future__ import annotations

from collections.abc import Mapping

STATES: Mapping[str, str] = {
    "new": "未対応",
    "claimed": "対応中",
    "waiting": "ご本人の返事待ち",
    "paused": "見守り中",
    "closed": "終結",
    "withdrawn": "撤回",
}
RUNNING = ("new", "claimed", "waiting", "paused")
RISKS: Mapping[int, str] = {0: "通常", 1: "至急", 2: "緊急"}
KINDS: Mapping[str, str] = {
    "suicide": "希死念慮", "self_harm": "自傷", "dv": "DV", "abuse": "虐待", "sexual_violence": "性暴力",
    "medical": "体の急変", "no_shelter": "今夜の居場所がない", "no_food": "食べるものがない",
    "harm_others": "他害のおそれ",
}  # fmt: skip
CONSENTS: Mapping[str, str] = {"given": "同意あり", "none": "同意なし(支援会議用)", "withdrawn": "撤回"}
STAGES: Mapping[str, str] = {
    "contact": "伴走(プランの同意前)",
    "support_meeting": "支援会議",
    "plan_meeting": "重層的支援会議",
    "plan": "プランあり",
    "ended": "終結",
    "stopped": "中断",
}
OUTCOMES: Mapping[str, str] = {
    "connected": "つながった",
    "settled": "相談時の対応で落ち着いた",
    "improved": "状況が改善した",
    "moved": "転出・他機関へ引き継いだ",
    "declined": "本人が辞退した",
    "no_reply": "連絡がとれなくなった",
    "other": "その他",
}
WAYS: Mapping[str, str] = {
    "line": "LINE", "phone": "電話", "visit": "訪問", "office": "来所", "accompany": "同行", "meeting": "会議",
    "mail": "メール・手紙", "desk": "関係機関と連絡", "walk": "地域をまわって", "other": "その他",
}  # fmt: skip
DIRECTIONS: Mapping[str, str] = {"outbound": "発信", "inbound": "受信"}
RESULTS: Mapping[str, str] = {
    "proposed": "提案した",
    "connected": "つながった",
    "declined": "辞退",
    "unknown": "不明",
}
MEETINGS: Mapping[str, str] = {"support": "支援会議", "plan": "重層的支援会議"}
PLANS: Mapping[str, str] = {
    "": "変わりなし",
    "made": "プランを作成",
    "changed": "プランを見直し",
    "ended": "プランを終結",
}
GROUNDS: Mapping[str, str] = {
    "life": "生命・身体・財産の保護のため必要で、本人の同意を得ることが困難(個人情報保護法69条2項4号)",
    "child_abuse": "児童虐待の通告(児童虐待防止法6条)",
    "elder_abuse": "高齢者虐待の通報(高齢者虐待防止法7条)",
    "disability_abuse": "障害者虐待の通報(障害者虐待防止法7条)",
    "dv": "配偶者からの暴力の通報(DV防止法6条。本人の意思を尊重するよう努める)",
}
WHOSE: Mapping[str, str] = {
    "self": "本人", "family": "家族のこと", "neighbour": "近所の方のこと", "supporter": "支援者から",
    "other": "ほかの人のこと", "": "聞いていない",
}  # fmt: skip
AGE_BANDS: Mapping[str, str] = {
    "u18": "18歳未満", "18_39": "18〜39歳", "40_64": "40〜64歳", "65_74": "65〜74歳", "75_up": "75歳以上",
    "skip": "答えたくない", "": "聞いていない",
}  # fmt: skip
REACH: Mapping[str, str] = {
    "line": "LINEのトーク", "phone": "電話", "visit": "訪問", "office": "窓口で", "morning": "午前",
    "afternoon": "午後",    "evening": "夕方以降", "night": "夜", "weekend": "土日",
}  # fmt: skip
CHANNELS: Mapping[str, str] = {"line": "LINE", "web": "相談ページ", "console": "窓口で受付"}
LANGUAGES: Mapping[str, str] = {
    "ja": "日本語", "easy": "やさしい日本語", "en": "English", "zh": "中文", "ko": "한국어", "vi": "Tiếng Việt",
    "ne": "नेपाली", "tl": "Tagalog", "pt": "Português", "es": "Español",
}  # fmt: skip
ITEM_KINDS: Mapping[str, str] = {
    "words": "ご本人の言葉", "worry": "ご本人の言葉", "answer": "聞かせてもらったこと", "whose": "どなたのことか",
    "age_band": "年代", "area": "地域", "hardest": "いちばん困っていること", "topic": "困りごと",
    "suggestion": "案内した窓口・居場所", "contact": "連絡のとり方", "reach": "連絡のとり方",
}  # fmt: skip
EVENTS: Mapping[str, str] = {
    "opened": "相談が届きました",
    "inbound": "ご本人からメッセージが届きました",
    "unsent": "ご本人がメッセージを取り消しました",
    "risk_raised": "緊急度が上がりました",
    "risk_lowered": "緊急度を下げました",
    "offered": "当番の順で、担当の候補にしました",
    "claimed": "担当になりました",
    "assigned": "担当を渡しました",
    "joined": "一緒に担当する人を加えました",
    "left": "一緒の担当から外れました",
    "returned": "受付箱に戻しました",
    "transferred": "別の地区・窓口へつなぎ直しました",
    "replied": "ご本人に返信しました",
    "scheduled": "返信を予約しました",
    "unscheduled": "予約した返信を取りやめました",
    "paused": "見守りに移しました",
    "closed": "終結しました",
    "reopened": "再開しました",
    "resumed": "見守りの日が来て、対応中に戻りました",
    "merged": "相談をまとめました",
    "noted": "引き継ぎメモを残しました",
    "recorded": "対応記録を残しました",
    "referred": "つなぎ先を記録しました",
    "met": "会議を記録しました",
    "staged": "支援の段階を変えました",
    "reached": "連絡のとり方を書きかえました",
    "disclosed": "同意によらない情報提供を記録しました",
    "withdrawn": "ご本人が同意を取り消しました",
}
NOTICES: Mapping[str, str] = {
    "withdrawn": "ご本人が同意を取り消しました。内容は消去されました",
    "offered": "新しい相談の担当をお願いします。開いて「担当する」を押してください",
    "handed": "担当を引き継ぎました。目を通してください",
    "transferred": "つなぎ直しで届きました。申し送りを読んで、担当を決めてください",
    "joined": "一緒に担当する人に加わりました",
    "inbound": "ご本人から新しいメッセージが届いています",
    "unclaimed": "1営業日を超えて、まだ誰も担当していません",
    "next_step": "次の予定の日になりました",
    "failed": "返信が届けられませんでした",
    "disclosed": "あなたと判断した、同意によらない情報提供が記録されました",
    "paused": "見守り中の相談の、思い出す日になりました",
}
REASONS: Mapping[str, str] = {
    "blocked": "ご本人がブロックしています",
    "quota": "今月の送信数の上限に達しています",
    "rejected": "LINEが受け付けませんでした",
    "unreadable": "暗号の鍵がそろっていないため、開けませんでした。管理者に伝えてください",
    "unauthorised": "LINEの鍵(アクセストークン)が無効です。管理者に伝えてください",
    "unreachable": "LINEにつながりませんでした",
    "": "理由は記録されていません",
}


def label(table: Mapping[str, str], code: str) -> str:
    """The words for a code; an unknown code is shown as it is rather than hidden."""
    return table.get(code, code)

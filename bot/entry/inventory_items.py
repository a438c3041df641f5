"""What each column holds, in words a resident could read (R18): the 記録項目 of the inventory.

A column that is missing here stops the report and a test, so that nothing is kept that the inventory does not tell of.
"""

from __future__ import annotations

from typing import Final

_SAME: Final = {
    "resident_id": "相談した人の仮の番号", "ticket_id": "相談の内部番号", "staff_id": "職員の番号",
    "municipality": "市区町村", "area_id": "担当の区域", "channel": "やりとりの入口(LINEなど)",
    "created_at": "作った日時", "version": "書き直しの回数", "changed_at": "最後に変わった日時",
    "changed_by": "変えた職員", "at": "日時", "note": "書きそえ", "kind": "種類", "state": "状態",
    "stage": "支援の段階", "reason": "理由", "actor": "した人", "consent": "同意の有無",
    "text": "言葉(氏名などを伏せたもの)", "topics": "困りごとの分類", "drill": "訓練かどうか",
}  # fmt: skip
_OWN: Final = {
    "alerts":
        "alert_id 知らせの番号|level 危険の度合い|kinds 危険の種類|raised_at 気づいた日時|"
        "notified_at 当番に知らせた日時|notices 知らせた回数|escalated_at 統括に知らせた日時|"
        "taken_at 受け取った日時|taken_by 受け取った職員",
    "audit_events":
        "audit_id 記録の番号|tag したことの種類|subject 対象の番号|detail 補足(番号だけ)",
    "catalogue_edits":
        "edit_id 書き直しの番号|record_key 窓口の番号|title 窓口の名前|before 前の内容|after あとの内容|"
        "proposed_by 書いた職員|proposed_at 書いた日時|decided_by 認めた職員|decided_at 認めた日時|"
        "released_mark 反映の印",
    "consents":
        "consent_id 同意の番号|notice_version 説明の版|scope 同意した範囲|given_at 同意した日時|"
        "withdrawn_at 取り消した日時",
    "figures":
        "figures_id 集計の番号|body 集計した数|counted_at 数えた日時",
    "goals":
        "fiscal_year 年度|measure 目標の項目|target 目標の値",
    "identities":
        "lookup LINEの利用者IDの照合用の要約(鍵つき)|account LINEの利用者ID|blocked_at ブロックした日時|"
        "quiet_until_called 次に書くまで送らない印",
    "login_attempts":
        "attempt_id 試みの番号|account_hash ログイン名の要約(鍵つき)|address_hash 接続元の要約(鍵つき)|"
        "factor 確かめの方法|succeeded 成功したか",
    "notices":
        "notice_id 知らせの番号|case_number 相談番号|seen_at 見た日時",
    "outbox":
        "outbox_id 返事の番号|sequence 送る順|body 返事の文(送信後に消す)|message_id もとの相談記録の番号|"
        "notice 知らせの種類|reply_token LINEの返信用の印|reply_until 返信用の印の期限|"
        "reply_tried 返信用の印を使ったか|retry_key 二重に送らないための印|urgent 急ぎかどうか|"
        "attempts 送った回数|next_attempt_at 次に送る日時|sent_at 送った日時",
    "processed_events":
        "event_id 出来事の番号|processed_at 処理した日時",
    "sessions":
        "lane 会話の置き場の番号(鍵つきの要約)|sealed 会話の途中の内容|fence 書いた順の番号|until 消す日時",
    "staff":
        "login ログイン名|display_name 氏名(表示名)|office 所属|email 職場のメールアドレス|roles 役割|"
        "areas 担当の区域|password_hash パスワードの要約|totp_secret 二段階認証の秘密|"
        "totp_last_step 最後に使った番号の時刻|recovery_hashes 予備の番号の要約|oidc_subject 庁内認証の番号|"
        "on_duty 当番かどうか|disabled_at 止めた日時",
    "switches":
        "name 切り替えの名前|is_on 入っているか",
    "talk_steps":
        "day 日|step 会話の段|what 何が起きたか|count 回数",
    "tickets":
        "case_number 相談番号|risk 危険の度合い|kinds 危険の種類|hardest いちばんつらいこと(選んだもの)|"
        "whose だれの困りごとか|age_band 年代|language 言葉|reach 連絡のとり方の希望|summary まとめ|"
        "assignee_id 担当の職員|opened_at 受け付けた日時|awaiting_since 返事を待ちはじめた日時|"
        "reminded_at 催促した日時|paused_until 休ませている期限|merged_into まとめた先の相談|"
        "claimed_at 引き受けた日時|answered_at はじめて答えた日時|last_inbound_at 最後に書かれた日時|"
        "closed_at 終わった日時|outcome 終わり方|purge_after 消す日",
    "timers":
        "timer_id 予定の番号|due_at 予定の日時",
    "disclosures":
        "disclosure_id 提供の番号|grounds_code 根拠の種類|grounds 根拠|judged_by 判断した職員|"
        "judged_with 相談した職員|recipient 提供した先|content 提供した内容|disclosed_at 提供した日時|"
        "recorded_at 記録した日時|told_at 本人に伝えた日時|told_by 伝えた職員",
    "meetings":
        "meeting_id 会議の番号|held_at 開いた日時|attendees 出た人|decided 決めたこと|plan プランをどうしたか",
    "messages":
        "message_id 記録の番号|direction 住民からか職員からか|source もとのLINEの記録の要約(鍵つき)|"
        "author_id 書いた職員|outbox_id 送った返事の番号|risk 危険の度合い|withdrawn_at 取り消された日時",
    "records":
        "record_id 記録の番号|acted_at 行った日時|way 方法|direction 受信か発信か|with_whom 相手|"
        "action 働きかけ|intent 意図|change 変わったこと|next_step 次にすること|next_at 次の予定|"
        "next_done_at 次の予定を終えた日時|outreach 訪ねたか|met 会えたか|participation 参加の支援か",
    "referrals":
        "referral_id つなぎ先の記録の番号|place_id 窓口の番号|place 窓口の名前|way つなぎ方|result 結果|"
        "made_at つないだ日時|settled_at 結果のわかった日時",
    "staff_absences":
        "absence_id 休みの番号|first_day 休みの初日|last_day 休みの終わり|deputy_id 代わりの職員",
    "staff_sessions":
        "session_hash サインインの印の要約|data サインイン中の作業|seen_at 最後に使った日時",
    "ticket_events":
        "event_id 出来事の番号|code 出来事の細かい種類",
    "ticket_helpers":
        "added_at 加わった日時|added_by 加えた職員",
    "ticket_items":
        "item_id 項目の番号|position 並び順|label 見出し|sources もとのLINEの記録の要約(鍵つき)",
}  # fmt: skip
SENSITIVE: Final = frozenset((
    ("tickets", "risk"), ("tickets", "kinds"), ("tickets", "topics"), ("tickets", "hardest"), ("tickets", "summary"),
    ("ticket_items", "text"), ("ticket_items", "topics"), ("messages", "text"), ("records", "action"),
    ("records", "intent"), ("records", "change"), ("records", "next_step"), ("meetings", "decided"),
    ("disclosures", "grounds"), ("disclosures", "content"), ("ticket_events", "note"), ("referrals", "note"),
    ("alerts", "kinds"), ("sessions", "sealed"),
))  # fmt: skip
"""Columns in which an illness, a disability or being a victim may be told (要配慮個人情報, 法第2条第3項)."""


def item(table: str, column: str) -> str | None:
    """The name of a column in Japanese; None when nobody has written one."""
    own = dict(part.split(" ", 1) for part in _OWN.get(table, "").split("|") if part)
    return own.get(column) or _SAME.get(column)

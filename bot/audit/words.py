"""What each act is called in the report of use, for a reader at the municipality (R17)."""

from __future__ import annotations

from typing import Final

from bot.audit.tags import Tag

WORDS: Final[dict[Tag, str]] = {
    Tag.CONSENT_GIVEN: "同意を受けた",
    Tag.CONSENT_WITHDRAWN: "同意が取り消された",
    Tag.TICKET_OPENED: "相談を受け付けた",
    Tag.TICKET_READ: "相談を見た",
    Tag.TICKET_CLAIMED: "引き受けた",
    Tag.TICKET_ASSIGNED: "担当を割り当てた",
    Tag.TICKET_RETURNED: "担当を返した",
    Tag.TICKET_TRANSFERRED: "ほかへ引き継いだ",
    Tag.TICKET_REPLIED: "返事を送った",
    Tag.TICKET_PAUSED: "休ませた",
    Tag.TICKET_CLOSED: "終わりにした",
    Tag.TICKET_REOPENED: "ふたたび開いた",
    Tag.TICKET_MERGED: "ひとつにまとめた",
    Tag.TICKET_NOTED: "記録を書いた",
    Tag.TICKET_WITHDRAWN: "相談が取り下げられた",
    Tag.TICKET_ERASED: "相談を消した",
    Tag.TICKET_EXPORTED: "相談を書き出した",
    Tag.RISK_RAISED: "危険の度合いを上げた",
    Tag.RISK_LOWERED: "危険の度合いを下げた",
    Tag.ALERT_RAISED: "危険を知らせた",
    Tag.ALERT_TAKEN: "危険の知らせを受け取った",
    Tag.ALERT_ESCALATED: "統括に知らせた",
    Tag.DISCLOSURE: "同意なしで提供した",
    Tag.MESSAGE_UNSENT: "送信が取り消された",
    Tag.RESIDENT_ERASED: "本人の求めで消した",
    Tag.RESIDENT_LEFT: "ブロックされた",
    Tag.STAFF_ADDED: "職員を加えた",
    Tag.STAFF_CHANGED: "職員を変えた",
    Tag.STAFF_SIGNED_IN: "サインインした",
    Tag.STAFF_REFUSED: "サインインを断られた",
    Tag.STAFF_SIGNED_OUT: "サインアウトした",
    Tag.STAFF_SESSION_ENDED: "サインインを切られた",
    Tag.GOALS_SET: "目標を決めた",
    Tag.STATISTICS_EXPORTED: "統計を書き出した",
    Tag.CATALOGUE_CHANGED: "窓口を書き直した",
    Tag.BOT_STOPPED: "受付を止めた",
    Tag.BOT_RESUMED: "受付を始めた",
    Tag.KEYS_ROTATED: "鍵を替えた",
    Tag.PURGED: "期限の来たものを消した",
}


def words_of(tag: str) -> str:
    """The words for a tag in the log; the tag itself when it is one of an older version."""
    return WORDS.get(Tag(tag), tag) if tag in set(Tag) else tag

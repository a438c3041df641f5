"""The data inventory from the schema itself (R18; 個人情報保護法 第75条 個人情報ファイル簿).

Purposes, receivers and periods stand beside the tables here; a table or column that nobody has described is an
error, so that the inventory cannot fall behind the schema.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Column

from bot.base.errors import InvalidInput
from bot.base.settings import Settings
from bot.entry.inventory_items import SENSITIVE, item
from bot.store.models import Base
from bot.store.types import EncryptedText

HEADER = (
    "表", "項目", "項目の説明", "内容", "だれの情報", "集め方", "利用の目的", "見られる人", "外への提供",
    "残す期間", "暗号化", "要配慮",
)  # fmt: skip
_STAFF = frozenset(("staff", "staff_sessions", "staff_absences", "login_attempts", "notices"))
_ACTS = frozenset(("audit_events",))
_NOBODY = frozenset(("goals", "figures", "catalogue_edits", "talk_steps", "switches", "processed_events"))
_COLLECTED = {"相談した人": "本人から(LINE)、担当者の記録", "職員": "本人・管理者から"}
_ABROAD = {
    "outbox": "LINEヤフー株式会社(返事の送信)", "identities": "LINEヤフー株式会社(返事の宛先)",
    "disclosures": "記録された提供先(根拠のあるときだけ)", "referrals": "本人が望んだつなぎ先",
}  # fmt: skip


@dataclass(frozen=True)
class Described:
    """What one table is for."""

    what: str
    purpose: str
    seen_by: str
    period: str


def inventory_rows(settings: Settings) -> Iterator[tuple[str, ...]]:
    """One row a column; raises InvalidInput when a table is not described."""
    about = _tables(settings)
    for table in Base.metadata.sorted_tables:
        if table.name not in about:
            raise InvalidInput(f"表「{table.name}」の説明がありません。bot/entry/inventory.py に書いてください。")
        told = about[table.name]
        for column in table.columns:
            yield _row(column, told)


def whose(table: str) -> str:
    """Whose data a table holds: of residents, of staff, of both (the log of acts) or nobody's."""
    if table in _NOBODY:
        return "なし"
    if table in _ACTS:
        return "職員・相談した人(番号だけ)"
    return "職員" if table in _STAFF else "相談した人"


def _row(column: Column[object], told: Described) -> tuple[str, ...]:
    table = column.table.name
    said = item(table, column.name)
    if said is None:
        where = "bot/entry/inventory_items.py"
        raise InvalidInput(f"項目「{table}.{column.name}」の説明がありません。{where} に書いてください。")
    collected = _COLLECTED.get(whose(table), "自動の記録")
    sensitive = "あり得る" if (table, column.name) in SENSITIVE else "なし"
    return (
        table, column.name, said, told.what, whose(table), collected, told.purpose, told.seen_by,
        _ABROAD.get(table, "なし"), told.period, _sealed(column), sensitive,
    )  # fmt: skip


def _sealed(column: Column[object]) -> str:
    if (column.table.name, column.name) == ("sessions", "sealed"):  # sealed before it comes to the database
        return "あり(session)"
    return f"あり({column.type.purpose.value})" if isinstance(column.type, EncryptedText) else "なし"


def _tables(settings: Settings) -> dict[str, Described]:
    chat, ticket = f"{settings.retention_chat_days}日", f"終結から{settings.retention_ticket_days}日"
    alerts, acts = f"{settings.retention_alert_days}日", f"{settings.retention_audit_days}日"
    talks = f"{settings.session_hours}時間(あとの連絡を望んだ人は、その日の1週間後まで)"
    counted = f"{settings.retention_statistics_days}日"
    staff, marks = "在籍中", f"{settings.retention_events_days}日"
    desk = "担当区域の職員(閲覧は記録)"
    nobody = "なし(機械だけ)"
    case = Described("仮名化した相談の記録", "相談支援と引き継ぎ", desk, ticket)
    account = Described("職員のアカウント", "本人確認と権限", "管理者", staff)
    return {
        "identities": Described("LINEの利用者IDと仮名の対応", "返事を届ける", nobody, f"最後の利用から{chat}"),
        "sessions": Described("会話の途中の状態", "会話を続ける", nobody, talks),
        "processed_events": Described("処理済みの印", "二重に処理しない", nobody, marks),
        "outbox": Described("送る返事(送信後に本文を消す)", "返事を届ける", nobody, chat),
        "timers": Described("声かけの予定", "約束した声かけ", nobody, "予定の時まで"),
        "alerts": Described("危険の知らせ(本文なし)", "命と安全を守る", "当番・統括", alerts),
        "consents": Described("同意の記録(版・日時・範囲)", "同意の証明", desk, ticket),
        "audit_events": Described("操作の記録(本文なし)", "監査", "監査担当", acts),
        "staff": account,
        "staff_absences": Described("職員の休みと代わり", "返事を待たせない", "統括・管理者", staff),
        "staff_sessions": Described("サインインの状態", "本人確認", "管理者", "期限まで"),
        "login_attempts": Described("サインインの試み(鍵つきの要約)", "不正の防止", nobody, "1日"),
        "goals": Described("事業の目標(個人の情報なし)", "事業の評価", "統括", "年度ごと"),
        "notices": Described("職員への知らせ(本文なし)", "引き継ぎ", "宛先の職員", f"見たものは{chat}、ほかは{ticket}"),
        "figures": Described("数えた統計(少ない数は伏せたもの)", "事業の評価", "統括・管理者", counted),
        "catalogue_edits": Described(
            "窓口・よくある質問・文面の書き直し(個人の情報なし)", "案内を新しく保つ", "職員", "次の書き直しまで"
        ),
        "talk_steps": Described(
            "会話の道すじを日ごとに数えたもの(言葉・人の印なし)", "質問と案内を直す", "統計を見られる職員", counted
        ),
        "switches": Described("受付の停止(個人の情報なし)", "安全な停止", "統括・管理者", "次の切り替えまで"),
    } | dict.fromkeys(sorted(set(_case_tables()) - {"staff_absences"}), case)


def _case_tables() -> list[str]:
    """Tables that hang on a ticket, and the ticket itself."""
    names = ["tickets"]
    for table in Base.metadata.sorted_tables:
        if any(key.column.table.name in ("tickets", "staff") for key in table.foreign_keys):
            names.append(table.name)
    return [name for name in names if name not in ("staff", "staff_sessions")]

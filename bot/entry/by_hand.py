"""What LINE lets only a person set, in words for the operator (LINE Official Account Manager has no API for it)."""

from __future__ import annotations

from bot.base.settings import Settings

_LONGEST = 500
"""Letters of a greeting message (LINE Official Account Manager: あいさつメッセージ)."""


def greeting(settings: Settings) -> str:
    """The greeting that a new friend reads before the talk begins: who, for whom, free, automatic, danger (R02)."""
    text = (
        f"友だち追加、ありがとうございます。{settings.operator_name}の相談窓口「つなぐ」です。\n"
        f"{settings.people_served}は、無料で使えます。名前はいりません。うまく書けなくてもかまいません。\n\n"
        f"お返事は自動です。人が読むのは{settings.desk_hours}です。\n"
        "命が危ないときは110・119へ。子どもの虐待は189へ。\n\n"
        "下のメニューの「話す」か、ひとこと送ると始まります。"
    )
    return text[:_LONGEST]


def by_hand(settings: Settings) -> str:
    """The list of what is left to do by hand."""
    return "\n".join(
        [
            "",
            "あとは次を手で入れてください(LINEの決まりで、ここからは入れられません)。",
            "  1. LINE Official Account Manager → 設定 → 応答設定:",
            "     応答メッセージ=オフ、Webhook=オン、あいさつメッセージ=オン、チャット=オフ",
            "  2. LINE Developers → Messaging API設定: Webhookの利用=オン、Webhookの再送=オン",
            "  3. LINE Developers → Messaging API設定: グループトークへの参加=オフ",
            "  4. LINE Official Account Manager → プロフィール: 表示名と画像。",
            "     危険のときの番号(110・119・189)をステータスメッセージに",
            "  5. あいさつメッセージに、次の文を入れる:",
            "",
            *(f"     {line}".rstrip() for line in greeting(settings).split("\n")),
        ]
    )

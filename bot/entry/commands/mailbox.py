"""`tsunagu mailbox show|again`: what waits, and what was set aside."""

from __future__ import annotations

import click

from bot.entry.settings import start_upkeep


@click.group()
def mailbox() -> None:
    """受信箱: 待っている手紙と、処理できずに脇に置いた手紙。"""


@mailbox.command()
def show() -> None:
    """いくつ待っているか、いちばん古いものはいつか、何を脇に置いたか(内容は出しません)。"""
    from bot.base.clock import to_jst
    from bot.entry.stores import make_mailbox

    box = make_mailbox(start_upkeep())
    oldest = box.oldest()
    click.echo(f"待っている手紙: {box.depth()}通")
    if oldest is not None:
        click.echo(f"いちばん古いもの: {to_jst(oldest):%m月%d日 %H:%M:%S}")
    aside = box.buried()
    click.echo(f"脇に置いた手紙: {len(aside)}通")
    for event_id, reason in aside:
        click.echo(f"{event_id}\t{reason}")


@mailbox.command()
@click.argument("event_ids", nargs=-1, required=True)
def again(event_ids: tuple[str, ...]) -> None:
    """脇に置いた手紙を、もう一度列に並べます(原因を直したあとで)。"""
    from bot.base.clock import system_clock
    from bot.base.errors import NotFound
    from bot.entry.stores import make_mailbox

    box = make_mailbox(start_upkeep())
    for event_id in event_ids:
        if not box.revive(event_id, system_clock()):
            raise NotFound(f"脇に置いた手紙の中に {event_id} はありません。`tsunagu mailbox show` で確かめてください。")
        click.echo(f"{event_id} を列に戻しました。")

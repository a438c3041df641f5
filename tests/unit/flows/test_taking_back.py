"""A consent is taken back in any words, in any language; what is cancelled elsewhere in life is passed on (R05)."""

from __future__ import annotations

from typing import Any

import pytest

from flows.taking_back import erases, takes_back
from flows.talk import State

_MEANT = """
同意を取り消します
同意したけど取り消したい
同意するのやめます
さっきの相談やっぱりなかったことにしたい
さっき送ったの取り消したいです
送ったの消してください
やっぱり送らないでください
やっぱり担当の人に渡すのやめてもらえますか
相談を取り消したいです
相談を取り下げます
キャンセルしたいです
キャンセルでお願いします
やっぱり伝えないで
担当の人に見せないで
もうつながなくていいです
共有するのをやめてほしい
取り消しできますか
受付を取り消してください
I want to cancel my consultation
please don't send it
I take it back
我想撤回同意
请不要转交
동의를 철회할게요
취소하고 싶어요
tôi muốn rút lại sự đồng ý
đừng gửi nữa
quero retirar o consentimento
não quero mais que enviem
सहमति फिर्ता लिन चाहन्छु
gusto kong bawiin ang pahintulot
huwag nang ipadala
""".strip().splitlines()
_TOLD = """
いじめがなかったことにされました
就職の内定を取り消されました
予約をキャンセルするのも電話なのでつらい
契約を取り消したいけど業者が電話に出ない
免許が取り消しになった
夫に伝えないでほしい
仕事をやめたいです
薬をやめたい
お酒をやめたい
学校に相談したことを伝えないでほしい
全部消して
相談できてよかったです
担当の方はいつ来ますか
my landlord wants to cancel the lease
""".strip().splitlines()


@pytest.mark.parametrize("text", _MEANT)
def test_whoever_handed_over_is_asked_whether_to_take_it_back_and_a_yes_does_it(resident: Any, text: str) -> None:
    resident.talk = resident.talk.but(state=State.waiting, ticket_id="t", answered=True)
    resident.says(text)
    assert resident.talk.state is State.confirm_withdraw
    assert "Relay" not in resident.done
    resident.taps("sure.yes")
    assert "Withdraw" in resident.done


@pytest.mark.parametrize("text", _TOLD)
def test_other_words_are_no_taking_back(resident: Any, text: str) -> None:
    assert not takes_back(text)
    resident.talk = resident.talk.but(state=State.waiting, ticket_id="t")
    resident.says(text)
    assert resident.talk.state is not State.confirm_withdraw


def test_before_it_is_sent_the_same_words_keep_the_draft_here(resident: Any) -> None:
    resident.says("お金がなくて", topics=("livelihood",)).says("人と話したい").taps("human.connect")
    resident.says("やっぱり送らないで")
    assert resident.talk.state is State.more
    assert not {"HandOff", "Withdraw"} & set(resident.done)


def test_where_nothing_was_handed_over_the_words_are_heard_as_what_they_tell(resident: Any) -> None:
    resident.says("仕事のことで相談を取り消したいと言われました", topics=("work",))
    assert resident.talk.state is not State.confirm_withdraw


_ERASING = """
今まで書いたこと全部消してもらえますか
書いたこと消してください
消去してください
アカウントを削除したい
わたしのこと忘れてください
私の情報を全部消してほしいです
please erase everything I wrote
请删除我的所有记录
把我说的都删掉
제 기록을 모두 지워주세요
xóa hết dữ liệu của tôi
apague todos os meus dados
मेरो सबै कुरा मेटाइदिनुहोस्
burahin lahat ng sinabi ko
""".strip().splitlines()
_KEPT = """
名前だけ消してください
2番を消して
消えてしまいたい
電気を消してください
夫に写真を消されました
忘れてしまうことが多いです
昔のことを忘れてしまいたい
""".strip().splitlines()


@pytest.mark.parametrize("text", _ERASING)
@pytest.mark.parametrize("state", [State.waiting, State.listen, State.beside])
def test_words_to_be_deleted_are_asked_about_wherever_the_talk_stands(resident: Any, state: State, text: str) -> None:
    resident.talk = resident.talk.but(state=state, ticket_id="t" if state is State.waiting else "")
    resident.says(text)
    assert resident.talk.state is State.confirm_forget


@pytest.mark.parametrize("text", _KEPT)
def test_a_part_another_thing_or_a_wish_to_vanish_deletes_nothing(text: str) -> None:
    assert not erases(text)

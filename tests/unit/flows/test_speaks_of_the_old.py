"""Of whom a harm speaks: somebody old who is cared for, or anybody else."""

from __future__ import annotations

import pytest

from flows.hurting import speaks_of_the_old


@pytest.mark.parametrize(
    "text",
    ["母の介護してて、今日は手が出そうになった", "認知症の父を叩いてしまった", "職員が入居者さんに怒鳴っています", "おばあちゃんがヘルパーに叩かれた",
     "82の母に手をあげました"],
)  # fmt: skip
def test_harm_beside_care_is_of_the_old(text: str) -> None:
    assert speaks_of_the_old(text)


@pytest.mark.parametrize(
    "text",
    [
        "子どもを叩いてしまいます",
        "父に毎日殴られる",
        "隣の家から泣き声がする",
        "介護しながら3歳の娘に手をあげた",
        "夫が怒鳴る",
        "彼氏に首をしめられた",
    ],
)
def test_where_a_child_may_be_meant_it_is_not(text: str) -> None:
    assert not speaks_of_the_old(text)

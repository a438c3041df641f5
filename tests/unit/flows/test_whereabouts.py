"""What a message says of a place, and what the talk keeps of it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from flows.said import Said, SaidKind, Whereabouts
from flows.talk import Talk
from flows.whereabouts import kept, speaks_of_else

NOW = datetime(2026, 11, 21, 3, tzinfo=UTC)
ONLY_THE_CITY = Whereabouts(municipality="小金井市", ask="town", options=("本町",), known=True)
TALK = Talk(municipality="小金井市")


def said(text: str, where: Whereabouts = ONLY_THE_CITY, faq: str = "", topics: tuple[str, ...] = ()) -> Said:
    return Said(SaidKind.text, NOW, text=text, where=where, faq=faq, topics=topics)


def test_a_question_and_a_worry_are_no_answer_to_where() -> None:
    assert speaks_of_else(said("生活保護って受けられますか", faq="seiho_apply"), TALK)
    assert speaks_of_else(said("借金もあります", topics=("debt",)), TALK)


@pytest.mark.parametrize(
    ("text", "where", "topics"),
    [
        ("都営団地のあたりです", ONLY_THE_CITY, ("housing",)),
        ("えっと", ONLY_THE_CITY, ()),
        ("本町", Whereabouts(municipality="小金井市", town="本町", ask="chome"), ("housing",)),
        ("言いたくない", Whereabouts(declined=True), ("isolation",)),
        ("八王子です", Whereabouts(outside=True), ("isolation",)),
        ("文京区", Whereabouts(municipality="文京区", ask="town"), ("housing",)),
    ],
)
def test_what_speaks_of_a_place_is_an_answer(text: str, where: Whereabouts, topics: tuple[str, ...]) -> None:
    assert not speaks_of_else(said(text, where, topics=topics), TALK)


def test_a_town_is_kept_until_its_area_is_known() -> None:
    half = TALK.but(**kept(Whereabouts(municipality="小金井市", town="本町", ask="chome"), TALK))
    assert (half.town, half.area_done) == ("本町", False)
    whole = half.but(**kept(Whereabouts(municipality="小金井市", town="本町", area_id="koganei-nishi"), half))
    assert (whole.town, whole.area_id, whole.area_done) == ("", "koganei-nishi", True)


def test_an_area_near_a_border_is_not_settled() -> None:
    found = Whereabouts(municipality="小金井市", candidates=(("a", "あ"), ("b", "い")))
    assert not kept(found, TALK)["area_done"]

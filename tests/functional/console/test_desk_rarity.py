"""The case page tells the reviewer what may point at one person (R50)."""

from __future__ import annotations

from collections.abc import Callable

from people_console import Coordinator

from bot.tickets import DraftItem


def test_what_is_rare_is_marked_on_the_page_and_what_is_common_is_not(
    staff: dict[str, Coordinator], arrives: Callable[..., str]
) -> None:
    numbers = [arrives(resident_id=f"{n}" * 32) for n in range(4)]
    desk = staff["motofuji"].signs_in()
    assert "5件に満ちません" in desk.opens(numbers[0])
    numbers.append(arrives(resident_id="9" * 32))
    assert "だれのことか分かるかもしれません" not in desk.opens(numbers[0])
    item = DraftItem("words", "ことば", "五つ子を育てています")
    assert "まれな事実(多胎)" in desk.opens(arrives(resident_id="8" * 32, items=(item,)))

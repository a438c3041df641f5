"""Not wanting to tell is heard in words that nothing was trained on, and hardly ever where nobody said it."""

import csv
from functools import cache
from pathlib import Path

import pytest

from bot.base.errors import InvalidInput
from bot.routing import Router
from bot.routing.reluctance import Reluctance, marks
from resources.load import DATA, load_areas

SERVED = ("文京区", "目黒区", "江戸川区", "三鷹市", "小金井市")
SET = Path(__file__).parent / "refusals_held_out.tsv"


@cache
def router() -> Router:
    return Router.load(load_areas(), SERVED, trust="demo")


def texts(kind: str) -> list[str]:
    with SET.open(encoding="utf-8", newline="") as file:
        return [row["text"] for row in csv.DictReader(file, delimiter="\t") if row["kind"] == kind]


def test_no_line_of_this_list_is_trained_on() -> None:
    trained = [(DATA / "routing" / name).read_text(encoding="utf-8") for name in ("refusals.txt", "no_refusals.txt")]
    lines = {line for text in trained for line in text.splitlines()}
    assert not lines & {*texts("d"), *texts("n")}


def test_more_than_nine_of_ten_refusals_are_heard() -> None:
    declined = [router().route(text).declined for text in texts("d")]
    assert sum(declined) / len(declined) >= 0.92


def test_what_is_told_of_another_matter_is_hardly_ever_taken_for_a_refusal() -> None:
    declined = [router().route(text).declined for text in texts("n")]
    assert sum(declined) / len(declined) <= 0.2


@pytest.mark.parametrize("text", ["文京区です", "こいしかわ", "1120006", "", "😢", "三鷹のあたり"])
def test_a_place_or_nothing_is_no_refusal(text: str) -> None:
    assert not router().route(text).declined


def test_the_marks_of_a_text_are_of_length_one_and_in_order() -> None:
    at, values = marks("言いたくない")
    assert (values @ values).round(9) == 1
    assert at.tolist() == sorted(set(at.tolist()))


def test_weights_that_cannot_be_read_are_told_with_the_way_to_mend_them(tmp_path: Path) -> None:
    broken = tmp_path / "refusals.npz"
    broken.write_bytes(b"no weights")
    for path in (broken, tmp_path / "missing.npz"):
        with pytest.raises(InvalidInput, match=r"routing.training を実行"):
            Reluctance.load(path)

"""Which places are suggested, and why."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, time

import numpy as np
import pytest

from resources.lines import line_places
from resources.load import load_catalogue, load_hotlines
from resources.matcher import Matcher, Wish
from resources.matcher.reasons import LONGEST, PLAIN
from resources.records import WHOLE_TOKYO, Place, Provenance
from resources.topics import TopicJudgement

TUESDAY = datetime(2026, 11, 24, 2, 0, tzinfo=UTC)
TOPICS = tuple(PLAIN)


class Words:
    """An encoder that knows nothing."""

    name, dimension = "none", 4

    def queries(self, texts):
        return np.zeros((len(texts), 4), np.float32)

    passages = queries


class Judge:
    """A topic model that reads the topics written in the text."""

    topics = TOPICS

    def judge(self, text, earlier=()):
        told = [topic for topic in TOPICS if topic in text]
        rest = [topic for topic in TOPICS if topic not in told]
        chances = [(topic, 0.9 / len(told)) for topic in told] + [(topic, 0.001) for topic in rest]
        return TopicJudgement(tuple(chances), tuple(told), dict.fromkeys(told, "もう返せない"))


def matcher(*places: Place) -> Matcher:
    return Matcher.load(places, (), Judge(), Words())


def place(id: str, *topics: str, **rest) -> Place:
    facts = {"kind": "madoguchi", "name": id, "municipality": "文京区", "description": "d"} | rest
    return Place(id=id, topics=topics, provenance=facts.pop("provenance", Provenance(verified="page")), **facts)


def ids(found) -> list[str]:
    return [suggestion.place.id for suggestion in found]


@pytest.fixture(scope="module")
def catalogue() -> Matcher:
    return Matcher.load(load_catalogue(), load_hotlines(), Judge(), Words())


@pytest.mark.parametrize("municipality", ["文京区", "目黒区", "江戸川区", "三鷹市", "小金井市"])
@pytest.mark.parametrize("topic", TOPICS)
def test_every_topic_is_answered_in_every_municipality_and_never_by_a_wrong_one(
    catalogue: Matcher, municipality: str, topic: str
) -> None:
    found = catalogue.match(Wish(topic, TUESDAY, municipality=municipality))
    assert any(topic in suggestion.place.topics for suggestion in found)
    assert {s.place.municipality for s in found} <= {municipality, WHOLE_TOKYO, "全国"}
    assert len({s.place.id for s in found}) == len(found) <= 3
    assert all(0 < len(s.reason) <= LONGEST for s in found)


@pytest.mark.parametrize(("audience", "age"), [(("youth", "family"), 30), (("youth", "parents"), 52), (("youth",), None)])
def test_a_place_of_the_young_stays_for_the_young_their_parents_and_who_told_no_age(
    audience: tuple[str, ...], age: int | None
) -> None:
    found = matcher(place("x", "isolation", audience=audience))
    assert ids(found.match(Wish("isolation", TUESDAY, municipality="文京区", age=age))) == ["x"]


def test_a_place_of_another_area_is_never_suggested(catalogue: Matcher) -> None:
    for topic in ("isolation", "hikikomori", "elder_care", "hoarding"):
        found = catalogue.match(Wish(topic, TUESDAY, municipality="三鷹市", area_id="mitaka-tobu"))
        assert {s.place.area_id for s in found} <= {"", "mitaka-tobu"}


def test_without_a_municipality_only_what_serves_everybody_is_suggested(catalogue: Matcher) -> None:
    found = catalogue.match(Wish("debt", TUESDAY))
    assert found
    assert {s.place.municipality for s in found} <= {WHOLE_TOKYO, "全国"}


def test_a_desk_of_one_area_is_a_last_resort_while_the_area_is_unknown() -> None:
    desk = place("desk", "debt", area="富坂地区", area_id="bunkyo-tomisaka")
    (only,) = matcher(desk).match(Wish("debt", TUESDAY, municipality="文京区"))
    assert "お住まいの地区の担当" in only.reason
    assert ids(matcher(desk, place("all", "debt")).match(Wish("debt", TUESDAY, municipality="文京区"))) == ["all"]


@pytest.mark.parametrize(
    ("facts", "wish"),
    [
        ({"age_max": 17}, {"age": 40}),
        ({"age_min": 65}, {"age": 20}),
        ({"audience": ("children",)}, {"age": 40}),
        ({"audience": ("youth", "family")}, {"age": 68}),
        ({"channels": ("phone",)}, {"no_phone": True}),
        ({"kind": "ibasho"}, {"wants": "madoguchi"}),
        ({"kind": "madoguchi"}, {"wants": "ibasho"}),
        ({}, {"wants": "help_out"}),
        ({}, {"seen": frozenset({"x"})}),
        ({"municipality": "目黒区"}, {}),
    ],
)
def test_hard_filters_come_before_everything(facts: dict, wish: dict) -> None:
    assert matcher(place("x", "debt", **facts)).match(Wish("debt", TUESDAY, municipality="文京区", **wish)) == ()


def test_parents_may_be_sent_to_a_place_for_children() -> None:
    found = matcher(place("x", "parenting", age_max=17, audience=("children", "parents")))
    assert ids(found.match(Wish("parenting", TUESDAY, municipality="文京区", age=35))) == ["x"]


def test_nearer_places_come_first_then_wider_ones_fill_up() -> None:
    found = matcher(
        place("tokyo", "debt", municipality=WHOLE_TOKYO),
        place("town", "debt"),
        place("area", "debt", area="富坂地区", area_id="bunkyo-tomisaka"),
    ).match(Wish("debt", TUESDAY, municipality="文京区", area_id="bunkyo-tomisaka"))
    assert [s.scope for s in found] == ["area", "municipality", "tokyo"]


def test_an_unverified_place_is_never_first_beside_a_verified_one() -> None:
    unsure = place("unsure", "debt", provenance=Provenance(verified="no"))
    found = matcher(unsure, place("far", "work", "debt", municipality=WHOLE_TOKYO))
    assert ids(found.match(Wish("debt", TUESDAY, municipality="文京区"))) == ["far", "unsure"]


@pytest.mark.parametrize("seen", [date(2026, 6, 1), date(2023, 6, 1), None])
def test_what_is_past_its_own_period_comes_after_what_was_confirmed_in_time(seen: date | None) -> None:
    old = place("a-old", "debt", provenance=Provenance(verified="page", verified_on=seen, verify_every_days=90))
    new = place("b-new", "debt", provenance=Provenance(verified="page", verified_on=date(2026, 11, 1)))
    found = matcher(old, new).match(Wish("debt", TUESDAY, municipality="文京区"))
    assert [(s.place.id, s.stale) for s in found] == [("b-new", False), ("a-old", True)]


@pytest.mark.parametrize(
    ("better", "worse", "wish"),
    [
        ({"rrule": "FREQ=WEEKLY;BYDAY=TU"}, {"rrule": "FREQ=WEEKLY;BYDAY=SA"}, {}),
        ({"rrule": "FREQ=WEEKLY;BYDAY=FR"}, {"rrule": "FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=1"}, {}),
        ({"booking": "none"}, {"booking": "required"}, {}),
        ({"channels": ("visit", "line")}, {"channels": ("outreach",)}, {"no_phone": True}),
        ({}, {"age_max": 17}, {}),
        ({"languages": ("ja", "ne")}, {"languages": ("ja",)}, {"language": "ne"}),
        ({"municipality": WHOLE_TOKYO}, {"municipality": "全国"}, {}),
    ],
    ids=[
        "open now",
        "meets this week",
        "no booking",
        "no phone needed",
        "not for the young alone",
        "language",
        "nearer",
    ],
)
def test_of_two_places_the_one_that_is_easier_to_go_to_comes_first(better: dict, worse: dict, wish: dict) -> None:
    hours = {"start_time": time(9), "end_time": time(17)}
    two = [place(name, "debt", **(hours if "rrule" in facts else {}), **facts)
           for name, facts in (("a-worse", worse), ("b-better", better))]  # fmt: skip
    found = matcher(*two).match(Wish("debt", TUESDAY, municipality="文京区", **wish))
    assert ids(found) == ["b-better", "a-worse"]


def test_of_one_house_not_all_three_are_shown_where_another_answers_too() -> None:
    house = [place(f"a{n}", "debt", operator="社協") for n in range(3)]
    found = matcher(*house, place("z", "debt", operator="市")).match(Wish("debt", TUESDAY, municipality="文京区"))
    assert "z" in ids(found)[:2]


def test_a_reason_holds_no_figure_of_ours(catalogue: Matcher) -> None:
    for topic in TOPICS:
        found = catalogue.match(Wish(topic, TUESDAY, municipality="文京区"))
        assert found
        assert not [one.reason for one in found if re.search("[0-9０-９%％]|点", one.reason)]


def test_someone_lonely_is_not_only_sent_to_a_desk() -> None:
    desks = [place(f"desk{n}", "isolation") for n in range(4)]
    here = place("here", "participation", "isolation", kind="ibasho")
    found = matcher(*desks, here).match(Wish("isolation", TUESDAY, municipality="文京区"))
    assert {s.place.kind for s in found} == {"madoguchi", "ibasho"}


def test_a_second_topic_gets_a_place_of_its_own() -> None:
    money = [place(f"debt{n}", "debt") for n in range(3)]
    found = matcher(*money, place("job", "work")).match(Wish("debt work", TUESDAY, municipality="文京区"))
    assert "job" in ids(found)[:2]


def test_help_out_finds_places_that_welcome_helpers(catalogue: Matcher) -> None:
    found = catalogue.match(Wish("何か手伝いたい", TUESDAY, municipality="小金井市", wants="help_out"))
    assert len(found) == 3
    assert all("participation" in s.place.topics for s in found)


@pytest.mark.parametrize("municipality", ["文京区", "目黒区", "江戸川区", "三鷹市", "小金井市"])
def test_who_wants_to_help_is_led_to_places_that_look_for_helpers_first(catalogue: Matcher, municipality: str) -> None:
    found = catalogue.match(Wish("何か手伝いたい", TUESDAY, municipality=municipality, wants="help_out"))
    assert all("手伝う人も歓迎" in s.reason for s in found[:2]), [s.place.name for s in found]
    centres = {place.id for place in load_catalogue() if place.municipality == municipality and "ボランティア" in place.name}
    assert not centres or centres & set(ids(found)), [s.place.name for s in found]


def test_only_a_place_that_says_so_is_told_to_welcome_helpers() -> None:
    office = place("office", "participation", description="どこにつながればよいかを尋ねられる")
    centre = place("centre", "participation", description="ボランティアをしたい人と、してほしい人をつなぐ")
    found = matcher(office, centre).match(Wish("何か手伝いたい", TUESDAY, municipality="文京区", wants="help_out"))
    assert ids(found) == ["centre", "office"]
    assert ["歓迎" in s.reason for s in found] == [True, False]


def test_what_was_chosen_outweighs_what_is_read_from_the_text() -> None:
    both = matcher(place("debt", "debt"), place("work", "work"))
    found = both.match(Wish("debt", TUESDAY, topics=("work",), municipality="文京区"))
    assert ids(found)[0] == "work"
    assert found[0].reason.startswith("「仕事のこと」をえらばれたので")


def test_the_reason_takes_up_the_persons_words() -> None:
    (found,) = matcher(place("x", "debt")).match(Wish("debt", TUESDAY, municipality="文京区"))
    assert found.reason == "「もう返せない」とのことで。借りたお金や返済を相談できる窓口です"


def test_an_unclear_matter_gets_a_desk_that_listens_without_guessing_a_topic() -> None:
    wide = place("wide", "isolation", "mental_health", "livelihood")

    class Silent(Judge):
        def judge(self, text, earlier=()):
            return replace(super().judge("debt"), asserted=(), evidence={})

    quiet = Matcher.load([wide], (), Silent(), Words())
    (found,) = quiet.match(Wish("つらい", TUESDAY, municipality="文京区"))
    assert "借りた" not in found.reason


def test_lines_for_emergencies_and_blank_ones_are_no_suggestions() -> None:
    names = {found.id for found, _ in line_places(load_hotlines())}
    assert names.isdisjoint({"police_110", "ambulance_119", "er_7119_tokyo", "local_csw"})
    assert "consumer_188" in names


def test_nothing_fits_gives_nothing() -> None:
    assert matcher(place("x", "debt")).match(Wish("school_refusal", TUESDAY, municipality="目黒区")) == ()

"""What is learned from: whole kinds stay together, every entry is asked in every voice."""

from collections import Counter

from faq.learned import FOLDS, Sample, asking, in_kana, telling
from faq.load import load_entries


def test_a_voice_or_a_kind_stays_in_one_fold() -> None:
    folds: dict[str, set[int]] = {}
    for sample in [*asking(load_entries()), *telling()]:
        if sample.kind:
            folds.setdefault(sample.kind, set()).add(sample.fold)
    assert len(folds) >= 30
    assert all(len(found) == 1 for found in folds.values())
    assert {fold for found in folds.values() for fold in found} == set(range(FOLDS))


def test_every_entry_is_asked_in_unlike_voices() -> None:
    voices = Counter(sample.key for sample in asking(load_entries()) if sample.kind and sample.key)
    assert set(voices) == set(load_entries())
    assert min(voices.values()) >= 9


def test_an_entry_left_out_is_asked_by_no_one() -> None:
    entries = load_entries()
    few = {key: entries[key] for key in ("csw", "houterasu")}
    assert {sample.key for sample in asking(few)} == {"csw", "houterasu", ""}


def test_a_line_is_no_ask_and_quiet_at_once() -> None:
    asks = {sample.text for sample in asking(load_entries()) if sample.key}
    assert [sample.text for sample in [*asking({}), *telling()] if sample.text in asks] == []


def test_a_copy_in_kana_stays_in_the_fold_of_its_line_and_keeps_the_sign_of_a_question() -> None:
    lines = [Sample("車は持てますか？", "seiho_car", True, 3, kind="elder"), Sample("つらい", "", False, 1)]
    copies = in_kana(lines, lambda texts: ["くるまはもてますか" for _ in texts])
    assert [(one.text, one.key, one.fold, one.kind, one.copy) for one in copies] == [
        ("くるまはもてますか？", "seiho_car", 3, "elder", True)
    ]

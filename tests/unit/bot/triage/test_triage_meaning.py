"""The second opinion: words beyond the lists, clauses of long texts, the blend, and the light look without it."""

from __future__ import annotations

import numpy as np
import pytest

from bot.triage import Level, Triage
from bot.triage.blend import clauses, foreign
from bot.triage.meaning import word_keys
from bot.triage.net import WIDTHS, Float32, pooled
from bot.triage.quick import quick_look
from bot.triage.words import MOST, WordReader


@pytest.fixture(scope="module")
def reader() -> WordReader:
    return WordReader.load()


@pytest.fixture(scope="module")
def triage() -> Triage:
    return Triage.load()


def test_words_come_in_their_dictionary_form_and_katakana_is_known(reader: WordReader) -> None:
    words = reader.read(["コンビニで殴られました"])
    assert "殴る" in words.forms
    assert all(row >= 0 for form, row in zip(words.forms, words.rows, strict=True) if form in ("コンビニ", "殴る"))


def test_our_own_questions_are_nobodys_words(reader: WordReader) -> None:
    assert reader.read(["bot: 死にたい気持ちはありますか", "いいえ"]).forms == reader.read(["いいえ"]).forms


@pytest.mark.parametrize("text", ["", "\x00", "\ud800", "あ" * 100_000, "ア" * 5_000, "😭" * 5_000, "a b " * 9_000])
def test_any_text_is_read_in_a_bounded_number_of_words(reader: WordReader, text: str) -> None:
    words = reader.read([text, text])
    assert len(words.forms) == len(words.rows) <= MOST


def test_near_words_share_a_group(reader: WordReader) -> None:
    groups = reader.vectors.groups
    keys = [
        {key for key in word_keys(reader.read([word]), groups) if key.startswith("g256")} for word in ("包丁", "ナイフ")
    ]
    assert keys[0] & keys[1]


def test_the_net_reads_no_words_as_nought(reader: WordReader) -> None:
    arrays: dict[str, Float32] = {f"conv{w}_w": np.zeros((w * reader.vectors.dimension, 4), np.float32) for w in WIDTHS}
    arrays.update({f"conv{w}_b": np.ones(4, np.float32) for w in WIDTHS})
    none = np.zeros(0, dtype=np.int64)
    assert pooled(none, reader.vectors.vectors, arrays).tolist() == [1.0] * 8 * len(WIDTHS)


@pytest.mark.parametrize(
    ("text", "count"),
    [("ひとつだけの文です", 0), ("朝から雨でした。ずっと家にいました。夜になって、風も出てきました。", 2), ("", 0)],
)
def test_a_long_text_is_cut_into_clauses_and_a_short_one_is_not(text: str, count: int) -> None:
    assert len(clauses(text)) == count


def test_foreign_letters_are_counted() -> None:
    assert foreign("助けてください") == 0.0
    assert foreign("help me") == 1.0
    assert foreign("12 !?") == 0.0


def test_the_light_look_lets_what_rules_name_overtake() -> None:
    look = quick_look()
    assert look("今から死にます。さようなら")
    assert not look("")
    assert not look("保育園の申し込みはどこですか")


def test_what_stands_in_the_middle_of_a_long_letter_is_heard(triage: Triage) -> None:
    calm = "きょうは天気がよかったので、洗濯をして、買い物に行きました。夕飯は煮物にしました。"
    assert triage.judge(calm * 4 + "夫に殴られています。" + calm * 4).level is not Level.NONE
    assert triage.judge(calm * 8).level is Level.NONE

"""Word vectors beside an encoder: near words are near, texts without known words keep the first part."""

import numpy as np

from resources.encoder import load_encoder
from resources.worded import load_worded


def test_rows_have_length_one_and_both_parts() -> None:
    encoder, plain = load_worded(), load_encoder()
    rows = encoder.queries(["家賃が払えない", "母の介護がつらい"])
    assert rows.shape == (2, encoder.dimension)
    assert encoder.dimension > plain.dimension
    np.testing.assert_allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)
    assert encoder.passages([]).shape == (0, encoder.dimension)


def test_a_text_without_a_known_word_keeps_the_first_part() -> None:
    encoder, plain = load_worded(), load_encoder()
    row = encoder.queries(["zzqx"])[0]
    np.testing.assert_allclose(row[: plain.dimension], plain.queries(["zzqx"])[0], atol=1e-5)
    assert not row[plain.dimension :].any()


def test_words_of_one_meaning_are_nearer_than_others() -> None:
    cat, kitten, tax = load_worded().queries(["猫", "子猫", "税金"])
    assert cat @ kitten > cat @ tax


def test_what_is_written_in_kanji_and_in_kana_sounds_alike() -> None:
    written, heard = load_worded().readings(["借金を返せません。", "しゃっきん を かえせません！"])
    assert written == heard == "しゃっきんをかえせません"

"""The packaged model read with numpy is the model that sentence-transformers reads."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from resources.encoder import PACKAGED, load_encoder
from resources.errors import ModelError
from resources.model.corpus_reader import read_corpus
from resources.static_encoder import StaticEncoder


def test_its_vectors_are_those_of_sentence_transformers() -> None:
    texts = ["", " ", "…", "ﾊﾊの介護がつらい", "𠮷野家 Việt Nam\nhello", *[line.text for line in read_corpus()][::50]]
    assert len(texts) > 100
    ours, library = load_encoder(), load_encoder(str(PACKAGED))
    assert type(ours) is not type(library)
    np.testing.assert_allclose(ours.queries(texts), library.queries(texts), atol=2e-6)
    np.testing.assert_allclose(ours.passages(texts), library.passages(texts), atol=2e-6)


def test_a_text_is_the_same_alone_and_among_others() -> None:
    encoder = load_encoder()
    both = encoder.queries(["家賃が払えない", "母と暮らしている"])
    np.testing.assert_array_equal(both[:1], encoder.queries(["家賃が払えない"]))
    assert encoder.queries([]).shape == (0, encoder.dimension)


def test_it_loads_without_torch() -> None:
    code = "import sys; from resources.encoder import load_encoder; load_encoder().queries(['a']); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert {"torch", "sentence_transformers", "sklearn"}.isdisjoint(done.stdout.split())


@pytest.mark.parametrize("files", [{}, {"tokenizer.json": "{}", "model.safetensors": "no"}])
def test_a_broken_folder_is_named(tmp_path: Path, files: dict[str, str]) -> None:
    for name, content in files.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(ModelError, match=tmp_path.name):
        StaticEncoder.load(tmp_path)

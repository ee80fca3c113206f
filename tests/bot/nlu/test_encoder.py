"""The sentence encoder runs from the published weights, and from no others."""

from pathlib import Path

import numpy as np
import pytest

from bot.nlu.encoder import EncoderWeightsError, SentenceEncoder
from bot.nlu.encoder.weights import verify_weights

pytestmark = pytest.mark.nlu


@pytest.fixture(scope="module")
def encoder() -> SentenceEncoder:
    return SentenceEncoder.load()


def test_rows_have_384_numbers_and_unit_length(encoder: SentenceEncoder) -> None:
    rows = encoder.encode(["can I tell the school?", "hello"])
    assert rows.shape == (2, 384)
    assert np.linalg.norm(rows, axis=1) == pytest.approx(np.ones(2), abs=1e-5)


def test_each_layer_has_a_view_of_its_own() -> None:
    both = SentenceEncoder.load((4, 6)).encode(["can I tell the school?"])
    assert both.shape == (1, 768)
    assert both[0, 384:] == pytest.approx(SentenceEncoder.load((6,)).encode(["can I tell the school?"])[0], abs=1e-5)


def test_near_in_meaning_is_near_in_numbers(encoder: SentenceEncoder) -> None:
    asked, like, unlike = encoder.encode(["how long do we keep records", "retention period for files", "good morning"])
    assert asked @ like > 0.5 > asked @ unlike


def test_a_known_sentence_is_near_its_known_numbers(encoder: SentenceEncoder) -> None:
    """The first of those that sentence-transformers gives for these weights."""
    assert encoder.encode(["the dog runs"])[0, :3] == pytest.approx([0.033956, -0.000665, 0.023969], abs=0.02)


def test_company_does_not_change_a_row(encoder: SentenceEncoder) -> None:
    texts = [
        "hello",
        "can I tell the school? " * 20,
        "word " * 600,
        "ok",
        *(f"message {number}" for number in range(9)),
    ]
    alone = np.vstack([encoder.encode([text]) for text in texts])
    assert np.array_equal(encoder.encode(texts), alone)


def test_no_texts_give_no_rows(encoder: SentenceEncoder) -> None:
    assert encoder.encode([]).shape == (0, 384)


def test_other_weights_are_refused(tmp_path: Path) -> None:
    (tmp_path / "model.safetensors").write_bytes(b"something else")
    with pytest.raises(EncoderWeightsError, match="not the published file"):
        SentenceEncoder.load(folder=tmp_path)


def test_missing_weights_are_named(tmp_path: Path) -> None:
    with pytest.raises(EncoderWeightsError, match=r"cannot read model\.safetensors"):
        verify_weights(tmp_path / "model.safetensors")

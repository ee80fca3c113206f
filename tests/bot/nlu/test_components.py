"""The parts of the pipeline, each on its own."""

from pathlib import Path
from typing import Literal

import numpy as np
import pytest
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import TfidfVectorizer

from bot.nlu.components.crfsuite import Tagger
from bot.nlu.components.kernel import KernelModel, Settings, fit
from bot.nlu.components.naming import named, train_namer
from bot.nlu.components.tagging import Phrases, Span, features, spans, tags, tokenised, train_tagger
from bot.nlu.lean import rasa_module

pytestmark = pytest.mark.nlu

ROWS = csr_matrix(np.eye(6, 9, dtype=np.float32))
MEANING = np.eye(6, 8, dtype=np.float32)
SETTINGS = Settings(ridge=0.3, reach=1.5, meaning=2.0, views=2, landmarks=4)


def marked(text: str, *found: tuple[str, str, str]) -> tuple[str, list[Span]]:
    """A text and its spans, each given by its words."""
    return text, [Span(text.index(words), text.index(words) + len(words), name, value) for words, name, value in found]


def without_values(found: list[Span]) -> list[Span]:
    """Where things are named, not which."""
    return [Span(each.start, each.end, each.entity) for each in found]


def fitted(labels: str) -> KernelModel:
    """Six examples, a word and a direction of meaning to each."""
    return fit(ROWS, MEANING, list(labels), SETTINGS)


class TestKernel:
    @pytest.mark.parametrize("labels", ["ababab", "abcabc"])
    def test_it_learns_its_examples(self, labels: str) -> None:
        model = fitted(labels)
        best = model.probabilities(ROWS, MEANING, SETTINGS).argmax(axis=1)
        assert "".join(model.labels[place] for place in best) == labels

    def test_probabilities_add_up_to_one(self) -> None:
        probabilities = fitted("abcabc").probabilities(ROWS, MEANING, SETTINGS)
        assert probabilities.sum(axis=1) == pytest.approx(np.ones(6), abs=1e-5)

    def test_the_same_examples_give_the_same_model(self) -> None:
        first, second = (fitted("abcabc") for _ in range(2))
        assert np.array_equal(first.words, second.words)


class TestTagging:
    def test_words_keep_their_apostrophes_and_punctuation_stands_alone(self) -> None:
        assert [token.text for token in tokenised("children's MASH, ok?")] == ["children's", "MASH", ",", "ok", "?"]

    def test_tags_lead_back_to_the_spans(self) -> None:
        text, found = marked(
            "the school nurse or police", ("school nurse", "agency", "health"), ("police", "agency", "police")
        )
        tokens = tokenised(text)
        assert list(spans(tokens, tags(tokens, found))) == without_values(found)

    def test_neighbouring_spans_of_one_kind_stay_apart(self) -> None:
        text, found = marked("police school", ("police", "agency", "school"), ("school", "agency", "school"))
        tokens = tokenised(text)
        assert list(spans(tokens, tags(tokens, found))) == without_values(found)

    def test_the_longest_phrase_is_known(self) -> None:
        phrases = Phrases({"agency": ["school", "school nurse"], "other": ["nurse"]})
        assert phrases.matched(["the", "school", "nurse"]) == {1: "agency", 2: "agency"}

    def test_it_learns_where_a_word_names_something(self, tmp_path: Path) -> None:
        examples = [
            marked("tell the police now", ("police", "agency", "police")),
            marked("tell the school today", ("school", "agency", "school")),
            marked("i work in a school"),
            marked("mum said no", ("said no", "consent_status", "refused")),
        ]
        path = tmp_path / "tagger"
        train_tagger([(text, "", found) for text, found in examples], Phrases({}), 20, path)
        tagger, stored = Tagger(), path.read_bytes()
        tagger.open_inmemory(stored)
        for text, found in examples:
            tokens = tokenised(text)
            assert list(spans(tokens, tagger.tag(features(tokens, Phrases({}), "")))) == without_values(found)

    def test_it_learns_what_a_stretch_stands_for(self, tmp_path: Path) -> None:
        examples = [
            marked("tell the front door", ("front door", "agency", "children_social_care")),
            marked("ring the surgery", ("surgery", "agency", "gp")),
            marked("mum said no", ("said no", "consent_status", "refused")),
            marked("mum said yes", ("said yes", "consent_status", "given")),
        ]
        path = tmp_path / "namer"
        train_namer([(tokenised(text), found) for text, found in examples], Phrases({}), path)
        namer, stored = Tagger(), path.read_bytes()
        namer.open_inmemory(stored)
        for text, found in examples:
            assert named(namer, tokenised(text), without_values(found), Phrases({})) == found


class TestEntityPicker:
    @staticmethod
    def apart(*found: tuple[int, int, str]) -> list[tuple[int, int, str]]:
        picker = rasa_module("bot.nlu.components.entity_picker")
        kept = picker.apart([{"start": start, "end": end, "extractor": by} for start, end, by in found])
        return [(each["start"], each["end"], each["extractor"]) for each in kept]

    def test_of_equal_stretches_the_first_stays(self) -> None:
        assert self.apart((0, 6, "a"), (0, 6, "b")) == [(0, 6, "a")]

    def test_of_overlapping_stretches_the_longest_stays(self) -> None:
        assert self.apart((0, 6, "a"), (0, 12, "b"), (10, 15, "c")) == [(0, 12, "b")]

    def test_what_does_not_overlap_stays_in_the_order_of_the_text(self) -> None:
        assert self.apart((7, 12, "a"), (0, 6, "b")) == [(0, 6, "b"), (7, 12, "a")]


class TestTfidf:
    @pytest.mark.parametrize("text", ["can I tell the school, the school nurse", "school", "", "zzz", "Çan i TELL 3"])
    @pytest.mark.parametrize(("analyzer", "ngrams"), [("word", (1, 2)), ("char_wb", (2, 5))])
    def test_a_row_is_what_scikit_learn_makes_of_the_text(
        self, analyzer: Literal["word", "char_wb"], ngrams: tuple[int, int], text: str
    ) -> None:
        featurizer = rasa_module("bot.nlu.components.tfidf_featurizer")
        learnt = ["can I tell the school", "how long do we keep it", "3 things to tell"]
        fitted = TfidfVectorizer(
            analyzer=analyzer, ngram_range=ngrams, sublinear_tf=True, dtype=np.float32,
            token_pattern=featurizer.WORDS if analyzer == "word" else None,
        ).fit(learnt)  # fmt: skip
        row = featurizer.row_of(fitted.build_analyzer(), fitted.get_feature_names_out().tolist(), fitted.idf_)(text)
        assert np.allclose(row.toarray(), fitted.transform([text]).toarray(), atol=1e-6)

    def test_rows_stand_side_by_side(self) -> None:
        classifier = rasa_module("bot.nlu.components.kernel_classifier")
        first, second = csr_matrix([[1.0, 0.0], [0.0, 0.0]]), csr_matrix([[0.0, 2.0, 3.0], [4.0, 0.0, 0.0]])
        joined = classifier.side_by_side([(first[0], second[0]), (first[1], second[1])])
        assert joined.toarray().tolist() == [[1, 0, 0, 2, 3], [0, 0, 4, 0, 0]]

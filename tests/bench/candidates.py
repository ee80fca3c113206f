"""Ways of classifying that were weighed against each other, each with the settings that its inner folds choose from."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.svm import LinearSVC

from bot.nlu.components.kernel import Settings, fit
from bot.nlu.components.tfidf_featurizer import WORDS

Labels = NDArray[np.str_]
Dense = NDArray[np.float32]
LAYERS = (3, 4, 6)
"""Of the encoder, whose vectors lie side by side in this order."""
WIDTH = 384


@dataclass(frozen=True)
class Fold:
    """One training side and the messages to be judged: words, and meaning by layer."""

    words: csr_matrix
    meaning: Dense
    labels: Labels
    asked_words: csr_matrix
    asked_meaning: Dense

    @classmethod
    def of(
        cls, texts: Sequence[str], meaning: Dense, labels: Labels, asked: Sequence[str], asked_meaning: Dense
    ) -> "Fold":
        """Terms and their rarity are learnt from the training side alone."""
        views = [
            TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, token_pattern=WORDS, dtype=np.float32),
            TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True, dtype=np.float32),
        ]
        words = hstack([view.fit_transform(texts) for view in views]).tocsr()
        return cls(words, meaning, labels, hstack([view.transform(asked) for view in views]).tocsr(), asked_meaning)

    def view(self, layers: Sequence[int]) -> tuple[Dense, Dense]:
        """Both sides' vectors of these layers."""
        columns = np.concatenate([np.arange(WIDTH) + LAYERS.index(layer) * WIDTH for layer in layers])
        return self.meaning[:, columns], self.asked_meaning[:, columns]


Predict = Callable[..., Labels]


@dataclass(frozen=True)
class Candidate:
    """A name for the table, what predicts, and the settings to choose from."""

    name: str
    predict: Predict
    grid: Mapping[str, Sequence[float]]

    def settings(self) -> list[dict[str, float]]:
        """Every combination of the grid."""
        return [dict(zip(self.grid, values, strict=True)) for values in product(*self.grid.values())]


def _linear(fold: Fold, model: LogisticRegression | LinearSVC, *, words: bool, scale: float) -> Labels:
    meaning, asked = fold.view((6,))
    sides = [csr_matrix(meaning * scale)], [csr_matrix(asked * scale)]
    if words:
        sides = [fold.words, *sides[0]], [fold.asked_words, *sides[1]]
    model.fit(hstack(sides[0]).tocsr(), fold.labels)
    return np.asarray(model.predict(hstack(sides[1]).tocsr()))


def _regression(trust: float) -> LogisticRegression:
    return LogisticRegression(C=trust, max_iter=200, tol=1e-2, solver="liblinear", dual=True, random_state=7)


def words_regression(fold: Fold, trust: float) -> Labels:
    """Logistic regression on words alone."""
    return _linear(fold, _regression(trust), words=True, scale=0.0)


def meaning_regression(fold: Fold, trust: float, scale: float) -> Labels:
    """Logistic regression on the sentence embedding alone."""
    return _linear(fold, _regression(trust), words=False, scale=scale)


def both_regression(fold: Fold, trust: float, scale: float) -> Labels:
    """Logistic regression on both, side by side."""
    return _linear(fold, _regression(trust), words=True, scale=scale)


def both_svm(fold: Fold, trust: float, scale: float) -> Labels:
    """A linear support vector machine on both."""
    return _linear(fold, LinearSVC(C=trust, random_state=7), words=True, scale=scale)


def nearest(fold: Fold, neighbours: float) -> Labels:
    """The label that the nearest examples by meaning have most."""
    meaning, asked = fold.view((6,))
    alike = asked @ meaning.T
    names, codes = np.unique(fold.labels, return_inverse=True)
    best = np.argpartition(-alike, int(neighbours), axis=1)[:, : int(neighbours)]
    votes = np.zeros((len(asked), len(names)))
    for row, places in enumerate(best):
        np.add.at(votes[row], codes[places], alike[row, places])
    return np.asarray(names[votes.argmax(axis=1)])


def _kernel(fold: Fold, layers: Sequence[int], reach: float, meaning: float, ridge: float) -> Labels:
    settings = Settings(ridge=ridge, reach=reach, meaning=meaning, views=len(layers), landmarks=2000)
    known, asked = fold.view(layers)
    model = fit(fold.words, known, fold.labels.tolist(), settings)
    best = model.probabilities(fold.asked_words, asked, settings).argmax(axis=1)
    return np.asarray(model.labels)[best]


def kernel_last(fold: Fold, reach: float, meaning: float, ridge: float) -> Labels:
    """Kernel ridge regression on words and the encoder's last layer."""
    return _kernel(fold, (6,), reach, meaning, ridge)


def kernel_two(fold: Fold, reach: float, meaning: float, ridge: float) -> Labels:
    """The same with an early layer beside the last: the pipeline of config.yml."""
    return _kernel(fold, (3, 6), reach, meaning, ridge)


CANDIDATES = (
    Candidate("TF-IDF, logistic regression", words_regression, {"trust": (5, 20)}),
    Candidate("MiniLM, nearest examples", nearest, {"neighbours": (5, 15)}),
    Candidate("MiniLM, logistic regression", meaning_regression, {"trust": (20,), "scale": (1, 3)}),
    Candidate("both, logistic regression", both_regression, {"trust": (20,), "scale": (0.7, 1.5)}),
    Candidate("both, linear SVM", both_svm, {"trust": (1,), "scale": (0.7, 1.5)}),
    Candidate("both, kernel ridge (last layer)", kernel_last, {"reach": (1.5,), "meaning": (1, 2), "ridge": (0.3,)}),
    Candidate("both, kernel ridge (layers 3 and 6)", kernel_two, {"reach": (1.5,), "meaning": (1, 2), "ridge": (0.3,)}),
)

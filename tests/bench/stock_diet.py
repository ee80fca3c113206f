"""The other side: Rasa's own default pipeline, trained by `rasa train nlu` and served by `rasa run --enable-api`."""

import secrets
import sys
from collections.abc import Mapping
from pathlib import Path

from bot.runtime.up import free_port
from tests.bench.contenders import Contender
from tests.bench.processes import Command

EPOCHS = 100
"""Of Rasa's default configuration."""

PIPELINE = """\
recipe: default.v1
assistant_id: stock-diet
language: en
pipeline:
  - name: WhitespaceTokenizer
  - name: RegexFeaturizer
  - name: LexicalSyntacticFeaturizer
  - name: CountVectorsFeaturizer
  - name: CountVectorsFeaturizer
    analyzer: char_wb
    min_ngram: 1
    max_ngram: 4
  - name: DIETClassifier
    epochs: {epochs}
    constrain_similarities: true
  - name: EntitySynonymMapper
policies: []
"""
"""Rasa's `default_config.yml` less what only conversations need: ResponseSelector, FallbackClassifier, the policies."""

QUIET = {"RASA_TELEMETRY_ENABLED": "false", "RASA_MAX_CACHE_SIZE": "0"}


def stock_diet(
    folder: Path, environment: Mapping[str, str], data: Path, epochs: int, kept: Path | None = None
) -> Contender:
    """All that it makes is kept in `folder`, but the model in the file `kept`, which is not trained where it exists."""
    folder.mkdir()
    model = kept.resolve() if kept else folder / "stock.tar.gz"
    config = folder / "config.yml"
    config.write_text(PIPELINE.format(epochs=epochs), encoding="utf-8")
    port, token = free_port(), secrets.token_urlsafe(32)
    to_train = ("--nlu", data, "--config", config, "--out", model.parent, "--fixed-model-name", model.name)
    to_serve = ("--model", model, "--interface", "127.0.0.1", "--port", port, "--auth-token", token)
    return Contender(
        name="stock",
        training=None if model.is_file() else _rasa(folder, environment, "train.log", "train", "nlu", *to_train),
        serving=_rasa(folder, environment, "run.log", "run", "--enable-api", *to_serve),
        url=f"http://127.0.0.1:{port}",
        ready="/status",
        params={"token": token},
    )


def _rasa(folder: Path, environment: Mapping[str, str], log: str, *words: object) -> Command:
    return Command((sys.executable, "-m", "rasa", *map(str, words)), folder, folder / log, {**environment, **QUIET})

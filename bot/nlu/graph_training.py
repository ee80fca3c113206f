"""Training by Rasa's recipe and graph engine, in a process of its own, without TensorFlow.

`python -m bot.nlu.graph_training DATA CONFIG ARCHIVE` prints each step's name as it begins. What it makes is what
`rasa train nlu` makes of the same files, a test says, in half the time.
"""

import json
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from jsonschema.validators import validator_for

from bot.nlu.lean import rasa_module

STEP = "step "
"""Before the name of each step on standard output."""

RASAS_OWN = (
    "rasa.nlu.tokenizers.whitespace_tokenizer",
    "rasa.nlu.featurizers.sparse_featurizer.regex_featurizer",
    "rasa.nlu.featurizers.sparse_featurizer.count_vectors_featurizer",
    "rasa.nlu.featurizers.sparse_featurizer.lexical_syntactic_featurizer",
    "rasa.nlu.classifiers.logistic_regression_classifier",
    "rasa.nlu.classifiers.fallback_classifier",
    "rasa.nlu.extractors.regex_entity_extractor",
    "rasa.nlu.extractors.entity_synonyms",
)
"""Rasa's components that need no TensorFlow: imported, so that a configuration may name them as ever."""

CHECKS = "schema_validator"
"""A first step of Rasa's that imports every component it has; `rasa data validate` does the same and more."""


class _Announcer:
    """A hook of the graph: says what begins."""

    def on_before_node(self, node_name: str, **_: Any) -> dict[str, Any]:
        if node_name.startswith(("train_", "run_")):
            sys.stdout.write(f"{STEP}{node_name.rpartition('.')[2]}\n")
            sys.stdout.flush()
        return {}

    def on_after_node(self, **_: Any) -> None:
        pass


def train_archive(data: Path, config: Path, archive: Path) -> None:
    """Train on the file or folder `data` and write a model that Rasa can load. Raises what Rasa raises."""
    for name in RASAS_OWN:
        rasa_module(name)
    _check_each_schema_once()
    importer = rasa_module("rasa.shared.importers.importer").TrainingDataImporter.load_nlu_importer_from_config(
        str(config), None, [str(data)]
    )
    graphs = _graphs(importer)
    runner = rasa_module("rasa.engine.runner.dask").DaskGraphRunner
    context = rasa_module("rasa.engine.graph").ExecutionContext(graph_schema=graphs.train_schema)
    placeholder = rasa_module("rasa.engine.constants").PLACEHOLDER_IMPORTER
    with TemporaryDirectory(prefix="sharewise-training-") as folder:
        storage = rasa_module("rasa.engine.storage.local_model_storage").LocalModelStorage(Path(folder))
        runner.create(graphs.train_schema, storage, context, hooks=[_Announcer()]).run(inputs={placeholder: importer})
        storage.create_model_package(archive, graphs, importer.get_domain())


def _check_each_schema_once() -> None:
    """Rasa has the schema of an entity's mark checked anew for every mark, which is half of the time of reading."""
    validator: Any = validator_for({})
    check = validator.check_schema

    @cache
    def checked(schema: str) -> None:
        check(json.loads(schema))

    def check_schema(schema: Mapping[str, object], *_: object) -> None:
        checked(json.dumps(schema, sort_keys=True))

    validator.check_schema = check_schema


def _graphs(importer: Any) -> Any:
    """Rasa's two graphs, of training and of parsing, less the step that would import everything."""
    training_type = rasa_module("rasa.shared.data").TrainingType.NLU
    recipe = rasa_module("rasa.engine.recipes.default_recipe").DefaultV1Recipe()
    graphs = recipe.graph_config_for_recipe(importer.get_config(), {}, training_type=training_type)
    nodes = graphs.train_schema.nodes
    first = nodes.pop(CHECKS)
    for node in nodes.values():
        node.needs = {name: first.needs["importer"] if need == CHECKS else need for name, need in node.needs.items()}
    return graphs


if __name__ == "__main__":
    train_archive(*map(Path, sys.argv[1:4]))

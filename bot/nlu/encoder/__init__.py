"""The sentence encoder all-MiniLM-L6-v2, run with onnxruntime from its published weights, in whole numbers."""

from bot.nlu.encoder.sentence_encoder import SentenceEncoder
from bot.nlu.encoder.weights import EncoderWeightsError

__all__ = ["EncoderWeightsError", "SentenceEncoder"]

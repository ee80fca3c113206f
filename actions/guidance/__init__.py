"""The guidance as data: the page's own words, the answers built on them, and how a message's entities shape those."""

from actions.guidance.errors import GuidanceError
from actions.guidance.loading import load_guidance
from actions.guidance.model import Guidance

__all__ = ["Guidance", "GuidanceError", "load_guidance"]

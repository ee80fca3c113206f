"""`sharewise manifest`: what to paste into Slack's app settings."""

import json
import sys

from bot.slack.manifest import manifest


def run(http_url: str | None) -> int:
    """Print the manifest as JSON."""
    sys.stdout.write(json.dumps(manifest(http_url), indent=2, ensure_ascii=False) + "\n")
    return 0

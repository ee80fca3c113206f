"""Stock Rasa, whole and unaltered: trains on a folder, then parses lines of standard input.

`python -m tests.bot.nlu.stock DATA CONFIG OUT [ARCHIVE]` prints one JSON line a text. With ARCHIVE that model is loaded
instead of the one just trained.
"""

import asyncio
import json
import sys

from rasa.core.agent import Agent
from rasa.model_training import train_nlu


def main() -> None:
    data, config, out, *archive = sys.argv[1:]
    trained = archive[0] if archive else train_nlu(config, data, out, fixed_model_name="stock")
    agent = Agent.load(trained)
    for line in sys.stdin:
        found = asyncio.run(agent.parse_message(line.rstrip("\n")))
        sys.stdout.write("PARSED " + json.dumps(found) + "\n")


if __name__ == "__main__":
    main()

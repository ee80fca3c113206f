"""`python -m bot.playground`: a local Slack on this machine."""

from typing import Annotated

import typer

from bot.playground.config import local_config
from bot.playground.server import run


def main(
    port: Annotated[int, typer.Option(help="Port to listen on.")] = 4747,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    http_url: Annotated[str | None, typer.Option(help="Send signed HTTP here, in place of Socket Mode.")] = None,
) -> None:
    """Runs a local Slack and prints the settings that connect a bot to it."""
    config = local_config(host=host, port=port, http_url=http_url)
    for name, value in config.environment.items():
        typer.echo(f"{name}={value}")
    run(config)


if __name__ == "__main__":
    typer.run(main)

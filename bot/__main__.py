"""`python -m bot`: the same as the `sharewise` command."""

from bot.cli import main

main()

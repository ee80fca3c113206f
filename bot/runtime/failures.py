"""A failure is said in one line on standard error, never as a stack trace."""

import sys
from collections.abc import Callable

FAILED = 1
INTERRUPTED = 130


class Failure(Exception):
    """Something the person at the terminal can understand and mend; the message is one line."""


def told(run: Callable[..., int], *arguments: object) -> int:
    """Run a command; its exit code, or 1 after saying what failed."""
    try:
        return run(*arguments)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        return FAILED
    except Exception as error:  # the last line of defence: the type may be told, content may not
        said = str(error) if isinstance(error, Failure) else f"something went wrong ({type(error).__name__})"
        sys.stderr.write(f"sharewise: {said}\n")
        return FAILED

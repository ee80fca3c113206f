"""What makes a file durable and not only its words."""

import os
from pathlib import Path


def sync_folder(folder: Path) -> None:
    """A new name is on disk only once its folder is. Raises `OSError`."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

"""The log of the program: what happened, by ids and counts. Never an answer, a name or a path of evidence."""

import logging
import logging.handlers
from collections.abc import Callable
from pathlib import Path

from fosdesk.base.files import told

LOG_FILE = "fosdesk.log"
_SIZE = 1_000_000
_FILES = 4
_LINE = "%(asctime)s %(levelname)s %(name)s %(message)s"


def start_logging(folder: Path) -> Callable[[], None]:
    """Write the program's log into `folder`, in files that are replaced in turn; the result ends it.

    Raises `UserError` when the folder cannot be written.
    """
    path = folder / LOG_FILE
    with told(path):
        folder.mkdir(parents=True, exist_ok=True)
        handler = logging.handlers.RotatingFileHandler(
            path, maxBytes=_SIZE, backupCount=_FILES - 1, encoding="utf-8", errors="backslashreplace"
        )
    handler.setFormatter(logging.Formatter(_LINE))
    log = logging.getLogger("fosdesk")
    log.setLevel(logging.INFO)
    log.addHandler(handler)

    def stop() -> None:
        log.removeHandler(handler)
        handler.close()

    return stop

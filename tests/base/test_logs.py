import logging
from pathlib import Path

import pytest

from fosdesk.base.errors import UserError
from fosdesk.base.logs import LOG_FILE, start_logging


def test_what_happens_is_written_until_it_is_stopped(tmp_path: Path) -> None:
    stop = start_logging(tmp_path / "logs")
    logging.getLogger("fosdesk.store").info("opened %s: %d changes", "a" * 26, 12)
    logging.getLogger("fosdesk.store").debug("too fine")
    logging.getLogger("other").info("not ours")
    stop()
    logging.getLogger("fosdesk.store").info("later")
    text = (tmp_path / "logs" / LOG_FILE).read_text(encoding="utf-8")
    assert text.count("\n") == 1
    assert "INFO fosdesk.store opened " in text


def test_the_files_take_turns(tmp_path: Path) -> None:
    stop = start_logging(tmp_path)
    for _ in range(60):
        logging.getLogger("fosdesk").info("x" * 100_000)
    stop()
    found = sorted(path.name for path in tmp_path.iterdir())
    assert found == [LOG_FILE, f"{LOG_FILE}.1", f"{LOG_FILE}.2", f"{LOG_FILE}.3"]
    assert all(path.stat().st_size <= 1_000_000 for path in tmp_path.iterdir())


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "logs").touch()
    with pytest.raises(UserError):
        start_logging(tmp_path / "logs")

"""PySide6 must not read the sources of what is imported after it."""

import subprocess
import sys

READ = """
import linecache
print(len([name for name in linecache.cache if "sqlalchemy" in name and name.endswith(".py")]))
"""


def sources_read(first: str) -> int:
    """How many sources of SQLAlchemy were read and kept when it is imported after `first`."""
    program = f"import {first}\nimport sqlalchemy\n{READ}"
    answer = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return int(answer.stdout)


def test_the_window_imports_modules_without_reading_their_source() -> None:
    assert sources_read("fosdesk.ui.app") == 0


def test_pyside_alone_still_reads_them() -> None:
    """Where it no longer does, `plain_imports` has had its day."""
    assert sources_read("PySide6.QtCore") > 50

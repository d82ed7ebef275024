"""PySide6 below 6.12: 6.12.0 on CPython 3.11 loses a reference to None at every call that returns nothing.

After some thousand calls such a process aborts. From 3.12 on None is immortal and the count means nothing.
"""

import importlib.metadata
import subprocess
import sys

import pytest

CALLS = 20_000
CODE = f"""
import sys
from PySide6.QtCore import QObject
thing = QObject()
before = sys.getrefcount(None)
for _ in range({CALLS}):
    thing.setObjectName("x")
print(before, sys.getrefcount(None))
"""


def test_the_version_is_one_that_works() -> None:
    major, minor = map(int, importlib.metadata.version("PySide6-Essentials").split(".")[:2])
    assert (6, 8) <= (major, minor) < (6, 12)


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal from Python 3.12 on")
def test_calls_without_result_keep_the_references_to_none() -> None:
    answer = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stderr
    before, after = map(int, answer.stdout.split())
    assert abs(after - before) < 100


def test_the_test_sees_a_loss() -> None:
    """The negative control: a process that loses references to None is noticed, by count or by its end."""
    lossy = CODE.replace('thing.setObjectName("x")', "decref(None)").replace(
        "thing = QObject()",
        "import ctypes\ndecref = ctypes.pythonapi.Py_DecRef\ndecref.argtypes = [ctypes.py_object]\n"
        "decref.restype = None",
    )
    answer = subprocess.run([sys.executable, "-c", lossy], capture_output=True, text=True, check=False)
    if sys.version_info >= (3, 12):
        assert answer.returncode == 0
        return
    seen = answer.stdout.split()
    assert answer.returncode != 0 or abs(int(seen[1]) - int(seen[0])) > CALLS / 2

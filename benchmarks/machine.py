"""The machine: what it is, and how quiet it was while we measured."""

import importlib.metadata
import os
import platform
import sqlite3
import statistics
import sys
import time
from pathlib import Path

from benchmarks.measure import ms

QUIET = 5.0
"""Per cent of waiting for a core that still counts as quiet."""
WANTED = ("PySide6-Essentials", "SQLAlchemy", "openpyxl", "reportlab")


def facts() -> dict[str, str]:
    """Processor, cores, system and the versions that matter."""
    found = {
        "processor": processor(),
        "cores": str(os.cpu_count()),
        "system": platform.platform(),
        "Python": sys.version.split()[0],
        "SQLite": sqlite3.sqlite_version,
    }
    return found | {name: importlib.metadata.version(name) for name in WANTED}


def processor() -> str:
    """The name of the processor."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    named = dict(line.partition(":")[::2] for line in lines if ":" in line)
    words = {key.strip(): value.strip() for key, value in named.items()}
    return f"{words.get('model name', platform.machine())} {words.get('cpu MHz', '?')} MHz"


def load() -> float:
    """How many processes wanted a core in the last minute; 0 where the system does not say."""
    return os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0


def pressure() -> float | None:
    """For how many per cent of the last ten seconds somebody waited for a core; None where nobody counts."""
    try:
        line = Path("/proc/pressure/cpu").read_text(encoding="utf-8").splitlines()[0]
    except OSError:
        return None
    return float(line.split()[1].partition("=")[2])


def wait_until_quiet(minutes: float) -> None:
    """Wait until other programs leave the cores alone, for some minutes at most."""
    end = time.monotonic() + minutes * 60
    while time.monotonic() < end and (pressure() or 0) > QUIET:
        time.sleep(2)


def pulse() -> float:
    """Milliseconds that a fixed piece of work takes just now: the longer, the busier the machine."""
    return statistics.median(ms(_work) for _ in range(7))


def _work() -> int:
    total = 0
    for number in range(100_000):
        total += number & 7
    return total

"""The machine: what it is, and how quiet it was while we measured."""

import importlib.metadata
import os
import platform
import sqlite3
import statistics
import sys
from pathlib import Path

from benchmarks.measure import ms

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


def pulse() -> float:
    """Milliseconds that a fixed piece of work takes just now: the longer, the busier the machine."""
    return statistics.median(ms(_work) for _ in range(7))


def _work() -> int:
    total = 0
    for number in range(100_000):
        total += number & 7
    return total

"""Programs that run beside us: fresh ones that tell when they reached what, and partners that take turns."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

PROGRAMS = Path(__file__).with_name("programs")
PATIENCE = 120
"""Seconds without a word after which a program counts as hanging."""


@contextmanager
def screen(platform: str, home: Path | None = None) -> Iterator[dict[str, str]]:
    """The environment of programs that show windows: "offscreen", "xvfb" (started here) or "native"."""
    env = {**os.environ, "FOSDESK_HOME": str(home or ""), "LC_ALL": "C.UTF-8"} | compiled(home)
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    if platform == "native":
        yield env
    elif platform == "offscreen":
        with laptop_screen() as settings:
            yield env | {"QT_QPA_PLATFORM": f"offscreen:configfile={settings}"}
    else:
        with virtual_display() as display:
            yield env | {"QT_QPA_PLATFORM": "xcb", "DISPLAY": display}


def compiled(home: Path | None) -> dict[str, str]:
    """Where Python keeps what it compiles: beside the home, so only the first start compiles."""
    return {"PYTHONPYCACHEPREFIX": str(home.with_name("compiled"))} if home else {}


@contextmanager
def laptop_screen() -> Iterator[Path]:
    """Settings of Qt's offscreen drawing for a screen of 1366 × 768; left alone it has 800 × 800."""
    screen = {"name": "laptop", "x": 0, "y": 0, "width": 1366, "height": 768, "dpr": 1.0}
    with tempfile.TemporaryDirectory() as folder:
        settings = Path(folder) / "screen.json"
        settings.write_text(json.dumps({"screens": [screen | {"logicalDpi": 96, "logicalBaseDpi": 96}]}))
        yield settings


@contextmanager
def virtual_display() -> Iterator[str]:
    """An X server that draws into memory; its display."""
    if shutil.which("Xvfb") is None:
        raise SystemExit("Xvfb is not installed")
    command = ["Xvfb", "-displayfd", "1", "-screen", "0", "1366x768x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        yield f":{server.stdout.readline().strip()}"
    finally:
        server.terminate()
        server.wait()


def program(name: str, words: Sequence[str]) -> list[str]:
    """The command that starts one of our programs."""
    return [sys.executable, str(PROGRAMS / f"{name}.py"), *words]


def run_marked(name: str, words: Sequence[str], env: dict[str, str]) -> dict[str, float]:
    """Run a program to its end. Milliseconds from its start to each mark, and whatever else it said."""
    began = time.perf_counter()
    command = program(name, words)
    with subprocess.Popen(command, env=env, stdout=subprocess.PIPE, text=True) as process, patience(process):
        said = [json.loads(line) for line in process.stdout]
    if process.returncode != 0:
        raise SystemExit(f"{name} {words[0]} ended with {process.returncode}")
    found: dict[str, float] = {}
    for one in said:
        if "mark" in one:
            found[one["mark"]] = (one["at"] - began) * 1000
        else:
            found |= one
    return found


@contextmanager
def patience(process: subprocess.Popen[str]) -> Iterator[None]:
    """End a program that stands still for two minutes; whoever reads from it then notices."""
    watch = threading.Timer(PATIENCE, process.kill)
    watch.daemon = True
    watch.start()
    try:
        yield
    finally:
        watch.cancel()


class Partner:
    """A program that waits for a word and then measures once."""

    def __init__(self, name: str, words: Sequence[str], env: dict[str, str]) -> None:
        pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        self._process = subprocess.Popen(program(name, words), env=env, **pipes)
        self._read()

    def measure(self) -> dict[str, float]:
        """One turn."""
        self._process.stdin.write("go\n")
        self._process.stdin.flush()
        return self._read()

    def _read(self) -> dict[str, float]:
        with patience(self._process):
            line = self._process.stdout.readline()
        if not line:
            raise SystemExit("a program that was to be measured has ended")
        return json.loads(line)

    def end(self) -> None:
        """Let it end."""
        self._process.stdin.close()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

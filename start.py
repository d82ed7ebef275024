#!/usr/bin/env python3
"""Start FOSDesk from its source: make the environment, install what it needs, open it.

    python3 start.py                    open FOSDesk (without a display: sample documents in ./out)
    python3 start.py test [--long] ...  check everything; further words go to pytest
    python3 start.py build              build the program that needs no Python
    python3 start.py bench              measure speed and memory
    python3 start.py catalogues         collect the sentences and compile the translations

Standard library only; Linux, macOS and Windows; Python 3.11 or later.
"""

from __future__ import annotations

import ctypes
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import IO

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMPS = VENV / "fosdesk-installed.json"
LOCK = ROOT / "packaging" / "requirements.lock"
DEBIAN_PACKAGES = ROOT / "packaging" / "debian-packages.txt"
OLDEST = (3, 11)


def main(words: list[str]) -> int:
    """Do what the command line says; the exit code."""
    if sys.version_info < OLDEST:
        stop(f"FOSDesk needs Python 3.11 or later; this is {sys.version.split()[0]} ({sys.executable}).")
    command, rest = (words[0], words[1:]) if words else ("open", [])
    if command not in COMMANDS:
        print(__doc__)
        return 0 if command in ("help", "-h", "--help") else 2
    groups, action = COMMANDS[command]
    prepare(groups)
    return action(rest)


# --- the environment


def prepare(groups: list[str]) -> None:
    """Make sure that the libraries of the system and the Python packages of `groups` are there."""
    provide_system_packages(groups)
    if not environment_works():
        say(f"Making the environment {VENV.name} with Python {sys.version.split()[0]}")
        shutil.rmtree(VENV, ignore_errors=True)
        run([sys.executable, "-m", "venv", str(VENV)])
    for group in groups:
        install(group)


def environment_works() -> bool:
    """Whether the environment exists and its Python answers and is recent enough."""
    question = f"import sys, pip; sys.exit(sys.version_info < {OLDEST})"
    return PYTHON.exists() and subprocess.run([PYTHON, "-c", question], check=False).returncode == 0


def install(group: str) -> None:
    """Install the section `group` of the lock, unless that very section is installed already."""
    wanted = stamp(group)
    if stamps().get(group) == wanted:
        return
    say(f"Installing the packages of the group '{group}'")
    section = VENV / f"{group}.lock"
    section.write_text(lock_section(group), encoding="utf-8")
    run([*pip("install"), "--no-deps", "--require-hashes", "-r", str(section)])
    if group == "run":
        run([*pip("install"), "--no-deps", "--no-build-isolation", "-e", str(ROOT)])
    run(pip("check"))
    STAMPS.write_text(json.dumps({**stamps(), group: wanted}, indent=1), encoding="utf-8")


def pip(command: str) -> list[str]:
    """The words that call pip in the environment."""
    return [str(PYTHON), "-m", "pip", "--disable-pip-version-check", command]


def lock_section(group: str) -> str:
    """The entries of the lock for `group`."""
    _, heading, after = LOCK.read_text(encoding="utf-8").partition(f"# --- {group}\n")
    if not heading:
        stop(f"{LOCK} has no section '{group}'. Get the source again.")
    return after.partition("# --- ")[0]


def stamp(group: str) -> str:
    """What must be the same for an installation of `group` to be still good."""
    parts = [lock_section(group), str(ROOT), (ROOT / "pyproject.toml").read_text(encoding="utf-8")]
    return hashlib.sha256("\0".join(parts).encode("utf-8")).hexdigest()


def stamps() -> dict[str, str]:
    """The stamps of what is installed, by group."""
    try:
        return dict(json.loads(STAMPS.read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return {}


# --- the libraries of the system


def provide_system_packages(groups: list[str]) -> None:
    """Install what the system lacks, with the rights; without them stop with the line that does it."""
    if not sys.platform.startswith("linux"):
        return
    missing = {name: test for name, test in system_packages(groups).items() if not is_there(test)}
    if not missing:
        return
    line = ["apt-get", "install", "-y", "--no-install-recommends", *missing]
    if shutil.which("apt-get") is None:
        lacking = ", ".join(test.partition(":")[2] for test in missing.values())
        stop(f"This system lacks: {lacking}.\nInstall the packages that hold them and start again.")
    if os.geteuid() != 0:
        stop(
            f"This system lacks some libraries. Install them with this line and start again:\n\n"
            f"    sudo {' '.join(line)}\n"
        )
    say(f"Installing from Debian: {' '.join(missing)}")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    run(["apt-get", "update", "-q"], quiet)
    run(line, quiet)
    importlib.invalidate_caches()
    still = [name for name, test in missing.items() if not is_there(test)]
    if still:
        stop(f"These packages are installed and still not usable: {', '.join(still)}.")


def system_packages(groups: list[str]) -> dict[str, str]:
    """Debian's packages of `groups`, each with the test that tells whether it is there."""
    found, group = {}, ""
    for line in DEBIAN_PACKAGES.read_text(encoding="utf-8").splitlines():
        words = line.partition("#")[0].split()
        if len(words) == 1:
            group = words[0].strip("[]")
        elif words and group in groups:
            found[words[0]] = words[1]
    return found


def is_there(test: str) -> bool:
    """Whether a library, a module of this Python or a command can be found."""
    kind, _, name = test.partition(":")
    if kind == "module":
        return importlib.util.find_spec(name) is not None
    if kind == "command":
        return shutil.which(name) is not None
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


# --- the commands


def open_or_sample(words: list[str]) -> int:
    """Open the window; where there is no display, make the documents of the sample country."""
    if has_display():
        return call(["-m", "fosdesk", *words])
    say("There is no display: making the documents of the sample country in ./out")
    return call(["-m", "fosdesk", "sample", "--out", str(Path.cwd() / "out")])


def has_display() -> bool:
    """Whether a window can be shown."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def test(words: list[str]) -> int:
    """Run every check, also after one failed, and print how each ended."""
    checks = {
        "ruff": ["-m", "ruff", "check", "."],
        "format": ["-m", "ruff", "format", "--check", "."],
        "mypy": ["-m", "mypy"],
        "catalogues": ["packaging/catalogues.py", "--check"],
    }
    began = time.monotonic()
    outcome = {name: timed(name, command) for name, command in checks.items()}
    outcome.update(run_tests(words))
    if "--long" in words:
        prepare(["build"])
        outcome["frozen build"] = timed("frozen build", ["packaging/build.py"])
    print()
    for name, (code, seconds) in outcome.items():
        print(f"{'failed' if code else 'passed':<8}{name:<14}{seconds:7.1f} s")
    print(f"{'':<8}{'total':<14}{time.monotonic() - began:7.1f} s")
    return int(any(code for code, _ in outcome.values()))


def timed(name: str, command: list[str]) -> tuple[int, float]:
    """Say what comes, run it: its exit code and its seconds."""
    say(name)
    began = time.monotonic()
    return call(command), time.monotonic() - began


def run_tests(words: list[str]) -> dict[str, tuple[int, float]]:
    """Run most tests of the window beside all others, on two cores; what a person named, alone.

    The others' words are printed when both have ended.
    """
    if not all(word.startswith("-") for word in words):
        return {"tests": timed("tests", ["-m", "pytest", "-q", *words])}
    began = time.monotonic()
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as heard:
        others = begin(["-m", "pytest", "-q", "--ignore=tests/ui", "-p", "no:cacheprovider", *words], heard)
        window = timed("tests of the window", ["-m", "pytest", "-q", "tests/ui", *words])
        code = others.wait()
        say("all other tests")
        heard.seek(0)
        print(heard.read(), flush=True)
    return {"window": window, "other tests": (code, time.monotonic() - began)}


def build(words: list[str]) -> int:
    """Build the program that needs no Python."""
    return call(["packaging/build.py", *words])


def bench(words: list[str]) -> int:
    """Measure speed and memory, each figure with its floor."""
    return call(["-m", "benchmarks", *words])


def catalogues(words: list[str]) -> int:
    """Collect the sentences of the program and compile the translations."""
    return call(["packaging/catalogues.py", *words])


COMMANDS = {
    "open": (["run"], open_or_sample),
    "test": (["run", "test"], test),
    "build": (["run", "build"], build),
    "bench": (["run", "test"], bench),
    "catalogues": (["run"], catalogues),
}


def call(words: list[str]) -> int:
    """Call the environment's Python in the project; its exit code."""
    return subprocess.run([str(PYTHON), *words], cwd=ROOT, check=False).returncode


def begin(words: list[str], heard: IO[str]) -> subprocess.Popen[bytes]:
    """Begin the environment's Python in the project; what it says goes to `heard`."""
    return subprocess.Popen([str(PYTHON), *words], cwd=ROOT, stdout=heard, stderr=subprocess.STDOUT)


def run(command: list[str], env: dict[str, str] | None = None) -> None:
    """Run a command that must succeed."""
    if subprocess.run(command, env=env, check=False).returncode != 0:
        stop(f"This step failed (its own words are above): {' '.join(command)}")


def say(text: str) -> None:
    """Tell what comes next."""
    print(f"\n== {text}", flush=True)


def stop(text: str) -> None:
    """End with a sentence."""
    sys.exit(f"\n{text}")


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)

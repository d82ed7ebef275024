"""Make ``requirements.lock``: every package by version and hash, for all systems, in three sections.

Needs the test and build groups installed (for uv) and a network. Run it when a dependency changes::

    .venv/bin/python packaging/lock.py [--upgrade]

The file names no address: pip takes the packages from wherever it is set up to. ``start.py`` installs the
section ``run`` to open the program, ``test`` in addition to test it and ``build`` to build it.
"""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LOCK = ROOT / "packaging" / "requirements.lock"
SECTIONS = {"run": ["run"], "test": ["run", "test"], "build": ["run", "test", "build"]}
HEADING = "# --- {}"
PREFACE = "# Versions and hashes for every system. Made by packaging/lock.py: do not edit.\n"


def main() -> None:
    """Resolve everything at once, then see which packages each section needs of it."""
    with tempfile.TemporaryDirectory() as folder:
        everything = Path(folder) / "everything.lock"
        if LOCK.exists() and "--upgrade" not in sys.argv:
            everything.write_text(LOCK.read_text(encoding="utf-8"), encoding="utf-8")
        resolve(["run", "test", "build"], everything)
        blocks = entries(everything.read_text(encoding="utf-8"))
        LOCK.write_text(PREFACE + sections(blocks, everything), encoding="utf-8")
    print(f"{LOCK.relative_to(ROOT)}: {len(blocks)} packages")


def resolve(groups: list[str], target: Path, *, within: Path | None = None) -> None:
    """Write the packages that `groups` need to `target`; `within` fixes the versions."""
    command = [
        *("uv", "pip", "compile", "--quiet", "--universal", "--python-version", "3.11"),
        *("--generate-hashes", "--no-annotate", "--no-header", "--output-file", str(target)),
        *(("--constraint", str(within)) if within else ()),
        str(ROOT / "pyproject.toml"),
        *(word for group in groups if group != "run" for word in ("--group", group)),
        str(ROOT / "packaging" / "setup.in"),
    ]
    command[0] = str(Path(sys.executable).with_name("uv"))
    subprocess.run(command, check=True, cwd=ROOT)


def entries(lock: str) -> dict[str, str]:
    """The entries of a lock by package and marker, each with its hashes."""
    found = re.findall(r"^(\S+==[^\n]*?)( \\\n(?:    --hash[^\n]*\n?)+)", lock, re.MULTILINE)
    return {head.strip(): head + hashes.rstrip() + "\n" for head, hashes in found}


def sections(blocks: dict[str, str], everything: Path) -> str:
    """All entries, each in the first section that needs it."""
    left, text = dict(blocks), ""
    for section, groups in SECTIONS.items():
        needed = everything.with_name(f"{section}.lock")
        resolve(groups, needed, within=everything)
        names = {name_of(head) for head in entries(needed.read_text(encoding="utf-8"))}
        mine = [head for head in left if name_of(head) in names]
        text += f"\n{HEADING.format(section)}\n" + "".join(left.pop(head) for head in mine)
    if left:
        raise SystemExit(f"in no section: {', '.join(left)}")
    return text


def name_of(head: str) -> str:
    """The package that an entry is about."""
    return head.split("==")[0]


if __name__ == "__main__":
    main()

"""Build the program that needs no Python: ``python start.py build``.

Makes ``dist/fosdesk`` (one folder), lets the built program test itself, packs it as a portable zip, unpacks that
again and lets the copy test itself with no network where the system allows to take it away. Prints the sizes
beside those of a program that holds Qt only.
"""

import os
import platform
import shutil
import stat
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

from fosdesk import __version__

ROOT = Path(__file__).resolve().parents[1]
DIST = ROOT / "dist"
WORK = ROOT / "build"
PROGRAM = "fosdesk-console.exe" if sys.platform == "win32" else "fosdesk"
QT_ONLY = (
    "from PySide6.QtWidgets import QApplication, QMainWindow\napp = QApplication([])\nQMainWindow().show()\n"
)
# macOS keeps what a program calls itself out of the archive's rights: bits of the first file are enough elsewhere.
_LINK = stat.S_IFLNK | 0o777


def main() -> int:
    """Build, test, pack, test the packed copy, compare; the exit code."""
    folder = freeze()
    add_licences(folder)
    print(f"{folder.relative_to(ROOT)}: the built program tests itself", flush=True)
    selftest(folder)
    portable = pack(folder)
    print(f"{portable.relative_to(ROOT)}: the portable copy tests itself", flush=True)
    selftest_of_the_copy(portable)
    report(folder, portable)
    return 0


def freeze() -> Path:
    """The folder that PyInstaller makes."""
    pyinstaller(str(ROOT / "packaging" / "fosdesk.spec"))
    return DIST / "fosdesk"


def pyinstaller(*words: str) -> None:
    """Call PyInstaller; it must succeed."""
    places = ["--distpath", str(DIST), "--workpath", str(WORK), "--noconfirm", "--log-level", "WARN"]
    subprocess.run([sys.executable, "-m", "PyInstaller", *places, *words], cwd=ROOT, check=True)


def add_licences(folder: Path) -> None:
    """Put the licence of FOSDesk and of everything it contains into the folder."""
    target = folder / "licences"
    shutil.copytree(ROOT / "packaging" / "licences", target, dirs_exist_ok=True)
    shutil.copy(ROOT / "LICENSE", folder)
    for notes in packages():
        found = [path for path in notes.rglob("*") if path.is_file() and "licen" in path.as_posix().lower()]
        for path in found:
            (target / notes.name).mkdir(exist_ok=True)
            shutil.copy(path, target / notes.name)


def packages() -> Iterator[Path]:
    """The notes (``….dist-info``) of the packages of the lock's section ``run``."""
    import importlib.metadata

    lock = (ROOT / "packaging" / "requirements.lock").read_text(encoding="utf-8")
    section = lock.partition("# --- run\n")[2].partition("# --- ")[0]
    for line in section.splitlines():
        if line[:1].isalnum():
            distribution = importlib.metadata.distribution(line.split("==")[0])
            yield Path(str(distribution.locate_file(f"{distribution.name}-{distribution.version}.dist-info")))


def selftest(folder: Path, around: tuple[str, ...] = ()) -> None:
    """Let the program in `folder` test itself, in a home of its own, with nothing of this environment."""
    with tempfile.TemporaryDirectory() as home:
        keep = {name: os.environ[name] for name in ("SYSTEMROOT", "TEMP", "LANG") if name in os.environ}
        env = {**keep, "HOME": home, "USERPROFILE": home, "PATH": os.defpath, "QT_QPA_PLATFORM": "offscreen"}
        if not (folder / "portable.flag").exists():
            env["FOSDESK_HOME"] = str(Path(home) / "data")
        subprocess.run([*around, str(folder / PROGRAM), "selftest"], env=env, check=True, timeout=600)


def pack(folder: Path) -> Path:
    """The portable zip: the folder with the flag that keeps data beside the program; links stay links."""
    name = f"FOSDesk-{__version__}-{platform.system()}-{platform.machine()}".lower()
    target = DIST / f"{name}-portable.zip"
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr(f"{name}/portable.flag", b"")
        for path in sorted(folder.rglob("*")):
            add(archive, path, f"{name}/{path.relative_to(folder).as_posix()}")
    return target


def add(archive: zipfile.ZipFile, path: Path, name: str) -> None:
    """Put one file into the archive, with its rights, or as the link that it is."""
    if path.is_symlink():
        link = zipfile.ZipInfo(name)
        link.create_system, link.external_attr = 3, _LINK << 16
        archive.writestr(link, os.readlink(path))
    elif path.is_file():
        archive.write(path, name)


def unpack(archive: Path, target: Path) -> Path:
    """Unpack as an ordinary tool does, links and rights included; the folder that appears."""
    with zipfile.ZipFile(archive) as opened:
        for entry in opened.infolist():
            place, mode = target / entry.filename, entry.external_attr >> 16
            place.parent.mkdir(parents=True, exist_ok=True)
            if stat.S_ISLNK(mode):
                place.symlink_to(opened.read(entry).decode("utf-8"))
            else:
                place.write_bytes(opened.read(entry))
                place.chmod(mode & 0o777 or 0o644)
    return next(target.iterdir())


def selftest_of_the_copy(archive: Path) -> None:
    """Unpack the portable zip elsewhere and let it test itself without network, as nobody in particular."""
    with tempfile.TemporaryDirectory() as place:
        folder = unpack(archive, Path(place))
        around = without_network()
        print("without network" if around else "with the network as it is: this system cannot take it away")
        selftest(folder, around)
        if not (folder / "FOSDesk-data").is_dir():
            raise SystemExit("The portable copy did not keep its data beside itself.")


def without_network() -> tuple[str, ...]:
    """The words before a command that take its network away; none where that is not possible."""
    words = ("unshare", "--net", "--map-root-user")
    if (
        shutil.which(words[0])
        and subprocess.run([*words, "true"], check=False, capture_output=True).returncode == 0
    ):
        return words
    return ()


def report(folder: Path, portable: Path) -> None:
    """Print the sizes, and how long the program takes to say its version, beside Qt alone."""
    floor, floor_zip = qt_only()
    print(f"{'':<16}{'folder':>12}{'packed':>12}")
    print(f"{'FOSDesk':<16}{size(folder):>9.1f} MB{portable.stat().st_size / 1e6:>9.1f} MB")
    print(f"{'Qt only':<16}{size(floor):>9.1f} MB{floor_zip.stat().st_size / 1e6:>9.1f} MB")
    print(
        f"{'ratio':<16}{size(folder) / size(floor):>12.2f}{portable.stat().st_size / floor_zip.stat().st_size:>12.2f}"
    )
    began = time.monotonic()
    subprocess.run([folder / PROGRAM, "--version"], check=True)
    print(f"answers with its version after {time.monotonic() - began:.2f} s")


def qt_only() -> tuple[Path, Path]:
    """The floor: a program that shows an empty window of Qt, built as PyInstaller builds it; folder and zip."""
    WORK.mkdir(exist_ok=True)
    script = WORK / "qt_only.py"
    script.write_text(QT_ONLY, encoding="utf-8")
    pyinstaller("--onedir", "--name", "qt_only", "--specpath", str(WORK), str(script))
    built = (
        shutil.move(DIST / "qt_only", WORK / "qt_only_built")
        if not (WORK / "qt_only_built").exists()
        else None
    )
    folder = Path(built) if built else WORK / "qt_only_built"
    archive = WORK / "qt_only.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as opened:
        for path in sorted(folder.rglob("*")):
            add(opened, path, path.relative_to(folder).as_posix())
    return folder, archive


def size(folder: Path) -> float:
    """Megabytes on disk of the files in `folder`, links not counted."""
    return (
        sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
        / 1e6
    )


if __name__ == "__main__":
    sys.exit(main())

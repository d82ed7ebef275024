"""Build the program that needs no Python: ``python start.py build``.

Makes ``dist/fosdesk`` (one folder), lets the built program test itself, packs it as a portable zip, unpacks
that again and lets the copy test itself, with no network where the system allows to take it away. Prints the
sizes beside those of a program that holds Qt only.
"""

import importlib.metadata
import os
import platform
import shutil
import stat
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from fosdesk import __version__

ROOT = Path(__file__).resolve().parents[1]
DIST = ROOT / "dist"
WORK = ROOT / "build"
PROGRAM = "fosdesk-console.exe" if sys.platform == "win32" else "fosdesk"
WINDOW = "fosdesk.exe" if sys.platform == "win32" else "fosdesk"
STAYS_OPEN = 8
LIBRARIES = (".so", ".dylib", ".dll")
QT_ONLY = """
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication([])
window = QMainWindow()
window.show()
"""


def main() -> int:
    """Build, test, pack, test the packed copy, compare; the exit code."""
    pyinstaller(DIST, str(ROOT / "packaging" / "fosdesk.spec"))
    folder = DIST / "fosdesk"
    check_libraries(folder)
    add_licences(folder)
    say("the built program tests itself")
    selftest(folder)
    portable = pack_portable(folder)
    selftest_of_the_copy(portable)
    report(folder, portable)
    return 0


def pyinstaller(target: Path, *words: str) -> None:
    """Call PyInstaller to build into the folder `target`; it must succeed."""
    places = ["--distpath", str(target), "--workpath", str(WORK), "--noconfirm", "--log-level", "WARN"]
    subprocess.run([sys.executable, "-m", "PyInstaller", *places, *words], cwd=ROOT, check=True)


def check_libraries(folder: Path) -> None:
    """Make sure that the library is there which is loaded only when somebody looks at a report."""
    if not any("pdfium" in path.stem and path.suffix in LIBRARIES for path in folder.rglob("*")):
        raise SystemExit("the built program holds no PDFium")


def say(text: str) -> None:
    """Tell what comes next."""
    print(f"-- {text}", flush=True)


# --- licences


def add_licences(folder: Path) -> None:
    """Put the licence of FOSDesk and of everything it contains into the folder."""
    target = folder / "licences"
    shutil.copytree(ROOT / "packaging" / "licences", target, dirs_exist_ok=True)
    shutil.copy(ROOT / "LICENSE", folder)
    for notes in package_notes():
        for path in notes.rglob("*"):
            if path.is_file() and "licen" in path.relative_to(notes).as_posix().lower():
                (target / notes.name).mkdir(exist_ok=True)
                shutil.copy(path, target / notes.name)


def package_notes() -> Iterator[Path]:
    """The notes (``….dist-info``) of the packages of the lock's section ``run`` that are installed here."""
    lock = (ROOT / "packaging" / "requirements.lock").read_text(encoding="utf-8")
    section = lock.partition("# --- run\n")[2].partition("# --- ")[0]
    for line in section.splitlines():
        if line[:1].isalnum():
            distribution = importlib.metadata.distribution(line.split("==")[0])
            notes = next(file for file in distribution.files or () if file.parent.name.endswith(".dist-info"))
            yield Path(str(distribution.locate_file(notes))).parent


# --- the portable zip


def pack_portable(folder: Path) -> Path:
    """The portable zip: the folder with the flag that keeps data beside the program."""
    name = f"fosdesk-{__version__}-{platform.system()}-{platform.machine()}".lower()
    target = DIST / f"{name}-portable.zip"
    pack(folder, target, name, {"portable.flag": b""})
    return target


def pack(folder: Path, target: Path, name: str, more: Mapping[str, bytes] | None = None) -> None:
    """Zip the folder under the name `name`, with `more` small files; links stay links."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for extra, content in (more or {}).items():
            note = zipfile.ZipInfo(f"{name}/{extra}")
            note.create_system, note.external_attr = 3, (stat.S_IFREG | 0o644) << 16
            archive.writestr(note, content)
        for path in sorted(folder.rglob("*")):
            add(archive, path, f"{name}/{path.relative_to(folder).as_posix()}")


def add(archive: zipfile.ZipFile, path: Path, name: str) -> None:
    """Put one file into the archive, with its rights, or as the link that it is."""
    if path.is_symlink():
        link = zipfile.ZipInfo(name)
        link.create_system, link.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
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


# --- the proof


def selftest(folder: Path, around: tuple[str, ...] = ()) -> None:
    """Let the program in `folder` test itself and open its window, with nothing of this environment."""
    with tempfile.TemporaryDirectory() as home:
        env = bare_environment(home)
        if not (folder / "portable.flag").exists():
            env["FOSDESK_HOME"] = str(Path(home) / "data")
        subprocess.run([*around, str(folder / PROGRAM), "selftest"], env=env, check=True, timeout=600)
        open_window([*around, str(folder / WINDOW)], env)


def bare_environment(home: str) -> dict[str, str]:
    """What a person without Python has in the environment, and a screen that nobody sees."""
    keep = {name: os.environ[name] for name in ("SYSTEMROOT", "TEMP", "LANG") if name in os.environ}
    return {**keep, "HOME": home, "USERPROFILE": home, "PATH": os.defpath, "QT_QPA_PLATFORM": "offscreen"}


def open_window(command: list[str], env: dict[str, str]) -> None:
    """Open the window; it must still be there after some seconds, having said nothing on its error output."""
    with subprocess.Popen(command, env=env, stderr=subprocess.PIPE) as window:
        try:
            _, said = window.communicate(timeout=STAYS_OPEN)
        except subprocess.TimeoutExpired:
            window.terminate()
            _, said = window.communicate()
            if not said:
                print(f"ok  window: open for {STAYS_OPEN} s")
                return
    raise SystemExit(f"The window did not stay open (exit code {window.returncode}):\n{said.decode()}")


def selftest_of_the_copy(archive: Path) -> None:
    """Unpack the portable zip elsewhere and let it test itself without network."""
    around = without_network()
    network = "without network" if around else "with the network as it is: this system cannot take it away"
    say(f"the portable copy tests itself, {network}")
    with tempfile.TemporaryDirectory() as place:
        folder = unpack(archive, Path(place))
        selftest(folder, around)
        sample = [str(folder / PROGRAM), "sample", "--out", str(Path(place) / "out")]
        subprocess.run([*around, *sample], env=bare_environment(place), check=True)
        if not any((folder / "FOSDesk-data").rglob("store.db")):
            raise SystemExit("The portable copy did not keep its data beside itself.")


def without_network() -> tuple[str, ...]:
    """The words before a command that take its network away; none where that is not possible."""
    words = ("unshare", "--net", "--map-root-user")
    if shutil.which(words[0]) is None:
        return ()
    tried = subprocess.run([*words, "true"], check=False, capture_output=True)
    return words if tried.returncode == 0 else ()


# --- sizes


def report(folder: Path, portable: Path) -> None:
    """Print the sizes, and how long the program takes to say its version, beside Qt alone."""
    floor, floor_zip = qt_only()
    ours, packed = (size(folder), portable.stat().st_size / 1e6)
    least, least_packed = (size(floor), floor_zip.stat().st_size / 1e6)
    print(f"{'':<10}{'folder':>12}{'packed':>12}")
    print(f"{'FOSDesk':<10}{ours:>9.1f} MB{packed:>9.1f} MB")
    print(f"{'Qt only':<10}{least:>9.1f} MB{least_packed:>9.1f} MB")
    print(f"{'ratio':<10}{ours / least:>12.2f}{packed / least_packed:>12.2f}")
    began = time.monotonic()
    subprocess.run([str(folder / PROGRAM), "--version"], check=True)
    print(f"answers with its version after {time.monotonic() - began:.2f} s")


def qt_only() -> tuple[Path, Path]:
    """The floor: a program with an empty window of Qt, as PyInstaller builds it; its folder and zip."""
    WORK.mkdir(exist_ok=True)
    script = WORK / "qt_only.py"
    script.write_text(QT_ONLY, encoding="utf-8")
    pyinstaller(WORK / "floor", "--onedir", "--name", "qt_only", "--specpath", str(WORK), str(script))
    folder, archive = WORK / "floor" / "qt_only", WORK / "qt_only.zip"
    pack(folder, archive, "qt_only")
    return folder, archive


def size(folder: Path) -> float:
    """Megabytes on disk of the files in `folder`, links not counted."""
    files = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return sum(path.stat().st_size for path in files) / 1e6


if __name__ == "__main__":
    sys.exit(main())

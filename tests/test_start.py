"""The one command that starts everything, without touching the environment it runs in."""

import importlib.util
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from fosdesk.base.paths import program_root

ROOT = program_root()


@pytest.fixture
def start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The module with an environment in a folder of this test, and commands noted in ``start.commands``."""
    spec = importlib.util.spec_from_file_location("start", ROOT / "start.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    venv = tmp_path / ".venv"
    venv.mkdir()
    commands: list[list[str]] = []
    monkeypatch.setattr(module, "VENV", venv)
    monkeypatch.setattr(module, "STAMPS", venv / "stamps.json")
    monkeypatch.setattr(
        module, "run", lambda command, env=None: commands.append([str(word) for word in command])
    )
    module.commands = commands  # type: ignore[attr-defined]
    return module


def test_an_old_python_gets_a_sentence(start: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(start.sys, "version_info", (3, 10, 12))
    with pytest.raises(SystemExit, match=r"needs Python 3\.11 or later"):
        start.main([])


def test_the_file_can_be_read_by_an_old_python() -> None:
    """The sentence is of no use where the file does not even compile: no syntax later than 3.8."""
    import ast

    ast.parse((ROOT / "start.py").read_text(encoding="utf-8"), feature_version=(3, 8))


@pytest.mark.parametrize(("words", "code"), [(["help"], 0), (["nonsense"], 2)])
def test_help_names_every_command(
    start: ModuleType, capsys: pytest.CaptureFixture[str], words: list[str], code: int
) -> None:
    assert start.main(words) == code
    shown = capsys.readouterr().out
    assert all(f"start.py {name}" in shown for name in start.COMMANDS if name != "open")


def test_each_group_is_installed_once_by_its_hashes(start: ModuleType) -> None:
    start.install("run")
    assert [words[4] for words in start.commands] == ["install", "install", "check"]
    assert {"--require-hashes", "--no-deps"} <= set(start.commands[0])
    assert {"--no-build-isolation", "--no-deps", "-e"} <= set(start.commands[1])
    start.install("run")
    assert len(start.commands) == 3
    start.install("test")
    assert len(start.commands) == 5
    assert set(json.loads(start.STAMPS.read_text())) == {"run", "test"}


def test_another_lock_is_installed_anew(
    start: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    start.install("run")
    changed = tmp_path / "requirements.lock"
    changed.write_text(
        start.LOCK.read_text(encoding="utf-8").replace("openpyxl==", "openpyxl==9."), encoding="utf-8"
    )
    monkeypatch.setattr(start, "LOCK", changed)
    start.install("run")
    assert len(start.commands) == 6


def test_a_failed_installation_is_tried_again(start: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(start, "run", lambda command, env=None: start.stop("no network"))
    with pytest.raises(SystemExit):
        start.install("run")
    assert start.stamps() == {}


def test_damaged_stamps_are_no_stamps(start: ModuleType) -> None:
    start.STAMPS.write_text("{")
    assert start.stamps() == {}


def test_the_sections_of_the_lock_are_whole(start: ModuleType) -> None:
    sections = [start.lock_section(group) for group in ("run", "test", "build")]
    assert all(re.search(r"^\S+==\S+", section, re.MULTILINE) for section in sections)
    assert "PySide6".lower() in sections[0]
    assert "pytest==" in sections[1]
    assert "pyinstaller==" in sections[2]
    with pytest.raises(SystemExit):
        start.lock_section("other")


def test_the_list_for_debian_is_read_by_groups(start: ModuleType) -> None:
    run = start.system_packages(["run"])
    assert run["libegl1"] == "lib:libEGL.so.1"
    assert set(run) < set(start.system_packages(["run", "test", "build"]))
    tests = start.system_packages(["run", "test", "build"]).values()
    assert all(re.fullmatch(r"lib:\S+\.so\.\d+|module:\w+|command:\w+", test) for test in tests)


@pytest.mark.parametrize(
    ("test", "there"),
    [
        ("module:json", True),
        ("module:no_such", False),
        ("command:no-such", False),
        ("lib:libno-such.so.9", False),
    ],
)
def test_what_is_there_is_seen(start: ModuleType, test: str, there: bool) -> None:
    assert start.is_there(test) == there


@pytest.fixture
def lacking(start: ModuleType, monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The tests of packages that are missing; installing through apt-get puts everything there."""
    gone = {"lib:libEGL.so.1", "module:ensurepip"}

    def note(command: list[str], env: dict[str, str] | None = None) -> None:
        start.commands.append(command)
        if command[:2] == ["apt-get", "install"]:
            gone.clear()

    monkeypatch.setattr(start.sys, "platform", "linux")
    monkeypatch.setattr(start, "is_there", lambda test: test not in gone)
    monkeypatch.setattr(start, "run", note)
    monkeypatch.setattr(start.shutil, "which", lambda name: "/usr/bin/" + name)
    return gone


@pytest.mark.usefixtures("lacking")
def test_with_the_rights_missing_libraries_are_installed(
    start: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(start.os, "geteuid", lambda: 0, raising=False)
    start.provide_system_packages(["run"])
    assert start.commands[0][:2] == ["apt-get", "update"]
    assert start.commands[1][-2:] == ["python3-venv", "libegl1"]


@pytest.mark.usefixtures("lacking")
def test_without_the_rights_the_exact_line_is_printed(
    start: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(start.os, "geteuid", lambda: 1000, raising=False)
    with pytest.raises(SystemExit) as caught:
        start.provide_system_packages(["run"])
    line = "sudo apt-get install -y --no-install-recommends python3-venv libegl1"
    assert line in str(caught.value)
    assert start.commands == []


@pytest.mark.usefixtures("lacking")
def test_without_apt_the_libraries_are_named(start: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(start.shutil, "which", lambda name: None)
    with pytest.raises(SystemExit, match=r"libEGL\.so\.1"):
        start.provide_system_packages(["run"])


def test_what_stays_missing_after_installing_is_named(
    start: ModuleType, lacking: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(start.os, "geteuid", lambda: 0, raising=False)
    monkeypatch.setattr(start, "run", lambda command, env=None: None)
    assert lacking
    with pytest.raises(SystemExit, match="still not usable: python3-venv, libegl1"):
        start.provide_system_packages(["run"])


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_other_systems_bring_their_libraries(
    start: ModuleType, monkeypatch: pytest.MonkeyPatch, platform: str
) -> None:
    monkeypatch.setattr(start.sys, "platform", platform)
    monkeypatch.setattr(start, "is_there", lambda test: False)
    start.provide_system_packages(["run"])
    assert start.has_display()


@pytest.mark.parametrize(
    ("env", "words"),
    [
        ({"DISPLAY": ":0"}, ["-m", "fosdesk"]),
        ({"WAYLAND_DISPLAY": "wayland-0"}, ["-m", "fosdesk"]),
        ({}, ["-m", "fosdesk", "sample", "--out"]),
    ],
)
def test_without_a_display_documents_are_made(
    start: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, env: dict[str, str], words: list[str]
) -> None:
    called: list[list[str]] = []
    monkeypatch.setattr(start.sys, "platform", "linux")
    monkeypatch.setattr(start.os, "environ", env)
    monkeypatch.setattr(start, "call", lambda command: called.append(command) or 0)
    monkeypatch.chdir(tmp_path)
    assert start.open_or_sample([]) == 0
    assert called == [[*words, str(tmp_path / "out")] if "sample" in words else words]


def test_every_check_runs_even_after_one_failed(
    start: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    called: list[list[str]] = []
    monkeypatch.setattr(start, "call", lambda words: called.append(words) or int("mypy" in words))
    assert start.test(["-k", "x"]) == 1
    assert [words[1] for words in called] == ["ruff", "ruff", "mypy", "--check", "pytest"]
    assert called[-1][-2:] == ["-k", "x"]
    shown = capsys.readouterr().out
    assert re.search(r"failed\s+mypy", shown)
    assert re.search(r"passed\s+tests", shown)
    assert "total" in shown


class Ended:
    """A process that has ended with a code."""

    def __init__(self, code: int) -> None:
        self.code = code

    def wait(self) -> int:
        return self.code


@pytest.mark.parametrize("code", [0, 1])
def test_tests_run_in_two_halves_that_are_all_of_them(
    start: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], code: int
) -> None:
    called: list[list[str]] = []
    monkeypatch.setattr(start, "call", lambda words: called.append(words) or 0)
    monkeypatch.setattr(
        start, "begin", lambda words, heard: (called.append(words), heard.write("said"), Ended(code))[-1]
    )
    assert start.test(["-x"]) == code
    others, window = called[-2:]
    assert "--ignore=tests/ui" in others
    assert "tests/ui" in window
    assert others[-1] == window[-1] == "-x"
    assert "said" in capsys.readouterr().out


def test_the_long_run_builds_the_program_too(start: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[list[str]] = []
    prepared: list[list[str]] = []
    monkeypatch.setattr(start, "call", lambda words: called.append(words) or 0)
    monkeypatch.setattr(start, "begin", lambda words, heard: Ended(0))
    monkeypatch.setattr(start, "prepare", prepared.append)
    assert start.test(["--long"]) == 0
    assert "--long" in called[-2]
    assert called[-1] == ["packaging/build.py"]
    assert prepared == [["build"]]


def test_the_continuous_run_is_the_same_command() -> None:
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    assert script.read_text(encoding="utf-8").splitlines()[-1] == "exec python3 start.py test"


def test_the_packages_installed_here_are_those_of_the_lock() -> None:
    """What the tests run against is what people get."""
    import importlib.metadata

    lock = (ROOT / "packaging" / "requirements.lock").read_text(encoding="utf-8")
    pins = re.findall(r"^([\w-]+)==([^ ;]+)", lock.partition("# --- build")[0], re.MULTILINE)
    here: dict[str, str] = {}
    for name, _ in pins:
        try:
            here[name] = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            continue  # a package of another system
    assert len(here) > 30
    assert [f"{n}: {v}" for n, v in here.items() if (n, v) not in pins] == []


def test_python_says_where_it_comes_from() -> None:
    """``start.py help`` needs no environment at all."""
    answer = subprocess.run(
        [sys.executable, "-I", "-S", str(ROOT / "start.py"), "help"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == 0
    assert "python3 start.py test" in answer.stdout

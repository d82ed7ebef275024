"""The rules that keep the house in order, checked on the source itself."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest

from fosdesk.base.paths import program_root

ROOT = program_root()
TOPS = ("fosdesk", "packaging", "benchmarks", "tests")
OURS = [*sorted(path for top in TOPS for path in (ROOT / top).rglob("*.py")), ROOT / "start.py"]
PROGRAM = [path for path in OURS if path.is_relative_to(ROOT / "fosdesk")]
LONGEST_FUNCTION = 50
LONGEST_MODULE = 500
MEDIAN_FUNCTION = 10
FORBIDDEN_NAME = re.compile(r"(^|_)(utils?|managers?|helpers?|misc|common)(_|$)", re.IGNORECASE)
TEXT_ENDINGS = {
    ".bat", ".cfg", ".css", ".csv", ".html", ".in", ".ini", ".json", ".lock", ".md", ".po", ".pot", ".ps1",
    ".py", ".qss", ".sh", ".sql", ".svg", ".toml", ".txt", ".xml", ".yaml", ".yml", "",
}  # fmt: skip


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


def tracked() -> list[Path]:
    answer = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    return [ROOT / name for name in answer.stdout.split("\0") if name and (ROOT / name).is_file()]


def test_layers_and_libraries_keep_to_their_places() -> None:
    lint = Path(sys.executable).with_name("lint-imports" + (".exe" if sys.platform == "win32" else ""))
    answer = subprocess.run([lint, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stdout[-4000:] + answer.stderr


def test_no_function_is_longer_than_a_page() -> None:
    long = [
        f"{name_of(path)}:{function.lineno} {function.name} {length(function)}"
        for path in OURS
        for function in functions(path)
        if length(function) > LONGEST_FUNCTION
    ]
    assert not long


def test_most_functions_are_short() -> None:
    lengths = [length(function) for path in PROGRAM for function in functions(path)]
    assert median(lengths) < MEDIAN_FUNCTION


def test_no_module_is_longer_than_a_chapter() -> None:
    long = {
        name_of(p): n for p in OURS if (n := len(p.read_text(encoding="utf-8").splitlines())) > LONGEST_MODULE
    }
    assert not long


def test_names_say_what_things_are() -> None:
    vague = [name_of(path) for path in OURS if FORBIDDEN_NAME.search(path.stem)]
    vague += [
        f"{name_of(path)}:{node.lineno} {node.name}"
        for path in PROGRAM
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef | ast.FunctionDef) and vague_name(node.name)
    ]
    assert not vague


def vague_name(name: str) -> bool:
    """``FormManager`` and ``form_utils`` alike."""
    return bool(FORBIDDEN_NAME.search(re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name)))


@pytest.mark.parametrize("name", ["utils", "FormManager", "path_helpers", "Utils", "common"])
def test_vague_names_are_noticed(name: str) -> None:
    assert vague_name(name)


@pytest.mark.parametrize("name", ["management", "commonly", "Futile", "administration_manages"])
def test_words_of_the_field_are_no_vague_names(name: str) -> None:
    assert not vague_name(name)


def assigned(node: ast.stmt) -> list[tuple[str, ast.expr]]:
    if isinstance(node, ast.Assign):
        return [(target.id, node.value) for target in node.targets if isinstance(target, ast.Name)]
    if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value is not None:
        return [(node.target.id, node.value)]
    return []


def is_mutable(value: ast.expr) -> bool:
    calls = {"list", "dict", "set", "defaultdict", "deque", "Counter", "OrderedDict", "WeakKeyDictionary"}
    name = getattr(getattr(value, "func", None), "id", getattr(getattr(value, "func", None), "attr", ""))
    literal = isinstance(value, ast.List | ast.Dict | ast.Set | ast.ListComp | ast.DictComp | ast.SetComp)
    return literal or (isinstance(value, ast.Call) and name in calls)


def test_no_module_holds_state() -> None:
    """Tables of constants are written in capitals; anything else at module level that can change is state."""
    state = [
        f"{name_of(path)}:{node.lineno} {name}"
        for path in PROGRAM
        for node in ast.parse(path.read_text(encoding="utf-8")).body
        for name, value in assigned(node)
        if is_mutable(value) and name != "__all__" and name.upper() != name
    ]
    state += [
        f"{name_of(path)}:{node.lineno} global {', '.join(node.names)}"
        for path in PROGRAM
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Global)
    ]
    assert not state


def changes_of_constants(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Places in functions that write into a table of constants: ``TABLE[x] = …``, ``TABLE.append(…)``."""
    changing = {
        "append",
        "add",
        "update",
        "setdefault",
        "pop",
        "clear",
        "extend",
        "insert",
        "remove",
        "discard",
    }
    for node in ast.walk(tree):
        target: ast.expr | None = None
        if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store | ast.Del):
            target = node.value
        elif (
            isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in changing
        ):
            # a Decimal context has an ``add`` of its own, with two arguments, that changes nothing
            target = None if node.func.attr == "add" and len(node.args) == 2 else node.func.value
        if isinstance(target, ast.Name) and re.fullmatch(r"_?[A-Z][A-Z0-9_]+", target.id):
            yield target.lineno, target.id


def test_constants_stay_as_they_are() -> None:
    changed = [
        f"{name_of(path)}:{line} {name}"
        for path in PROGRAM
        for line, name in changes_of_constants(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert not changed


RICH = {"QLabel", "QMessageBox", "QTextBrowser", "QToolTip", "QTextEdit", "QErrorMessage", "QStaticText"}
RICH_CALLS = {"setHtml", "insertHtml", "appendHtml", "toHtml", "setMarkdown", "drawStaticText"}


def rich_text(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Places where Qt would guess whether a text is HTML, and where it is told that it is."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            plain = name != "setToolTip" or is_escaped(node.args[0])
            if name in RICH | RICH_CALLS or not plain:
                yield node.lineno, name
        elif isinstance(node, ast.Attribute) and node.attr in ("RichText", "AutoText", "MarkdownText"):
            yield node.lineno, node.attr


def is_escaped(node: ast.expr) -> bool:
    """``""`` and ``escaped(…)`` are harmless in a tooltip; anything else might be an answer."""
    called = isinstance(node, ast.Call) and getattr(node.func, "id", "") == "escaped"
    return called or (isinstance(node, ast.Constant) and node.value == "")


def test_text_reaches_qt_through_one_module() -> None:
    """An answer such as ``<img src=…>`` must never be drawn as HTML: `fosdesk.ui.text` alone makes labels."""
    found = [
        f"{name_of(path)}:{line} {name}"
        for path in PROGRAM
        if path.is_relative_to(ROOT / "fosdesk" / "ui") and path != ROOT / "fosdesk" / "ui" / "text.py"
        for line, name in rich_text(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert not found


@pytest.mark.parametrize(
    "source", ["QLabel(x)", "w.setToolTip(answer)", "w.setHtml(x)", "Qt.TextFormat.RichText"]
)
def test_holes_for_html_are_noticed(source: str) -> None:
    assert list(rich_text(ast.parse(source)))


@pytest.mark.parametrize("source", ["Label(x)", "w.setToolTip(escaped(answer))", "w.setToolTip('')"])
def test_typed_text_is_no_hole(source: str) -> None:
    assert not list(rich_text(ast.parse(source)))


def test_public_modules_say_what_they_are_for() -> None:
    silent = [
        name_of(path)
        for path in PROGRAM
        if (tree := ast.parse(path.read_text(encoding="utf-8"))).body and not ast.get_docstring(tree)
    ]
    assert not silent


def test_heavy_libraries_wait_until_they_are_needed() -> None:
    """Importing the faces loads nothing that only an export, a signature or the store needs."""
    heavy = [
        "sqlalchemy",
        "openpyxl",
        "reportlab",
        "docx",
        "cryptography",
        "lxml",
        "uharfbuzz",
        "babel",
        "yaml",
    ]
    code = f"import sys, fosdesk.__main__, fosdesk.bootstrap; print([m for m in {heavy} if m in sys.modules])"
    answer = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert answer.stdout.strip() == "[]"


def test_the_command_line_never_loads_qt() -> None:
    code = "import pkgutil, sys, fosdesk.cli\n"
    code += "for m in pkgutil.walk_packages(fosdesk.cli.__path__, 'fosdesk.cli.'): __import__(m.name)\n"
    code += "print([m for m in sys.modules if m.startswith('PySide6')])"
    answer = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert answer.stdout.strip() == "[]"


def test_no_file_names_a_registry_or_a_machine() -> None:
    """The project builds anywhere: no address of a registry, no path of the machine it was made on."""
    places = ["/" + "work/", "/" + "root/"]
    hosts = [".".join(words) for words in (("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"))]
    pattern = re.compile("|".join(re.escape(word) for word in [*hosts, *places]))
    found = [
        f"{name_of(path)}: {hit.group()}"
        for path in tracked()
        if path.suffix in TEXT_ENDINGS and (hit := pattern.search(path.read_text(encoding="utf-8")))
    ]
    assert not found


def test_no_work_is_left_for_later() -> None:
    marks = re.compile(r"\b(" + "|".join(("TO" + "DO", "FIX" + "ME", "X" * 3, "HA" + "CK")) + r")\b")
    found = [
        f"{name_of(path)}: {hit.group()}"
        for path in tracked()
        if path.suffix in {".py", ".md", ".yaml", ".toml", ".txt"}
        and (hit := marks.search(path.read_text(encoding="utf-8")))
    ]
    assert not found


def test_the_lock_holds_what_the_project_declares() -> None:
    import tomllib

    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    lock = (ROOT / "packaging" / "requirements.lock").read_text(encoding="utf-8")
    sections = dict(re.findall(r"^# --- (\w+)\n(.*?)(?=^# --- |\Z)", lock, re.MULTILINE | re.DOTALL))
    assert list(sections) == ["run", "test", "build"]
    groups = {"run": declared["project"]["dependencies"], **declared["dependency-groups"]}
    missing = [
        name
        for group, wanted in groups.items()
        for name in (re.split(r"[<>=!;\[ ]", one)[0].lower() for one in wanted)
        if not re.search(rf"^{re.escape(name)}==", sections["run"] + sections[group], re.MULTILINE)
    ]
    assert not missing, "run: .venv/bin/python packaging/lock.py"
    assert "://" not in lock
    pins = re.findall(r"^\S+==.*$", lock, re.MULTILINE)
    assert len(re.findall(r"==[^\n]*\\\n    --hash=sha256:", lock)) == len(pins)

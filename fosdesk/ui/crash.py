"""Our own mistakes: a report that names places in the program and never an answer."""

from __future__ import annotations

import platform
import sys
import traceback

import PySide6

from fosdesk import __version__


def redacted_report(error: BaseException) -> str:
    """Kind of error and the places it passed, without message and values: both may hold answers."""
    lines = [
        f"FOSDesk {__version__}",
        f"Python {platform.python_version()}, Qt {PySide6.__version__}",
        f"{platform.system()} {platform.release()}",
        "",
    ]
    seen: BaseException | None = error
    while seen is not None:
        lines.append(type(seen).__name__)
        lines += [
            f"  {_short(f.filename)}:{f.lineno} {f.name}" for f in traceback.extract_tb(seen.__traceback__)
        ]
        seen = seen.__cause__ or seen.__context__
    return "\n".join(lines) + "\n"


def _short(path: str) -> str:
    """A path from the package on: folders of the person are nobody's business."""
    for mark in ("site-packages", "fosdesk"):
        at = path.rfind(mark)
        if at >= 0:
            return path[at:].replace("\\", "/")
    return path.replace("\\", "/").rsplit("/", 1)[-1]


def on_own_mistake(tell: object) -> None:
    """Send exceptions that nobody caught to `tell` as well as to the usual place."""
    usual = sys.excepthook

    def hook(kind: type[BaseException], error: BaseException, trace: object) -> None:
        usual(kind, error, trace)  # type: ignore[arg-type]
        if isinstance(error, Exception):
            tell(error)  # type: ignore[operator]

    sys.excepthook = hook

"""The questions only the operating system can ask: which file, which folder."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from fosdesk.ui.desk import Dialogs


def system_dialogs() -> Dialogs:
    """The dialogs of this computer."""
    return Dialogs(open_file, save_file, choose_folder, show_folder, open_outside, open_files)


def open_file(parent: QWidget, title: str, kinds: str) -> Path | None:
    """Ask for a file that exists; `kinds` as Qt writes them, "Dossiers (*.fosdesk)"."""
    from PySide6.QtWidgets import QFileDialog

    name, _ = QFileDialog.getOpenFileName(parent, title, _documents(), kinds)
    return Path(name) if name else None


def open_files(parent: QWidget, title: str) -> tuple[Path, ...]:
    """Ask for one or several files that exist; none where the person thought better of it."""
    from PySide6.QtWidgets import QFileDialog

    names, _ = QFileDialog.getOpenFileNames(parent, title, _documents())
    return tuple(Path(name) for name in names)


def save_file(parent: QWidget, title: str, offered: str) -> Path | None:
    """Ask for a name to write to; an existing file is asked about by the system."""
    from PySide6.QtWidgets import QFileDialog

    name, _ = QFileDialog.getSaveFileName(parent, title, str(Path(_documents()) / offered))
    return Path(name) if name else None


def choose_folder(parent: QWidget, title: str) -> Path | None:
    """Ask for a folder."""
    from PySide6.QtWidgets import QFileDialog

    name = QFileDialog.getExistingDirectory(parent, title, _documents())
    return Path(name) if name else None


def show_folder(path: Path) -> None:
    """Open the folder of a file in the system's own browser of files."""
    open_outside(path if path.is_dir() else path.parent)


def open_outside(path: Path) -> None:
    """Open a file with the program that the computer uses for its kind: a reader, a mail program."""
    from PySide6.QtCore import QUrl
    from PySide6.QtGui import QDesktopServices

    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def _documents() -> str:
    from PySide6.QtCore import QStandardPaths

    return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)

"""What other programs hand over by the clipboard or by dragging: files and pictures."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication


def files_in(mime: QMimeData) -> tuple[Path, ...]:
    """The files of this computer that are handed over."""
    return tuple(Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile())


def brings_evidence(mime: QMimeData) -> bool:
    """Whether a file or a picture is handed over."""
    return bool(files_in(mime)) or mime.hasImage()


def pastes_evidence(event: QKeyEvent) -> bool:
    """Whether a key pastes a file or a picture, and no text, so that a field of text has no use for it."""
    if not event.matches(QKeySequence.StandardKey.Paste):
        return False
    mime = QApplication.clipboard().mimeData()
    return bool(files_in(mime)) or (mime.hasImage() and not mime.hasText())

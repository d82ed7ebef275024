"""A card that takes files and pictures: dropped on it, or pasted."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent

from fosdesk.ui.parts.copied import brings_evidence, files_in
from fosdesk.ui.parts.panel import Panel
from fosdesk.ui.theme.look import Look


class Receiver(Panel):
    """Base of the card: what it is about, and what it was given for it."""

    files_given = Signal(str, object)
    """The item, and the files."""
    picture_given = Signal(str, object)
    """The item, and the picture."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self.is_current = False
        self.setAcceptDrops(True)

    @property
    def item_id(self) -> str:
        """The item that what is given belongs to."""
        raise NotImplementedError

    def takes(self) -> bool:
        """Whether anything is taken now."""
        raise NotImplementedError

    def take(self, mime: QMimeData) -> None:
        """Take files or a picture as evidence."""
        files = files_in(mime)
        if not self.takes():
            return
        if files:
            self.files_given.emit(self.item_id, files)
        elif mime.hasImage():
            self.picture_given.emit(self.item_id, mime.imageData())

    def rest(self) -> None:
        """The line and the ground of the card while nothing hangs over it."""
        self.set_edge("line-strong" if self.is_current else "line", "card")

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files and pictures may be dropped; the card shows that it would take them."""
        if self.takes() and brings_evidence(event.mimeData()):
            self.set_edge("accent", "accent-soft")
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
        else:
            event.ignore()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Back to rest."""
        self.rest()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take what was dropped."""
        self.rest()
        self.take(event.mimeData())
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()

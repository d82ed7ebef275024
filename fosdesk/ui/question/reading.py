"""Reading an official text at a question: beside it where there is room, else on a page of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from fosdesk.services import texts
from fosdesk.ui.desk import Desk, Place
from fosdesk.ui.parts.panel import reveal

if TYPE_CHECKING:
    from fosdesk.ui.texts.reader import TextReader

ROOM = 1040
"""Pixels (at 100 % text size) a page needs to show a question and a text side by side."""


class Reading(QObject):
    """Puts the reader beside the question and away; `left` tells that the person is done with it."""

    left = Signal()

    def __init__(self, desk: Desk, page: QWidget, line: QHBoxLayout, claim: Callable[[bool], None]) -> None:
        super().__init__(page)
        self.desk, self._page, self._line, self._claim = desk, page, line, claim
        self.reader: TextReader | None = None
        self._guided = self._put_away = False

    @property
    def open(self) -> bool:
        """Whether a text stands beside the question."""
        return self.reader is not None and not self.reader.isHidden()

    def offer(self, item: str) -> tuple[str, str]:
        """What the button of the head says, and its name; empty where there is no text."""
        a, tr = self.desk.here, self.desk.look.tr
        found = texts.pinned(a, item)
        words = texts.page_name(found[0], tr) if found else ""
        if not found and texts.texts(a):
            words = tr("Official texts")
        return words, tr("{words} (T)", words=words) if words else ""

    def toggle(self, item: str) -> None:
        """Show the page that is pinned to a question, or put the text away."""
        if self.open:
            self.leave()
            self.left.emit()
            return
        a = self.desk.here
        found, listed = texts.pinned(a, item), texts.texts(a)
        if not listed:
            self.desk.go(Place("texts"))
            return
        text, page = (found[0].text.id, found[0].page) if found else (self._last(listed), 1)
        if self._has_room():
            self._show(text, page, item)
        else:
            self.desk.go(Place("text", text, item, str(page)))

    def _last(self, listed: tuple[texts.OfficialText, ...]) -> str:
        """The text that was read last, else the first."""
        shown = None if self.reader is None or self.reader.text is None else self.reader.text.id
        return shown if shown in {one.id for one in listed} else listed[0].id

    def _has_room(self) -> bool:
        panel = self.desk.look.px(300) if self._guided else 0
        return self._page.width() + panel >= self.desk.look.px(ROOM)

    def _show(self, text: str, page: int, item: str) -> None:
        if self.reader is None:
            from fosdesk.ui.texts.reader import TextReader

            self.reader = TextReader(self.desk)
            self.reader.closed.connect(self._closed)
            self._line.addWidget(self.reader, 1)
        if self._guided:
            self._put_away = True
            self.desk.toggle_guidance()
        self._claim(True)
        reveal(self.reader, True)
        self.reader.show_page(text, page, item)
        self.reader.enter()

    def _closed(self) -> None:
        self.leave()
        self.left.emit()

    def leave(self) -> None:
        """Put the text away; the guidance comes back where it stood before."""
        if self.reader is None or not self.open:
            return
        reveal(self.reader, False)
        self._claim(False)
        self.reader.shut()
        if self._put_away and not self._guided:
            self.desk.toggle_guidance()
        self._put_away = False

    def guidance_shown(self, shown: bool) -> None:
        """There is room for one of the two: guidance that is opened takes the place of the text."""
        self._guided = shown
        if shown and self.open:
            self._put_away = False
            self.leave()

    def about(self, item: str) -> None:
        """The person went to another question."""
        if self.reader is not None and self.open and self.reader.item != item:
            self.reader.about(item)

    def refresh(self) -> None:
        """Something was recorded, perhaps a pin."""
        if self.reader is not None and self.open:
            self.reader.refresh()

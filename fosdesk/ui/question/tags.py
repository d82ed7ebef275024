"""The follow-up a level asks for: removable tags that say in words what is still missing."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from fosdesk.ui.paint import RADIUS_CONTROL, focus_edge, mirrored, rounded, text_flags
from fosdesk.ui.parts.button import Button
from fosdesk.ui.parts.fields import Line
from fosdesk.ui.parts.flow import Flow
from fosdesk.ui.parts.focus import Pressable
from fosdesk.ui.parts.marks import Icon
from fosdesk.ui.parts.panel import reveal
from fosdesk.ui.text import Label, shown
from fosdesk.ui.theme.look import Look

KEYS = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class Tag(Pressable):
    """One word with a cross; pressing it removes the word."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look, self._shown = look, ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_word(self, text: str) -> None:
        """Show a word."""
        if text != self.text():
            self._shown = shown(text, self.look.rtl)
            self.setText(text)
            self.setAccessibleName(self.look.tr("{word}: remove", word=text))
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        """The word, the cross and the room for the mark of focus."""
        metrics = self.look.metrics("second")
        return QSize(metrics.horizontalAdvance(self._shown) + self.look.px(36), metrics.height() + 10)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space, Enter and Delete remove the word."""
        if event.key() in KEYS:
            self.click()
        else:
            event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Edge, word, cross."""
        painter = QPainter(self)
        box = self.rect().adjusted(2, 2, -2, -2)
        fill = self.look.colour("hover" if self.underMouse() else "card")
        rounded(painter, QRectF(box), RADIUS_CONTROL, fill, QPen(self.look.colour("line-strong"), 1))
        painter.setFont(self.look.font("second"))
        painter.setPen(self.look.colour("text"))
        words = mirrored(box.adjusted(8, 0, -self.look.px(20), 0), box, self.look.rtl)
        painter.drawText(words, text_flags(self.look.rtl), self._shown)
        size = self.look.px(14)
        cross = QRect(box.right() - size - 6, box.center().y() - size // 2 + 1, size, size)
        pixmap = self.look.icon("x", "muted", 14, self.devicePixelRatioF())
        painter.drawPixmap(mirrored(cross, box, self.look.rtl).topLeft(), pixmap)
        if self.ringed:
            focus_edge(painter, QRectF(box).adjusted(2, 2, -2, -2), self.look)


class TagRow(QWidget):
    """Label, tags, and a plus that opens a field for the next one. `changed` carries all words."""

    changed = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self._words: tuple[str, ...] = ()
        self._tags: list[Tag] = []
        self._flow = Flow(self, gap=6)
        self._flow.addWidget(Icon(look, "corner-down-right", "accent"))
        self._label = Label(look, "", "second")
        self._flow.addWidget(self._label)
        self._plus = Button(look, "", "plus", small=True, name=look.tr("Add"))
        self._plus.ink = "accent"
        self._plus.clicked.connect(self._begin)
        self.field = Line(look, look.tr("Add"), width=200)
        self.field.committed.connect(self.take)
        self._flow.addWidget(self.field)
        self._flow.addWidget(self._plus)
        self.field.hide()

    def show_words(self, label: str, words: tuple[str, ...], *, read_only: bool) -> None:
        """Show the tags; without a label the row hides."""
        reveal(self, bool(label))
        self._label.show_text(label)
        reveal(self._plus, not read_only and not self.field.isVisible())
        self._words = words
        for _ in range(len(self._tags), len(words)):
            self._tags.append(self._new_tag())
        for number, tag in enumerate(self._tags):
            if number < len(words):
                tag.show_word(words[number])
                tag.setEnabled(not read_only)
            reveal(tag, number < len(words))

    def take(self) -> None:
        """Add what stands in the field."""
        word = self.field.text().strip()
        self.field.clear()
        if word and word not in self._words:
            self.changed.emit((*self._words, word))
        if not self.field.hasFocus() or not word:
            self.field.hide()
            self._plus.show()

    def _begin(self) -> None:
        self._plus.hide()
        self.field.show()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _remove(self, word: str) -> None:
        self.changed.emit(tuple(other for other in self._words if other != word))

    def _new_tag(self) -> Tag:
        tag = Tag(self.look)
        tag.clicked.connect(lambda: self._remove(tag.text()))
        for last in (self.field, self._plus):
            self._flow.removeWidget(last)
        for part in (tag, self.field, self._plus):
            self._flow.addWidget(part)
        return tag

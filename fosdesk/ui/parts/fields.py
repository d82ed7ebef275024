"""Fields to type into and lists to choose from: plain text only, with accessible names."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QMimeData, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QShowEvent,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QStyleOptionButton,
)

from fosdesk.base.text import printable
from fosdesk.ui.paint import mirrored, rounded
from fosdesk.ui.parts.copied import files_in, pastes_evidence
from fosdesk.ui.text import reads_rtl, shown
from fosdesk.ui.theme.look import Look

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Line(QLineEdit):
    """One line of text. `committed` is sent when the focus leaves (`left`) and on Enter (`entered`)."""

    committed = Signal()
    left = Signal()
    entered = Signal()

    def __init__(self, look: Look, name: str, *, placeholder: str = "", width: int = 0) -> None:
        super().__init__()
        self.look = look
        self.setFont(look.font())
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        if width:
            self.fit(width)
        self.textChanged.connect(self._turn)
        self._turn("")

    def fit(self, width: int) -> None:
        """Be `width` wide (at 100 % text size), and never narrower than the placeholder."""
        words = self.look.metrics().horizontalAdvance(self.placeholderText()) + 24
        self.setMinimumWidth(max(min(self.look.px(width), self.look.px(90)), words))
        self.setMaximumWidth(max(self.look.px(width), words))

    def show_text(self, text: str) -> None:
        """Show a recorded text; what stands there already is left alone, with its cursor."""
        if text != self.text():
            self.setText(text)
            self.setCursorPosition(0)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Text may be dropped; files are for whatever the field stands in."""
        event.ignore() if files_in(event.mimeData()) else super().dragEnterEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving the field commits it."""
        super().focusOutEvent(event)
        self.left.emit()
        self.committed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter commits; with Ctrl it stays here, alone it is for the page as well (next question)."""
        if pastes_evidence(event):
            event.ignore()
            return
        super().keyPressEvent(event)
        if event.key() in ENTER:
            self.entered.emit()
            self.committed.emit()
            event.setAccepted(bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))

    def _turn(self, text: str) -> None:
        turned = reads_rtl(text)
        rtl = self.look.rtl if turned is None else turned
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight)
        # said outright, for Qt would align a placeholder by its own letters and not by the page
        side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
        self.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)


class Paragraphs(QPlainTextEdit):
    """A text of several lines that grows with what is typed, up to a limit. Tab leaves the field."""

    committed = Signal()

    def __init__(
        self, look: Look, name: str, *, placeholder: str = "", lines: int = 3, most: int = 12
    ) -> None:
        super().__init__()
        self.look, self._least, self._most = look, lines, most
        self.setFont(look.font())
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        option = self.document().defaultTextOption()
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document().setDefaultTextOption(option)
        self.document().documentLayout().documentSizeChanged.connect(self._grow)
        self._grow()

    def text(self) -> str:
        """What stands in the field."""
        return self.toPlainText()

    def show_text(self, text: str) -> None:
        """Show a recorded text; what stands there already is left alone, with its cursor."""
        if text != self.toPlainText():
            self.setPlainText(text)

    def sizeHint(self) -> QSize:
        """As high as its lines."""
        return QSize(240, self._height(self._least))

    def showEvent(self, event: QShowEvent) -> None:
        """Fill its own ground, else each key draws the card and the window behind it as well."""
        super().showEvent(event)
        self.viewport().setAutoFillBackground(True)  # the style sheet has just taken that away

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving the field commits it."""
        super().focusOutEvent(event)
        self.committed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter commits; Enter is a new line; a picture or a file that is pasted is for the card."""
        if pastes_evidence(event):
            event.ignore()
            return
        if event.key() in ENTER and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.committed.emit()
            event.accept()
            return
        super().keyPressEvent(event)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Text may be dropped or pasted; files are for whatever the field stands in."""
        return source.hasText() and not files_in(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste text only, with what no document can hold replaced."""
        if source.hasText():
            self.insertPlainText(printable(source.text()))

    def _grow(self) -> None:
        lines = min(
            max(self.document().lineCount(), int(self.document().size().height()), self._least), self._most
        )
        if self.height() != self._height(lines):
            self.setFixedHeight(self._height(lines))

    def _height(self, lines: int) -> int:
        return lines * self.look.metrics().lineSpacing() + 20


class Choice(QComboBox):
    """A list to choose one of; each choice has a value that is not shown."""

    def __init__(self, look: Look, name: str, choices: Iterable[tuple[str, str]] = ()) -> None:
        super().__init__()
        self.look = look
        self.setFont(look.font())
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumHeight(max(look.px(32), look.metrics().height() + 10))
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.offer(choices)

    def offer(self, choices: Iterable[tuple[str, str]]) -> None:
        """Fill the list with (value, text) pairs."""
        self.clear()
        for value, text in choices:
            self.addItem(shown(text, self.look.rtl), value)

    def value(self) -> str:
        """The chosen value; empty where nothing is chosen."""
        return str(self.currentData() or "")

    def show_value(self, value: str) -> None:
        """Choose by value without telling anybody."""
        index = self.findData(value)
        if index != self.currentIndex():
            blocked = self.blockSignals(True)
            self.setCurrentIndex(index)
            self.blockSignals(blocked)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scrolling the page does not change an answer."""
        event.ignore()

    def sizeHint(self) -> QSize:
        """The longest choice, its padding and the arrow."""
        hint = super().sizeHint()
        return QSize(hint.width() + self.look.px(16), hint.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The list box with the arrow of our icons."""
        super().paintEvent(event)
        size = self.look.px(14)
        place = QRect(self.width() - size - 8, (self.height() - size) // 2, size, size)
        place = mirrored(place, self.rect(), self.layoutDirection() == Qt.LayoutDirection.RightToLeft)
        pixmap = self.look.icon("chevron-down", "muted", 14, self.devicePixelRatioF())
        QPainter(self).drawPixmap(place.topLeft(), pixmap)


class Tick(QCheckBox):
    """A box to tick whose edge is seen in every theme; Fusion's own vanishes on dark ground."""

    def __init__(self, look: Look, text: str) -> None:
        super().__init__()
        self.look = look
        self.setFont(look.font())
        self.show_text(text)

    def show_text(self, text: str) -> None:
        """Show and speak these words."""
        self.setText(shown(text, self.look.rtl).replace("&", "&&"))
        self.setAccessibleName(text)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The words as ever, our own box over the one of the style, the mark of focus."""
        from PySide6.QtWidgets import QStyle  # its enumerations are many: not before the first paint

        super().paintEvent(event)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        place = self.style().subElementRect(QStyle.SubElement.SE_CheckBoxIndicator, option, self)
        painter, on = QPainter(self), self.isChecked()
        box = QRectF(place).adjusted(0.5, 0.5, -0.5, -0.5)
        edge = "accent" if on or self.hasFocus() else "line-strong"
        pen = QPen(self.look.colour(edge), 2 if self.hasFocus() else 1)
        rounded(painter, box, 3, self.look.colour("accent" if on else "card"), pen)
        if on:
            ink, size = self.look.theme["on-accent"], place.width() - 2
            pixmap = self.look.icons.pixmap("check", ink, size, self.devicePixelRatioF())
            painter.drawPixmap(place.left() + 1, place.top() + 1, pixmap)


def check_box(look: Look, text: str) -> Tick:
    """A box to tick with its words."""
    return Tick(look, text)

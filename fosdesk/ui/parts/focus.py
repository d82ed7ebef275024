"""The mark of focus belongs to people who use the keyboard: pressing with the mouse shows none."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QRadioButton, QWidget


class Pressable(QAbstractButton):
    """Base of the painted buttons: `ringed` says whether the mark of focus is drawn."""

    _by_keyboard = False

    @property
    def ringed(self) -> bool:
        """Whether the button has the focus and got it from the keyboard."""
        return self._by_keyboard and self.hasFocus()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Remember how the focus came."""
        self._by_keyboard = event.reason() is not Qt.FocusReason.MouseFocusReason
        super().focusInEvent(event)


class PressableRadio(QRadioButton):
    """The same for rows that are read out as radio buttons."""

    _by_keyboard = False

    @property
    def ringed(self) -> bool:
        """Whether the row has the focus and got it from the keyboard."""
        return self._by_keyboard and self.hasFocus()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Remember how the focus came."""
        self._by_keyboard = event.reason() is not Qt.FocusReason.MouseFocusReason
        super().focusInEvent(event)


def focused() -> QWidget | None:
    """The part of the window that has the focus, if any has."""
    return QApplication.focusWidget()

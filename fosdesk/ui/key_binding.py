"""Finds in the table of keys what a key press means, on any keyboard."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from fosdesk.ui.keys import keys_of

Act = Callable[[int], object]
"""What a key does; it is given the number of the key in its row, 0 for most."""

LAST_PRINTABLE = 0x00FF_FFFF
LETTERS = range(int(Qt.Key.Key_A), int(Qt.Key.Key_Z) + 1)


class Binding:
    """The keys of one listener. Raises KeyError where the table names an action that `acts` does not have."""

    def __init__(self, scope: str, acts: Mapping[str, Act]) -> None:
        self._calls = {
            _combination(name): (acts[key.action], number)
            for key in keys_of(scope)
            for number, name in enumerate(key.keys)
        }

    def press(self, event: QKeyEvent) -> bool:
        """Do what the key means; False where it means nothing here."""
        call, number = self._calls.get(combined(event), (None, 0))
        if call is None:
            return False
        call(number)
        return True


def combined(event: QKeyEvent) -> int:
    """Key and modifiers as the table writes them.

    Shift is left out where it only makes the character: French keyboards need it for digits. Digits of other
    scripts are digits. A letter key of another script counts as the Latin letter on it where the system says.
    """
    key, text = event.key(), event.text()
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if len(text) == 1 and (digit := unicodedata.digit(text, None)) is not None:
        key = int(Qt.Key.Key_0) + digit
    elif key > int(Qt.Key.Key_ydiaeresis) and key <= LAST_PRINTABLE and event.nativeVirtualKey() in LETTERS:
        key = event.nativeVirtualKey()
    if key <= LAST_PRINTABLE:
        modifiers &= ~Qt.KeyboardModifier.ShiftModifier
    return key | modifiers.value


def _combination(name: str) -> int:
    """The key of a name as one number; Qt's own types do not say that a sequence has members."""
    combination: QKeyCombination = QKeySequence(name)[0]  # type: ignore[index]
    return combination.toCombined()

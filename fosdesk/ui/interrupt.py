"""Ctrl+C in the terminal closes the window as a person would, with everything recorded."""

from __future__ import annotations

import signal
import socket

from PySide6.QtCore import QObject, QSocketNotifier
from PySide6.QtWidgets import QWidget


class Interrupt(QObject):
    """Wakes the event loop of Qt, which would not let Python see the signal until the next key or click."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._ours, self._theirs = socket.socketpair()
        for end in (self._ours, self._theirs):
            end.setblocking(False)
        signal.set_wakeup_fd(self._theirs.fileno(), warn_on_full_buffer=False)
        signal.signal(signal.SIGINT, lambda *_: None)
        self._notifier = QSocketNotifier(self._ours.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(lambda *_: self._heard(window))

    def end(self) -> None:
        """Give the signal back."""
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        for end in (self._ours, self._theirs):
            end.close()

    def _heard(self, window: QWidget) -> None:
        self._ours.recv(64)
        window.close()

"""The one crossing from other threads to the window's thread."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from PySide6.QtCore import QObject, Qt, Signal, Slot
from shiboken6 import isValid

from fosdesk.model.snapshot import ChangeSet


class Ends(Protocol):
    """A future or a job: something that calls back when it has ended, from whatever thread."""

    def add_done_callback(self, call: Callable[[Any], None]) -> object:
        """Call when it has ended."""
        ...

    def result(self, timeout: float | None = None) -> Any:
        """The result, or the exception."""
        ...


class Bridge(QObject):
    """Delivers change sets, results and progress to the window's thread, in the order they were made."""

    changed = Signal(object)
    """A ChangeSet of the open assessment."""
    crashed = Signal(object)
    """An exception that is our own mistake."""
    _posted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._open = True
        self._posted.connect(self._run, Qt.ConnectionType.QueuedConnection)

    def post(self, call: Callable[[], None]) -> None:
        """Call `call` in the window's thread, soon; may be called from any thread."""
        if self._open:
            self._posted.emit(call)

    def hear(self, changes: ChangeSet) -> None:
        """Listener for an open assessment; called on the store's thread."""
        self.post(lambda: self.changed.emit(changes))

    def when_done(
        self,
        work: Ends,
        done: Callable[[Any], None],
        failed: Callable[[BaseException], None],
        owner: QObject | None = None,
    ) -> None:
        """Call `done` with the result, or `failed` with the error, in the window's thread.

        Nothing is called where the `owner` is gone by then: a page that was left and forgotten.
        """

        def deliver(ended: Ends) -> None:
            if owner is None or isValid(owner):
                _deliver(ended, done, failed)

        work.add_done_callback(lambda ended: self.post(lambda: deliver(ended)))

    def close(self) -> None:
        """From now on nothing is delivered: the window is going away."""
        self._open = False

    @Slot(object)
    def _run(self, call: Callable[[], None]) -> None:
        if self._open:
            call()


def _deliver(ended: Ends, done: Callable[[Any], None], failed: Callable[[BaseException], None]) -> None:
    try:
        result = ended.result(0)
    except BaseException as error:  # noqa: BLE001 - handed on whole; KeyboardInterrupt cannot arise here
        failed(error)
    else:
        done(result)

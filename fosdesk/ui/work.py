"""Long work with its progress and a way to stop it, as a strip on the page that asked for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QProgressBar
from shiboken6 import isValid

from fosdesk.base.jobs import Job
from fosdesk.base.progress import Progress
from fosdesk.ui.desk import Desk
from fosdesk.ui.parts.button import Button, Variant
from fosdesk.ui.parts.panel import Panel, column, row
from fosdesk.ui.text import Label

PATIENCE = 400
"""Milliseconds before progress is shown: shorter work shows none."""


class Work(Panel):
    """Runs one job at a time; `ended` tells that it is over, well or not."""

    ended = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.look, edge="accent")
        self.desk = desk
        self._job: Job[Any] | None = None
        self._label = Label(desk.look, "", "body", wrap=True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.stop = Button(desk.look, desk.look.tr("Cancel"), "x", Variant.OUTLINED)
        self.stop.clicked.connect(self.cancel)
        words = column(gap=6)
        words.addWidget(self._label)
        words.addWidget(self.bar)
        line = row(self, gap=16, margins=(16, 10, 10, 10))
        line.addLayout(words, 1)
        line.addWidget(self.stop, 0, Qt.AlignmentFlag.AlignVCenter)
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE)
        self._patience.timeout.connect(self.show)
        self.hide()

    @property
    def busy(self) -> bool:
        """Whether work is under way."""
        return self._job is not None

    def run(self, text: str, work: Callable[[Progress], Any], done: Callable[[Any], None]) -> None:
        """Do `work` in the job runner; `done` gets its result in the window's thread."""
        if self.busy:
            return
        self._label.show_text(text)
        self.bar.setRange(0, 0)
        self.bar.setAccessibleName(text)
        self.stop.setEnabled(True)
        self._patience.start()
        bridge = self.desk.bridge
        self._job = self.desk.context.jobs.submit(
            work, lambda part, total, said: bridge.post(lambda: self._show(part, total, said))
        )
        bridge.when_done(
            self._job,
            lambda result: self._end(done, result),
            lambda error: self._end(self.desk.trouble, error),
        )

    def cancel(self) -> None:
        """Ask the work to stop; it leaves no half-made file."""
        if self._job is not None:
            self.stop.setEnabled(False)
            self._job.cancel()

    def _show(self, part: int, total: int, said: str) -> None:
        if not isValid(self):
            return
        self.bar.setRange(0, max(1, total))
        self.bar.setValue(part)
        if said:
            self._label.show_text(said)

    def _end(self, tell: Callable[[Any], None], what: Any) -> None:
        if isValid(self):
            self._job = None
            self._patience.stop()
            self.hide()
        tell(what)
        if isValid(self):
            self.ended.emit()

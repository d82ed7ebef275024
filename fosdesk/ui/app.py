"""Start the window: the frame is painted first, then the last assessment is opened behind it."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from fosdesk.ui import plain_imports  # noqa: F401  before the others
from fosdesk.ui.bridge import Bridge
from fosdesk.ui.desk import Dialogs
from fosdesk.ui.frame.window import Window
from fosdesk.ui.theme.look import load_fonts
from fosdesk.ui.theme.style import STYLE

if TYPE_CHECKING:
    from fosdesk.services.context import AppContext

FIRST_SIZE = (1366, 768)
LOADED = 5_000
"""Milliseconds after which the start is over, whatever was asked for."""


def run(context: AppContext, argv: Sequence[str]) -> int:
    """Show the window until it is closed; `argv` may name a dossier to open. Returns the exit code."""
    from fosdesk.ui.crash import on_own_mistake
    from fosdesk.ui.interrupt import Interrupt

    app = application()
    window = make_window(context)
    on_own_mistake(window.bridge.crashed.emit)
    window.begin_with(argv)
    window.show()
    interrupt = Interrupt(window)
    QTimer.singleShot(LOADED, window, begin_collecting)
    code = app.exec()
    interrupt.end()
    finish(window)
    return code


def begin_collecting() -> None:
    """Let the collector of waste begin, and spare it what was loaded until now.

    That stays to the end of the program. Looked through again and again it would stop the window for some
    60 ms each time, most often while a document is made.
    """
    gc.freeze()
    gc.enable()


def application() -> QApplication:
    """The one QApplication of the process."""
    app = QApplication.instance() or QApplication([sys.argv[0], "-style", STYLE])
    assert isinstance(app, QApplication)
    app.setApplicationName("FOSDesk")
    app.setDesktopFileName("fosdesk")
    return app


def make_window(context: AppContext, dialogs: Dialogs | None = None) -> Window:
    """The window of a context, not yet shown."""
    from fosdesk.ui.dialogs import system_dialogs

    load_fonts(context.paths.fonts)
    window = Window(context, Bridge(), dialogs or system_dialogs(), context.settings_store.read())
    width, height = FIRST_SIZE
    screen = window.screen().availableGeometry()
    window.resize(min(width, screen.width()), min(height, screen.height()))
    return window


def finish(window: Window) -> None:
    """After the window is gone: a backup of what changed, the lock released, the jobs ended."""
    window.bridge.close()
    context, a = window.context, window.assessment
    try:
        if a is not None:
            context.library.close(a).result()
    finally:
        context.jobs.shutdown()

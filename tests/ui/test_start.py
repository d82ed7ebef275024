"""The program as people start it: the frame first, then what was open, or the dossier named."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from fosdesk.base.paths import HOME_VARIABLE
from fosdesk.base.progress import SilentProgress
from fosdesk.services.context import AppContext
from fosdesk.services.facts import Person
from fosdesk.ui.frame.window import Window

WATCHED = """
import sys
from fosdesk import __main__ as program
from fosdesk.ui import app

class Watched(app.Window):
    def show_assessment(self, a):
        super().show_assessment(a)
        heavy = {"openpyxl", "reportlab", "docx", "sqlalchemy", "asyncio", "ssl", "fosdesk.model.report"}
        print("opened", sorted(heavy & set(sys.modules)), flush=True)
        print("open", a.facts.country, flush=True)

    def paintEvent(self, event):
        if not self._begun:
            heavy = {"sqlalchemy", "openpyxl", "reportlab", "cryptography", "yaml", "babel"}
            heavy |= {"_hashlib", "secrets", "sqlite3", "concurrent.futures", "fosdesk.forms.pack"}
            print("painted", sorted(heavy & set(sys.modules)), flush=True)
        super().paintEvent(event)

app.Window = Watched
sys.exit(program.main([]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="a console of its own would be needed to send Ctrl+C")
def test_the_frame_is_painted_before_anything_heavy_and_ctrl_c_releases_the_lock(filled: AppContext) -> None:
    home = filled.paths.settings_file.parent
    env = os.environ | {HOME_VARIABLE: str(home), "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", WATCHED]
    with subprocess.Popen(command, env=env, stdout=subprocess.PIPE, text=True) as started:
        assert started.stdout is not None
        said = [started.stdout.readline().strip() for _ in range(3)]
        started.send_signal(signal.SIGINT)
        assert said == ["painted []", "opened []", "open Valdoria"]
        assert started.wait(60) == 0
    again = filled.library.open_now(filled.library.list()[0].id, Person("Ana"), SilentProgress())
    again.close().result()


def test_the_dossier_named_at_the_start_is_taken_in(
    filled: AppContext, opens: Callable[..., Window], answers, tmp_path: Path, qtbot: QtBot
) -> None:
    """`fosdesk file.fosdesk`, as the system calls it when a dossier is opened."""
    window = opens(filled)
    answers.folder = tmp_path
    window.page().copy.click()
    qtbot.waitUntil(lambda: not window.page().work.busy, timeout=60_000)
    (dossier,) = tmp_path.glob("*.fosdesk")
    window.close_assessment()
    filled.jobs.submit(lambda _progress: None).result()
    again = opens(filled, argv=(str(dossier),))
    qtbot.waitUntil(lambda: "merged into Valdoria" in again.shell.banner.text(), timeout=60_000)

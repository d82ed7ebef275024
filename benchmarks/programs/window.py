"""The window of FOSDesk, telling when it has reached what.

window.py start SECTION       the real start, with the last assessment, to a section of it
window.py section SECTION …   from section to section, once for each word on stdin
window.py typing SECTION      a hundred keys into a comment, once for each word on stdin
window.py weigh               memory with the last assessment open
window.py stall               a timer of 5 ms while nothing happens, and while each document is made
"""

import json
import os
import sys
import time
from dataclasses import replace
from itertools import pairwise
from pathlib import Path


def say(**found):
    print(json.dumps(found), flush=True)


def now():
    return time.perf_counter()


def start(section):
    """As `python -m fosdesk` starts; the window is watched from outside its classes."""
    from fosdesk import __main__ as program
    from fosdesk.bootstrap import wire  # noqa: F401  in the order in which the program imports
    from fosdesk.ui import app

    class Watched(watched(app.Window, section)):
        pass

    app.Window = Watched
    sys.exit(program.main([]))


def watched(window, section):
    """The window with marks at what a person would see."""
    from PySide6.QtCore import QTimer

    class Marked(window):
        marked = False

        def paintEvent(self, event):  # noqa: N802
            if not self.marked:
                self.marked = True
                QTimer.singleShot(0, self, lambda: say(mark="painted", at=now()))
            super().paintEvent(event)

        def show_assessment(self, a):
            say(mark="open", at=now())
            super().show_assessment(a)
            self.seen = when_painted(self.page(), self.home_painted)

        def home_painted(self):
            from fosdesk.ui.desk import Place

            say(mark="home", at=now())
            self.go(Place("question", section))
            self.seen = when_painted(self.page(), self.section_painted)

        def section_painted(self):
            say(mark="section", at=now())
            when(lambda: whole(self.page(), section), self.section_whole)

        def section_whole(self):
            say(mark="whole", at=now())
            when(self.assessment.store.opening_check.done, self.idle)

        def idle(self):
            from PySide6.QtWidgets import QApplication

            QTimer.singleShot(500, self, lambda: (say(**memory()), QApplication.exit(0)))

    return Marked


def memory():
    """Megabytes of this process: shared pages in proportion, and as if nobody shared them."""
    path = Path("/proc/self/smaps_rollup")
    if not path.exists():
        return {}
    lines = dict(line.split(":", 1) for line in path.read_text().splitlines()[1:])
    return {name: int(lines[key].split()[0]) / 1024 for name, key in (("memory", "Pss"), ("resident", "Rss"))}


def when_painted(widget, call):
    """Call once `widget` has been painted; the object returned has to be kept until then."""
    from PySide6.QtCore import QObject, QTimer

    class Watch(QObject):
        def eventFilter(self, watched, event):  # noqa: N802
            if event.type() == event.Type.Paint:
                watched.removeEventFilter(self)
                QTimer.singleShot(0, watched, call)
            return False

    watch = Watch()
    widget.installEventFilter(watch)
    return watch


def when(true, call):
    """Call as soon as `true()` holds."""
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    if true():
        call()
    else:
        QTimer.singleShot(1, QApplication.instance(), lambda: when(true, call))


def whole(page, section):
    """Whether every question of the section has its card."""
    a = page.desk.here
    items = [item for item in a.bank.section(section).items if a.form.visible(item.id)]
    return [card.item_id for card in page.cards if not card.isHidden()] == [item.id for item in items]


# --- an open window, driven from here


class Driven:
    """The window with its last assessment open; nothing is asked of the system."""

    def __init__(self):
        from fosdesk.ui import app
        from fosdesk.ui.desk import Dialogs

        self.app = app.application()
        self.context = context()
        dialogs = Dialogs(
            open_file=lambda *_: None,
            open_files=lambda *_: (),
            save_file=lambda *_: None,
            folder=lambda *_: None,
            show_folder=lambda _path: None,
            open_outside=lambda _path: None,
        )
        self.window = app.make_window(self.context, dialogs)
        self.window.begin_with([])
        self.window.show()
        self.window.activateWindow()
        self.until(lambda: self.window.assessment is not None)
        self.window.assessment.store.opening_check.result()
        app.begin_collecting()  # as the program does some seconds after its start
        self.settle()

    def until(self, true):
        while not true():
            self.app.processEvents()

    def settle(self):
        until = now() + 0.15
        while now() < until:
            self.app.processEvents()

    def go(self, page, section=""):
        from fosdesk.ui.desk import Place

        self.window.go(Place(page, section))


def context():
    """The program as it ships, or the one that BENCH_PROGRAM names: with other packs."""
    from fosdesk.base.paths import default_paths
    from fosdesk.bootstrap import wire

    paths = default_paths()
    program = os.environ.get("BENCH_PROGRAM")
    return wire(replace(paths, program=Path(program)) if program else paths)


def weigh():
    driven = Driven()
    driven.go("question", "aed_legal")
    driven.settle()
    say(**memory())


def section(*names):
    driven = Driven()
    for name in names:
        driven.go("question", name)
        driven.settle()
    page = driven.window.page()
    say(ready=True)
    for number, _ in enumerate(sys.stdin):
        name = names[number % len(names)]
        painted = []
        watch = when_painted(page, lambda: painted.append(now()))  # noqa: B023  used in this round only
        began = now()
        driven.go("question", name)
        driven.until(lambda: painted)  # noqa: B023
        driven.until(lambda: whole(page, name))  # noqa: B023
        driven.app.processEvents()
        say(painted=(painted[0] - began) * 1000, whole=(now() - began) * 1000)
        del watch
        driven.settle()


def typing(name):
    import bare
    from PySide6.QtWidgets import QPlainTextEdit

    driven = Driven()
    driven.go("question", name)
    driven.settle()
    page = driven.window.page()
    card = page.cards[0]
    say(ready=True)
    for _ in sys.stdin:
        card.open_aside("comment")
        driven.settle()
        editor = next(one for one in card.findChildren(QPlainTextEdit) if one.isVisible())
        before = editor.toPlainText()
        took = bare.press_keys(driven.app, editor)
        if len(editor.toPlainText()) < len(before) + 100:
            raise AssertionError("the keys did not arrive")
        say(key=took)
        page.commits.discard()
        driven.go("overview")
        driven.go("question", name)
        driven.settle()


def stall():
    """Longest time between two ticks: idle, then during each document's first making in this process."""
    from PySide6.QtCore import QEventLoop, QTimer

    driven = Driven()
    driven.go("documents")
    driven.settle()
    page = driven.window.page()
    ticks = []
    timer = QTimer(interval=5)
    timer.setTimerType(timer.timerType().PreciseTimer)
    timer.timeout.connect(lambda: ticks.append(now()))

    def longest(busy):
        ticks.clear()
        timer.start()
        ended = now() + 1.5
        while now() < ended or busy():  # sleeping between events, as the running program does
            driven.app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        timer.stop()
        return max(b - a for a, b in pairwise(ticks)) * 1000

    found = {"idle": longest(lambda: False)}
    from fosdesk.services.made import documents
    from fosdesk.ui.pages.documents import DocumentPart

    before = len(documents(driven.window.assessment))
    for part in page.findChildren(DocumentPart):
        page.write(part)
        found[part.card.id] = longest(lambda: page.work.busy)
    made = len(documents(driven.window.assessment)) - before
    if made != len(found) - 1:
        raise AssertionError(f"documents made: {made}")
    say(**found)


if __name__ == "__main__":
    globals()[sys.argv[1]](*sys.argv[2:])

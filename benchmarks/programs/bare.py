"""The floor of the window: Qt alone, and Qt with just the rows and frames that a section needs.

bare.py paint                 an empty main window
bare.py composite STORE TEXTS the cells read, one section in plain frames
bare.py cards TEXTS           another section into the same frames, once for each word on stdin
bare.py typing TEXTS          a hundred keys into a plain editor, once for each word on stdin
"""

import json
import sys
import time
from pathlib import Path


def say(**found):
    print(json.dumps(found), flush=True)


def now():
    return time.perf_counter()


def memory():
    """Megabytes of this process: shared pages in proportion, and as if nobody shared them."""
    path = Path("/proc/self/smaps_rollup")
    if not path.exists():
        return {}
    lines = dict(line.split(":", 1) for line in path.read_text().splitlines()[1:])
    return {name: int(lines[key].split()[0]) / 1024 for name, key in (("memory", "Pss"), ("resident", "Rss"))}


def paint():
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication, QMainWindow

    class Window(QMainWindow):
        seen = False

        def paintEvent(self, event):  # noqa: N802
            super().paintEvent(event)
            if not self.seen:
                self.seen = True
                QTimer.singleShot(0, self, painted)

    def painted():
        say(mark="painted", at=now())
        QTimer.singleShot(500, app, lambda: (say(**memory()), app.quit()))

    app = QApplication(sys.argv[:1])
    window = Window()
    window.resize(1366, 768)
    window.show()
    app.exec()


class Frames:
    """One section in plain Qt: a frame for each question, filled anew for another section."""

    def __init__(self, texts):
        from PySide6.QtCore import QObject
        from PySide6.QtWidgets import QMainWindow, QScrollArea, QVBoxLayout, QWidget

        class Watch(QObject):
            painted = False

            def eventFilter(self, _watched, event):  # noqa: N802
                self.painted = self.painted or event.type() == event.Type.Paint
                return False

        self.sections = texts["sections"]
        self.window, self.inside, self.watch = QMainWindow(), QWidget(), Watch()
        self.column = QVBoxLayout(self.inside)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(self.inside)
        self.inside.installEventFilter(self.watch)
        self.window.setCentralWidget(area)
        self.window.resize(1366, 768)
        self.cards = []

    def card(self):
        from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QRadioButton, QVBoxLayout

        frame, parts = QFrame(), []
        column = QVBoxLayout(frame)
        for _ in range(3):
            label = QLabel()
            label.setWordWrap(True)
            column.addWidget(label)
            parts.append(label)
        for _ in range(5):
            line, button, label = QHBoxLayout(), QRadioButton(), QLabel()
            label.setWordWrap(True)
            line.addWidget(button)
            line.addWidget(label, 1)
            column.addLayout(line)
            parts += [button, label]
        line = QHBoxLayout()
        for name in ("Not applicable", "Unknown", "Comment", "Evidence"):
            line.addWidget(QPushButton(name))
        column.addLayout(line)
        return frame, parts

    def show(self, number):
        section = self.sections[number % len(self.sections)]
        while len(self.cards) < len(section):
            self.cards.append(self.card())
            self.column.addWidget(self.cards[-1][0])
        for (frame, parts), texts in zip(self.cards, section, strict=False):
            for part, text in zip(parts, texts, strict=False):
                part.setText(text)
            frame.setVisible(True)
        for frame, _ in self.cards[len(section) :]:
            frame.setVisible(False)


def composite(store, texts):
    import sqlite3

    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication

    app = QApplication(sys.argv[:1])
    raw = sqlite3.connect(store)
    cells = {row[:2]: json.loads(row[2]) for row in raw.execute("SELECT * FROM cell")}
    frames = Frames(json.loads(Path(texts).read_text("utf-8")))
    frames.show(0)
    frames.window.show()

    def look():
        if not frames.watch.painted:
            QTimer.singleShot(0, app, look)
            return
        say(mark="section", at=now(), cells=len(cells))
        QTimer.singleShot(500, app, lambda: (say(**memory()), app.quit()))

    QTimer.singleShot(0, app, look)
    app.exec()


def dressed(texts):
    """An application with the style, fonts and style sheet of the program."""
    from PySide6.QtWidgets import QApplication

    from fosdesk.ui.theme.look import load_fonts
    from fosdesk.ui.theme.style import palette, style_sheet
    from fosdesk.ui.theme.tokens import LIGHT

    app = QApplication(sys.argv[:1])
    load_fonts(Path(texts["fonts"]))
    app.setStyle("Fusion")
    app.setPalette(palette(LIGHT))
    app.setStyleSheet(style_sheet(LIGHT))
    font = app.font()
    font.setFamilies(["Noto Sans"])
    font.setPixelSize(13)
    app.setFont(font)
    return app


def cards(texts):
    found = json.loads(Path(texts).read_text("utf-8"))
    app = dressed(found)
    frames = Frames(found)
    frames.show(0)
    frames.window.show()
    settle(app)
    say(ready=True)
    for number, _ in enumerate(sys.stdin, 1):
        frames.watch.painted = False
        began = now()
        frames.show(number)
        while not frames.watch.painted:
            app.processEvents()
        say(painted=(now() - began) * 1000)
        settle(app)


def settle(app):
    until = now() + 0.1
    while now() < until:
        app.processEvents()


def typing(_texts):
    """Qt's own editor in Qt's own clothes."""
    from PySide6.QtWidgets import QApplication, QPlainTextEdit

    app = QApplication(sys.argv[:1])
    editor = QPlainTextEdit()
    editor.resize(700, 90)
    editor.show()
    editor.setFocus()
    settle(app)
    say(ready=True)
    for _ in sys.stdin:
        say(key=press_keys(app, editor))
        editor.clear()
        settle(app)


def press_keys(app, editor, count=100):
    """Milliseconds a key, each until the window has drawn it."""
    from PySide6.QtCore import QEvent, Qt
    from PySide6.QtGui import QKeyEvent

    words = ("The order covers express and air cargo; the Post lodges by item. " * 3)[:count]
    none = Qt.KeyboardModifier.NoModifier
    began = now()
    for letter in words:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            app.sendEvent(editor, QKeyEvent(kind, Qt.Key(ord(letter.upper())), none, letter))
        app.processEvents()
    return (now() - began) * 1000 / count


if __name__ == "__main__":
    globals()[sys.argv[1]](*sys.argv[2:])

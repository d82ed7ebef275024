"""The evidence of an answer, under its card: files and references, adding them, their captions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QProgressBar, QWidget

from fosdesk.model.answers import Json
from fosdesk.services.answering import EVIDENCE
from fosdesk.services.evidence import REFERENCE, Reference
from fosdesk.ui.parts.button import Button, Variant
from fosdesk.ui.parts.fields import Line
from fosdesk.ui.parts.panel import column, emptied, reveal, row
from fosdesk.ui.question.asides import Aside, Typing
from fosdesk.ui.question.commits import TypedField
from fosdesk.ui.question.content import CardContent
from fosdesk.ui.text import ElidedLabel, Label
from fosdesk.ui.theme.look import Look

THUMB = 40


@dataclass(frozen=True, slots=True)
class Running:
    """How far copying is: the present file, and its bytes so far and altogether."""

    name: str = ""
    done: int = 0
    total: int = 0


class Thumbnail(QWidget):
    """A small picture of a file; the icon of its kind until there is one."""

    def __init__(self, look: Look, icon: str) -> None:
        super().__init__()
        self.look, self._icon = look, icon
        self.picture: QPixmap | None = None
        self.setFixedSize(look.px(THUMB), look.px(THUMB))

    def show_picture(self, picture: QPixmap) -> None:
        """Show the picture."""
        self.picture = picture
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The picture in its proportions, or the icon."""
        painter, box = QPainter(self), self.rect()
        if self.picture is None:
            size = self.look.px(18)
            pixmap = self.look.icon(self._icon, "muted", 18, self.devicePixelRatioF())
            painter.drawPixmap((box.width() - size) // 2, (box.height() - size) // 2, pixmap)
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        shown = self.picture.size().scaled(box.size(), Qt.AspectRatioMode.KeepAspectRatio)
        left, top = (box.width() - shown.width()) / 2, (box.height() - shown.height()) / 2
        place = QRectF(left, top, shown.width(), shown.height())
        painter.drawPixmap(place, self.picture, QRectF(self.picture.rect()))


class EvidenceAside(Aside):
    """The files and references linked to an answer, and adding one."""

    attach_wanted = Signal()
    meant = Signal(str, str, object)
    """What to do (open, unlink, caption, refer, stop, picture), with which, and what is given for it."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        tr = look.tr
        self._shown: tuple[object, ...] = ()
        self._lines: dict[str, EvidenceLine] = {}
        self._expected = Label(look, "", "second", tone="muted", wrap=True)
        self._files = column(gap=4)
        self.progress = ProgressLine(look)
        self.progress.stop.clicked.connect(lambda: self.meant.emit("stop", "", None))
        self.add = Button(look, tr("Attach files"), "plus", Variant.OUTLINED)
        self.add.clicked.connect(self.attach_wanted)
        self.refer = Button(look, tr("Name a document"), "book-open", Variant.OUTLINED)
        self.refer.clicked.connect(self._open_form)
        self.form = ReferenceForm(look)
        self.form.given.connect(self._refer)
        hint = tr("Or drop files on the card, or paste a picture with Ctrl+V.")
        buttons = row(gap=4)
        buttons.addWidget(self.add)
        buttons.addWidget(self.refer)
        buttons.addWidget(Label(look, hint, "caption", tone="muted", wrap=True), 1)
        whole = column(self, gap=4, margins=(0, 8, 0, 2))
        whole.addWidget(self._expected)
        whole.addLayout(self._files)
        whole.addWidget(self.progress)
        whole.addWidget(self.form)
        whole.addLayout(buttons)
        self.progress.hide()
        self.form.hide()

    def show_content(self, content: CardContent, typing: Typing) -> None:
        """List what is linked; a caption that is being typed keeps its words."""
        super().show_content(content, typing)
        wanted = content.item.evidence_label
        reveal(self._expected, bool(wanted))
        self._expected.show_text(self.look.tr("Expected: {what}", what=wanted))
        for button in (self.add, self.refer):
            button.setEnabled(not content.read_only)
        key = (content.item.id, content.read_only, *content.evidence)
        if key != self._shown:
            self._shown = key
            self.form.hide()
            self._list(content)
        for one, line in self._lines.items():
            if not typing(EVIDENCE + one):
                kept = str(content.evidence[one].get("note") or "")
                line.caption.show_text(content.drafts.get(EVIDENCE + one, kept))

    def show_running(self, running: Running | None) -> None:
        """Show how far attaching is; None hides it."""
        reveal(self.progress, running is not None)
        self.add.setEnabled(running is None and self.content is not None and not self.content.read_only)
        if running is not None:
            self.progress.show_running(running)

    def enter(self) -> None:
        """Put the focus on the button that adds a file."""
        self.add.setFocus(Qt.FocusReason.TabFocusReason)

    def _list(self, content: CardContent) -> None:
        emptied(self._files)
        self._lines.clear()
        for one, file in content.evidence.items():
            line = self._lines[one] = EvidenceLine(self.look, one, file, read_only=content.read_only)
            line.meant.connect(self.meant)
            line.caption.textEdited.connect(lambda _, at=line: self._typed(at))
            line.caption.committed.connect(self.committed)
            self._files.addWidget(line)
            self.meant.emit("picture", one, line.thumbnail)

    def _typed(self, line: EvidenceLine) -> None:
        def commit() -> bool:
            self.meant.emit("caption", line.one, line.caption.text().strip())
            return True

        self.typed.emit(TypedField(self.item_id, EVIDENCE + line.one, line.caption.text, commit))

    def _open_form(self) -> None:
        self.form.show()
        self.form.title.setFocus(Qt.FocusReason.OtherFocusReason)

    def _refer(self, reference: Reference) -> None:
        self.meant.emit("refer", "", reference)
        self.add.setFocus(Qt.FocusReason.OtherFocusReason)


class EvidenceLine(QWidget):
    """One file or reference: small picture, name, size, caption; open and unlink."""

    meant = Signal(str, str, object)

    def __init__(self, look: Look, one: str, file: Mapping[str, Json], *, read_only: bool) -> None:
        super().__init__()
        tr, name = look.tr, str(file.get("name", ""))
        self.one = one
        referred = one.startswith(REFERENCE)
        self.thumbnail = Thumbnail(look, "book-open" if referred else "file-text")
        asked = tr("What does it show?")
        self.caption = Line(look, tr("Caption of {file}", file=name), placeholder=asked)
        self.caption.setReadOnly(read_only)
        words = column(gap=2)
        words.addWidget(ElidedLabel(look, name))
        words.addWidget(self.caption)
        self.open = Button(look, tr("Open"), "", small=True, name=tr("Open {file}", file=name))
        self.remove = Button(look, "", "x", small=True, name=tr("Unlink {file}", file=name))
        self.open.clicked.connect(lambda: self.meant.emit("open", one, None))
        self.remove.clicked.connect(lambda: self.meant.emit("unlink", one, None))
        self.remove.setEnabled(not read_only)
        line = row(self, gap=8)
        line.addWidget(self.thumbnail)
        line.addLayout(words, 1)
        line.addWidget(Label(look, _size(look, file), "caption", tone="muted"))
        line.addWidget(self.open)
        line.addWidget(self.remove)
        reveal(self.open, not referred)


class ProgressLine(QWidget):
    """What is being copied, how far it is, and stopping it."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self._label = ElidedLabel(look, "", "second")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.stop = Button(look, look.tr("Cancel"), "x", Variant.OUTLINED, small=True)
        line = row(self, gap=8)
        line.addWidget(self._label, 1)
        line.addWidget(self.bar, 1)
        line.addWidget(self.stop)

    def show_running(self, running: Running) -> None:
        """Show how far it is."""
        tr = self.look.tr
        text = tr("Attaching {file}…", file=running.name) if running.name else tr("Attaching…")
        self._label.show_text(text)
        self.bar.setAccessibleName(text)
        self.bar.setRange(0, 100 if running.total else 0)
        self.bar.setValue(100 * running.done // max(1, running.total))


class ReferenceForm(QWidget):
    """The document that is named and not attached: title, number, date, page, link."""

    given = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        tr = look.tr
        self.title = Line(look, tr("Title of the document"), placeholder=tr("Title of the document"))
        self.number = Line(look, tr("Number"), placeholder=tr("Number"), width=140)
        self.date = Line(look, tr("Date"), placeholder=tr("Date"), width=120)
        self.page = Line(look, tr("Page or article"), placeholder=tr("Page or article"), width=160)
        self.link = Line(look, tr("Link"), placeholder=tr("Link"))
        record = Button(look, tr("Record"), "check", Variant.PRIMARY)
        cancel = Button(look, tr("Cancel"))
        record.clicked.connect(self.give)
        cancel.clicked.connect(self.hide)
        first, second = row(gap=6), row(gap=6)
        first.addWidget(self.title, 1)
        for part in (self.number, self.date):
            first.addWidget(part)
        second.addWidget(self.page)
        second.addWidget(self.link, 1)
        second.addWidget(record)
        second.addWidget(cancel)
        whole = column(self, gap=4)
        whole.addLayout(first)
        whole.addLayout(second)
        for part in self._parts():
            part.entered.connect(self.give)

    def give(self) -> None:
        """Hand over what was written; without a title the focus goes there."""
        said = [part.text().strip() for part in self._parts()]
        if not said[0]:
            self.title.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        for part in self._parts():
            part.clear()
        self.hide()
        self.given.emit(Reference(*said))

    def _parts(self) -> tuple[Line, ...]:
        return (self.title, self.number, self.date, self.page, self.link)


def _size(look: Look, file: Mapping[str, Json]) -> str:
    size = file.get("size")
    if not isinstance(size, int):
        return ""
    return look.tr("{n} kB", n=look.tr.number(max(1, round(size / 1000))))

"""Preview: the very file that was made, page by page, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit

from fosdesk.base.text import printable
from fosdesk.model.snapshot import ChangeSet
from fosdesk.services import made
from fosdesk.services.made import MadeDocument
from fosdesk.ui.desk import Desk, Page, Place
from fosdesk.ui.parts.button import Button, Variant
from fosdesk.ui.parts.flow import Flow
from fosdesk.ui.parts.panel import Inside, column, reveal, scrolled
from fosdesk.ui.parts.rows import Mark, RowItem, RowList
from fosdesk.ui.preview.pages_view import PagesView
from fosdesk.ui.preview.pdf import PdfFile
from fosdesk.ui.sending.words import document_line
from fosdesk.ui.text import Label
from fosdesk.ui.work import Work


class PreviewPage(Page):
    """One document: its pages or sheets, and the buttons to open, copy, send or put it aside."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        tr = self.look.tr
        self.document: MadeDocument | None = None
        self._file: PdfFile | None = None
        self.title = Label(self.look, "", "title", bold=True, wrap=True)
        self.second = Label(self.look, "", "second", tone="muted", wrap=True)
        self.old = Label(self.look, "", "second", tone="warn", wrap=True)
        self.work = Work(desk)
        self.view = PagesView(self.look, desk.bridge)
        self.view.turned.connect(self._turned)
        self.view.zoomed.connect(self._say_zoom)
        self.view.troubled.connect(desk.trouble)
        self.words = QPlainTextEdit()
        self.words.setReadOnly(True)
        self.words.setFont(self.look.font())
        self.words.setAccessibleName(tr("Text of the page"))
        self.sheets = RowList(self.look, tr("Sheets of the workbook"), lead=32)
        whole = column(self, gap=6, margins=(24, 10, 24, 10))
        for part in (self.title, self.second, self.old):
            whole.addWidget(part)
        whole.addLayout(self._actions())
        whole.addWidget(self.work)
        whole.addLayout(self._tools())
        whole.addWidget(self.view, 1)
        whole.addWidget(self.words, 1)
        self._sheet_area = self._listed()
        whole.addWidget(self._sheet_area, 1)

    def _actions(self) -> Flow:
        tr = self.look.tr
        self.back = Button(self.look, tr("Documents"), "arrow-left")
        self.open = Button(self.look, tr("Open"), "file-text", Variant.OUTLINED)
        self.show_folder = Button(self.look, tr("Show in folder"), "folder-open", Variant.OUTLINED)
        self.copy = Button(self.look, tr("Save a copy…"), "save", Variant.OUTLINED)
        self.aside = Button(self.look, tr("Put aside"), "x")
        self.send = Button(self.look, tr("Send…"), "send", Variant.PRIMARY)
        calls = (
            (self.back, lambda: self.desk.go(Place("documents"))),
            (self.open, lambda: self.desk.dialogs.open_outside(self._path())),
            (self.show_folder, lambda: self.desk.dialogs.show_folder(self._path())),
            (self.copy, self.save_copy),
            (self.aside, self.put_aside),
            (self.send, lambda: self.desk.go(Place("send", self._shown().id))),
        )
        line = Flow(gap=4)
        for button, call in calls:
            button.clicked.connect(call)
            line.addWidget(button)
        return line

    def _tools(self) -> Flow:
        tr = self.look.tr
        self.number = Label(self.look, "", "second")
        self.percent = Label(self.look, "", "second", tone="muted")
        self.as_text = Button(self.look, tr("Read as text"), "book-open", Variant.FILTER, small=True)
        self.as_text.setCheckable(True)
        self._tool_parts = [
            self._tool("", "chevron-up", tr("Previous page"), lambda: self.view.turn_to(self.view.page - 1)),
            self._tool("", "chevron-down", tr("Next page"), lambda: self.view.turn_to(self.view.page + 1)),
            self.number,
            self._tool("−", "", tr("Smaller"), lambda: self.view.zoom(-1)),
            self._tool("+", "", tr("Larger"), lambda: self.view.zoom(1)),
            self._tool(tr("Fit the width"), "", "", lambda: self.view.zoom(0)),
            self.percent,
            self.as_text,
        ]
        self.as_text.toggled.connect(self._choose_text)
        line = Flow(gap=4)
        for part in self._tool_parts:
            line.addWidget(part)
        return line

    def _tool(self, text: str, icon: str, name: str, call: Callable[[], None]) -> Button:
        button = Button(self.look, text, icon, Variant.FILTER, small=True, name=name)
        button.clicked.connect(call)
        return button

    def _listed(self):
        inside = Inside()
        body = column(inside)
        body.addWidget(self.sheets)
        body.addStretch(1)
        return scrolled(inside)

    # --- coming and going

    def enter(self, place: Place) -> None:
        """Show the document that the place names."""
        found = [one for one in made.documents(self.desk.here) if one.id == place.section]
        if not found:
            self.desk.go(Place("documents"))
            return
        self._close()
        self.document = found[0]
        self._say_facts()
        pdf = self._path().suffix == ".pdf"
        self.as_text.setChecked(False)
        for part in self._tool_parts:
            reveal(part, pdf)
        self._choose_text(on=False)
        if pdf:
            self._open_pdf()
        else:
            self._list_sheets()

    def changed(self, changes: ChangeSet) -> None:
        """Answers may have changed since the document was made."""
        if self.document is not None:
            self._say_facts()

    def leave(self) -> None:
        """Let the file go."""
        self._close()

    def _close(self) -> None:
        self.view.show_pages(None, ())
        if self._file is not None:
            self._file.close()
            self._file = None

    def _shown(self) -> MadeDocument:
        assert self.document is not None
        return self.document

    def _path(self):
        return made.path_of(self.desk.here, self._shown())

    def _say_facts(self) -> None:
        tr, shown = self.look.tr, self._shown()
        self.title.show_text(shown.name)
        self.second.show_text(document_line(shown, tr))
        old = shown.state != made.state_of(self.desk.here.snapshot)
        self.old.show_text(tr("Answers have changed since this was made.") if old else "")
        reveal(self.old, old)

    # --- a PDF

    def _open_pdf(self) -> None:
        file = self._file = PdfFile(self._path())
        self.desk.bridge.when_done(
            file.sizes(),
            lambda sizes: self._show_pages(file, sizes),
            lambda error: self.desk.trouble(error) if file is self._file else None,
            owner=self,
        )

    def _show_pages(self, file: PdfFile, sizes: tuple[tuple[float, float], ...]) -> None:
        if file is self._file:
            self.view.show_pages(file, sizes)
            self._turned(0)
            self._say_zoom()
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _turned(self, page: int) -> None:
        tr, file = self.look.tr, self._file
        if file is None:
            return
        said = tr("Page {page} of {pages}", page=tr.number(page + 1), pages=tr.number(self.view.count))
        self.number.show_text(said)
        self.view.setAccessibleName(said)
        self.desk.bridge.when_done(
            file.text(page), lambda text: self._say_text(file, page, text), lambda _error: None, owner=self
        )

    def _say_text(self, file: PdfFile, page: int, text: str) -> None:
        if file is self._file and page == self.view.page:
            self.view.setAccessibleDescription(printable(text))
            self.words.setPlainText(printable(text))

    def _say_zoom(self) -> None:
        self.percent.show_text(self.look.tr.percent(self.view.percent) if self.view.count else "")

    def _choose_text(self, on: bool) -> None:
        pdf = self._path().suffix == ".pdf"
        reveal(self.view, pdf and not on)
        reveal(self.words, pdf and on)
        reveal(self._sheet_area, not pdf)
        self.as_text.set_variant(Variant.CONTENT if on else Variant.FILTER)
        (self.words if on else self.view).setFocus(Qt.FocusReason.OtherFocusReason)

    # --- a workbook

    def _list_sheets(self) -> None:
        path, tr, shown = self._path(), self.look.tr, self._shown()
        self.sheets.show_rows(())
        self.work.run(
            tr("Reading the workbook…"),
            lambda _progress: made.sheets_of(path),
            lambda sheets: self._show_sheets(shown, sheets),
        )

    def _show_sheets(self, shown: MadeDocument, sheets: tuple[tuple[str, int], ...]) -> None:
        if shown is not self.document:
            return
        tr, icon = self.look.tr, Mark("icon", "table", "muted")
        rows = [
            RowItem(name, "", icon, Mark("text", tr.n("{n} row", "{n} rows", count), "muted"))
            for name, count in sheets
        ]
        self.sheets.show_rows(rows)
        self.sheets.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- what can be done with it

    def save_copy(self) -> None:
        """Copy the document to a folder or stick, read back and compared."""
        tr, a, shown = self.look.tr, self.desk.here, self._shown()
        folder = self.desk.dialogs.folder(self, tr("Choose a folder or stick for the copy"))
        if folder is None:
            return
        self.work.run(
            tr("Copying…"),
            lambda progress: made.save_copy(a, shown, folder, progress),
            lambda path: self.desk.banner(
                tr("Copied and checked: {path}", path=path),
                "ok",
                tr("Show folder"),
                lambda: self.desk.dialogs.show_folder(path),
            ),
        )

    def put_aside(self) -> None:
        """Take the document off the list; the message offers the way back."""
        tr, a, shown = self.look.tr, self.desk.here, self._shown()
        self._close()
        self.work.run(tr("Putting aside…"), lambda _progress: made.put_aside(a, shown), self._put_aside)

    def _put_aside(self, aside: MadeDocument) -> None:
        tr, a = self.look.tr, self.desk.here
        self.document = None
        self.desk.go(Place("documents"))
        self.desk.banner(
            tr("{name} is off the list; its file is kept.", name=aside.name),
            "ok",
            tr("Put it back"),
            lambda: self.desk.go(Place("preview", made.put_back(a, aside).id)),
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back to the documents; keys of the pages reach them from the buttons too."""
        if event.key() == Qt.Key.Key_Escape:
            self.desk.go(Place("documents"))
        elif not self.view.isHidden() and event.key() in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            self.view.keyPressEvent(event)
        else:
            super().keyPressEvent(event)

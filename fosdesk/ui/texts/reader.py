"""An official text, page by page, with its pins: beside a question, or on a page of its own."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from fosdesk.base.errors import FosdeskError, UserError, sentence
from fosdesk.base.text import printable
from fosdesk.services import texts
from fosdesk.services.steps import step_sentence, undo
from fosdesk.services.texts import OfficialText, Pin, Pinned
from fosdesk.ui.desk import Desk
from fosdesk.ui.parts.button import Button, Variant
from fosdesk.ui.parts.fields import Choice, Line
from fosdesk.ui.parts.flow import Flow
from fosdesk.ui.parts.panel import Ground, column, reveal, row
from fosdesk.ui.preview.pages_view import PagesView
from fosdesk.ui.preview.pdf import PdfFile
from fosdesk.ui.text import ElidedLabel, Label


class TextReader(Ground):
    """Shows a page of a text and pins it. `closed` asks whatever it stands in to put it away."""

    closed = Signal()

    def __init__(self, desk: Desk, back: str = "") -> None:
        super().__init__(desk.look, "bg" if back else "card", None if back else Qt.Edge.LeftEdge)
        self.desk = desk
        self.text: OfficialText | None = None
        self.item = ""
        self._file: PdfFile | None = None
        self._wanted = 0
        self._beside: tuple[Pinned, ...] = ()
        tr = self.look.tr
        self.title = ElidedLabel(self.look, "", "question", bold=True)
        self.close_it = Button(
            self.look, back, "arrow-left" if back else "x", name=back or tr("Close the text")
        )
        self.close_it.clicked.connect(self.closed)
        self.trouble = Label(self.look, "", "body", tone="bad", wrap=True)
        self.view = PagesView(self.look, desk.bridge)
        self.view.turned.connect(self._turned)
        self.view.zoomed.connect(self._say_zoom)
        self.view.troubled.connect(desk.trouble)
        head = row(gap=6)
        if back:
            head.addWidget(self.close_it)
        head.addWidget(self.title, 1)
        head.addStretch(0)
        if not back:
            head.addWidget(self.close_it)
        whole = column(self, gap=6, margins=(14, 8, 10, 10))
        whole.addLayout(head)
        whole.addLayout(self._pins())
        whole.addLayout(self._tools())
        whole.addWidget(self.trouble)
        whole.addWidget(self.view, 1)
        self.trouble.hide()

    def _pins(self) -> Flow:
        """What a page is pinned to, the pages pinned already, and other texts."""
        tr = self.look.tr
        self.texts = Choice(self.look, tr("Text"))
        self.texts.activated.connect(lambda _: self.show_page(self.texts.value(), 1, self.item))
        self.target = Choice(self.look, tr("Pin to"))
        self.target.currentIndexChanged.connect(lambda _: self._say_pin())
        self.pin = Button(self.look, tr("Pin this page"), "check", Variant.OUTLINED, small=True)
        self.pin.clicked.connect(self.toggle_pin)
        line = Flow(gap=4)
        for part in (self.texts, self.target, self.pin):
            line.addWidget(part)
        return line

    def _tools(self) -> Flow:
        tr = self.look.tr
        self.number = Label(self.look, "", "second")
        self.percent = Label(self.look, "", "second", tone="muted")
        self.search = Line(self.look, tr("Search in this text"), placeholder=tr("Search"), width=90)
        self.search.entered.connect(lambda: self.look_up(1))
        self.found = Label(self.look, "", "second", tone="muted", wrap=True)
        self._tool_parts = (
            self._tool("", "chevron-up", tr("Previous page"), lambda: self.view.turn_to(self.view.page - 1)),
            self._tool("", "chevron-down", tr("Next page"), lambda: self.view.turn_to(self.view.page + 1)),
            self.number,
            self._tool("−", "", tr("Smaller"), lambda: self.view.zoom(-1)),
            self._tool("+", "", tr("Larger"), lambda: self.view.zoom(1)),
            self._tool("", "maximize", tr("Fit the width"), lambda: self.view.zoom(0)),
            self.percent,
            self.search,
            self._tool("", "chevron-left", tr("Found before"), lambda: self.look_up(-1)),
            self._tool("", "chevron-right", tr("Found next"), lambda: self.look_up(1)),
        )
        line = Flow(gap=4)
        for part in (*self._tool_parts, self.found):
            line.addWidget(part)
        reveal(self.found, False)
        return line

    def _tool(self, text: str, icon: str, name: str, call: Callable[[], None]) -> Button:
        button = Button(self.look, text, icon, Variant.FILTER, small=True, name=name)
        button.clicked.connect(call)
        return button

    # --- what is shown

    @property
    def page(self) -> int:
        """The page in front, from 1."""
        return self.view.page + 1

    def show_page(self, text_id: str, page: int, item: str = "") -> None:
        """Show a page (from 1) of a text, for a question if one is named."""
        self.item = item
        self._beside = texts.pinned(self.desk.here, item) if item else ()
        try:
            found = texts.text(self.desk.here, text_id)
            same = self._file is not None and self.text is not None and self.text.id == text_id
            self.text = found
            self._wanted = page - 1
            if same and self.view.count:
                self.view.turn_to(self._wanted)
            elif not same:
                self._open(found)
        except UserError as error:
            self._say_trouble(error)
        self.refresh()

    def about(self, item: str) -> None:
        """The person went to another question: where other pages are pinned to it, show the first."""
        before, self.item = self._beside, item
        self._beside = texts.pinned(self.desk.here, item)
        places = [(one.text.id, one.page) for one in self._beside]
        if places and places != [(one.text.id, one.page) for one in before]:
            self.show_page(*places[0], item)
        else:
            self.refresh()

    def refresh(self) -> None:
        """Show titles, targets and pins as they are recorded now."""
        a, tr = self.desk.here, self.look.tr
        listed = texts.texts(a)
        self.text = next(
            (one for one in listed if self.text is not None and one.id == self.text.id), self.text
        )
        title = "" if self.text is None else self.text.title
        edition = "" if self.text is None else self.text.edition
        self.title.show_text("  ·  ".join(part for part in (title, edition) if part))
        self.texts.offer((one.id, texts.short_title(one)) for one in listed)
        self.texts.show_value("" if self.text is None else self.text.id)
        reveal(self.texts, len(listed) > 1)
        chosen, offered = self.target.value(), texts.targets(a, self.item, tr)
        blocked = self.target.blockSignals(True)
        self.target.offer(offered)
        self.target.blockSignals(blocked)
        self.target.show_value(chosen if chosen in dict(offered) else offered[0][0])
        reveal(self.target, len(offered) > 1)
        self._say_pin()

    def _open(self, found: OfficialText) -> None:
        self.shut()
        path = texts.path_of(self.desk.here, found.id)
        self._say_trouble(None)
        file = self._file = PdfFile(path, "texts.not_shown")
        self.desk.bridge.when_done(
            file.sizes(),
            lambda sizes: self._show_pages(file, sizes),
            lambda error: self._say_trouble(error) if file is self._file else None,
            owner=self,
        )

    def shut(self) -> None:
        """Let the file go."""
        self.view.show_pages(None, ())
        if self._file is not None:
            self._file.close()
            self._file = None

    def enter(self) -> None:
        """Put the focus on the pages."""
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_pages(self, file: PdfFile, sizes: tuple[tuple[float, float], ...]) -> None:
        if file is self._file:
            self.view.show_pages(file, sizes)
            self.view.turn_to(self._wanted)
            self._turned(self.view.page)
            self._say_zoom()

    def _say_trouble(self, error: BaseException | None) -> None:
        words = sentence(error, self.look.tr) if isinstance(error, FosdeskError) else ""
        if error is not None and not words:
            self.desk.trouble(error)
        if error is not None:
            self.shut()
        self.trouble.show_text(words)
        reveal(self.trouble, bool(words))
        for part in (self.view, *self._tool_parts):
            reveal(part, not words)
        self._say_pin()

    def _turned(self, page: int) -> None:
        tr, file = self.look.tr, self._file
        if file is None:
            return
        said = tr("Page {page} of {pages}", page=tr.number(page + 1), pages=tr.number(self.view.count))
        self.number.show_text(said)
        self.view.setAccessibleName(said)
        self._say_pin()
        self.desk.bridge.when_done(
            file.text(page), lambda text: self._say_words(file, page, text), lambda _error: None, owner=self
        )

    def _say_words(self, file: PdfFile, page: int, text: str) -> None:
        if file is self._file and page == self.view.page:
            self.view.setAccessibleDescription(printable(text))

    def _say_zoom(self) -> None:
        self.percent.show_text(self.look.tr.percent(self.view.percent) if self.view.count else "")

    # --- pins

    def is_pinned(self) -> bool:
        """Whether the page in front is pinned to the chosen target."""
        return self.text is not None and Pin(self.target.value(), self.page) in self.text.pins

    def toggle_pin(self) -> None:
        """Pin the page in front to the chosen target, or take the pin away."""
        a, tr, text, target = self.desk.here, self.look.tr, self.text, self.target.value()
        if text is None or not self.pin.isEnabled():
            return
        page, name = self.page, texts.target_name(a, target, tr)
        if self.is_pinned():
            done = texts.unpin(a, text.id, page, target)
            said = tr("Page {page} is no longer pinned to {code}.", page=tr.number(page), code=name)
        else:
            done = texts.pin(a, text.id, page, target)
            said = tr("Page {page} is pinned to {code}.", page=tr.number(page), code=name)
        self.desk.bridge.when_done(
            done,
            lambda _changes: self.desk.toast(said, "check", tr("Undo"), self._undo),
            self.desk.trouble,
            owner=self,
        )

    def _undo(self) -> None:
        a, tr = self.desk.here, self.look.tr
        self.desk.bridge.when_done(
            undo(a), lambda step: self.desk.toast(step_sentence(a, step, tr)), self.desk.trouble, owner=self
        )

    def _say_pin(self) -> None:
        a, tr, target = self.desk.here, self.look.tr, self.target.value()
        name = texts.target_name(a, target, tr)
        words = {"page": tr.number(self.page), "code": name}
        if self.is_pinned():
            self.pin.show_text(tr("Unpin page {page} from {code}", **words))
        else:
            self.pin.show_text(tr("Pin page {page} to {code}", **words))
        self.pin.set_variant(Variant.CONTENT if self.is_pinned() else Variant.OUTLINED)
        self.pin.setEnabled(bool(self.view.count) and not a.read_only)

    # --- searching

    def look_up(self, step: int) -> None:
        """Go to the next page with the words, or the one before."""
        words, file = self.search.text().strip(), self._file
        if not words or file is None or not self.view.count:
            return
        start = (self.view.page + step) % self.view.count
        self.desk.bridge.when_done(
            file.find(words, start, step),
            lambda page: self._show_found(file, page),
            self.desk.trouble,
            owner=self,
        )

    def _show_found(self, file: PdfFile, page: int | None) -> None:
        if file is not self._file:
            return
        tr = self.look.tr
        self.found.show_text(
            tr("No page holds these words. Pages that were scanned are pictures and hold none.")
            if page is None
            else ""
        )
        reveal(self.found, page is None)
        if page is not None:
            self.view.turn_to(page)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """P pins, the slash searches, Escape and T go back; no key answers the question meanwhile."""
        key = Qt.Key(event.key())
        if event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Escape, Qt.Key.Key_T):
            self.closed.emit()
        elif key == Qt.Key.Key_P:
            self.toggle_pin()
        elif key == Qt.Key.Key_Slash:
            self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp) and not self.view.isHidden():
            self.view.keyPressEvent(event)

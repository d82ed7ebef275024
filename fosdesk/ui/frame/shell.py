"""The frame put together: title bar, sidebar, page, guidance or sheet, foot bar."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget
from shiboken6 import isValid

from fosdesk.ui.frame.foot_bar import FootBar
from fosdesk.ui.frame.sidebar import Sidebar, sidebar_column
from fosdesk.ui.frame.title_bar import TitleBar
from fosdesk.ui.parts.focus import focused
from fosdesk.ui.parts.panel import Ground, column, reveal, row
from fosdesk.ui.text import Label
from fosdesk.ui.theme.look import Look
from fosdesk.ui.theme.tokens import NARROW


class Shell(QWidget):
    """The parts of the frame and their arrangement; it decides nothing about their content."""

    guidance_changed = Signal(bool)
    """Whether the guidance can be seen."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self.narrow = False
        self._guidance_wanted, self._guided = True, False
        self.title = TitleBar(look)
        self.sidebar = Sidebar(look)
        self.foot = FootBar(look)
        self.pages = QStackedWidget()
        middle = QWidget()
        self._middle = column(middle)
        self._middle.addWidget(self.pages, 1)
        self._line = row()
        self._sidebar_column = sidebar_column(look, self.sidebar)
        self._line.addWidget(self._sidebar_column)
        self._line.addWidget(middle, 1)
        whole = column(self)
        whole.addWidget(self.title)
        whole.addLayout(self._line, 1)
        whole.addWidget(self.foot)
        self._whole = False
        self._before: QWidget | None = None

    def complete(self) -> None:
        """Make the parts that nobody sees at first: guidance, sheet, banner and toast."""
        from fosdesk.ui.frame.banner import Banner
        from fosdesk.ui.frame.guidance import GuidancePanel
        from fosdesk.ui.frame.toast import Toast
        from fosdesk.ui.parts.sheet import Sheet

        self.guidance, self.sheet = GuidancePanel(self.look), Sheet(self.look)
        self.banner, self.toast = Banner(self.look), Toast(self.look, self)
        over = column(margins=(24, 8, 24, 0))
        over.addWidget(self.banner)
        self._middle.insertLayout(0, over)
        self.guidance.hide()
        self.sheet.hide()
        self.guidance.closed.connect(lambda: self.want_guidance(wanted=False))
        self.sheet.closed.connect(self.close_sheet)
        self._float(self.guidance)
        self._float(self.sheet)
        self._whole = True

    def wait(self, text: str) -> None:
        """Show that something is on its way, in place of a page."""
        waiting = QWidget()
        body = column(waiting, margins=(24, 24, 24, 24))
        body.addWidget(Label(self.look, text, "body", tone="muted", wrap=True), 0, Qt.AlignmentFlag.AlignTop)
        self.show_page(waiting)

    def show_page(self, page: QWidget) -> None:
        """Put a page on top."""
        if self.pages.indexOf(page) < 0:
            self.pages.addWidget(page)
        self.pages.setCurrentWidget(page)

    # --- guidance and sheet

    def guide(self, *, on: bool) -> None:
        """Whether the page has questions to guide through."""
        self._guided = on
        self.close_sheet()

    def want_guidance(self, *, wanted: bool) -> None:
        """The person opens or closes the guidance."""
        self._guidance_wanted = wanted
        if wanted:
            self.sheet.hide()
        self._arrange()

    def toggle_guidance(self) -> None:
        """F1."""
        self.want_guidance(wanted=not self.guidance.isVisible())

    def open_sheet(self) -> None:
        """Show the sheet in place of the guidance; the focus comes back to where it was."""
        focus = focused()
        if focus is not None and not self.sheet.isAncestorOf(focus):
            self._before = focus
        self.guidance.hide()
        self.sheet.show()
        self._arrange()
        self.sheet.setFocus()

    def close_sheet(self) -> None:
        """Put the sheet away; the guidance comes back where it was."""
        focus, before = focused(), self._before
        held = focus is not None and self.sheet.isAncestorOf(focus)
        self.sheet.hide()
        self._arrange()
        if held and before is not None and isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- arrangement

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Icons and a drawer below a certain width."""
        super().resizeEvent(event)
        narrow = event.size().width() < NARROW * min(self.look.factor, 1.5)
        if narrow != self.narrow:
            self.narrow = narrow
            if narrow:
                self._guidance_wanted = False
            self.sidebar.set_narrow(narrow)
        self.foot.fit()
        if self._whole:
            self._float(self.guidance)
            self._float(self.sheet)
            self._arrange()
            self.toast.place()

    def set_alone(self, *, alone: bool) -> None:
        """One question alone: nothing beside it, and nothing over it in a narrow window."""
        if alone and self._whole:
            self.close_sheet()
        reveal(self._sidebar_column, not alone)
        reveal(self.foot, not alone)
        self._guided = not alone
        self._arrange()

    def _float(self, part: Ground) -> None:
        """Beside the page; in a narrow window a drawer over it."""
        beside = self._line.indexOf(part) >= 0
        if self.narrow and (beside or part.parentWidget() is not self):
            self._line.removeWidget(part)
            part.setParent(self)
        elif not self.narrow and not beside:
            self._line.addWidget(part)

    def _arrange(self) -> None:
        shown = self._guided and self._guidance_wanted and self.sheet.isHidden()
        if self.guidance.isHidden() is shown:
            reveal(self.guidance, shown)
            self.guidance_changed.emit(shown)
        if self.narrow:
            for part in (self.guidance, self.sheet):
                if not part.isHidden():
                    self._place_drawer(part)

    def _place_drawer(self, part: Ground) -> None:
        top = self.title.height()
        left = 0 if self.look.rtl else self.width() - part.width()
        part.setGeometry(left, top, part.width(), self.height() - top - self.foot.height())
        part.move(QPoint(left, top))
        part.raise_()

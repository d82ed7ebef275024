"""The frame of the window at work: it goes from page to page and tells each page what changed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

from fosdesk.base.errors import FosdeskError
from fosdesk.base.settings import Settings
from fosdesk.ui.bridge import Bridge
from fosdesk.ui.desk import Desk, Dialogs, Page, Place
from fosdesk.ui.frame import trouble
from fosdesk.ui.frame.qt_texts import QtTexts
from fosdesk.ui.frame.shell import Shell
from fosdesk.ui.icons import Icons
from fosdesk.ui.page_table import make_page
from fosdesk.ui.theme.look import Look, make_look
from fosdesk.ui.theme.style import dress

if TYPE_CHECKING:
    from fosdesk.model.snapshot import ChangeSet
    from fosdesk.services.assessment import OpenAssessment
    from fosdesk.services.context import AppContext
    from fosdesk.ui.computed import Computed
    from fosdesk.ui.filtering import Filtering
    from fosdesk.ui.recorder import Recorder

ALWAYS = frozenset({"library", "person", "new", "settings"})
"""Pages that need no open assessment."""
GUIDED = frozenset({"question", "register", "setup"})
"""Pages beside which the guidance stands."""
SOON = 60
"""Milliseconds within which several changes refresh sidebar and foot bar once."""


class FramedWindow(QMainWindow):
    """One window with its frame, its pages and at most one open assessment."""

    def __init__(self, context: AppContext, bridge: Bridge, dialogs: Dialogs, settings: Settings) -> None:
        super().__init__()
        self.context, self.bridge, self.dialogs, self.settings = context, bridge, dialogs, settings
        self._icons = Icons(context.paths.icons)
        self._qt_texts = QtTexts()
        self.assessment: OpenAssessment | None = None
        self.recorder: Recorder | None = None
        self.filtering: Filtering | None = None
        self._computed: Computed | None = None
        self.place = Place("library")
        self._pages: dict[str, Page] = {}
        self._soon = QTimer(self, singleShot=True, interval=SOON)
        self._soon.timeout.connect(self._refresh_frame)
        self.setWindowTitle("FOSDesk")
        self.setMinimumSize(760, 480)
        self._make_shell()
        bridge.changed.connect(self._changed)
        bridge.crashed.connect(self._own_mistake)

    # --- the frame

    def _make_shell(self) -> None:
        settings = self.settings
        self.look: Look = make_look(
            settings.theme, settings.text_size, self.context.texts(settings.language), self._icons
        )
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        dress(app, self.look)
        self._qt_texts.speak(app, settings.language)
        self._pages.clear()
        self.shell = Shell(self.look)
        self.shell.setLayoutDirection(self.look.direction)
        self.setCentralWidget(self.shell)
        self.shell.sidebar.wanted.connect(self.go)
        self.shell.foot.wanted.connect(self.go)
        self.shell.foot.language_chosen.connect(self._choose_language)

    def _complete_shell(self) -> None:
        """The parts of the frame that nobody sees at first."""
        self.shell.complete()
        self.shell.guidance.wanted.connect(self._show_guidance)
        self.shell.guidance_changed.connect(self._guidance_shown)
        self.shell.sheet.opened.connect(lambda target: self.go(target) if isinstance(target, Place) else None)

    def restyle(self) -> None:
        """Language, theme or text size changed: build the frame anew and go to the same place."""
        self._leave_page()
        self.settings = self.context.settings_store.read()
        old = self.shell
        self._make_shell()
        self._complete_shell()
        self.shell.show()
        old.deleteLater()
        self._refresh_frame()
        self.go(self.place)

    def _settings_changed(self) -> None:
        self.settings = self.context.settings_store.read()

    def desk(self) -> Desk:
        """What the pages are given."""
        raise NotImplementedError

    # --- places

    def go(self, place: Place) -> None:
        """Go to a place; what is being typed on the page before is recorded first."""
        if place.page == "home" and self.assessment is None:
            place = Place("library")
        if place.page not in ALWAYS and self.assessment is None:
            return
        if self.assessment is not None:
            place = self._where(self.assessment, place)
        if place.page != self.place.page:
            self._leave_page()
        page = self._page(place.page)
        self.place = place
        self.shell.show_page(page)
        self.shell.guide(on=place.page in GUIDED)
        self._choose_in_sidebar(place)
        self._guidance_shown(self.shell.guidance.isVisible())
        page.setFocus(Qt.FocusReason.OtherFocusReason)
        page.enter(place)

    def _where(self, a: OpenAssessment, place: Place) -> Place:
        """Where a question is asked: a register on a page of its own."""
        if place.page != "question":
            return place
        from fosdesk.ui.asked import where_asked

        return where_asked(a, place)

    def moved(self, place: Place) -> None:
        """A page moved by itself: the sidebar follows."""
        self.place = place
        self._choose_in_sidebar(place)

    def page(self) -> Page | None:
        """The page in front."""
        return self._pages.get(self.place.page)

    def _page(self, name: str) -> Page:
        if name not in self._pages:
            self._pages[name] = make_page(name, self.desk())
        return self._pages[name]

    def _choose_in_sidebar(self, place: Place) -> None:
        key = "home" if place.page in ("library", "person", "new") else ""
        if not key:
            from fosdesk.ui.frame.places import key_of

            key = key_of(place)
        self.shell.sidebar.choose(key)

    def _leave_page(self) -> None:
        page = self.page()
        if page is not None:
            page.leave()

    def _forget_pages(self) -> None:
        for page in self._pages.values():
            self.shell.pages.removeWidget(page)
            page.deleteLater()
        self._pages.clear()

    # --- what changed

    def _changed(self, changes: ChangeSet) -> None:
        if self.assessment is None:
            return
        page = self.page()
        if self.filtering is not None:
            self.filtering.follow(changes)
        if page is not None:
            page.changed(changes)
        self.shell.guidance.refresh()
        self._show_steps(self.assessment)
        self._soon.start()

    def _refresh_frame(self) -> None:
        from fosdesk.ui.frame import places

        a, tr, shell = self.assessment, self.look.tr, self.shell
        if a is None:
            shell.sidebar.show_rows(places.rows_without(tr))
            shell.foot.show_points(())
            shell.title.show_nothing()
        else:
            self._show_steps(a)
            follows = self._follows(a)
            shell.sidebar.show_rows(places.rows_of(follows, self.filtering))
            shell.foot.show_points(places.named_filters(follows, self.filtering))
            self._show_where(a)
            if a.read_only:
                shell.title.show_read_only()
            elif not shell.title.state():
                shell.title.show_saved(None)
        self._choose_in_sidebar(self.place)

    def _follows(self, a: OpenAssessment) -> Computed:
        """What follows from the answers, in the language of the window."""
        from fosdesk.ui.computed import Computed

        known = self._computed
        if known is None or known.assessment is not a or known.tr is not self.look.tr:
            known = self._computed = Computed(a, self.look.tr)
        return known

    def _show_where(self, a: OpenAssessment) -> None:
        from fosdesk.ui import words

        where, person = words.where_words(a, self.look.tr), words.person_words(a, self.look.tr)
        self.shell.title.show_where(where, person, training=a.training)

    def _show_steps(self, a: OpenAssessment) -> None:
        """What undo and redo would do now."""
        from fosdesk.services.steps import next_steps

        self.shell.title.show_steps(*next_steps(a, self.look.tr))

    def _show_guidance(self, item_id: str) -> None:
        from fosdesk.services.advice import SETUP, advice
        from fosdesk.services.guidance import asked_at, guidance
        from fosdesk.services.history import fact_lines, latest_lines

        a, tr, panel = self.assessment, self.look.tr, self.shell.guidance
        if a is None or not panel.isVisible():
            return
        if item_id.startswith(SETUP):
            panel.show_guidance(advice(a, item_id, tr))
            fact = item_id.removeprefix(SETUP)
            job = self.context.jobs.submit(lambda _progress: fact_lines(a, fact, tr))
        elif asked_at(a, item_id) is None:
            return
        else:
            panel.show_guidance(guidance(a, item_id, tr))
            job = self.context.jobs.submit(lambda _progress: latest_lines(a, item_id, tr))
        self.bridge.when_done(job, lambda lines: self._show_history(item_id, lines), self.trouble)

    def _guidance_shown(self, shown: bool) -> None:
        page = self.page()
        if page is not None:
            page.guidance_shown(shown)
        if shown:
            self._show_guidance(self.shell.guidance.item)

    def _show_history(self, item_id: str, lines: tuple[str, ...]) -> None:
        self.shell.guidance.show_history(item_id, lines)

    def _choose_language(self, language: str) -> None:
        self.settings = replace(self.context.settings_store.read(), language=language)
        self._write_settings()
        self.restyle()

    def _write_settings(self) -> None:
        try:
            self.context.settings_store.write(self.settings)
        except FosdeskError as error:
            self.trouble(error)

    # --- trouble and the end

    def trouble(self, error: BaseException) -> None:
        """Say what went wrong, in the page."""
        if isinstance(error, FosdeskError):
            trouble.say(self.shell.banner, error, self.look.tr)
        else:
            self.bridge.crashed.emit(error)

    def _own_mistake(self, error: Exception) -> None:
        trouble.own_mistake(self.shell.banner, error, self.look.tr, self._keep_report)

    def _keep_report(self, report: str) -> None:
        path = self.dialogs.save_file(self, self.look.tr("Keep a report"), "fosdesk-report.txt")
        if path is not None:
            trouble.keep_report(self.shell.banner, path, report, self.look.tr)

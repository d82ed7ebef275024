"""The window: opens and closes assessments, goes from page to page, and tells each page what changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QKeySequence, QPaintEvent, QShortcut
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
    from fosdesk.services.answering import Undone
    from fosdesk.services.assessment import OpenAssessment
    from fosdesk.services.context import AppContext
    from fosdesk.services.index import AssessmentSummary
    from fosdesk.ui.frame.search import SearchPopup
    from fosdesk.ui.recorder import Failure, Recorder

ALWAYS = frozenset({"library", "person", "new", "settings"})
"""Pages that need no open assessment."""
SOON = 60
"""Milliseconds within which several changes refresh sidebar and foot bar once."""


class Window(QMainWindow):
    """One window with at most one open assessment."""

    def __init__(self, context: AppContext, bridge: Bridge, dialogs: Dialogs, settings: Settings) -> None:
        super().__init__()
        self.context, self.bridge, self.dialogs, self.settings = context, bridge, dialogs, settings
        self._icons = Icons(context.paths.icons)
        self._qt_texts = QtTexts()
        self._argv: Sequence[str] = ()
        self._begun = False
        self.assessment: OpenAssessment | None = None
        self.recorder: Recorder | None = None
        self.place = Place("library")
        self._pages: dict[str, Page] = {}
        self._search: SearchPopup | None = None
        self._soon = QTimer(self, singleShot=True, interval=SOON)
        self._soon.timeout.connect(self._refresh_frame)
        self.setWindowTitle("FOSDesk")
        self.setMinimumSize(760, 480)
        self._make_shell()
        bridge.changed.connect(self._changed)

        bridge.crashed.connect(self._own_mistake)

    # --- the start

    def begin_with(self, argv: Sequence[str]) -> None:
        """What the person asked for at the start: perhaps a dossier."""
        self._argv = tuple(argv)
        last = self._last()
        tr = self.look.tr
        if last is not None:
            self.shell.wait(
                tr("Opening {country}…", country=last.country) if last.country else tr("Opening…")
            )
        self._choose_in_sidebar(self.place)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The first time the frame is on the screen, begin what takes longer."""
        super().paintEvent(event)
        if not self._begun:
            self._begun = True
            QTimer.singleShot(0, self, self._begin)

    def _begin(self) -> None:
        self._complete_shell()
        for keys, call in self._shortcuts():
            QShortcut(QKeySequence(keys), self).activated.connect(call)
        self._refresh_frame()
        dossier = next((Path(name) for name in self._argv if name.endswith(".fosdesk")), None)
        last = self._last()
        if not self.settings.person_name:
            self.go(Place("person"))
        elif dossier is not None:
            self.go(Place("library"))
            self._page("library").take_in(dossier)  # type: ignore[attr-defined]
        elif last is not None:
            self.open_assessment(last.id, last.country)
        else:
            self.go(Place("library"))

    def _last(self) -> AssessmentSummary | None:
        """The assessment that was open when the program ended, if the library still has it."""
        wanted = self.settings.last_assessment
        if not wanted:
            return None
        return next(
            (one for one in self.context.library.list() if one.id == wanted and not one.needs_rescue), None
        )

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
        self._search = None
        self.shell = Shell(self.look)
        self.shell.setLayoutDirection(self.look.direction)
        self.setCentralWidget(self.shell)
        self.shell.sidebar.wanted.connect(self.go)
        self.shell.foot.wanted.connect(self.go)
        self.shell.foot.language_chosen.connect(self._choose_language)
        self.shell.foot.keys_wanted.connect(self.show_keys)
        self.shell.foot.search.textEdited.connect(self._searching)

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

    def _shortcuts(self) -> tuple[tuple[str, object], ...]:
        return (
            ("Ctrl+K", self.search),
            ("Ctrl+Z", self.undo),
            ("F1", self._toggle_guidance),
            ("F11", self._toggle_alone),
            ("?", self.show_keys),
        )

    # --- places

    def go(self, place: Place) -> None:
        """Go to a place; what is being typed on the page before is recorded first."""
        if place.page == "home" and self.assessment is None:
            place = Place("library")
        if place.page not in ALWAYS and self.assessment is None:
            return
        if place.page != self.place.page:
            self._leave_page()
        page = self._page(place.page)
        self.place = place
        self.shell.show_page(page)
        self.shell.guide(on=place.page == "question")
        self._choose_in_sidebar(place)
        self._guidance_shown(self.shell.guidance.isVisible())
        page.setFocus(Qt.FocusReason.OtherFocusReason)
        page.enter(place)

    def moved(self, place: Place) -> None:
        """A page moved by itself: the sidebar follows."""
        self.place = place
        self._choose_in_sidebar(place)

    def page(self) -> Page | None:
        """The page in front."""
        return self._pages.get(self.place.page)

    def _page(self, name: str) -> Page:
        if name not in self._pages:
            self._pages[name] = make_page(name, self._desk())
        return self._pages[name]

    def _desk(self) -> Desk:
        return Desk(
            context=self.context,
            look=self.look,
            bridge=self.bridge,
            dialogs=self.dialogs,
            go=self.go,
            moved=self.moved,
            guide=self.shell.guidance.follow,
            toast=self.shell.toast.say,
            banner=self.shell.banner.say,
            trouble=self.trouble,
            restyle=self.restyle,
            settings_changed=self._settings_changed,
            sheet=self.shell.sheet,
            open_sheet=self.shell.open_sheet,
            toggle_guidance=self.shell.toggle_guidance,
            alone=lambda alone: self.shell.set_alone(alone=alone),
            draft_kept=self.shell.title.show_draft,
            open_assessment=self.open_assessment,
            show_assessment=self.show_assessment,
            close_assessment=self.close_assessment,
            assessment=self.assessment,
            recorder=self.recorder,
        )

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

    # --- assessments

    def open_assessment(self, assessment: str, country: str = "") -> None:
        """Open an assessment of the library in the job runner."""
        from fosdesk.services.facts import Person

        tr = self.look.tr
        self.shell.wait(tr("Opening {country}…", country=country) if country else tr("Opening…"))
        person = Person(self.settings.person_name, self.settings.person_role)
        job = self.context.library.open(assessment, person)
        self.bridge.when_done(job, self.show_assessment, self._could_not_open)

    def show_assessment(self, a: OpenAssessment) -> None:
        """An assessment is open: the frame is about it from now on."""
        from fosdesk.ui.recorder import Recorder

        self.assessment = a
        self.recorder = Recorder(a, self.bridge, lambda: self.context.clock.now().astimezone())
        self._forget_pages()
        title = self.shell.title
        self.recorder.saving.connect(self._saving)
        self.recorder.saved.connect(self._saved)
        self.recorder.failed.connect(self._not_saved)
        a.subscribe(self.bridge.hear)
        self.bridge.when_done(a.store.opening_check, lambda report: self._checked(a, report), self.trouble)
        title.show_read_only() if a.read_only else title.show_saved(None)
        self._remember(a.id)
        self._show_where(a)
        self.go(Place("home"))
        QTimer.singleShot(0, self, self._refresh_frame)

    def _saving(self) -> None:
        self.shell.title.show_saving()

    def _saved(self, at: datetime) -> None:
        self.shell.title.show_saved(at)

    def _not_saved(self, _entity: str, _name: str, failure: Failure) -> None:
        self.shell.title.show_failed()
        trouble.not_saved(self.shell.banner, failure.error, self.look.tr, self._save_elsewhere)

    def _save_elsewhere(self) -> None:
        """Write everything and the words that could not be saved to another disk, as a dossier."""
        from fosdesk.services.dossiers import save_elsewhere

        a, tr, context = self.assessment, self.look.tr, self.context
        folder = self.dialogs.folder(self, tr("Choose a folder on another disk or stick"))
        if a is None or self.recorder is None or folder is None:
            return
        unsaved = self.recorder.unsaved()
        job = context.jobs.submit(lambda progress: save_elsewhere(context, a, unsaved, folder, progress))
        told = tr("Open the file in FOSDesk once the disk is well again: it merges like any other.")
        self.bridge.when_done(job, lambda path: self.shell.banner.say(f"{path}\n{told}", "ok"), self.trouble)

    def close_assessment(self, then: Place | None = None) -> None:
        """Close the open assessment and show the library, or go to another place once it is closed."""
        self._leave_page()
        a, self.assessment, self.recorder = self.assessment, None, None
        self._forget_pages()
        self._refresh_frame()
        self.go(Place("library"))
        if a is not None:
            job = self.context.library.close(a)
            self.bridge.when_done(job, lambda _: self.go(then or Place("library")), self.trouble)

    def _could_not_open(self, error: BaseException) -> None:
        self.go(Place("library"))
        self.trouble(error)

    def _remember(self, assessment: str) -> None:
        if self.settings.last_assessment != assessment:
            self.settings = replace(self.context.settings_store.read(), last_assessment=assessment)
            self._write_settings()

    def _write_settings(self) -> None:
        try:
            self.context.settings_store.write(self.settings)
        except FosdeskError as error:
            self.trouble(error)

    def _forget_pages(self) -> None:
        for page in self._pages.values():
            self.shell.pages.removeWidget(page)
            page.deleteLater()
        self._pages.clear()
        self._search = None

    # --- what changed

    def _changed(self, changes: ChangeSet) -> None:
        if self.assessment is None:
            return
        page = self.page()
        if page is not None:
            page.changed(changes)
        self.shell.guidance.refresh()
        self._soon.start()

    def _refresh_frame(self) -> None:
        from fosdesk.ui.frame import places

        a, tr, shell = self.assessment, self.look.tr, self.shell
        if a is None:
            shell.sidebar.show_rows(places.rows_without(tr))
            shell.foot.show_points(())
            shell.title.show_nothing()
        else:
            shell.sidebar.show_rows(places.rows_of(a, tr))
            shell.foot.show_points(places.open_points(a, tr))
            self._show_where(a)
            if a.read_only:
                shell.title.show_read_only()
            elif not shell.title.state():
                shell.title.show_saved(None)
        self._choose_in_sidebar(self.place)

    def _show_where(self, a: OpenAssessment) -> None:
        from fosdesk.ui import words

        where, person = words.where_words(a, self.look.tr), words.person_words(a, self.look.tr)
        self.shell.title.show_where(where, person, training=a.training)

    def _show_guidance(self, item_id: str) -> None:
        from fosdesk.services.guidance import guidance, history_lines

        a, tr, panel = self.assessment, self.look.tr, self.shell.guidance
        if a is None or not panel.isVisible() or item_id not in a.bank.items:
            return
        panel.show_guidance(guidance(a, item_id, tr))
        job = self.context.jobs.submit(lambda _progress: history_lines(a, item_id, tr))
        self.bridge.when_done(job, lambda lines: self._show_history(item_id, lines), self.trouble)

    def _guidance_shown(self, shown: bool) -> None:
        page = self.page()
        if page is not None:
            page.guidance_shown(shown)
        if shown:
            self._show_guidance(self.shell.guidance.item)

    def _show_history(self, item_id: str, lines: tuple[str, ...]) -> None:
        self.shell.guidance.show_history(item_id, lines)

    # --- commands

    def undo(self) -> None:
        """Take my last action back, and say what it was."""
        if self.assessment is None:
            return
        self._leave_page()
        from fosdesk.services import answering

        self.bridge.when_done(answering.undo(self.assessment), self._undone, self.trouble)

    def _undone(self, outcome: Undone) -> None:
        from fosdesk.ui.words import undone_words

        a = self.assessment
        if a is not None:
            self.shell.toast.say(undone_words(a, outcome, self.look.tr), "undo-2")

    def search(self) -> None:
        """Ctrl+K."""
        self._searching()
        if self._search is not None:
            self._search.begin()

    def _searching(self) -> None:
        if self._search is None:
            from fosdesk.services.search import find
            from fosdesk.ui.frame.commands import commands_of, run_found
            from fosdesk.ui.frame.search import SearchPopup

            self._search = SearchPopup(
                self.look,
                self.shell,
                self.shell.foot,
                lambda text: find(self.assessment, text) if self.assessment is not None else (),
            )
            self._search.chosen.connect(lambda found: run_found(self, found))
            self._search.offer(commands_of(self))
            self._search.look_for(self.shell.foot.search.text())

    def show_keys(self) -> None:
        """The list of keys."""
        from fosdesk.ui.frame.keys import fill_keys

        fill_keys(self.shell.sheet, self.look.tr)
        self.shell.open_sheet()

    def _toggle_guidance(self) -> None:
        self.shell.toggle_guidance()

    def _toggle_alone(self) -> None:
        page = self.page()
        if self.place.page == "question" and page is not None:
            page.toggle_alone()  # type: ignore[attr-defined]

    def _choose_language(self, language: str) -> None:
        self.settings = replace(self.context.settings_store.read(), language=language)
        self._write_settings()
        self.restyle()

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

    def _checked(self, a: OpenAssessment, report: object) -> None:
        """The check behind the opening has ended."""
        if self.assessment is a and trouble.checked(self.shell.banner, report, self.look.tr, self._rescue):
            self._refresh_frame()

    def _rescue(self) -> None:
        """Close the damaged assessment and bring together what is left of it."""
        a = self.assessment
        if a is not None:
            self.close_assessment(Place("library", item=a.id, field="rescue"))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Record what is being typed; the first time, stay where something could not be saved."""
        self._leave_page()
        if self.recorder is not None and self.recorder.failures and not self._closing_anyway:
            self._closing_anyway = True
            tr = self.look.tr
            self.shell.banner.say(
                tr(
                    "Some words are not saved yet. They are marked on their cards. Close again to leave them."
                ),
                "bad",
            )
            event.ignore()
            return
        super().closeEvent(event)

    _closing_anyway = False

"""The window: it begins, opens and closes assessments, and runs commands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QCloseEvent, QKeySequence, QPaintEvent, QShortcut

from fosdesk.base.settings import Settings
from fosdesk.ui.bridge import Bridge, Ends
from fosdesk.ui.desk import Desk, Dialogs, Place
from fosdesk.ui.frame import trouble
from fosdesk.ui.frame.framed import FramedWindow
from fosdesk.ui.page_table import load_pages

if TYPE_CHECKING:
    from fosdesk.services.assessment import OpenAssessment
    from fosdesk.services.context import AppContext
    from fosdesk.services.index import AssessmentSummary
    from fosdesk.services.steps import Step
    from fosdesk.ui.frame.search import SearchPopup
    from fosdesk.ui.recorder import Failure


class Window(FramedWindow):
    """The one window of the program."""

    def __init__(self, context: AppContext, bridge: Bridge, dialogs: Dialogs, settings: Settings) -> None:
        self._argv: Sequence[str] = ()
        self._begun = False
        self._closing_anyway = False
        self._search: SearchPopup | None = None
        super().__init__(context, bridge, dialogs, settings)

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

    def _shortcuts(self) -> tuple[tuple[str, object], ...]:
        """The keys that work on every page."""
        from fosdesk.ui.keys import WINDOW, keys_of

        calls = {
            "search": self.search,
            "filter": lambda: self.go(Place("filter")),
            "undo": self.undo,
            "redo": self.redo,
            "guidance": self._toggle_guidance,
            "alone": self._toggle_alone,
            "keys": self.show_keys,
        }
        return tuple((name, calls[key.action]) for key in keys_of(WINDOW) for name in key.keys)

    def desk(self) -> Desk:
        """What the pages are given."""
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
            computed=None if self.assessment is None else self._follows(self.assessment),
            filtering=self.filtering,
        )

    # --- assessments

    def open_assessment(self, assessment: str, country: str = "") -> None:
        """Open an assessment of the library in the job runner."""
        from fosdesk.services.facts import Person

        tr = self.look.tr
        self.shell.wait(tr("Opening {country}…", country=country) if country else tr("Opening…"))
        person = Person(self.settings.person_name, self.settings.person_role)
        job = self.context.library.open(assessment, person)
        self.bridge.when_done(job, self.show_assessment, self._could_not_open)
        QTimer.singleShot(0, self, load_pages)

    def show_assessment(self, a: OpenAssessment) -> None:
        """An assessment is open: the frame is about it from now on."""
        from fosdesk.ui.filtering import Filtering
        from fosdesk.ui.recorder import Recorder

        self.assessment = a
        self.recorder = Recorder(a, self.bridge, lambda: self.context.clock.now().astimezone())
        self.filtering = Filtering(a)
        self.filtering.changed.connect(self._soon.start)
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
        self.shell.toast.hide()  # what it offers to take back belongs to the assessment
        a, self.assessment, self.recorder, self.filtering = self.assessment, None, None, None
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

    # --- commands

    def undo(self) -> None:
        """Take my last action back, and say what it was."""
        from fosdesk.services.steps import undo

        self._step(undo)

    def redo(self) -> None:
        """Do again what undo took back last, and say what it was."""
        from fosdesk.services.steps import redo

        self._step(redo)

    def _step(self, take: Callable[[OpenAssessment], Ends]) -> None:
        if self.assessment is not None:
            self._leave_page()
            self.bridge.when_done(take(self.assessment), self._stepped, self.trouble)

    def _stepped(self, step: Step) -> None:
        """Say what undo or redo did, offer the way back, and show the field on the question page."""
        from fosdesk.services.steps import step_sentence

        a, tr = self.assessment, self.look.tr
        if a is None:
            return
        offer, do = (tr("Undo"), self.undo) if step.again else (tr("Redo"), self.redo)
        icon = "redo-2" if step.again else "undo-2"
        self.shell.toast.say(step_sentence(a, step, tr), icon, offer if step.done else "", do)
        items = [said for said in step.said if said.entity in a.bank.items]
        if self.place.page == "question" and items and self.place.item not in {one.entity for one in items}:
            self.go(Place("question", "", items[0].entity, items[0].field))

    def _make_shell(self) -> None:
        super()._make_shell()
        self._search = None
        self.shell.foot.keys_wanted.connect(self.show_keys)
        self.shell.title.undo.clicked.connect(self.undo)
        self.shell.title.redo.clicked.connect(self.redo)
        self.shell.foot.search.textEdited.connect(self._searching)

    def _forget_pages(self) -> None:
        super()._forget_pages()
        self._search = None

    def search(self) -> None:
        """Ctrl+K; the field of search is not there while one question stands alone."""
        if not self.shell.foot.isVisible():
            self._toggle_alone()
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
                lambda text: () if self.assessment is None else find(self.assessment, text, self.look.tr),
            )
            self._search.chosen.connect(lambda found: run_found(self, found))
            self._search.offer(commands_of(self))
            self._search.look_for(self.shell.foot.search.text())

    def show_keys(self) -> None:
        """The list of keys."""
        from fosdesk.ui.keys import fill_keys

        fill_keys(self.shell.sheet, self.look.tr)
        self.shell.open_sheet()

    def _toggle_guidance(self) -> None:
        self.shell.toggle_guidance()

    def _toggle_alone(self) -> None:
        page = self.page()
        if self.place.page == "question" and page is not None:
            page.toggle_alone()  # type: ignore[attr-defined]

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

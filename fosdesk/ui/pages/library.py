"""Home without an open assessment: the assessments of this computer, and the four ways to begin."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from fosdesk.base.language import Texts
from fosdesk.services.care import Rescued, rescue, rescue_lines
from fosdesk.services.dossiers import DossierOutcome, open_dossier, outcome_lines
from fosdesk.services.facts import Person
from fosdesk.services.index import AssessmentSummary
from fosdesk.services.period import period_text
from fosdesk.services.sample import load_sample
from fosdesk.ui.desk import Desk, Place, ScrollPage
from fosdesk.ui.parts.button import Button, Variant
from fosdesk.ui.parts.panel import reveal
from fosdesk.ui.parts.rows import Mark, RowItem, RowList
from fosdesk.ui.parts.section import SectionCard, empty_state
from fosdesk.ui.words import kind_name
from fosdesk.ui.work import Work


class LibraryPage(ScrollPage):
    """Lists the assessments; New, Open a dossier, Explore the sample country."""

    def __init__(self, desk: Desk) -> None:
        tr = desk.look.tr
        super().__init__(desk, tr("Assessments"), margin=32, gap=16)
        self.new = Button(self.look, tr("New assessment"), "plus", Variant.PRIMARY)
        self.dossier = Button(self.look, tr("Open a dossier"), "folder-open", Variant.OUTLINED)
        self.sample = Button(self.look, tr("Explore the sample country"), "compass", Variant.OUTLINED)
        self.new.clicked.connect(lambda: desk.go(Place("new")))
        self.dossier.clicked.connect(self.choose_dossier)
        self.sample.clicked.connect(self.open_sample)
        for button in (self.sample, self.dossier, self.new):
            self.head_actions.addWidget(button)
        self.work = Work(desk)
        self.column.addWidget(self.work)
        self.card = SectionCard(self.look, tr("On this computer"))
        self.list = RowList(self.look, tr("Assessments on this computer"))
        self.list.opened.connect(self._open)
        self.empty = empty_state(
            self.look,
            tr(
                "Nothing is here yet. An assessment is one national exercise: your answers, their evidence "
                "and the documents made from them. Begin a new one, open a dossier (the file a colleague "
                "gave you), or look around in the sample country, which is invented and complete."
            ),
        )
        self.card.column.addWidget(self.empty)
        self.card.column.addWidget(self.list)
        self.column.addWidget(self.card)
        self.column.addStretch(1)

    def enter(self, place: Place) -> None:
        """Show the list as the library has it now."""
        found = self.desk.context.library.list()
        self.list.show_rows([_row(summary, self.look.tr) for summary in found])
        reveal(self.list, bool(found))
        reveal(self.empty, not found)
        if place.field == "rescue":
            self.rescue(place.item)
        name = self.desk.context.settings_store.read().person_name
        self.say_second(self.look.tr("You work as {name}.", name=name) if name else "")

    def choose_dossier(self) -> None:
        """Ask for a dossier and take it in."""
        tr = self.look.tr
        path = self.desk.dialogs.open_file(self, tr("Open a dossier"), tr("Dossiers") + " (*.fosdesk)")
        if path is not None:
            self.take_in(path)

    def take_in(self, path: Path) -> None:
        """Verify a dossier, then add it or merge it; a backup is taken before a merge."""
        context, person = self.desk.context, self._person()
        self.work.run(
            self.look.tr("Checking {file}…", file=path.name),
            lambda progress: open_dossier(context, path, person, progress),
            self._taken_in,
        )

    def open_sample(self) -> None:
        """Make a fresh copy of the exercise country and open it."""
        for summary in self.desk.context.library.list():
            if summary.training and not summary.needs_rescue:
                self._open(summary)
                return
        context, person = self.desk.context, self._person()
        self.work.run(
            self.look.tr("Preparing the sample country…"),
            lambda progress: load_sample(context, person, progress),
            self.desk.show_assessment,
        )

    def rescue(self, assessment: str) -> None:
        """Bring together what store, mirror and backups still hold; the damaged files are kept aside."""
        context = self.desk.context
        self.work.run(
            self.look.tr("Rescuing…"),
            lambda progress: rescue(context, assessment, progress),
            self._rescued,
        )

    def _rescued(self, outcome: Rescued) -> None:
        self.enter(Place("library"))
        self.desk.banner("\n".join(rescue_lines(outcome, self.look.tr)), "ok")

    def _offer_rescue(self, summary: AssessmentSummary) -> None:
        tr = self.look.tr
        self.desk.banner(
            tr(
                "This assessment is damaged. A rescue brings together what its file, its mirror and its "
                "backups still hold; the damaged files are kept aside."
            ),
            "warn",
            tr("Rescue this assessment"),
            lambda: self.rescue(summary.id),
        )

    def _taken_in(self, outcome: DossierOutcome) -> None:
        self.enter(Place("library"))
        self.desk.banner(
            "\n".join(outcome_lines(outcome, self.look.tr)),
            "warn" if outcome.disagreements or outcome.refused else "ok",
            self.look.tr("Open it"),
            lambda: self.desk.open_assessment(outcome.assessment, outcome.country),
        )

    def _open(self, target: object) -> None:
        if isinstance(target, AssessmentSummary) and target.needs_rescue:
            self._offer_rescue(target)
        elif isinstance(target, AssessmentSummary):
            self.desk.open_assessment(target.id, target.country)

    def _person(self) -> Person:
        settings = self.desk.context.settings_store.read()
        return Person(settings.person_name, settings.person_role)


def _row(summary: AssessmentSummary, tr: Texts) -> RowItem:
    share = summary.answered / summary.total if summary.total else 0.0
    kind = " ".join(part for part in (kind_name(summary.kind, tr), period_text(summary.period, tr)) if part)
    title = "  ·  ".join(part for part in (summary.country or tr("No country yet"), kind) if part)
    said = [
        tr(
            "{answered} of {total} answered",
            answered=tr.number(summary.answered),
            total=tr.number(summary.total),
        )
    ]
    if summary.last_saved:
        said.append(tr("saved {when}", when=_when(summary.last_saved, tr)))
    backup = (
        tr("backup {when}", when=_when(summary.last_backup, tr))
        if summary.last_backup
        else tr("no backup yet")
    )
    said.append(backup)
    trail = (
        Mark("chip", tr("TRAINING"), "warn") if summary.training else Mark("text", tr.percent(share), "text")
    )
    if summary.needs_rescue:
        said, trail = (
            [tr("This assessment is damaged. Opening it offers a rescue.")],
            Mark("chip", tr("Damaged"), "bad"),
        )
    return RowItem(title, "  ·  ".join(said), Mark("ring", share=share), trail, summary, chevron=True)


def _when(iso: str, tr: Texts) -> str:
    try:
        return tr.datetime(datetime.fromisoformat(iso).astimezone())
    except ValueError:
        return iso

"""Home inside an assessment: the journey, the next twenty minutes, what to decide."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from fosdesk.base.language import Texts
from fosdesk.model.snapshot import ChangeSet
from fosdesk.services import dossiers
from fosdesk.services.activity import Event, since_last_visit
from fosdesk.services.answering import describe
from fosdesk.services.assessment import OpenAssessment
from fosdesk.services.disagreement import Voice, attributed_disputes, disputes, sides_text
from fosdesk.services.guidance import when_text
from fosdesk.services.journey import PARTS, Step, Task, next_twenty
from fosdesk.ui.asked import place_of
from fosdesk.ui.desk import Desk, Place, ScrollPage
from fosdesk.ui.parts.button import Button, Variant
from fosdesk.ui.parts.panel import column, reveal
from fosdesk.ui.parts.rows import Mark, RowItem, RowList
from fosdesk.ui.parts.section import SectionCard
from fosdesk.ui.text import Label
from fosdesk.ui.work import Work

TWO_COLUMNS = 820
MOST_EVENTS = 6
TASK_ICONS = {
    "decide": "git-compare",
    "name": "user",
    "prove": "paperclip",
    "answer": "list-checks",
    "ask": "clock",
}


class HomePage(ScrollPage):
    """Left the journey with a sentence for each step, right what to do and what to decide."""

    def __init__(self, desk: Desk) -> None:
        tr = desk.look.tr
        super().__init__(desk, "", margin=32, gap=16)
        self.all = Button(self.look, tr("All assessments"), "folder-open", Variant.OUTLINED)
        self.copy = Button(self.look, tr("Save a copy…"), "hard-drive-download", Variant.OUTLINED)
        self.go_on = Button(self.look, "", "arrow-right", Variant.PRIMARY)
        self.all.clicked.connect(desk.close_assessment)
        self.copy.clicked.connect(self.save_copy)
        self.go_on.clicked.connect(self._continue)
        for button in (self.all, self.copy, self.go_on):
            self.head_actions.addWidget(button)
        self.work = Work(desk)
        self.column.addWidget(self.work)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(16)
        self._make_journey()
        self._after = 0
        self._make_right()
        self.column.addLayout(self._columns)
        self.column.addStretch(1)
        self._next = ""

    def enter(self, place: Place) -> None:
        """Show where the team stands."""
        self.refresh()
        self._hear()

    def changed(self, changes: ChangeSet) -> None:
        """Show where the team stands now."""
        self.refresh()
        self._hear()

    def refresh(self) -> None:
        """Compute the journey anew."""
        a, tr = self.desk.here, self.look.tr
        now = self.desk.context.clock.now().astimezone()
        self.title.show_text(greeting(a.person.name, now, tr))
        self.say_second(self._said(a, tr))
        self.journey.show_rows([_step_row(step, a, tr) for step in self.desk.follows.journey()])
        self._show_tasks()
        first = next(iter(next_twenty(a, tr)), None)
        self._next = first.item_id if first else ""
        item = a.bank.items.get(self._next)
        reveal(self.go_on, item is not None)
        if item is not None:
            self.go_on.show_text(tr("Continue with {code}", code=item.code))
        self._show_disputes(disputes(a, tr))

    def _show_disputes(self, found: Mapping[str, tuple[Voice, ...]]) -> None:
        a, tr = self.desk.here, self.look.tr
        self.disagreements.show_rows(
            [_decision_row(a, entity, said, tr) for entity, said in found.items() if said]
        )
        reveal(self._to_decide, bool(found))

    def _show_tasks(self) -> None:
        a, tr = self.desk.here, self.look.tr
        tasks = next_twenty(a, tr, self._after)
        if not tasks and self._after:
            self._after = 0
            tasks = next_twenty(a, tr)
        self.tasks.show_rows([_task_row(task, tr) for task in tasks])
        reveal(self.nothing, not tasks)
        more = bool(self._after or next_twenty(a, tr, len(tasks)))
        reveal(self._to_do.link, bool(tasks) and more)

    def _show_others(self) -> None:
        """The next five; after the last ones the first again."""
        self._after += len(self.tasks.rows())
        self._show_tasks()

    def _hear(self) -> None:
        """What happened and who said what is in the journal; reading it may wait for the disk."""
        a, tr = self.desk.here, self.look.tr
        if a.snapshot.disagreements():
            names = self.desk.context.jobs.submit(lambda _progress: attributed_disputes(a, tr))
            self.desk.bridge.when_done(names, self._show_disputes, self.desk.trouble, owner=self)
        job = self.desk.context.jobs.submit(lambda _progress: since_last_visit(a, tr))
        self.desk.bridge.when_done(job, self._heard, self.desk.trouble, owner=self)

    def _heard(self, events: tuple[Event, ...]) -> None:
        a, tr = self.desk.here, self.look.tr
        self.desk.filters.hear(frozenset(event.entity for event in events))
        self.events.show_rows([_event_row(event, a, tr) for event in events[:MOST_EVENTS]])
        self._happened.heading.show_text(
            tr.n("{n} change since your last visit", "{n} changes since your last visit", len(events))
        )
        reveal(self._happened, bool(events))
        reveal(self._happened.link, any(event.entity in a.bank.items for event in events))

    def save_copy(self) -> None:
        """Write a dossier to a folder or stick: a new name, read back and compared."""
        tr, a, context = self.look.tr, self.desk.here, self.desk.context
        folder = self.desk.dialogs.folder(self, tr("Choose a folder or stick for the copy"))
        if folder is None:
            return
        self.work.run(
            tr("Copying…"),
            lambda progress: dossiers.save_copy(context, a, folder, progress),
            lambda path: self.desk.banner(
                tr("Copied and checked: {path}", path=path),
                "ok",
                tr("Show folder"),
                lambda: self.desk.dialogs.show_folder(path),
            ),
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """One column where two do not fit."""
        super().resizeEvent(event)
        wide = event.size().width() >= TWO_COLUMNS * min(self.look.factor, 1.4)
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if self._columns.direction() != direction:
            self._columns.setDirection(direction)

    def _make_journey(self) -> None:
        card = SectionCard(self.look, self.look.tr("The journey"))
        self.journey = RowList(self.look, self.look.tr("The journey"))
        self.journey.opened.connect(self.desk.go)
        card.column.addWidget(self.journey)
        card.column.addStretch(1)
        self._columns.addWidget(card, 1)

    def _make_right(self) -> None:
        tr = self.look.tr
        tasks = self._to_do = SectionCard(self.look, tr("Next 20 minutes"), tr("Show others"))
        tasks.link.clicked.connect(self._show_others)
        self.tasks = RowList(self.look, tr("Next 20 minutes"), lead=32)
        self.tasks.opened.connect(self.desk.go)
        self.nothing = Label(
            self.look,
            tr("Nothing is open. Look at the review, then make the documents."),
            tone="muted",
            wrap=True,
        )
        tasks.column.addWidget(self.nothing)
        tasks.column.addWidget(self.tasks)
        self._to_decide = SectionCard(self.look, tr("Open disagreements"), tr("List"))
        self._to_decide.link.clicked.connect(lambda: self.desk.go(Place("filter", "disagreements")))
        self.disagreements = RowList(self.look, tr("Open disagreements"), lead=32)
        self.disagreements.opened.connect(self.desk.go)
        self._to_decide.column.addWidget(self.disagreements)
        self._happened = SectionCard(self.look, tr("Since your last visit"), tr("List"))
        self._happened.link.clicked.connect(lambda: self.desk.go(Place("filter", "since_visit")))
        self.events = RowList(self.look, tr("Since your last visit"), lead=32)
        self.events.opened.connect(self.desk.go)
        self._happened.column.addWidget(self.events)
        right = QWidget()
        inside = column(right, gap=16)
        inside.addWidget(tasks)
        inside.addWidget(self._to_decide)
        inside.addWidget(self._happened)
        inside.addStretch(1)
        self._columns.addWidget(right, 1)
        self._happened.hide()

    def _said(self, a: OpenAssessment, tr: Texts) -> str:
        summary = next((one for one in self.desk.context.library.list() if one.id == a.id), None)
        parts = [tr("Convergence code {code}.", code=a.snapshot.code)]
        if summary is not None and summary.last_backup:
            when = tr.datetime(datetime.fromisoformat(summary.last_backup).astimezone())
            parts.append(tr("Last backup {when}.", when=when))
        return " ".join(parts)

    def _continue(self) -> None:
        item = self.desk.here.bank.items.get(self._next)
        if item is not None:
            self.desk.go(Place("question", item.section, item.id))


def greeting(name: str, now: datetime, tr: Texts) -> str:
    """A greeting by the time of day and the first name."""
    first = name.split()[0] if name.split() else ""
    if first.endswith("."):
        first = name
    if now.hour < 12:
        return tr("Good morning, {name}", name=first) if first else tr("Good morning")
    if now.hour < 18:
        return tr("Good afternoon, {name}", name=first) if first else tr("Good afternoon")
    return tr("Good evening, {name}", name=first) if first else tr("Good evening")


def step_place(step_id: str, a: OpenAssessment) -> Place:
    """Where a step of the journey is done."""
    if step_id == "standards":
        return Place("overview")
    if step_id in PARTS:
        section = next((one.id for one in a.bank.sections if one.pack == step_id), "")
        return Place("question", section)
    return Place(step_id)


def _step_row(step: Step, a: OpenAssessment, tr: Texts) -> RowItem:
    share = step.answered / step.total if step.total else 0.0
    lead = Mark("ring", share=share)
    if step.state == "complete":
        lead = Mark("done")
    elif step.warnings:
        lead = Mark("count", tr.number(step.warnings), "warn")
    trail = Mark("text", tr.percent(share)) if step.total and step.state != "complete" else None
    return RowItem(step.title, step.sentence, lead, trail, step_place(step.id, a), chevron=True)


def _task_row(task: Task, tr: Texts) -> RowItem:
    minutes = tr.n("{n} min", "{n} min", task.minutes)
    place = Place("question", "", task.item_id)
    lead, trail = Mark("icon", TASK_ICONS[task.kind], "accent"), Mark("text", minutes, "muted")
    return RowItem(task.title, task.second_line, lead, trail, place, elided=True)


def _decision_row(a: OpenAssessment, entity: str, found: tuple[Voice, ...], tr: Texts) -> RowItem:
    """Something to decide: each answer with the name behind it, neither coloured as right."""
    item, field = a.bank.items.get(entity), found[0].field
    title = f"{item.code}  {item.short or item.label}" if item else describe(a, (entity, field), tr)
    lead, place = Mark("icon", "git-compare", "warn"), place_of(a, entity, field)
    return RowItem(title, sides_text(found, tr), lead, None, place, chevron=True, elided=True)


def _event_row(event: Event, a: OpenAssessment, tr: Texts) -> RowItem:
    """Something that happened: what about, what was said, by whom and when."""
    item = a.bank.items.get(event.entity)
    title = f"{item.code}  {event.said}" if item is not None else describe(a, (event.entity, event.field), tr)
    second = f"{event.author}  ·  {when_text(event.at, tr)}"
    place = Place("question", item.section, item.id, event.field) if item is not None else None
    return RowItem(title, second, Mark("icon", "history", "muted"), None, place, elided=True)

"""The register of evidence: every piece once, which answers it supports, and whether its file is sound."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from fosdesk.base.language import Texts
from fosdesk.model.snapshot import ChangeSet
from fosdesk.services import evidence_register as register
from fosdesk.services.evidence import copy_for_reading
from fosdesk.services.evidence_register import Piece
from fosdesk.services.guidance import when_text
from fosdesk.services.search import find
from fosdesk.services.steps import step_sentence, undo
from fosdesk.ui.desk import Desk, Place, ScrollPage
from fosdesk.ui.parts.button import Button, Variant
from fosdesk.ui.parts.fields import Line
from fosdesk.ui.parts.flow import Flow
from fosdesk.ui.parts.panel import emptied, reveal
from fosdesk.ui.parts.rows import Mark, RowItem, RowList
from fosdesk.ui.parts.section import SectionCard, empty_state
from fosdesk.ui.registers.picker import AnswerPicker
from fosdesk.ui.registers.piece import PieceCard
from fosdesk.ui.text import Label
from fosdesk.ui.work import Work

ICONS = {"table": "file-spreadsheet", "message": "message-square", "reference": "book-open"}
STATES = {register.MISSING: "warn", register.DAMAGED: "bad"}


class EvidencePage(ScrollPage):
    """A list of pieces, the card of one of them, and the choice of answers."""

    def __init__(self, desk: Desk) -> None:
        tr = desk.look.tr
        super().__init__(desk, tr("Evidence"), tr("Each piece is kept once and may support many answers."))
        self._kind, self._state, self._open = "", "", ""
        self._damaged: frozenset[str] = frozenset()
        self._path: Path | None = None
        self.attach = Button(self.look, tr("Attach a file"), "plus", Variant.PRIMARY)
        self.check = Button(self.look, tr("Check the files"), "clipboard-check", Variant.OUTLINED)
        for button in (self.check, self.attach):
            self.head_actions.addWidget(button)
        self.work = Work(desk)
        self.search = Line(self.look, tr("Search the evidence"), placeholder=tr("Search the evidence"))
        self._filter_place = Flow(gap=4)
        self._filters: dict[tuple[str, str], Button] = {}
        self.found = Label(self.look, "", "second", tone="muted", wrap=True)
        self.picker = AnswerPicker(self.look, lambda text: find(desk.here, text, desk.look.tr))
        self.card = PieceCard(self.look)
        self.ground = SectionCard(self.look, tr("All evidence"))
        self.list = RowList(self.look, tr("All evidence"))
        self.ground.column.addWidget(self.list)
        self.empty = self._make_empty()
        for part in (self.work, self.picker, self.card, self.empty, self.search):
            self.column.addWidget(part)
        self.column.addLayout(self._filter_place)
        self.column.addWidget(self.found)
        self.column.addWidget(self.ground)
        self.column.addStretch(1)
        for part in (self.picker, self.card):
            part.hide()
        self._connect()

    def _make_empty(self) -> SectionCard:
        tr = self.look.tr
        part = SectionCard(self.look, tr("No evidence yet"))
        words = tr(
            "Evidence is what lets a reader believe a level: the order, the statistics, the minutes. Attach "
            "a file here and choose the answers it supports, or open a question and press E."
        )
        self._first = Button(self.look, tr("Attach the first file"), "plus", Variant.OUTLINED)
        part.column.addWidget(empty_state(self.look, words, self._first))
        return part

    def _connect(self) -> None:
        self.attach.clicked.connect(self.choose_file)
        self._first.clicked.connect(self.choose_file)
        self.check.clicked.connect(self.check_files)
        self.search.textEdited.connect(lambda _: self.refresh())
        self.list.opened.connect(lambda piece: self.open_piece(piece.id))
        self.picker.done.connect(self._picked)
        self.picker.given_up.connect(self._unpick)
        self.card.closed.connect(self.close_piece)
        self.card.opened.connect(lambda item_id: self.desk.go(_place(self.desk, item_id)))
        self.card.more_wanted.connect(self.choose_answers)
        self.card.copy_wanted.connect(self.copy)
        self.card.file_wanted.connect(self.open_file)
        self.card.unlink_wanted.connect(self.unlink)

    # --- showing

    def enter(self, place: Place) -> None:
        """Show the register, and a piece of it if one is named."""
        self.refresh()
        if place.item:
            self.open_piece(place.item)
        elif not self.picker.isVisible():
            (self.list if self.list.rows() else self._first).setFocus(Qt.FocusReason.OtherFocusReason)

    def changed(self, changes: ChangeSet) -> None:
        """Show what is linked now."""
        self.refresh()

    def refresh(self) -> None:
        """Show the pieces that fit the filters."""
        whole = self._pieces()
        found = register.matching(whole, self.search.text(), self._kind, self._state)
        self.list.show_rows([self._row(piece) for piece in found])
        tr = self.look.tr
        pieces = tr.n("{n} piece", "{n} pieces", len(whole))
        self.found.show_text(
            pieces if len(found) == len(whole) else tr("{found} of {rows}", found=len(found), rows=pieces)
        )
        self._show_filters(whole)
        reveal(self.empty, not whole)
        for part in (self.search, self.found, self.check):
            reveal(part, bool(whole))
        reveal(self.ground, bool(found))
        for button in (self.attach, self._first):
            button.setEnabled(not self.desk.here.read_only)
        self._show_card(whole)

    def _pieces(self) -> tuple[Piece, ...]:
        return register.pieces(self.desk.here, self._damaged)

    def _row(self, piece: Piece) -> RowItem:
        tr = self.look.tr
        said = [register.kind_name(piece.kind, tr)]
        if piece.size:
            said.append(tr("{n} kB", n=tr.number(max(1, round(piece.size / 1000)))))
        said.append(when_text(piece.added, tr))
        said.append(tr.n("supports {n} answer", "supports {n} answers", len(piece.links)))
        trail = None
        if piece.state in STATES:
            trail = Mark("chip", state_name(piece.state, tr), STATES[piece.state])
        lead = Mark("icon", ICONS.get(piece.kind, "file-text"), "muted")
        return RowItem(piece.name, "  ·  ".join(said), lead, trail, piece, chevron=True, elided=True)

    def _show_filters(self, whole: tuple[Piece, ...]) -> None:
        """A button for each kind there is and each trouble, with its count; chosen ones are marked."""
        tr, words = self.look.tr, self.search.text()
        kinds = [kind for kind in register.KINDS if any(piece.kind == kind for piece in whole)]
        counts: dict[tuple[str, str], tuple[str, int]] = {}
        for kind in kinds if len(kinds) > 1 else []:
            count = len(register.matching(whole, words, kind, self._state))
            counts["kind", kind] = register.kind_name(kind, tr), count
        for state in (one for one in STATES if any(piece.state == one for piece in whole)):
            count = len(register.matching(whole, words, self._kind, state))
            counts["state", state] = state_name(state, tr), count
        if list(counts) != list(self._filters):
            emptied(self._filter_place)  # type: ignore[arg-type]
            self._filters = {key: self._make_filter(*key) for key in counts}
        for (axis, value), (title, count) in counts.items():
            self._show_filter(axis, value, title, count)

    def _make_filter(self, axis: str, value: str) -> Button:
        button = Button(self.look, "", "", Variant.FILTER, small=True)
        button.clicked.connect(lambda: self._choose(axis, value))
        self._filter_place.addWidget(button)
        return button

    def _show_filter(self, axis: str, value: str, title: str, count: int) -> None:
        button, chosen = self._filters[axis, value], value in (self._kind, self._state)
        button.set_variant(Variant.CONTENT if chosen else Variant.FILTER)
        button.show_text(title, count=str(count))
        button.setAccessibleDescription(self.look.tr("chosen") if chosen else "")

    def _choose(self, axis: str, value: str) -> None:
        """Press a filter: it holds until it is pressed again, or another of its kind."""
        if axis == "kind":
            self._kind = "" if self._kind == value else value
        else:
            self._state = "" if self._state == value else value
        self.refresh()

    # --- one piece

    def open_piece(self, evidence_id: str) -> None:
        """Show what a piece supports."""
        self._open = evidence_id
        self._show_card(self._pieces())
        self.area.ensureWidgetVisible(self.card, 0, 24)
        self.card.enter()

    def close_piece(self) -> None:
        """Back to the list."""
        self._open = ""
        reveal(self.card, False)
        self.list.setFocus()

    def _show_card(self, whole: tuple[Piece, ...]) -> None:
        piece = next((one for one in whole if one.id == self._open), None)
        if piece is not None:
            self.card.show_piece(piece, read_only=self.desk.here.read_only)
        reveal(self.card, piece is not None)

    def unlink(self, item_id: str) -> None:
        """Take the open piece away from an answer, and offer undo."""
        a, tr = self.desk.here, self.look.tr
        code, name = a.bank.items[item_id].code, self.card.name

        def said(_changes: object) -> None:
            words = tr("{file} no longer supports {code}. The file is kept.", file=name, code=code)
            self.desk.toast(words, "undo-2", tr("Undo"), self._undo)

        done = register.unlink(a, self._open, item_id)
        self.desk.bridge.when_done(done, said, self.desk.trouble, owner=self)

    def _undo(self) -> None:
        a, tr = self.desk.here, self.look.tr
        self.desk.bridge.when_done(
            undo(a), lambda step: self.desk.toast(step_sentence(a, step, tr)), self.desk.trouble, owner=self
        )

    def open_file(self) -> None:
        """Show the open piece in the program the computer has for it: a copy, so that ours stays as it is."""
        a, library = self.desk.here, self.desk.context.paths.library
        piece = next((one for one in self._pieces() if one.id == self._open), None)
        if piece is not None:
            job = self.desk.context.jobs.submit(
                lambda _progress: copy_for_reading(a, piece.items[0], piece.id, library)
            )
            self.desk.bridge.when_done(job, self.desk.dialogs.open_outside, self.desk.trouble, owner=self)

    def copy(self) -> None:
        """Write a copy of the open piece where the person wants it, and show its folder."""
        a, tr = self.desk.here, self.look.tr
        piece = next((one for one in self._pieces() if one.id == self._open), None)
        if piece is None:
            return
        target = self.desk.dialogs.save_file(self, tr("Save a copy"), piece.name)
        if target is not None:
            self.work.run(
                tr("Copying {file}…", file=piece.name),
                lambda _progress: register.save_copy(a, piece, target),
                self.desk.dialogs.show_folder,
            )

    # --- attaching

    def choose_file(self) -> None:
        """Ask for a file, then for the answers it supports."""
        path = self.desk.dialogs.open_file(self, self.look.tr("Choose the file that proves the answers"), "")
        if path is not None:
            self._path = path
            self._pick(self.look.tr("Which answers does {file} support?", file=path.name), (), note=True)

    def choose_answers(self) -> None:
        """Ask which more answers the open piece supports."""
        piece = next((one for one in self._pieces() if one.id == self._open), None)
        if piece is not None:
            self._path = None
            title = self.look.tr("Which answers does {file} support as well?", file=piece.name)
            self._pick(title, piece.items, note=False)

    def _pick(self, title: str, taken: tuple[str, ...], *, note: bool) -> None:
        reveal(self.picker, True)
        self.picker.begin(title, taken, with_note=note)
        self.area.ensureWidgetVisible(self.picker, 0, 24)

    def _unpick(self) -> None:
        reveal(self.picker, False)
        self.card.enter() if self._open else self.list.setFocus()

    def _picked(self, item_ids: tuple[str, ...]) -> None:
        a, path, note, tr = self.desk.here, self._path, self.picker.note.text().strip(), self.look.tr
        self._unpick()
        if path is None:
            done = register.link(a, self._open, item_ids)
            self.desk.bridge.when_done(done, lambda _: self._linked(item_ids), self.desk.trouble, owner=self)
            return
        self.work.run(
            tr("Attaching {file}…", file=path.name),
            lambda progress: register.attach(a, path, item_ids, note, progress),
            lambda _: self._linked(item_ids),
        )

    def _linked(self, item_ids: tuple[str, ...]) -> None:
        self.refresh()
        tr = self.look.tr
        said = tr.n("Attached to {n} answer.", "Attached to {n} answers.", len(item_ids))
        self.desk.toast(said, "paperclip", tr("Undo"), self._undo)

    def check_files(self) -> None:
        """Read every file again and compare it with its fingerprint."""
        a = self.desk.here
        self.work.run(
            self.look.tr("Checking the files…"), lambda progress: register.altered(a, progress), self._checked
        )

    def _checked(self, damaged: frozenset[str]) -> None:
        tr, self._damaged = self.look.tr, damaged
        self.refresh()
        missing = sum(piece.state == register.MISSING for piece in self._pieces())
        if damaged or missing:
            words = tr(
                "{damaged} damaged, {missing} missing. Ask for the files and attach them again.",
                damaged=tr.number(len(damaged)),
                missing=tr.number(missing),
            )
            self.desk.banner(words, "warn")
        else:
            self.desk.toast(tr("Every file is here and is what was attached."), "circle-check")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Insert and Ctrl+N attach, the slash searches, Escape closes the card."""
        key, control = Qt.Key(event.key()), event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if key == Qt.Key.Key_Insert or (control and key == Qt.Key.Key_N):
            self.choose_file()
        elif key == Qt.Key.Key_Slash:
            self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif key == Qt.Key.Key_Escape and self._open:
            self.close_piece()
        else:
            super().keyPressEvent(event)


def state_name(state: str, tr: Texts) -> str:
    """The word for a file that is not as it should be."""
    return tr("Damaged") if state == register.DAMAGED else tr("Missing")


def _place(desk: Desk, item_id: str) -> Place:
    return Place("question", desk.here.bank.items[item_id].section, item_id, "evidence")

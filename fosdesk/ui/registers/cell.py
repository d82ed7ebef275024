"""The field of one cell: a list, boxes to tick, a line or a text, with what is wrong below it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from fosdesk.forms.pack import Item, ItemType
from fosdesk.model.answers import Answer, Value
from fosdesk.ui.parts.button import Button, Variant
from fosdesk.ui.parts.fields import Choice, Line, Paragraphs, check_box
from fosdesk.ui.parts.flow import Flow
from fosdesk.ui.parts.panel import column, emptied, reveal, row
from fosdesk.ui.question.commits import TypedField
from fosdesk.ui.registers.content import CellContent
from fosdesk.ui.text import Label
from fosdesk.ui.theme.look import Look

Parse = Callable[[Item, str], Answer | str | None]
"""(question, words) -> the answer, None for no words, or the sentence that says what is wrong."""


class CellField(QWidget):
    """Shows one cell and says what the person meant; it records nothing."""

    answered = Signal(str, object)
    typed = Signal(object)
    committed = Signal()
    entered = Signal(str)

    def __init__(self, look: Look, asked: Item, name: str, parse: Parse) -> None:
        super().__init__()
        self.look, self.name, self._parse = look, name, parse
        self.content: CellContent | None = None
        self._showing = False
        self.label = Label(look, asked.label, "second", bold=True, wrap=True)
        self.hint = Label(look, asked.hint, "caption", tone="muted", wrap=True)
        self.problem = Label(look, "", "second", tone="bad", wrap=True)
        self.note = Label(look, "", "second", tone="muted", wrap=True)
        self.editor: QWidget = self._make(asked)
        self.editor.setAccessibleDescription(asked.hint)
        self.label.setBuddy(self.editor)
        self._voices = row(gap=6)
        body = column(self, gap=3)
        in_line = row()
        is_short = isinstance(self.editor, Line | Choice)
        in_line.addWidget(self.editor, 100 if isinstance(self.editor, Line) else int(not is_short))
        if is_short:
            in_line.addStretch(1)  # it stands where lines begin, whatever direction its words have
        body.addWidget(self.label)
        body.addWidget(self.hint)
        body.addLayout(in_line)
        body.addWidget(self.problem)
        body.addWidget(self.note)
        body.addLayout(self._voices)
        reveal(self.hint, bool(asked.hint))
        self.problem.hide()
        self.note.hide()
        for part in (self.editor, *self.editor.findChildren(QWidget)):
            part.installEventFilter(self)

    def show_content(self, content: CellContent, *, typing: bool) -> None:
        """Show what is recorded, or the draft; a field that is being typed into keeps its words."""
        self.content = content
        self._showing = True
        if not typing:
            self._show(content)
        self._showing = False
        self.setEnabled(not content.locked)
        self._say(self.problem, content.unsaved or content.problem or self._misread(content.draft))
        self._say(self.note, content.note)
        self._show_voices(content)

    def enter(self) -> None:
        """Put the focus into the field."""
        boxes = self.editor.findChildren(QCheckBox)
        target = boxes[0] if boxes else self.editor
        target.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(target, Line):
            target.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The guidance follows the focus."""
        if event.type() == QEvent.Type.FocusIn:
            self.entered.emit(self.name)
        return super().eventFilter(watched, event)

    # --- making

    def _make(self, asked: Item) -> QWidget:
        look = self.look
        match asked.type:
            case ItemType.CHOICE | ItemType.LEVEL:
                choice = Choice(look, asked.label)
                choice.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
                choice.activated.connect(lambda _: self._choose(choice.value()))
                return choice
            case ItemType.CHOICES:
                self._boxes: dict[str, QCheckBox] = {}
                self._box_place = QWidget()
                self._box_flow = Flow(self._box_place, gap=4)
                return self._box_place
            case ItemType.LONGTEXT:
                text = Paragraphs(look, asked.label, lines=2)
                text.textChanged.connect(self._changed)
                text.committed.connect(self.committed)
                return text
            case ItemType.CALC | ItemType.FILE:
                return Label(look, "", "body", wrap=True)
            case _:
                line = Line(look, asked.label, placeholder=_expected(asked, look))
                line.fit(620 if asked.type is ItemType.TEXT else 220)
                line.textEdited.connect(self._changed)
                line.committed.connect(self.committed)
                return line

    # --- showing

    def _show(self, content: CellContent) -> None:
        editor, words = self.editor, content.draft if content.draft is not None else content.written
        if isinstance(editor, Choice):
            blank = ("", self.look.tr("Not chosen"))
            offered = [blank, *((one.value, one.label) for one in content.offered)]
            if [(editor.itemData(n), editor.itemText(n)) for n in range(editor.count())] != offered:
                editor.offer(offered)
            editor.show_value(content.chosen[0] if content.chosen else "")
        elif isinstance(editor, Line | Paragraphs):
            editor.show_text(words)
        elif isinstance(editor, Label):
            editor.show_text(content.words or "–")
        else:
            self._show_boxes(content)

    def _show_boxes(self, content: CellContent) -> None:
        wanted = {one.value: one.label for one in content.offered}
        if list(wanted) != list(self._boxes):
            emptied(self._box_flow)  # type: ignore[arg-type]
            self._boxes = {value: check_box(self.look, label) for value, label in wanted.items()}
            for box in self._boxes.values():
                box.clicked.connect(self._tick)
                box.installEventFilter(self)
                self._box_flow.addWidget(box)
        for value, box in self._boxes.items():
            box.setChecked(value in content.chosen)

    def _show_voices(self, content: CellContent) -> None:
        emptied(self._voices)
        for number, (words, value) in enumerate(content.voices):
            name = self.look.tr("Keep “{value}”", value=words)
            button = Button(self.look, words[:40], "check", Variant.OUTLINED, name=name)
            button.clicked.connect(lambda _=False, said=value: self.answered.emit(self.name, said))
            self._voices.addWidget(button)
            if number == len(content.voices) - 1:
                self._voices.addStretch(1)

    def _say(self, label: Label, words: str) -> None:
        label.show_text(words)
        reveal(label, bool(words))

    # --- what the person meant

    def _choose(self, value: str) -> None:
        content = self.content
        if content is None or [*content.chosen[:1]] == ([value] if value else []):
            return
        level = content.item.type is ItemType.LEVEL
        self.answered.emit(self.name, Value(int(value) if level else value) if value else None)

    def _tick(self) -> None:
        chosen = [value for value, box in self._boxes.items() if box.isChecked()]
        self.answered.emit(self.name, Value(list(chosen)) if chosen else None)

    def _changed(self) -> None:
        if not self._showing and self.content is not None:
            read = self.editor.text  # type: ignore[attr-defined]
            self.typed.emit(TypedField(self.content.entity, self.content.field, read, self._commit))

    def _commit(self) -> bool:
        content, words = self.content, str(self.editor.text())  # type: ignore[attr-defined]
        assert content is not None
        answer = self._parse(content.item, words)
        self._say(self.problem, answer if isinstance(answer, str) else "")
        if isinstance(answer, str):
            return False
        self.answered.emit(self.name, answer)
        return True

    def _misread(self, words: str | None) -> str:
        if not words or self.content is None:
            return ""
        found = self._parse(self.content.item, words)
        return found if isinstance(found, str) else ""


def _expected(asked: Item, look: Look) -> str:
    match asked.type:
        case ItemType.DATE:
            return look.tr("Year-month-day, as 2026-03-31")
        case ItemType.MONTH:
            return look.tr("Year-month, as 2026-03")
        case _:
            return ""

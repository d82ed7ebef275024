"""What an answer is given with: levels and choices as rows, numbers, dates and texts as fields.

Editors belong to a card and are shown again and again for other items of the same kind. They say what the
person meant; they record nothing.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from fosdesk.base.language import Texts
from fosdesk.forms.pack import Item, ItemType
from fosdesk.model.answers import Answer, Value
from fosdesk.ui.parts.fields import Line, Paragraphs
from fosdesk.ui.parts.option import Option
from fosdesk.ui.parts.panel import column, reveal, row
from fosdesk.ui.question.commits import TypedField
from fosdesk.ui.question.content import CardContent
from fosdesk.ui.text import Label
from fosdesk.ui.theme.look import Look
from fosdesk.ui.words import written_value

Parse = Callable[[str, str], Answer | str | None]
"""(item id, words) -> the answer, None for no words, or the sentence that says what is wrong."""


class Editor(QWidget):
    """One way of answering. `typed` and `committed` follow words, `answered` an answer given at once."""

    answered = Signal(object)
    typed = Signal(object)
    committed = Signal()
    facet_given = Signal(str, object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.look = look
        self.content: CardContent | None = None

    def show_content(self, content: CardContent, typing: Callable[[str], bool]) -> None:
        """Show what is recorded; fields for which `typing` is true keep the words in them."""
        self.content = content

    def enter(self) -> None:
        """Put the focus where answering begins."""

    def parts(self) -> list[QWidget]:
        """The parts that take the focus, from top to bottom."""
        return self.findChildren(QWidget)

    @property
    def item(self) -> Item:
        """The item shown."""
        assert self.content is not None
        return self.content.item


class OptionEditor(Editor):
    """Rows to choose from: the described levels of a criterion, one choice, or several."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self._column = column(self, gap=1)
        self._options: list[Option] = []
        self._values: list[str | int] = []

    def show_content(self, content: CardContent, typing: Callable[[str], bool]) -> None:
        """Show the rows of the item and which are chosen."""
        super().show_content(content, typing)
        rows = _rows_of(content.item)
        self._values = [value for value, _, _ in rows]
        chosen = _chosen(content.answer)
        many = content.item.type is ItemType.CHOICES
        for number in range(len(self._options), len(rows)):
            self._options.append(self._new_option(number))
        for number, option in enumerate(self._options):
            reveal(option, number < len(rows))
            if number < len(rows):
                value, name, meaning = rows[number]
                level = value if isinstance(value, int) else None
                option.show_option(name, meaning, level=level, many=many)
                marks = ("target",) if level is not None and level == content.target else ()
                option.show_state(value in chosen, marks)
                option.setEnabled(not content.read_only)
        self._mind_tab(chosen)

    def enter(self) -> None:
        """Put the focus on the chosen row, else on the first."""
        at = next(
            (n for n, option in enumerate(self._options) if option.isChecked() and not option.isHidden()), 0
        )
        if self._options:
            self._options[at].setFocus(Qt.FocusReason.OtherFocusReason)

    def parts(self) -> list[QWidget]:
        """The rows."""
        return list(self._options)

    def press(self, value: str | int) -> bool:
        """Choose a value as if its row had been pressed; False where there is no such row."""
        if value not in self._values or (self.content and self.content.read_only):
            return False
        self._choose(self._values.index(value))
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down move between the rows; the rest is for the card and the page."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        rows = [option for option in self._options if not option.isHidden()]
        at = next((n for n, option in enumerate(rows) if option.hasFocus()), None)
        if step is None or at is None or event.modifiers() != Qt.KeyboardModifier.NoModifier:
            event.ignore()
        elif 0 <= at + step < len(rows):
            rows[at + step].setFocus(Qt.FocusReason.TabFocusReason)

    def _new_option(self, number: int) -> Option:
        option = Option(self.look, self)
        option.clicked.connect(lambda: self._choose(number))
        self._column.addWidget(option)
        return option

    def _choose(self, number: int) -> None:
        value = self._values[number]
        given = None if self.content is None else self.content.answer
        if self.item.type is ItemType.CHOICES:
            self.answered.emit(_toggled(self.item, given, str(value)))
        elif given != Value(value) or (
            self.content is not None and not self.content.says("value", {"v": value})
        ):
            self.answered.emit(Value(value))

    def _mind_tab(self, chosen: tuple[object, ...]) -> None:
        """Tab stops once: at the chosen row, else at the first; Up and Down reach the others."""
        shown = [option for option, _ in zip(self._options, self._values, strict=False)]
        stop = next((option for option in shown if option.isChecked()), shown[0] if shown else None)
        for option in shown:
            stops = option is stop or self.item.type is ItemType.CHOICES
            option.setFocusPolicy(Qt.FocusPolicy.StrongFocus if stops else Qt.FocusPolicy.ClickFocus)


def _rows_of(item: Item) -> list[tuple[str | int, str, str]]:
    """Value, name and meaning of each row."""
    if item.type is ItemType.LEVEL:
        return [(level.value, level.name, level.text) for level in item.levels]
    return [(choice.value, choice.label, "") for choice in item.choices]


def _chosen(answer: Answer | None) -> tuple[object, ...]:
    if not isinstance(answer, Value):
        return ()
    return tuple(answer.v) if isinstance(answer.v, list) else (answer.v,)


def _toggled(item: Item, answer: Answer | None, value: str) -> Answer | None:
    """The answer after pressing one of several choices; an exclusive one stands alone."""
    chosen = [str(entry) for entry in _chosen(answer)]
    exclusive = {choice.value for choice in item.choices if choice.exclusive}
    if value in chosen:
        chosen.remove(value)
    elif value in exclusive:
        chosen = [value]
    else:
        chosen = [entry for entry in chosen if entry not in exclusive] + [value]
    order = [choice.value for choice in item.choices if choice.value in chosen]
    return Value(list(order)) if order else None


class LineEditor(Editor):
    """A number, date, month or short text, with its unit, its year and its source."""

    def __init__(self, look: Look, parse: Parse) -> None:
        super().__init__(look)
        self._parse = parse
        tr = look.tr
        self.line = Line(look, tr("Answer"), width=220)
        self._unit = Label(look, "", "body", tone="muted")
        self.year = Line(look, tr("Year of the figure"), placeholder=tr("Year"), width=90)
        self.source = Line(look, tr("Source of the figure"), placeholder=tr("Source"))
        self.problem = Label(look, "", "second", tone="bad", wrap=True)
        self.problem.hide()
        parts = self._parts = row(gap=10)
        for part in (self.line, self._unit, self.year):
            parts.addWidget(part)
        parts.addWidget(self.source, 1)
        self._rest = QWidget()
        parts.addWidget(self._rest, 1)
        whole = column(self, gap=4, margins=(2, 2, 2, 2))
        whole.addLayout(parts)
        whole.addWidget(self.problem)
        self._follow(self.line, "value", self._commit_value)
        self._follow(self.year, "year", lambda: self._commit_facet("year", self.year))
        self._follow(self.source, "source", lambda: self._commit_facet("source", self.source))

    def show_content(self, content: CardContent, typing: Callable[[str], bool]) -> None:
        """Show the recorded figure with its unit, or the draft of it."""
        super().show_content(content, typing)
        item, tr = content.item, self.look.tr
        self._unit.show_text(content.unit)
        reveal(self._unit, bool(content.unit))
        self.line.setPlaceholderText(_expected(item, tr))
        words = item.type is ItemType.TEXT
        self.line.fit(720 if words else 150)
        self._parts.setStretchFactor(self.line, 8 if words else 0)
        reveal(self.year, item.asks_year)
        reveal(self.source, item.asks_source)
        reveal(self._rest, not item.asks_source)
        for line, name, recorded in (
            (self.line, "value", written_value(content.item, content.answer, tr)),
            (self.year, "year", content.text("year")),
            (self.source, "source", content.text("source")),
        ):
            line.setReadOnly(content.read_only)
            if not typing(name):
                line.show_text(content.drafts.get(name, recorded))
        if not typing("value"):
            self._say_problem(content.drafts.get("value", ""))

    def enter(self) -> None:
        """Put the focus into the field, its text chosen."""
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.line.selectAll()

    def _follow(self, line: Line, name: str, commit: Callable[[], bool]) -> None:
        line.textEdited.connect(lambda: self.typed.emit(TypedField(self.item.id, name, line.text, commit)))
        line.committed.connect(self.committed)

    def _commit_value(self) -> bool:
        answer = self._parse(self.item.id, self.line.text())
        self._say_problem(self.line.text())
        if isinstance(answer, str):
            return False
        self.answered.emit(answer)
        return True

    def _say_problem(self, words: str) -> None:
        found = self._parse(self.item.id, words) if words.strip() else None
        self.problem.show_text(found if isinstance(found, str) else "")
        reveal(self.problem, isinstance(found, str))

    def _commit_facet(self, name: str, line: Line) -> bool:
        self.facet_given.emit(name, line.text().strip() or None)
        return True


class TextEditor(Editor):
    """Words of any length."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self.text = Paragraphs(look, look.tr("Answer"), lines=4)
        column(self, margins=(2, 2, 2, 2)).addWidget(self.text)
        self.text.textChanged.connect(self._changed)
        self.text.committed.connect(self.committed)
        self._showing = False

    def show_content(self, content: CardContent, typing: Callable[[str], bool]) -> None:
        """Show the recorded words, or the draft of them."""
        super().show_content(content, typing)
        self.text.setReadOnly(content.read_only)
        if not typing("value"):
            self._showing = True
            self.text.show_text(
                content.drafts.get("value", written_value(content.item, content.answer, self.look.tr))
            )
            self._showing = False

    def enter(self) -> None:
        """Put the focus into the text."""
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _changed(self) -> None:
        if not self._showing and self.content is not None:
            self.typed.emit(TypedField(self.item.id, "value", self.text.text, self._commit))

    def _commit(self) -> bool:
        words = self.text.text()
        self.answered.emit(Value(words) if words.strip() else None)
        return True


class CalculatedView(Editor):
    """A figure the packs compute; nobody types it."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self._figure = Label(look, "", "question", bold=True)
        line = row(self, gap=8, margins=(2, 4, 2, 4))
        line.addWidget(self._figure)
        line.addWidget(
            Label(look, look.tr("Calculated from other answers"), "second", tone="muted", wrap=True), 1
        )

    def show_content(self, content: CardContent, typing: Callable[[str], bool]) -> None:
        """Show the figure, or the dash while it cannot be computed."""
        super().show_content(content, typing)
        self._figure.show_text(content.calculated or "–")


def _expected(item: Item, tr: Texts) -> str:
    match item.type:
        case ItemType.DATE:
            return tr("Year-month-day, as 2026-03-31")
        case ItemType.MONTH:
            return tr("Year-month, as 2026-03")
        case _:
            return ""

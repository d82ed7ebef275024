"""The foot bar: search and commands, filters with counts, keys, language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu

from fosdesk.base.language import LANGUAGES
from fosdesk.base.locales import LOCALES
from fosdesk.ui.desk import Place
from fosdesk.ui.paint import mirrored, trailing
from fosdesk.ui.parts.button import Button, Variant
from fosdesk.ui.parts.fields import Line
from fosdesk.ui.parts.panel import Ground, reveal, row
from fosdesk.ui.theme.look import Look

HEIGHT = 38
KEYS = "Ctrl+K"
MOST = 6
"""Chips there is room for in a wide window."""


@dataclass(frozen=True, slots=True)
class Point:
    """A chip of the foot bar: a word, how many, where they are listed, and whether that filter is in use."""

    title: str
    count: int
    place: Place
    chosen: bool = False


class SearchLine(Line):
    """The field of search; keys that move in the list of hits go there."""

    moved = Signal(int)
    opened = Signal()
    given_up = Signal()

    def __init__(self, look: Look) -> None:
        words = look.tr("Search or run a command")
        super().__init__(look, words, placeholder=words)
        self.setTextMargins(look.px(22), 0, look.px(4), 0)
        if look.rtl:
            self.setTextMargins(look.px(4), 0, look.px(22), 0)

    def words_width(self) -> int:
        """The width its placeholder asks for."""
        return self.look.metrics().horizontalAdvance(self.placeholderText()) + self.look.px(56)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down choose a hit, Enter opens it, Escape leaves."""
        match event.key():
            case Qt.Key.Key_Down:
                self.moved.emit(1)
            case Qt.Key.Key_Up:
                self.moved.emit(-1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.opened.emit()
            case Qt.Key.Key_Escape:
                self.given_up.emit()
            case _:
                super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The field and its icon."""
        super().paintEvent(event)
        size = self.look.px(16)
        box = self.rect()
        place = box.adjusted(8, (box.height() - size) // 2, 0, 0)
        place.setSize(box.size().scaled(size, size, Qt.AspectRatioMode.IgnoreAspectRatio))
        pixmap = self.look.icon("search", "muted", 16, self.devicePixelRatioF())
        painter = QPainter(self)
        painter.drawPixmap(mirrored(place, box, self.look.rtl).topLeft(), pixmap)
        used = self.look.px(56) + self.look.metrics().horizontalAdvance(self.placeholderText())
        keys = box.adjusted(used, 0, -12, 0)
        if not self.text() and keys.width() > self.look.metrics("caption").horizontalAdvance(KEYS):
            painter.setFont(self.look.font("caption"))
            painter.setPen(self.look.colour("muted"))
            flags = trailing(self.look.rtl) | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
            painter.drawText(mirrored(keys, box, self.look.rtl), int(flags), KEYS)


class FootBar(Ground):
    """Search at the leading side, filters beside it, keys and language at the trailing side."""

    wanted = Signal(object)
    language_chosen = Signal(str)
    keys_wanted = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__(look, "card", Qt.Edge.TopEdge)
        tr = look.tr
        self.search = SearchLine(look)
        self.search.setFixedWidth(min(max(look.px(300), self.search.words_width()), 380))
        self._chips = [Button(look, "", "", Variant.FILTER, small=True) for _ in range(MOST)]
        self._places: list[Place | None] = [None] * len(self._chips)
        keys = Button(look, tr("Keys"), "keyboard")
        keys.show_text(tr("Keys"), count="?")
        keys.clicked.connect(self.keys_wanted)
        self._language = Button(look, LOCALES.get(tr.language, LOCALES["en"]).name, "languages")
        self._language.clicked.connect(self._offer_languages)
        line = row(self, gap=2, margins=(12, 1, 12, 0))
        line.addWidget(self.search)
        line.addSpacing(10)
        for number, chip in enumerate(self._chips):
            chip.hide()
            chip.clicked.connect(lambda _=False, n=number: self._press(n))
            line.addWidget(chip)
        line.addStretch(1)
        line.addWidget(keys)
        line.addWidget(self._language)
        self.setFixedHeight(max(look.px(HEIGHT), look.metrics().height() + 18))

    def show_points(self, points: Sequence[Point]) -> None:
        """Show filters with their counts; what lets nothing through is left out, unless it is in use."""
        listed = [point for point in points if point.count or point.chosen][: len(self._chips)]
        for number, chip in enumerate(self._chips):
            point = listed[number] if number < len(listed) else None
            self._places[number] = point.place if point else None
            if point:
                chip.set_variant(Variant.CONTENT if point.chosen else Variant.FILTER)
                chip.show_text(point.title, count=self.look.tr.number(point.count))
            reveal(chip, point is not None and self._fits(number))

    def fit(self) -> None:
        """Show as many chips as the width allows."""
        for number, chip in enumerate(self._chips):
            reveal(chip, self._places[number] is not None and self._fits(number))

    def _fits(self, number: int) -> bool:
        used = self.search.width() + 40 + 2 * self._language.sizeHint().width() + self.look.px(40)
        chips = sum(chip.sizeHint().width() + 2 for chip in self._chips[: number + 1])
        return used + chips < self.width()

    def _press(self, number: int) -> None:
        place = self._places[number]
        if place is not None:
            self.wanted.emit(place)

    def _offer_languages(self) -> None:
        menu = QMenu(self)
        for code in LANGUAGES:
            action = QAction(LOCALES[code].name, menu)
            action.setCheckable(True)
            action.setChecked(code == self.look.tr.language)
            action.triggered.connect(lambda _=False, c=code: self.language_chosen.emit(c))
            menu.addAction(action)
        menu.popup(self._language.mapToGlobal(self._language.rect().topLeft()))

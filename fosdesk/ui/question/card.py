"""The card of a question: a reused frame that shows one item and says what the person meant."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from fosdesk.forms.pack import ItemType
from fosdesk.model.answers import NotApplicable, Unknown, Unmeasured
from fosdesk.ui.parts.button import Button, Variant
from fosdesk.ui.parts.flow import Flow
from fosdesk.ui.parts.marks import Chip, LevelMark
from fosdesk.ui.parts.panel import Rule, column, reveal, row
from fosdesk.ui.question.asides import Aside, CommentAside, ReasonAside, UnknownAside
from fosdesk.ui.question.content import CardContent
from fosdesk.ui.question.editors import CalculatedView, Editor, LineEditor, OptionEditor, Parse, TextEditor
from fosdesk.ui.question.evidence import EvidenceAside, Running
from fosdesk.ui.question.notices import NOTICES, Notice
from fosdesk.ui.question.receiving import Receiver
from fosdesk.ui.question.tags import TagRow
from fosdesk.ui.question.voices import VoicesPanel
from fosdesk.ui.text import Label
from fosdesk.ui.theme.look import Look

OPTIONS = frozenset({ItemType.LEVEL, ItemType.CHOICE, ItemType.CHOICES})
WAYS_OUT = ("na", "unmeasured", "unknown")


class Card(Receiver):
    """One question. Signals carry the id of the item, so that a frame may be reused at any moment."""

    answered = Signal(str, object)
    facet_given = Signal(str, str, object)
    decided = Signal(str, str, object)
    typed = Signal(object)
    committed = Signal()
    discarded = Signal()
    attach_wanted = Signal(str)
    evidence_meant = Signal(str, str, str, object)
    """The item, what to do with evidence (see EvidenceAside), with which, and what is given for it."""
    again_wanted = Signal(str)
    history_wanted = Signal(str, str)
    focused = Signal(str)

    def __init__(self, look: Look, parse: Parse, rows: Callable[[], Editor] | None = None) -> None:
        super().__init__(look)
        self._parse, self._rows = parse, rows
        self._rows_editor: Editor | None = None
        self.content: CardContent | None = None
        self._editors: dict[type[Editor], Editor] = {}
        self._asides: dict[str, Aside] = {}
        self._open = ""
        self._roomy = True
        self._body = column(self, gap=5, margins=(16, 10, 16, 8))
        self._make_head()
        self._make_middle()
        self._make_actions()
        self._aside_place = column()
        self._body.addLayout(self._aside_place)

    @property
    def item_id(self) -> str:
        """The item shown; empty while the frame is not in use."""
        return "" if self.content is None else self.content.item.id

    @property
    def open_part(self) -> str:
        """The part that stands open under the answer: comment, evidence, a way out; empty for none."""
        return self._open

    def show_content(self, content: CardContent, typing: Callable[[str, str], bool]) -> None:
        """Show an item. Fields that are being typed into (`typing`) keep their words."""
        other = content.item.id != self.item_id
        self.content = content

        def busy(name: str) -> bool:
            return typing(content.item.id, name)

        if other:
            self._open_aside("")
        self._show_head(content)
        self._show_editor(content, busy)
        self._show_notices(content)
        self._show_voices(content)
        self._show_followup(content)
        self._show_actions(content)
        if self._open:
            self._asides[self._open].show_content(content, busy)

    def set_current(self, current: bool) -> None:
        """The card in focus has the strong edge and its code in the accent."""
        self.is_current = current
        self.set_edge("line-strong" if current else "line")
        self._code.set_tone("accent" if current else "muted")

    def set_roomy(self, roomy: bool) -> None:
        """Where the window is low the hint stands in the guidance only, so that a whole question fits."""
        self._roomy = roomy
        reveal(self._hint, roomy and bool(self.content and self.content.item.hint))

    def enter(self, field: str = "") -> None:
        """Put the focus into the card: where answering begins, or into the part that `field` names."""
        wanted = {"comment": "comment", "na": "na", "unknown": "unknown"}.get(field.split(":")[0], "")
        wanted = "evidence" if field.startswith("evidence") else wanted
        if wanted:
            self.open_aside(wanted)
        elif self._voices is not None and self.content is not None and self.content.voices:
            self._voices.enter()
        else:
            self._editor().enter()

    def _write_other(self, field: str) -> None:
        """Go to where another value of a disputed field is given: the comment, a level above, the answer."""
        marks = {"target": self._target, "validated": self._validated}
        if field == "comment":
            self.open_aside("comment")
        elif field == "flag":
            self._buttons["flag"].setFocus(Qt.FocusReason.TabFocusReason)
        elif field in marks:
            marks[field].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self._editor().enter()

    def press(self, value: str | int) -> bool:
        """Choose a level or choice by its value."""
        editor = self._editors.get(OptionEditor)
        if (
            self.content is None
            or self.content.item.type not in OPTIONS
            or not isinstance(editor, OptionEditor)
        ):
            return False
        return editor.press(value)

    def open_aside(self, name: str) -> None:
        """Open comment, evidence or a way out, with the focus in it; the open one closes."""
        if name in WAYS_OUT and (self.content is None or name not in self.content.item.allow):
            return
        self._open_aside(name)
        if name:
            self._asides[name].enter()

    def toggle_flag(self) -> None:
        """Raise or lower the flag."""
        if self.content is not None and not self.content.read_only:
            self.facet_given.emit(self.item_id, "flag", None if self.content.value("flag") else True)

    def clear_answer(self) -> None:
        """Take the answer away; undo brings it back."""
        if self.content is not None and self.content.answer is not None and not self.content.read_only:
            self.answered.emit(self.item_id, None)

    def show_history(self) -> None:
        """Ask for what was recorded here over time: of the open part, else of the answer."""
        if self.content is not None and self.content.cells:
            part = self._open if self._open in self.content.cells else "value"
            self.history_wanted.emit(self.item_id, part)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+V takes what was copied as evidence; other keys are for the page."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self.take(QApplication.clipboard().mimeData())
        else:
            event.ignore()

    def show_running(self, running: Running | None) -> None:
        """Show how far attaching to this item is; None when nothing is under way."""
        aside = self._asides.get("evidence")
        if running is not None and aside is None:
            self._open_aside("evidence")
            aside = self._asides["evidence"]
        if isinstance(aside, EvidenceAside):
            aside.show_running(running)

    def takes(self) -> bool:
        """Whether evidence can be added here."""
        return self.content is not None and self.content.item.type.answerable and not self.content.read_only

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Pressing anywhere in the card makes it the current one."""
        self.focused.emit(self.item_id)
        super().mousePressEvent(event)

    # --- making

    def _make_head(self) -> None:
        look, tr = self.look, self.look.tr
        self._code = Label(look, "", "second", tone="muted", bold=True)
        self._dimension = Chip(look)
        self._target = LevelMark(look, tr("Target"), pickable=True)
        self._self = LevelMark(look, tr("Self-assessed"))
        self._validated = LevelMark(look, tr("Validated"), pickable=True)
        self._target.chosen.connect(lambda level: self.facet_given.emit(self.item_id, "target", level))
        self._validated.chosen.connect(lambda level: self.facet_given.emit(self.item_id, "validated", level))
        line = row(gap=12)
        line.addWidget(self._code)
        line.addWidget(self._dimension)
        line.addStretch(1)
        for mark in (self._target, self._self, self._validated):
            line.addWidget(mark)
        self._question = Label(look, "", "question", wrap=True)
        self._hint = Label(look, "", "second", tone="muted", wrap=True)
        self._body.addLayout(line)
        self._body.addWidget(self._question)
        self._body.addWidget(self._hint)

    def _make_middle(self) -> None:
        """Places for what most cards do not have: such parts are made when a card first needs them."""
        self._notices: dict[str, Notice] = {}
        self._voices: VoicesPanel | None = None
        self._tags: TagRow | None = None
        self._offers: dict[str, Button] = {}
        self._voices_place, self._editor_place = column(), column()
        self._notice_place, self._tags_place = column(gap=4), column()
        for place in (self._voices_place, self._editor_place, self._notice_place, self._tags_place):
            self._body.addLayout(place)

    def _make_actions(self) -> None:
        look, tr = self.look, self.look.tr
        self._buttons = {
            "comment": Button(look, tr("Comment"), "message-square"),
            "evidence": Button(look, tr("Evidence"), "paperclip"),
            "flag": Button(look, tr("Flag"), "flag"),
            "clear": Button(look, tr("Clear")),
            "history": Button(look, "", "history", name=tr("History (H)")),
            "unmeasured": Button(look, tr("Not measurable"), "circle-minus", Variant.OUTLINED),
            "na": Button(look, tr("Not applicable"), "circle-slash", Variant.OUTLINED),
            "unknown": Button(look, tr("Unknown"), "circle-question-mark", Variant.OUTLINED),
        }
        line = Flow(gap=1)
        for name, button in self._buttons.items():
            if name == "unmeasured":
                line.split()
            line.addWidget(button)
            button.clicked.connect(lambda _=False, n=name: self._act(n))
        self._rule = Rule(look)
        self._body.addWidget(self._rule)
        self._body.addLayout(line)

    def _act(self, name: str) -> None:
        if name == "flag":
            self.toggle_flag()
        elif name == "clear":
            self.clear_answer()
        elif name == "history":
            self.show_history()
        else:
            self.open_aside("" if self._open == name else name)

    # --- showing

    def _show_head(self, content: CardContent) -> None:
        item = content.item
        self._code.show_text(item.code)
        self._dimension.show_text(content.dimension)
        self._question.show_text(item.label)
        self._hint.show_text(item.hint)
        reveal(self._hint, self._roomy and bool(item.hint))
        names = tuple(level.name for level in item.levels)
        levels = (
            (self._target, content.target),
            (self._self, content.level),
            (self._validated, content.validated),
        )
        for mark, level in levels:
            reveal(mark, item.type is ItemType.LEVEL)
            mark.show_level(level, names)
        for mark in (self._target, self._validated):
            mark.setEnabled(not content.read_only)

    def _editor(self) -> Editor:
        assert self.content is not None
        if self.content.item.columns and self._rows is not None:
            return self._editor_of_rows(self._rows)
        kind: type[Editor] = LineEditor
        if self.content.item.type in OPTIONS:
            kind = OptionEditor
        elif self.content.item.type is ItemType.LONGTEXT:
            kind = TextEditor
        elif not self.content.item.type.answerable:
            kind = CalculatedView
        if kind not in self._editors:
            self._editors[kind] = self._new_editor(kind)
        return self._editors[kind]

    def _editor_of_rows(self, make: Callable[[], Editor]) -> Editor:
        """Tables and matrices are filled in row by row; they record by themselves."""
        if self._rows_editor is None:
            self._rows_editor = self._editors[Editor] = make()
            self._editor_place.addWidget(self._rows_editor)
        return self._rows_editor

    def _new_editor(self, kind: type[Editor]) -> Editor:
        editor = LineEditor(self.look, self._parse) if kind is LineEditor else kind(self.look)
        editor.answered.connect(lambda answer: self.answered.emit(self.item_id, answer))
        editor.facet_given.connect(lambda facet, value: self.facet_given.emit(self.item_id, facet, value))
        editor.typed.connect(self.typed)
        editor.committed.connect(self.committed)
        self._editor_place.addWidget(editor)
        return editor

    def _show_editor(self, content: CardContent, busy: Callable[[str], bool]) -> None:
        wanted = self._editor()
        before = wanted.parts()
        wanted.show_content(content, busy)
        for editor in self._editors.values():
            reveal(editor, editor is wanted and content.item.type is not ItemType.NOTE)
        if len(wanted.parts()) != len(before):
            self._order_tabs()

    def _order_tabs(self) -> None:
        """Tab goes through the card from top to bottom, also through parts made later."""
        parts: list[QWidget] = [self._target, self._validated]
        if self._voices is not None:
            parts += self._voices.findChildren(Button)
        for editor in self._editors.values():
            parts += editor.parts()
        parts += self._offers.values()
        if self._tags is not None:
            parts += self._tags.findChildren(QWidget)
        parts += self._buttons.values()
        for aside in self._asides.values():
            parts += aside.findChildren(QWidget)
        stops = [part for part in parts if part.focusPolicy() & Qt.FocusPolicy.TabFocus]
        for one, after in pairwise(stops):
            QWidget.setTabOrder(one, after)

    def _show_notices(self, content: CardContent) -> None:
        tr, given = self.look.tr, content.answer
        way_out = ""
        if isinstance(given, NotApplicable):
            way_out = tr("Not applicable: {reason}", reason=given.reason)
        elif isinstance(given, Unmeasured):
            way_out = tr("Not measurable: {reason}", reason=given.reason)
        elif isinstance(given, Unknown):
            way_out = _unknown_words(given, self.look)
        draft = tr("A draft is kept here; it is not recorded yet.") if content.drafts else ""
        self._say("unsaved", "\n".join(content.unsaved.values()))
        self._say("problem", content.problem)
        self._say("warning", content.warning)
        self._say("way_out", way_out)
        self._say("draft", draft)
        self._say("reconfirm", content.reconfirm)
        self._offer("unsaved", tr("Try again"), "rotate-ccw", self._try_again, wanted=bool(content.unsaved))
        still = bool(content.reconfirm) and not content.read_only
        self._offer("reconfirm", tr("Still true"), "check", self._still_true, wanted=still)

    def _try_again(self) -> None:
        self.again_wanted.emit(self.item_id)

    def _still_true(self) -> None:
        self._editor().enter()
        self.facet_given.emit(self.item_id, "reconfirm", None)

    def _offer(self, name: str, words: str, icon: str, do: Callable[[], None], *, wanted: bool) -> None:
        """A button below the notices: what can be done about one of them."""
        if wanted and name not in self._offers:
            button = self._offers[name] = Button(self.look, words, icon, Variant.OUTLINED, small=True)
            button.clicked.connect(do)
            self._notice_place.addWidget(button, 0, Qt.AlignmentFlag.AlignLeading)
            self._order_tabs()
        if name in self._offers:
            reveal(self._offers[name], wanted)

    def _say(self, name: str, text: str) -> None:
        if text and name not in self._notices:
            self._notices[name] = Notice(self.look, *NOTICES[name])
            self._notice_place.insertWidget(0, self._notices[name])
        if name in self._notices:
            self._notices[name].say(text)

    def _show_voices(self, content: CardContent) -> None:
        if content.voices and self._voices is None:
            self._voices = VoicesPanel(self.look)
            self._voices.decided.connect(lambda field, value: self.decided.emit(self.item_id, field, value))
            self._voices.other_wanted.connect(self._write_other)
            self._voices_place.addWidget(self._voices)
        if self._voices is not None:
            self._voices.show_voices(content.voices, read_only=content.read_only)

    def _show_followup(self, content: CardContent) -> None:
        followup = content.item.followup
        asked = followup is not None and content.level in followup.levels
        words = content.value("followup")
        listed = tuple(str(word) for word in words) if isinstance(words, list) else ()
        label = followup.label if followup is not None and (asked or listed) else ""
        if label and self._tags is None:
            self._tags = TagRow(self.look)
            self._tags.changed.connect(
                lambda words: self.facet_given.emit(self.item_id, "followup", list(words) or None)
            )
            self._tags_place.addWidget(self._tags)
            self._order_tabs()
        if self._tags is not None:
            self._tags.show_words(label, listed, read_only=content.read_only)

    def _show_actions(self, content: CardContent) -> None:
        tr, item, given = self.look.tr, content.item, content.answer
        answerable = item.type.answerable
        reveal(self._rule, answerable)
        evidence = len(content.evidence)
        shown = {
            "comment": (bool(content.text("comment")), 0),
            "evidence": (bool(evidence), evidence),
            "flag": (bool(content.value("flag")), 0),
            "clear": (False, 0),
            "history": (False, 0),
            "unmeasured": (isinstance(given, Unmeasured), 0),
            "na": (isinstance(given, NotApplicable), 0),
            "unknown": (isinstance(given, Unknown), 0),
        }
        for name, (filled, count) in shown.items():
            button = self._buttons[name]
            rest = Variant.OUTLINED if name in WAYS_OUT else Variant.PLAIN
            button.set_variant(Variant.CONTENT if filled else rest)
            if name == "evidence":
                button.show_text(tr("Evidence"), count=tr.number(count) if count else "")
            allowed = name not in WAYS_OUT or name in item.allow
            needed = {"clear": given is not None, "history": bool(content.cells)}.get(name, True)
            reveal(button, answerable and allowed and needed)
            button.setEnabled(not content.read_only or name in ("comment", "evidence", "history"))

    def _open_aside(self, name: str) -> None:
        if self._open:
            self.committed.emit()
            self._asides[self._open].hide()
        self._open = name
        if not name or self.content is None:
            return
        if name not in self._asides:
            self._asides[name] = self._new_aside(name)
        aside = self._asides[name]
        aside.show_content(self.content, lambda _: False)
        aside.show()

    def _new_aside(self, name: str) -> Aside:
        aside: Aside
        if name == "comment":
            aside = CommentAside(self.look)
        elif name == "evidence":
            aside = evidence = EvidenceAside(self.look)
            evidence.attach_wanted.connect(lambda: self.attach_wanted.emit(self.item_id))
            evidence.meant.connect(lambda *what: self.evidence_meant.emit(self.item_id, *what))
        elif name == "unknown":
            aside = UnknownAside(self.look)
        else:
            aside = ReasonAside(self.look, name)
        aside.answered.connect(lambda answer: self.answered.emit(self.item_id, answer))
        aside.facet_given.connect(lambda facet, value: self.facet_given.emit(self.item_id, facet, value))
        aside.typed.connect(self.typed)
        aside.committed.connect(self.committed)
        aside.closed.connect(self._close_aside)
        aside.discarded.connect(self._discard_aside)
        self._aside_place.addWidget(aside)
        self._order_tabs()
        return aside

    def _close_aside(self) -> None:
        self._open_aside("")
        self._editor().enter()

    def _discard_aside(self) -> None:
        self.discarded.emit()
        self._close_aside()


def _unknown_words(given: Unknown, look: Look) -> str:
    tr = look.tr
    if given.who and given.by:
        return tr("Unknown: {who} will find out by {by}.", who=given.who, by=given.by)
    if given.who:
        return tr("Unknown: {who} will find out. No date is set.", who=given.who)
    return tr("Unknown. Nobody is named to find out.")

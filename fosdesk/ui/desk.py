"""What every page is given: services, look, bridge, and the few things it may ask of the frame."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtWidgets import QVBoxLayout, QWidget

from fosdesk.ui.parts.panel import Inside, column, reveal, row, scrolled
from fosdesk.ui.text import Label
from fosdesk.ui.theme.look import Look

if TYPE_CHECKING:
    from fosdesk.model.snapshot import ChangeSet
    from fosdesk.services.assessment import OpenAssessment
    from fosdesk.services.context import AppContext
    from fosdesk.ui.bridge import Bridge
    from fosdesk.ui.computed import Computed
    from fosdesk.ui.filtering import Filtering
    from fosdesk.ui.parts.sheet import Sheet
    from fosdesk.ui.recorder import Recorder


@dataclass(frozen=True, slots=True)
class Place:
    """Where a person is or wants to go: a page, and on it a section, an item and the field of the item."""

    page: str
    section: str = ""
    item: str = ""
    field: str = ""


@dataclass(frozen=True, slots=True)
class Dialogs:
    """The questions only the operating system can ask; tests answer them without a window.

    Each returns None where the person thought better of it.
    """

    open_file: Callable[[QWidget, str, str], Path | None]
    save_file: Callable[[QWidget, str, str], Path | None]
    folder: Callable[[QWidget, str], Path | None]
    show_folder: Callable[[Path], None]
    open_outside: Callable[[Path], None]
    open_files: Callable[[QWidget, str], tuple[Path, ...]]


class Banners(Protocol):
    """Says something across the head of the page."""

    def __call__(
        self, text: str, tone: str = "bad", remedy: str = "", mend: Callable[[], None] | None = None
    ) -> None:
        """Show a message in a tone, with a remedy if there is one."""
        ...


class Toasts(Protocol):
    """Says something for a few seconds."""

    def __call__(
        self, text: str, icon: str = "info", offer: str = "", do: Callable[[], None] | None = None
    ) -> None:
        """Show a message, with one thing to do about it if there is one."""
        ...


@dataclass(frozen=True)
class Desk:
    """Handed to the constructor of every page. Pages know the frame only through these calls."""

    context: AppContext
    look: Look
    bridge: Bridge
    dialogs: Dialogs
    go: Callable[[Place], None]
    moved: Callable[[Place], None]
    guide: Callable[[str], None]
    toast: Toasts
    banner: Banners
    trouble: Callable[[BaseException], None]
    restyle: Callable[[], None]
    settings_changed: Callable[[], None]
    sheet: Sheet
    open_sheet: Callable[[], None]
    toggle_guidance: Callable[[], None]
    alone: Callable[[bool], None]
    draft_kept: Callable[[], None]
    open_assessment: Callable[[str, str], None]
    show_assessment: Callable[[OpenAssessment], None]
    close_assessment: Callable[[], None]
    assessment: OpenAssessment | None = None
    recorder: Recorder | None = None
    computed: Computed | None = None
    filtering: Filtering | None = None

    @property
    def here(self) -> OpenAssessment:
        """The open assessment, on pages that exist only while one is open."""
        assert self.assessment is not None
        return self.assessment

    @property
    def follows(self) -> Computed:
        """What follows from the answers, on pages that exist only while an assessment is open."""
        assert self.computed is not None
        return self.computed

    @property
    def filters(self) -> Filtering:
        """Which questions are let through, on pages that exist only while an assessment is open."""
        assert self.filtering is not None
        return self.filtering

    @property
    def records(self) -> Recorder:
        """What records edits, on pages that exist only while an assessment is open."""
        assert self.recorder is not None
        return self.recorder


class Page(QWidget):
    """A page of the frame. It is made when first gone to, and refreshed by what changed."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk, self.look = desk, desk.look

    def enter(self, place: Place) -> None:
        """The person came to this page, perhaps to a certain field of it."""

    def leave(self) -> None:
        """The person goes away: commit what is being typed."""

    def guidance_shown(self, shown: bool) -> None:
        """Whether the guidance can be seen beside the page."""

    def changed(self, changes: ChangeSet) -> None:
        """Something was recorded; reload what it touches."""


class ScrollPage(Page):
    """A page that is a title over a column of parts, which scrolls when the window is small."""

    def __init__(self, desk: Desk, title: str, second: str = "", *, margin: int = 24, gap: int = 12) -> None:
        super().__init__(desk)
        self.title = Label(self.look, title, "title", bold=True, wrap=True)
        self.second = Label(self.look, "", "second", tone="muted", wrap=True)
        words = column(gap=2)
        words.addWidget(self.title)
        words.addWidget(self.second)
        self.head_actions = row(gap=4)
        head = row(gap=12)
        head.addLayout(words, 1)
        head.addLayout(self.head_actions)
        self.body = Inside()
        self.column: QVBoxLayout = column(self.body, gap=gap, margins=(margin, 10, margin, 24))
        self.column.addLayout(head)
        self.area = scrolled(self.body)
        column(self).addWidget(self.area)
        self.say_second(second)

    def say_second(self, text: str) -> None:
        """The line under the title; none hides it."""
        self.second.show_text(text)
        reveal(self.second, bool(text))

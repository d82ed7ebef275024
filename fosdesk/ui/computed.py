"""What follows from the answers, computed once for each state of them: several parts of the window ask."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from fosdesk.base.language import Texts
from fosdesk.forms.completion import Completion
from fosdesk.services.assessment import OpenAssessment, View
from fosdesk.services.journey import Step, journey, section_progress
from fosdesk.services.overview import Overview, overview
from fosdesk.services.review import FindingRow, findings

T = TypeVar("T")


class Computed:
    """Journey, findings, profile and progress of one open assessment in one language."""

    def __init__(self, a: OpenAssessment, tr: Texts) -> None:
        self.assessment, self.tr = a, tr
        self._view: View | None = None
        self._kept: dict[str, Any] = {}

    def journey(self) -> tuple[Step, ...]:
        """The steps with their progress."""
        return self._once("journey", lambda: journey(self.assessment, self.tr, self.findings()))

    def findings(self) -> tuple[FindingRow, ...]:
        """All points to look at."""
        return self._once("findings", lambda: findings(self.assessment, self.tr))

    def overview(self) -> Overview:
        """The profile of the Standards."""
        return self._once("overview", lambda: overview(self.assessment))

    def progress(self) -> Mapping[str, Completion]:
        """The progress of every section."""
        return self._once("progress", lambda: section_progress(self.assessment))

    def _once(self, name: str, compute: Callable[[], T]) -> T:
        view = self.assessment.view
        if view is not self._view:
            self._view = view
            self._kept.clear()
        if name not in self._kept:
            self._kept[name] = compute()
        found: T = self._kept[name]
        return found

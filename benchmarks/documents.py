"""What the lines on documents share: the report of the sample country as data, and writers timed in parts."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import Any

from benchmarks.place import Place, sample_home
from fosdesk.base.paths import Paths, paths_under
from fosdesk.base.progress import SilentProgress
from fosdesk.model.report import ReportModel

MADE = datetime(2026, 5, 12, 10, 31, tzinfo=UTC)


def sample_report(place: Place) -> tuple[ReportModel, Callable[[], ReportModel], Paths]:
    """The report of the sample country, what makes it again, and where fonts lie."""
    from fosdesk.bootstrap import wire
    from fosdesk.services import reporting
    from fosdesk.services.facts import Person

    home, assessment = sample_home(place)
    context = wire(paths_under(home))
    a = context.library.open_now(assessment, Person("Amina Benali"), SilentProgress())
    a.store.opening_check.result()
    fonts = context.paths.fonts
    order = reporting.Order(
        "report", place.folder / "report", "national", context.texts("en"), a.bank, MADE, fonts
    )

    def compose() -> ReportModel:
        return reporting.report_model(a, order)

    return compose(), compose, context.paths


@contextmanager
def in_parts(module: ModuleType) -> Iterator[dict[str, float]]:
    """Time the parts of an export of `module`: writing, and the check that opens it again."""
    found: dict[str, float] = {}
    real: Any = module.exported

    def exported(path: Path, write: Callable[[Path], None], check: Callable[[Path], None]) -> None:
        def timed(name: str, part: Callable[[Path], None]) -> Callable[[Path], None]:
            def run(beside: Path) -> None:
                began = time.perf_counter()
                part(beside)
                found[name] = (time.perf_counter() - began) * 1000

            return run

        real(path, timed("write", write), timed("check", check))

    module.exported = exported
    try:
        yield found
    finally:
        module.exported = real

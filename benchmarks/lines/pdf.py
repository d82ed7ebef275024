"""The report of the sample country as PDF, against one pass of reportlab over the same words."""

from types import ModuleType

from benchmarks.documents import in_parts, sample_report
from benchmarks.measure import Goal, Row, ms, spread, turns
from benchmarks.place import Place
from benchmarks.plain_report import write_plain
from fosdesk.base.paths import Paths
from fosdesk.base.progress import SilentProgress
from fosdesk.model.report import ReportModel

FLOOR = "reportlab's own paragraphs and tables, one pass, no contents"


def measure(place: Place) -> list[Row]:
    """Setting the pages; composing the model and checking the file are told apart."""
    from fosdesk.documents import pdf

    model, compose, paths = sample_report(place)
    rows = turned(place, pdf, model, paths)
    composed = turns({"compose": lambda: ms(compose)}, place.times(7))["compose"]
    return [*rows, Row("composing the model", "ms", composed, rows[0].floor, FLOOR, apart=True)]


def turned(place: Place, pdf: ModuleType, model: ReportModel, paths: Paths) -> list[Row]:
    """One report, ours and bare, in turns."""
    pages: dict[str, int] = {}
    checks: list[float] = []

    def ours() -> float:
        with in_parts(pdf) as parts:
            target = place.folder / "report.pdf"
            pages["ours"] = pdf.write_pdf(model, target, SilentProgress(), fonts=paths.fonts)
        checks.append(parts["check"])
        return parts["write"]

    def bare() -> float:
        def work() -> None:
            pages["bare"] = write_plain(model, place.folder / "plain.pdf", paths.fonts)

        return ms(work)

    found = turns({"bare": bare, "ours": ours}, place.times(7), warm=2)
    note = f"{pages['ours']} pages, the floor {pages['bare']}"
    return [
        Row("report set as PDF", "ms", found["ours"], found["bare"], FLOOR, Goal(1.3), note=note),
        Row("its check", "ms", spread(checks[2:]), found["bare"], FLOOR, apart=True),
    ]

"""The report of the sample country as PDF, against one pass of reportlab over the same words."""

from benchmarks.documents import in_parts, sample_report
from benchmarks.measure import Goal, Row, ms, spread, turns
from benchmarks.place import Place
from benchmarks.plain_report import write_plain
from fosdesk.base.progress import SilentProgress

FLOOR = "reportlab's own paragraphs and tables, one pass, no contents"


def measure(place: Place) -> list[Row]:
    """Setting the pages; composing the model and checking the file are told apart."""
    from fosdesk.documents import pdf

    model, compose, paths = sample_report(place)
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

    sides = {"bare": bare, "ours": ours, "compose": lambda: ms(compose)}
    found = turns(sides, place.times(7), warm=2)
    note = f"{pages['ours']} pages, the floor {pages['bare']}"
    return [
        Row("report set as PDF", "ms", found["ours"], found["bare"], FLOOR, Goal(1.3), note=note),
        Row("its check", "ms", spread(checks[2:]), found["bare"], FLOOR, apart=True),
        Row("composing the model", "ms", found["compose"], found["bare"], FLOOR, apart=True),
    ]

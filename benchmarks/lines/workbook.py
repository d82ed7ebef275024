"""The workbook of the sample country, against bare openpyxl writing the same cells in the same styles."""

from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

from openpyxl import Workbook, load_workbook

from benchmarks.documents import in_parts, sample_report
from benchmarks.measure import Goal, Row, ms, spread, turns
from benchmarks.place import Place
from fosdesk.base.progress import SilentProgress
from fosdesk.model.report import ReportModel

TIMES = 6
FLOOR = "openpyxl: the same cells, styles, widths, charts, saved"
STYLES = ("_fonts", "_fills", "_borders", "_alignments", "_protections", "_number_formats", "_cell_styles")


def measure(place: Place) -> list[Row]:
    """Writing; the check that opens the workbook again is told apart."""
    from fosdesk.documents import workbook

    model, compose, _ = sample_report(place)
    rows = turned(place, workbook, model, "workbook written")
    large = replace(model, sheets=tuple(replace(sheet, rows=sheet.rows * TIMES) for sheet in model.sheets))
    rows += turned(place, workbook, large, f"the same with {TIMES} times the rows")
    composed = turns({"compose": lambda: ms(compose)}, place.times(7))["compose"]
    return [*rows, Row("composing the model", "ms", composed, rows[0].floor, FLOOR, apart=True)]


def turned(place: Place, workbook: ModuleType, model: ReportModel, what: str) -> list[Row]:
    """One workbook, ours and bare, in turns."""
    target = place.folder / "report.xlsx"
    workbook.write_workbook(model, target, SilentProgress())
    read = load_workbook(target)
    cells = cells_of(read)
    checks: list[float] = []

    def ours() -> float:
        with in_parts(workbook) as parts:
            workbook.write_workbook(model, target, SilentProgress())
        checks.append(parts["check"])
        return parts["write"]

    sides = {
        "bare": lambda: ms(lambda: write_bare(read, cells, place.folder / "bare.xlsx")),
        "ours": ours,
    }
    found = turns(sides, place.times(7), warm=2)
    charts = sum(len(sheet._charts) for sheet in read.worksheets)  # noqa: SLF001  openpyxl keeps them there
    count = sum(len(sheet) for sheet in cells.values())
    note = f"{len(cells)} sheets, {count:,} cells, {charts} charts"
    return [
        Row(what, "ms", found["ours"], found["bare"], FLOOR, Goal(1.2), note=note),
        Row("its check", "ms", spread(checks[2:]), found["bare"], FLOOR, apart=True),
    ]


def cells_of(read: Workbook) -> dict[str, list[tuple[int, int, Any, Any]]]:
    """Place, value and style of every cell, by sheet."""
    return {
        sheet.title: [
            (cell.row, cell.column, cell.value, cell._style)  # noqa: SLF001  the style as it is stored
            for row in sheet.iter_rows()
            for cell in row
            if cell.value is not None or cell.has_style
        ]
        for sheet in read.worksheets
    }


def write_bare(read: Workbook, cells: dict[str, list[tuple[int, int, Any, Any]]], path: Path) -> None:
    """The same workbook with the least that openpyxl needs: no names, no checks, styles that are ready."""
    made = Workbook()
    for name in STYLES:
        setattr(made, name, getattr(read, name))
    made.remove(made.worksheets[0])
    for title, found in cells.items():
        sheet, source = made.create_sheet(title), read[title]
        for row, column, value, style in found:
            cell = sheet.cell(row, column, value)
            cell._style = style  # noqa: SLF001  as openpyxl's own reader does
        sheet.column_dimensions = source.column_dimensions
        sheet.row_dimensions = source.row_dimensions
        sheet.merged_cells = source.merged_cells
        for chart in source._charts:  # noqa: SLF001
            sheet.add_chart(chart)
    made.save(path)

"""The workbook of a report: cover, sheets, long texts; written, re-opened, checked, moved."""

import re
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.utils import quote_sheetname
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.dimensions import SheetDimension
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.writer.excel import ExcelWriter

from fosdesk.base.progress import Progress
from fosdesk.base.text import visible
from fosdesk.documents.export import exported
from fosdesk.documents.sheet_cells import HEAD_ROW, Written
from fosdesk.documents.sheet_data import SheetData
from fosdesk.documents.sheet_looks import FACTS, HEADING, LABEL, LINK, CellLook, Looks
from fosdesk.documents.sheet_values import pieces, sheet_names
from fosdesk.documents.sheets import SheetWriter, set_up_page, write_sheet
from fosdesk.documents.workbook_check import check_workbook
from fosdesk.model.report import DocumentFacts, ReportModel
from fosdesk.model.table import Column

COVER_WIDTHS = (24.0, 62.0, 14.0)
LONG_WIDTHS = (22.0, 10.0, 10.0, 110.0)
_NO_CELLS = re.compile(r"<sheetData\s*/>|<sheetData></sheetData>")


def write_workbook(model: ReportModel, path: Path, progress: Progress) -> int:
    """Write `model` to `path` and return the number of sheets.

    The file is written beside the target, re-opened, compared cell by cell, then moved: after an
    error or a cancel (`Cancelled` from `progress`) the old file stands. Raises `UserError`.
    """
    written = Written()
    sheets = 0

    def write(beside: Path) -> None:
        nonlocal sheets
        workbook = _filled(model, written, progress)
        sheets = len(workbook.worksheets)
        _packed(workbook, beside, written)

    exported(path, write, lambda beside: check_workbook(beside, written))
    progress.report(sheets, sheets)
    return sheets


def _filled(model: ReportModel, written: Written, progress: Progress) -> Workbook:
    workbook = Workbook()
    words, facts = model.words, model.facts
    names = sheet_names([words.cover_sheet, *(sheet.name for sheet in model.sheets), words.long_sheet])
    cover = workbook.worksheets[0]
    cover.title = names[0]
    looks = Looks(cover, facts.rtl)
    _write_cover(SheetWriter(cover, looks, written, words, names[-1]), model, names[1:-1])
    for done, (sheet, name) in enumerate(zip(model.sheets, names[1:-1], strict=True), start=1):
        progress.report(done, len(model.sheets) + 2, sheet.name)
        writer = SheetWriter(workbook.create_sheet(name), looks, written, words, names[-1])
        write_sheet(writer, sheet, facts)
    if written.long_texts:
        long_sheet = workbook.create_sheet(names[-1])
        _write_long_texts(SheetWriter(long_sheet, looks, written, words, names[-1]), model)
    progress.report(len(model.sheets) + 1, len(model.sheets) + 2)
    _describe(workbook, facts)
    return workbook


def _describe(workbook: Workbook, facts: DocumentFacts) -> None:
    properties = workbook.properties
    properties.title = visible(f"{facts.title} – {facts.country}")
    properties.creator = visible(facts.administration or facts.country)
    properties.lastModifiedBy = visible(facts.producer)
    properties.subject = visible(facts.subtitle)
    properties.keywords = visible(f"{facts.reference} {facts.code}")
    properties.language = facts.language


# Cover ---------------------------------------------------------------------------------------


def _write_cover(writer: SheetWriter, model: ReportModel, names: list[str]) -> None:
    """Write title, facts, the sentence on provenance and a list of the sheets that leads to them."""
    facts, words = model.facts, model.words
    owner = " · ".join(text for text in (facts.country, facts.ministry, facts.administration) if text)
    training = words.training if facts.training else ""
    writer.head(facts.title, owner, facts.subtitle, COVER_WIDTHS, training)
    row = HEAD_ROW
    lines = (("", facts.disclosure), ("", facts.readers), *facts.cover)
    for label, text in ((label, text) for label, text in lines if text):
        writer.put(row, 1, label, LABEL)
        writer.pair(row, text, COVER_WIDTHS[1] + COVER_WIDTHS[2], bold=text == facts.disclosure)
        row += 1
    writer.line(row + 1, facts.statement, FACTS, COVER_WIDTHS)
    row += 3
    writer.put(row, 1, words.sheets, HEADING)
    for number, (name, sheet) in enumerate(zip(names, model.sheets, strict=True), start=row + 1):
        writer.put(number, 1, name, LINK)
        writer.data.links.append(Hyperlink(ref=f"A{number}", location=f"{quote_sheetname(name)}!A1"))
        writer.pair(number, sheet.title, COVER_WIDTHS[1] + COVER_WIDTHS[2])
    set_up_page(writer.sheet, facts, False, training)


def _write_long_texts(writer: SheetWriter, model: ReportModel) -> None:
    """Write the texts that no cell holds, whole and in order, one piece a row."""
    words = model.words
    training = words.training if model.facts.training else ""
    writer.head(words.long_sheet, "", words.long_how_to_read, LONG_WIDTHS, training)
    columns = [
        Column(head, head, width=width) for head, width in zip(words.long_heads, LONG_WIDTHS, strict=True)
    ]
    writer.column_heads(columns)
    row, look = HEAD_ROW + 1, CellLook(bottom="thin", wrap=True, text=True)
    for long in writer.written.long_texts:
        parts = pieces(long.text)
        for number, piece in enumerate(parts, start=1):
            for column, text in enumerate(
                (long.sheet, long.cell, f"{number} / {len(parts)}", piece), start=1
            ):
                writer.put_piece(row, column, text, look)
            writer.height(row, 120)
            row += 1
    writer.sheet.freeze_panes = f"A{HEAD_ROW + 1}"
    writer.sheet.print_title_rows = f"1:{HEAD_ROW}"
    set_up_page(writer.sheet, model.facts, True, training)


# Packing -------------------------------------------------------------------------------------


class _Packer(ExcelWriter):
    """Packs sheets in memory: answers never lie in the system's temporary folder."""

    def __init__(self, workbook: Workbook, archive: ZipFile, written: Written) -> None:
        super().__init__(workbook, archive)
        self._zip = archive
        self._written = written

    def write_worksheet(self, ws: Any) -> None:
        """Write one sheet: all that openpyxl keeps of it, around the cells of ours."""
        ws._drawing = SpreadsheetDrawing()  # noqa: SLF001 - as the method it replaces
        ws._drawing.charts, ws._drawing.images = ws._charts, ws._images  # noqa: SLF001
        data = self._written.sheets[ws.title]
        writer: Any = _Around(ws, data)
        writer.write()
        ws._rels = writer._rels  # noqa: SLF001
        head, tail = _NO_CELLS.split(writer.read().decode())
        self._zip.writestr(ws.path[1:], f"{head}<sheetData>{data.xml()}</sheetData>{tail}")
        self.manifest.append(ws)


class _Around(WorksheetWriter):
    """Writes a worksheet without its cells, which openpyxl knows nothing of."""

    def __init__(self, ws: Any, data: SheetData) -> None:
        super().__init__(ws, BytesIO())
        self._data = data
        ws._hyperlinks = data.links  # noqa: SLF001 - as the cells of openpyxl tell theirs

    def write_dimensions(self) -> None:
        """Write the size of the sheet."""
        self.xf.send(SheetDimension(self._data.extent()).to_tree())


def _packed(workbook: Workbook, path: Path, written: Written) -> None:
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        _Packer(workbook, archive, written).write_data()

"""Rows of a file of answers as edits: known rows change, unknown ones join behind those that are there."""

from collections.abc import Iterator, Sequence

from fosdesk.base.errors import UserError, sentence
from fosdesk.base.language import Texts
from fosdesk.exchange.answers_json import FileRow
from fosdesk.forms.grid import columns_by_name, entity
from fosdesk.forms.pack import Item
from fosdesk.forms.validation import Problem, check_value
from fosdesk.model.answers import CellValue, Value, from_cell
from fosdesk.model.snapshot import Edit
from fosdesk.services.answering import pack_of, refuse_forms_not_allowed
from fosdesk.services.assessment import OpenAssessment
from fosdesk.services.registers import next_position
from fosdesk.services.rows import ALIVE, POSITION, column_names, row_facts, table_of


def row_edits(
    a: OpenAssessment, register: str, listed: Sequence[FileRow], problems: list[str], tr: Texts
) -> Iterator[Edit]:
    """What the rows of one register come to; what does not fit is added to `problems`."""
    table = a.bank.registers.get(register)
    if table is None:
        problems.append(sentence(UserError("registers.unknown", register=register), tr))
        return
    place = next_position(a, table)
    for row in listed:
        name = entity(register, row.id)
        if row_facts(a.snapshot, name) is None:
            yield _edit(a, table, name, POSITION, {"v": str(place)})
            place += 1
        yield _edit(a, table, name, ALIVE, {"v": True})
        for column, cell in row.cells.items():
            problem = _cell_problem(table, name, column, cell, tr)
            if problem:
                problems.append(tr.pair(f"{name}.{column}", problem))
            else:
                yield _edit(a, table, name, column, dict(cell))


def _cell_problem(table: Item, row: str, column: str, cell: CellValue, tr: Texts) -> str:
    if column not in column_names(table):
        return sentence(UserError("registers.no_cell", row=row, column=column), tr)
    return answer_problem(columns_by_name(table)[column], cell, tr)


def answer_problem(item: Item, cell: CellValue, tr: Texts) -> str:
    """Why a cell cannot be the answer to an item; empty where it can."""
    given = from_cell(cell)
    try:
        refuse_forms_not_allowed(item, given)
    except UserError as error:
        return sentence(error, tr)
    problem = check_value(item, given.v) if isinstance(given, Value) else None
    return sentence(UserError(problem.code, **problem.params), tr) if isinstance(problem, Problem) else ""


def named_cell(a: OpenAssessment, edit: Edit) -> tuple[Item | None, str]:
    """The question an edit answers, and the name of its entity for people."""
    item, table = a.bank.items.get(edit.entity), table_of(a.bank, edit.entity)
    if table is not None:
        return columns_by_name(table).get(edit.field), edit.entity
    return item, item.code if item else edit.entity


def _edit(a: OpenAssessment, table: Item, row: str, field: str, value: CellValue) -> Edit:
    return Edit(row, field, value, a.snapshot.heads(row, field), pack_of(a, table))

"""Many answers at once from a JSON file: read strictly, previewed, all or nothing, one undoable action."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fosdesk.base.errors import UserError, sentence
from fosdesk.base.language import Texts
from fosdesk.exchange.answers_json import AnswersFile, AnswersRefused, read_answers
from fosdesk.forms.pack import Item
from fosdesk.model.answers import CellValue
from fosdesk.model.snapshot import ChangeSet, Edit
from fosdesk.services.answering import FACETS, evidence_edit, pack_of, record
from fosdesk.services.assessment import OpenAssessment
from fosdesk.services.facts import ENTITY, FIELDS, PERSON_FIELDS, TEAM, Person, is_fact
from fosdesk.services.guidance import value_text
from fosdesk.services.row_import import answer_problem, named_cell, row_edits
from fosdesk.services.team import taking_in

NEW, CHANGED, SAME = "new", "changed", "same"


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One cell the file speaks of: `verdict` is new, changed or same; `shown` the value in words."""

    code: str
    field: str
    verdict: str
    shown: str
    edit: Edit


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What an import would do. With `problems` it does nothing; each names its place in the file."""

    rows: tuple[PlanRow, ...]
    problems: tuple[str, ...]
    evidence: tuple[tuple[str, Path, str], ...] = ()

    def summary(self, tr: Texts, *, dry: bool) -> str:
        """The outcome in one sentence."""
        count = {
            verdict: sum(row.verdict == verdict for row in self.rows) for verdict in (NEW, CHANGED, SAME)
        }
        said = tr("{new} new, {changed} changed, {same} the same.", **count)
        if self.problems:
            return tr.n(
                "{n} problem; nothing recorded.", "{n} problems; nothing recorded.", len(self.problems)
            )
        return (tr("Trial run, nothing recorded:") if dry else tr("Recorded:")) + " " + said

    def content(self, *, dry: bool) -> Mapping[str, Any]:
        """The plan for programs."""
        rows = [{"entity": row.edit.entity, "field": row.field, "verdict": row.verdict} for row in self.rows]
        return {"recorded": not dry and not self.problems, "rows": rows, "problems": list(self.problems)}


def plan(a: OpenAssessment, path: Path, tr: Texts) -> ImportPlan:
    """Read and check a file of answers against the packs and what is recorded.

    Raises UserError where the file is no such file; everything else comes back as `problems`.
    """
    try:
        content = read_answers(path)
    except AnswersRefused as refused:
        return ImportPlan((), tuple(sentence(problem, tr) for problem in refused.problems))
    return plan_content(a, content, path.parent, tr)


def plan_content(a: OpenAssessment, content: AnswersFile, folder: Path, tr: Texts) -> ImportPlan:
    """The plan for parsed content; evidence files are looked for in `folder`."""
    problems: list[str] = []
    rows = [_row(a, edit, tr) for edit in _fact_edits(a, content, problems, tr)]
    evidence: list[tuple[str, Path, str]] = []
    for item_id, said in content.answers.items():
        item = a.bank.items.get(item_id)
        if item is None:
            problems.append(sentence(UserError("answering.unknown_item", item=item_id), tr))
            continue
        rows += [_row(a, edit, tr) for edit in _item_edits(a, item, said, problems, tr)]
        evidence += _evidence(item, said, folder, problems, tr)
    for register, listed in content.rows.items():
        rows += [_row(a, edit, tr) for edit in row_edits(a, register, listed, problems, tr)]
    return ImportPlan(tuple(rows), tuple(problems), tuple(evidence))


def _fact_edits(a: OpenAssessment, content: AnswersFile, problems: list[str], tr: Texts) -> Iterator[Edit]:
    for name, cell in content.facts.items():
        if name == TEAM:
            yield from taking_in(a.snapshot, _people(cell, problems, tr), a.ids)
        elif is_fact(name):
            yield Edit(ENTITY, name, dict(cell), a.snapshot.heads(ENTITY, name))
        else:
            problems.append(
                sentence(UserError("importing.unknown_fact", fact=name, known=", ".join((*FIELDS, TEAM))), tr)
            )


def _people(cell: CellValue, problems: list[str], tr: Texts) -> list[Person]:
    found = people(cell)
    if found is None:
        problems.append(sentence(UserError("importing.team"), tr))
    return found or []


def people(cell: CellValue) -> list[Person] | None:
    """The people in a cell that lists a team; None where it is no such list."""
    listed = cell.get("v")
    found = [_person(one) for one in listed] if isinstance(listed, list) else [None]
    return [person for person in found if person is not None] if None not in found else None


def _person(said: object) -> Person | None:
    """One person of the list; None where it is none: a name is needed, and every word is text."""
    if not isinstance(said, dict) or not said.get("name") or not set(said) <= set(PERSON_FIELDS):
        return None
    return Person(**said) if all(isinstance(word, str) for word in said.values()) else None


def _item_edits(
    a: OpenAssessment, item: Item, said: Mapping[str, Any], problems: list[str], tr: Texts
) -> Iterator[Edit]:
    if "value" in said:
        problem = answer_problem(item, said["value"], tr)
        if problem:
            problems.append(tr.pair(item.code, problem))
        else:
            yield _edit(a, item, "value", said["value"])
    for facet in FACETS:
        if facet in said:
            yield _edit(a, item, facet, {"v": said[facet]})


def _edit(a: OpenAssessment, item: Item, facet: str, cell: CellValue) -> Edit:
    return Edit(item.id, facet, cell, a.snapshot.heads(item.id, facet), pack_of(a, item))


def _evidence(
    item: Item, said: Mapping[str, Any], folder: Path, problems: list[str], tr: Texts
) -> Iterator[tuple[str, Path, str]]:
    for entry in said.get("evidence", ()):
        path = folder / str(entry["file"])
        if path.parent != folder or not path.is_file():
            problems.append(
                sentence(UserError("importing.no_evidence", item=item.code, file=entry["file"]), tr)
            )
        else:
            yield item.id, path, str(entry.get("note", ""))


def _row(a: OpenAssessment, edit: Edit, tr: Texts) -> PlanRow:
    item, code = named_cell(a, edit)
    old = a.snapshot.value(edit.entity, edit.field)
    verdict = NEW if old is None else SAME if old == edit.value else CHANGED
    shown = value_text(item, edit.field if edit.entity in a.bank.items else "value", edit.value, tr)
    return PlanRow(code, edit.field, verdict, shown, edit)


def apply(a: OpenAssessment, plan: ImportPlan) -> ChangeSet | None:
    """Record what the plan changes, evidence included, as one action; None where nothing changes.

    Raises UserError where the plan has problems or the store refuses; then nothing is recorded.
    """
    if plan.problems:
        raise UserError("importing.problems", count=len(plan.problems), first=plan.problems[0])
    edits = [row.edit for row in plan.rows if row.verdict != SAME]
    edits += [edit for item_id, path, note in plan.evidence for edit in _linked(a, item_id, path, note)]
    return record(a, edits).result() if edits else None


def _linked(a: OpenAssessment, item_id: str, path: Path, note: str) -> Iterator[Edit]:
    edit = evidence_edit(a, item_id, path, note)
    if a.snapshot.value(edit.entity, edit.field) != edit.value:
        yield edit

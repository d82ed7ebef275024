"""All packs of an assessment as one set of questions."""

from collections.abc import Mapping, Sequence
from typing import TypeVar

from fosdesk.base.errors import UserError
from fosdesk.forms.grid import everything, of_table
from fosdesk.forms.pack import Item, KpiSpec, Pack, Parameter, Row, Rule, ScoreSpec, Section, Table


class Bank:
    """Questions, scores, rules and tables of several packs, by id, in the order of the packs.

    Never changed after it is made. `language` is that of its texts; `missing` counts the texts that have
    no translation and are shown in English. `items` holds the cells of matrices too (`m.row.column`),
    `columns` the columns of tables (`table.column`), `known` both, `registers` the tables by register.
    `compiled` keeps what others have compiled from it, by name, for as long as it lives.
    Raises UserError "pack.id_twice" where two packs use one id.
    """

    __slots__ = (
        "columns",
        "compiled",
        "items",
        "known",
        "kpis",
        "language",
        "missing",
        "packs",
        "parameters",
        "registers",
        "rules",
        "scores",
        "sections",
        "tables",
    )

    def __init__(self, packs: Sequence[Pack], language: str = "en", missing: int = 0) -> None:
        """Join `packs`, which stand in the order in which their sections are to be shown."""
        self.language = language
        self.missing = missing
        self.compiled: dict[str, object] = {}
        self.packs: Mapping[str, Pack] = _by_id([(p.id, p.id, p) for p in packs])
        self.sections: tuple[Section, ...] = tuple(section for p in packs for section in p.sections)
        _by_id([(s.id, s.pack, s) for s in self.sections])
        parts = [item for _, item in everything(self.sections)]
        self.items: Mapping[str, Item] = _by_id([(i.id, i.pack, i) for i in parts if not of_table(i)])
        self.columns: Mapping[str, Item] = {i.id: i for i in parts if of_table(i)}
        self.known: Mapping[str, Item] = {**self.items, **self.columns}
        self.registers: Mapping[str, Item] = _by_id(
            [(i.register, i.pack, i) for i in self.items.values() if i.register]
        )
        self.scores: Mapping[str, ScoreSpec] = _by_id([(s.id, p.id, s) for p in packs for s in p.scores])
        self.rules: Mapping[str, Rule] = _by_id([(r.id, p.id, r) for p in packs for r in p.rules])
        self.kpis: Mapping[str, KpiSpec] = _by_id([(k.id, p.id, k) for p in packs for k in p.kpis])
        self.tables: Mapping[str, Table] = _by_id([(t.id, p.id, t) for p in packs for t in p.tables])
        self.parameters: Mapping[str, Parameter] = {m.id: m for p in packs for m in p.parameters}

    def section(self, section_id: str) -> Section:
        """The section with this id; KeyError where there is none."""
        for section in self.sections:
            if section.id == section_id:
                return section
        raise KeyError(section_id)

    def table(self, table_id: str) -> tuple[Row, ...]:
        """The rows of a reference table in their order; none where no pack has the table."""
        table = self.tables.get(table_id)
        return table.rows if table is not None else ()

    def standard(self, code: str) -> Row:
        """The row of a Standard by its stable code (`AED-LEGAL`); KeyError where there is none."""
        table = self.tables.get("standards")
        row = table.row(code) if table is not None else None
        if row is None:
            raise KeyError(code)
        return row

    def score_of_standard(self, code: str) -> ScoreSpec | None:
        """The score of a Standard, or None where the packs score nothing of it."""
        return next((spec for spec in self.scores.values() if spec.standard == code), None)

    def items_of_standard(self, code: str) -> tuple[Item, ...]:
        """The items that belong to a Standard, in the order of the packs."""
        return tuple(item for item in self.items.values() if item.standard == code)


T = TypeVar("T")


def _by_id(entries: Sequence[tuple[str, str, T]]) -> dict[str, T]:
    """Index by the first field; the second names the pack for the error."""
    found: dict[str, T] = {}
    owners: dict[str, str] = {}
    for key, pack, value in entries:
        if key in found:
            raise UserError("pack.id_twice", id=key, first=owners[key], second=pack)
        found[key], owners[key] = value, pack
    return found

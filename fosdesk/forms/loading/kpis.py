"""The key `kpis` of `scoring.yaml`: indicators."""

from collections.abc import Mapping

from fosdesk.forms.fel.parser import parse
from fosdesk.forms.loading.items import SOURCES, read_id, read_reference
from fosdesk.forms.loading.source import Source, keys
from fosdesk.forms.loading.tree import Node, Record, Scalar, kind
from fosdesk.forms.pack import Expression, KpiSpec

DIRECTIONS = ("up", "down", "none")
PERIODS = ("month", "quarter", "year")
UNITS = ("percent", "days", "hours", "number", "money")

MEASURES = ("output", "outcome")

_KPI = keys(
    "id title formula",
    "unit direction baseline target period source refs code standard measures area method provenance",
)
_WORDS = ("code", "standard", "area", "method")
_MOST = 10**15


def read_kpis(source: Source, node: Node, pack: str, units: Mapping[str, str]) -> tuple[KpiSpec, ...]:
    """All indicators of the file; `units` are those of the lists of the pack."""
    fields = node.pairs if isinstance(node, Record) else []
    listed = next((value for key, value in fields if key.text == "kpis"), None)
    if listed is None:
        return ()
    return source.many(listed, lambda _, one: _read_kpi(source, one, pack, units))


def _read_kpi(source: Source, node: Node, pack: str, units: Mapping[str, str]) -> KpiSpec | None:
    fields = source.record(node, _KPI)
    if not _KPI.required <= fields.keys():
        return None
    formula = source.expression(fields["formula"], "", "kpi")
    kpi_id, title = read_id(source, fields["id"], "kpi"), source.text(fields["title"])
    refs = fields.get("refs")
    if formula is None:
        return None
    unit = source.word(fields["unit"], dict.fromkeys((*UNITS, *units))) if "unit" in fields else ""
    return KpiSpec(
        id=kpi_id,
        title=title,
        pack=pack,
        formula=formula,
        unit=unit,
        unit_label=units.get(unit, ""),
        direction=source.word(fields["direction"], DIRECTIONS) if "direction" in fields else DIRECTIONS[0],
        baseline=_baseline(source, fields["baseline"]) if "baseline" in fields else None,
        target=source.decimal(fields["target"], -_MOST, _MOST) if "target" in fields else None,
        period=source.word(fields["period"], PERIODS) if "period" in fields else "",
        usual_source=source.text(fields["source"]) if "source" in fields else "",
        refs=() if refs is None else source.many(refs, read_reference),
        measures=source.word(fields["measures"], MEASURES) if "measures" in fields else "",
        provenance=source.word(fields["provenance"], SOURCES) if "provenance" in fields else "",
        **{key: source.text(fields[key]) for key in _WORDS if key in fields},
    )


def _baseline(source: Source, node: Node) -> Expression | None:
    """An expression, or a number as it stands."""
    if isinstance(node, Scalar) and not node.style and kind(node) in ("whole", "decimal"):
        return parse(node.text)
    return source.expression(node, "", "kpi")

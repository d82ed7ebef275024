"""Packs in another language: one walk over all texts, for translating, counting and extracting alike.

Every text has a context that never changes (`aed_law.label`, `m_data.levels.3`, `choices.yn.partly`). A text
without a translation, or whose English has changed since, stays English and is counted.
"""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeAlias

from fosdesk.forms.bank import Bank
from fosdesk.forms.folder import catalogue_path
from fosdesk.forms.pack import (
    Cell,
    Choice,
    Item,
    KpiSpec,
    Pack,
    Requirement,
    Row,
    Rule,
    ScoreSpec,
    Section,
    Table,
)
from fosdesk.forms.po import read_po, write_template

Say: TypeAlias = Callable[[str, str], str]
"""What to show for a context and its English text."""

_ITEM_TEXTS = (
    "label",
    "short",
    "hint",
    "guidance",
    "constraint_message",
    "warn_message",
    "how_to_estimate",
    "usual_source",
)
_ITEM_LISTS = ("typical_evidence", "who_knows", "misjudgements")


def localised(bank: Bank, language: str, forms: Path) -> Bank:
    """The bank in `language`, with the catalogues `<pack>/i18n/<language>.po` below `forms`.

    `missing` of the new bank counts the texts shown in English. Raises UserError for a damaged catalogue.
    """
    made = [localise(pack, language, forms / pack.id) for pack in bank.packs.values()]
    return Bank([pack for pack, _ in made], language, sum(missing for _, missing in made))


def localise(pack: Pack, language: str, folder: Path) -> tuple[Pack, int]:
    """The pack of `folder` in `language`, and how many of its texts stay English."""
    if language == pack.source_language:
        return pack, 0
    path = catalogue_path(folder, language)
    catalogue = read_po(path.read_bytes(), path.name) if path.is_file() else {}
    missing: set[str] = set()

    def say(context: str, english: str) -> str:
        known, translation = catalogue.get(context, ("", ""))
        if translation and known == english:
            return translation
        missing.add(context)
        return english

    return translated(pack, say), len(missing)


def texts_of(pack: Pack) -> dict[str, str]:
    """All texts of a pack by context."""
    found: dict[str, str] = {}

    def note(context: str, english: str) -> str:
        found[context] = english
        return english

    translated(pack, note)
    return found


def template(pack: Pack) -> str:
    """The template (POT) that translators of a pack start from."""
    return write_template(texts_of(pack), f"{pack.id} {pack.version}")


def translated(pack: Pack, say: Say) -> Pack:
    """The pack with every text as `say` has it. Empty texts are not asked for."""

    def maybe(context: str, english: str) -> str:
        return say(context, english) if english else ""

    return replace(
        pack,
        title=maybe("pack.title", pack.title),
        parameters=tuple(replace(p, label=maybe(f"parameters.{p.id}", p.label)) for p in pack.parameters),
        sections=tuple(_section(section, maybe) for section in pack.sections),
        scores=tuple(_score(spec, maybe) for spec in pack.scores),
        rules=tuple(_rule(rule, maybe) for rule in pack.rules),
        kpis=tuple(_kpi(kpi, maybe) for kpi in pack.kpis),
        tables=tuple(_table(table, maybe) for table in pack.tables),
    )


def _section(section: Section, say: Say) -> Section:
    return replace(
        section,
        title=say(f"sections.{section.id}.title", section.title),
        purpose=say(f"sections.{section.id}.purpose", section.purpose),
        guidance=say(f"sections.{section.id}.guidance", section.guidance),
        items=tuple(_item(item, say) for item in section.items),
    )


def _item(item: Item, say: Say) -> Item:
    changed: dict[str, Any] = {name: say(f"{item.id}.{name}", getattr(item, name)) for name in _ITEM_TEXTS}
    changed |= {
        name: tuple(say(f"{item.id}.{name}.{n}", text) for n, text in enumerate(getattr(item, name), 1))
        for name in _ITEM_LISTS
    }
    listed = f"choices.{item.choice_list}" if item.choice_list else f"{item.id}.choices"
    return replace(
        item,
        **changed,
        levels=tuple(
            replace(
                level,
                name=say(f"scales.{item.scale}.{level.value}", level.name),
                text=say(f"{item.id}.levels.{level.value}", level.text),
            )
            for level in item.levels
        ),
        choices=tuple(
            replace(c, label=say(f"{_other_list(item, c, listed)}.{c.value}", c.label)) for c in item.choices
        ),
        unit_label=say(f"units.{item.unit}", item.unit_label),
        evidence_label=say(f"{item.id}.evidence.label", item.evidence_label),
        followup=item.followup
        and replace(item.followup, label=say(f"{item.id}.followup.label", item.followup.label)),
        columns=tuple(_item(column, say) for column in item.columns),
        refs=tuple(
            replace(ref, limb=say(f"{item.id}.refs.{n}.limb", ref.limb)) if ref.limb else ref
            for n, ref in enumerate(item.refs, 1)
        ),
        requirement=item.requirement and _requirement(item.requirement, item.id, say),
        rows=tuple(replace(row, label=say(f"{item.id}.rows.{row.id}", row.label)) for row in item.rows),
    )


def _requirement(requirement: Requirement, item_id: str, say: Say) -> Requirement:
    return replace(
        requirement,
        rule=say(f"{item_id}.requirement.rule", requirement.rule),
        modification=say(f"{item_id}.requirement.modification", requirement.modification),
    )


def _other_list(item: Item, choice: Choice, listed: str) -> str:
    """The context of a choice; "other" belongs to its item, whatever list the rest comes from."""
    return f"{item.id}.choices" if item.or_other and choice is item.choices[-1] else listed


def _score(spec: ScoreSpec, say: Say) -> ScoreSpec:
    own = f"scores.{spec.id}"
    return replace(
        spec,
        title=say(f"{own}.title", spec.title),
        bands=tuple(replace(band, label=say(f"{own}.bands.{band.id}", band.label)) for band in spec.bands),
        caps=tuple(replace(cap, why=say(f"{own}.caps.{n}", cap.why)) for n, cap in enumerate(spec.caps, 1)),
    )


def _rule(rule: Rule, say: Say) -> Rule:
    action = rule.action and replace(
        rule.action,
        title=say(f"rules.{rule.id}.action", rule.action.title),
        owner=say(f"rules.{rule.id}.owner", rule.action.owner),
    )
    return replace(rule, finding=say(f"rules.{rule.id}.finding", rule.finding), action=action)


def _kpi(kpi: KpiSpec, say: Say) -> KpiSpec:
    own = f"kpis.{kpi.id}"
    return replace(
        kpi,
        title=say(f"{own}.title", kpi.title),
        usual_source=say(f"{own}.source", kpi.usual_source),
        method=say(f"{own}.method", kpi.method),
        unit_label=say(f"units.{kpi.unit}", kpi.unit_label),
    )


def _table(table: Table, say: Say) -> Table:
    own = f"tables.{table.id}"
    asked = {column.id for column in table.columns if column.translate}
    columns = (replace(c, label=say(f"{own}.columns.{c.id}", c.label)) for c in table.columns)
    rows = (_row(row, asked, own, say) for row in table.rows)
    return replace(table, columns=tuple(columns), rows=tuple(rows))


def _row(row: Row, asked: set[str], table: str, say: Say) -> Row:
    return {
        name: _cell(cell, f"{table}.{row['id']}.{name}", say) if name in asked else cell
        for name, cell in row.items()
    }


def _cell(cell: Cell, context: str, say: Say) -> Cell:
    return say(context, cell) if isinstance(cell, str) else cell

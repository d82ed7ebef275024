"""Items: which keys each type has, and how each key is read."""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from fosdesk.forms.fel.parser import parse
from fosdesk.forms.loading.lists import LEVELS, Lists, read_choices
from fosdesk.forms.loading.source import Keys, Report, Source, keys
from fosdesk.forms.loading.tree import Listing, Node, Record, Scalar
from fosdesk.forms.pack import STRENGTHS, Choice, FollowUp, Item, ItemType, Level, Reference, Section
from fosdesk.forms.patterns import BadPattern, compile_pattern

ID = re.compile(r"[a-z][a-z0-9_]{0,39}")
SOURCES = ("found", "inferred", "general", "constructed")
DISCLOSURES = ("national", "wco", "regional", "public")
STATUSES = ("to_check", "verified")
EVIDENCE_FROM = 3
"""Level from which evidence is expected where a level item says nothing (UX.md, "Review")."""

_MOST = Decimal(10) ** 17
OTHER = "other"
_COMMON = """code short hint guidance refs tags weight required relevant constraint constraint_message warn
warn_message allow evidence display roles standard dimension source typical_evidence who_knows misjudgements
how_to_estimate usual_source disclosure asks_year asks_source readonly default"""
_SILENT = "code short hint guidance refs tags relevant display roles standard source disclosure"


_TOLD = "typical_evidence who_knows misjudgements"
"""Guidance of tables and matrices, beside what every silent item has."""


def _keys(more_required: str, more: str, unread: str = "", common: str = _COMMON) -> Keys:
    return keys(f"id type label {more_required}", f"{common} {more}", unread)


_KEYS: Mapping[ItemType, Keys] = {
    ItemType.LEVEL: _keys("scale", "levels target followup"),
    ItemType.CHOICE: _keys("", "choices or_other choices_from choice_filter requirement"),
    ItemType.CHOICES: _keys("", "choices or_other choices_from choice_filter"),
    ItemType.INTEGER: _keys("", "unit min max"),
    ItemType.NUMBER: _keys("", "unit decimals min max"),
    ItemType.PERCENT: _keys("", "unit decimals min max"),
    ItemType.MONEY: _keys("currency", "unit decimals min max"),
    ItemType.DATE: _keys("", "min max"),
    ItemType.MONTH: _keys("", "min max"),
    ItemType.TEXT: _keys("", "max_length pattern"),
    ItemType.LONGTEXT: _keys("", "max_length"),
    ItemType.CALC: _keys("calculate", "format unit decimals currency", common=_SILENT),
    ItemType.NOTE: _keys("", "", common=_SILENT),
    ItemType.FILE: _keys("", "accept max_mb count"),
    ItemType.GROUP: _keys("items", "", common=_SILENT),
    ItemType.TABLE: _keys(
        "columns", f"register row_label min_rows max_rows required allow {_TOLD}", common=_SILENT
    ),
    ItemType.MATRIX: _keys("rows columns", _TOLD, common=_SILENT),
}
_EVERY_KEY = frozenset[str]().union(*(k.required | k.optional | k.unread for k in _KEYS.values()))
_REFERENCE = keys("instrument", "pinpoint status strength limb verified_by")
_EVIDENCE = keys("", "required_from required_when label")
_FOLLOWUP = keys("from label")
_OTHER = keys("label question")
_ENDING = re.compile(r"[a-z0-9]{1,8}")


def item_type(source: Source, node: Node) -> ItemType | None:
    """The type of an item."""
    written = next((value for key, value in _pairs(node) if key == "type"), None)
    if not isinstance(written, Scalar):
        return None
    types = [str(kind) for kind in ItemType]
    if written.text not in types:
        source.unknown(written, "pack.unknown_type", written.text, types)
        return None
    return ItemType(written.text)


def _pairs(node: Node) -> list[tuple[str, Node]]:
    return [(key.text, value) for key, value in node.pairs] if isinstance(node, Record) else []


def read_item(
    source: Source, node: Node, section: Section, lists: Lists, headings: Mapping[str, str], table: str = ""
) -> Item | None:
    """One item, or a column of a table or matrix; None where not even its id is known."""
    kind = item_type(source, node)
    fields = source.record(node, _KEYS[kind] if kind is not None else _untyped(node))
    if "id" not in fields:
        return None
    item_id = read_id(source, fields["id"], "item", table)
    if kind is None:  # its other mistakes would be echoes; its id is known all the same
        return Item(item_id, "", ItemType.CALC, "", section.pack, section.id)
    for key, value in fields.items():
        source.report.places[("item", item_id, key)] = (source, value)
    values: dict[str, Any] = {"pack": section.pack, "section": section.id, "type": kind}
    values |= {"standard": section.standard, "heading": section.heading, "code": "", "label": ""}
    for key, value in fields.items():
        if key in _READERS:
            values[key] = _READERS[key](source, value)
        elif key in _EXPRESSIONS:
            values[key] = source.expression(value, item_id, key)
    values["id"] = item_id
    if "standard" in fields:
        values["heading"] = _heading(source, fields["standard"], values["standard"], headings)
    values |= _structure(source, kind, fields, lists, item_id)
    return Item(**values | _weight(source, kind, fields, lists, table))


def _heading(source: Source, node: Node, standard: str, headings: Mapping[str, str]) -> str:
    if standard not in headings:
        source.unknown(node, "pack.unknown_standard", standard, headings)
    return headings.get(standard, "")


def _untyped(node: Node) -> Keys:
    """Keys for an item without a readable type: its key `type` is the mistake, not all the others."""
    return Keys(frozenset({"id", "type", "label"}), _EVERY_KEY | {key for key, _ in _pairs(node)})


def read_id(source: Source, node: Node, what: str, table: str = "") -> str:
    """A permanent id, remembered with its place; that of a column has its table before it."""
    item_id = source.text(node)
    if item_id and not ID.fullmatch(item_id):
        source.bad(node, "pack.bad_id", name=item_id)
    item_id = f"{table}.{item_id}" if table else item_id
    source.name(node, what, item_id)
    return item_id


def _structure(
    source: Source, kind: ItemType, fields: Mapping[str, Node], lists: Lists, item_id: str
) -> dict[str, Any]:
    """What an item takes from the lists of its pack: choices, levels, unit; and its evidence."""
    found: dict[str, Any] = {}
    if kind in (ItemType.CHOICE, ItemType.CHOICES):
        _one_source(source, fields)
    if "choices" in fields:
        found |= _choices(source, fields["choices"], lists)
    if "or_other" in fields:
        found |= _other(source, fields["or_other"], found.get("choices", ()))
    if kind is ItemType.LEVEL:
        found |= _levels(source, fields, lists)
        found["evidence_from"] = EVIDENCE_FROM
    if "unit" in fields:
        found |= _unit(source, fields["unit"], lists)
    if "evidence" in fields:
        found |= _evidence(source, fields["evidence"], kind, item_id)
    if kind is ItemType.TABLE:
        found["register"] = source.text(fields["register"]) if "register" in fields else item_id
        source.name(fields.get("register", fields["id"]), "register", found["register"])
    return found


def _one_source(source: Source, fields: Mapping[str, Node]) -> None:
    """Choices come from a list or from a register."""
    if "choices" not in fields and "choices_from" not in fields:
        source.bad(fields["id"], "pack.key_missing", name="choices")
    for key in ("choices", "or_other"):
        if key in fields and "choices_from" in fields:
            source.bad(fields[key], "pack.choices_twice", name=key)


def _choices(source: Source, node: Node, lists: Lists) -> dict[str, Any]:
    if isinstance(node, Listing):
        return {"choices": read_choices(source, node)}
    name = source.text(node)
    if name and name not in lists.choices:
        source.unknown(node, "pack.unknown_list", name, lists.choices)
    return {"choices": lists.choices.get(name, ()), "choice_list": name}


def _other(source: Source, node: Node, choices: tuple[Choice, ...]) -> dict[str, Any]:
    """The choices with "other" at their end; its text is asked for by an item of its own."""
    fields = source.record(node, _OTHER)
    if fields.keys() != _OTHER.required:
        return {}
    if any(choice.score is not None for choice in choices):
        source.bad(node, "pack.scores_mixed")
    if any(choice.value == OTHER for choice in choices):
        source.bad(node, "pack.choice_twice", name=OTHER)
    return {"choices": (*choices, Choice(OTHER, source.text(fields["label"]))), "or_other": True}


def other_item(item: Item, report: Report) -> Item:
    """The item that asks what "other" is."""
    source, node = report.places["item", item.id, "or_other"]
    item_id = f"{item.id}_{OTHER}"
    if not ID.fullmatch(item_id):
        source.bad(node, "pack.bad_id", name=item_id)
    source.name(node, "item", item_id)
    return Item(
        id=item_id,
        code="",
        type=ItemType.TEXT,
        label=source.text(source.record(node, _OTHER)["question"]),
        pack=item.pack,
        section=item.section,
        standard=item.standard,
        heading=item.heading,
        dimension=item.dimension,
        disclosure=item.disclosure,
        source=item.source,
        within=item.within,
        relevant=parse(f"selected(${{{item.id}}}, '{OTHER}')"),
    )


def _levels(source: Source, fields: Mapping[str, Node], lists: Lists) -> dict[str, Any]:
    if "scale" not in fields:
        return {}
    name = source.text(fields["scale"])
    if name and name not in lists.scales:
        source.unknown(fields["scale"], "pack.unknown_scale", name, lists.scales)
    texts = _level_texts(source, fields["levels"]) if "levels" in fields else {}
    scale = lists.scales.get(name, ())
    return {
        "scale": name,
        "levels": tuple(Level(level.value, level.name, texts.get(level.value, "")) for level in scale),
    }


def _level_texts(source: Source, node: Node) -> dict[int, str]:
    """The described levels: all of 0 to 4, each with its text."""
    if not isinstance(node, Record):
        source.bad(node, "pack.needs_record")
        return {}
    texts: dict[int, str] = {}
    for key, value in node.pairs:
        if key.text not in map(str, LEVELS):
            source.bad(key, "pack.no_such_level", name=key.text)
        elif int(key.text) in texts:
            source.bad(key, "pack.key_twice", name=key.text)
        else:
            texts[int(key.text)] = source.text(value)
    missing = [str(level) for level in LEVELS if level not in texts]
    if missing:
        source.bad(node, "pack.level_missing", levels=", ".join(missing))
    return texts


def _unit(source: Source, node: Node, lists: Lists) -> dict[str, Any]:
    name = source.text(node)
    if name and name not in lists.units:
        source.unknown(node, "pack.unknown_unit", name, lists.units)
    return {"unit": name, "unit_label": lists.units.get(name, "")}


def _evidence(source: Source, node: Node, kind: ItemType, item_id: str) -> dict[str, Any]:
    fields = source.record(node, _EVIDENCE)
    found: dict[str, Any] = {}
    if "required_from" in fields:
        found["evidence_from"] = source.whole(fields["required_from"], 1, 4)
        if kind is not ItemType.LEVEL:
            source.bad(fields["required_from"], "pack.no_levels")
    if "required_when" in fields:
        found["evidence_when"] = source.expression(fields["required_when"], item_id, "required_when")
    if "label" in fields:
        found["evidence_label"] = source.text(fields["label"])
    return found


def _weight(
    source: Source, kind: ItemType, fields: Mapping[str, Node], lists: Lists, table: str
) -> dict[str, Any]:
    """The weight in scores: 1 unless said, 0 where nothing can be scored, and in tables unless said."""
    scorable = kind is ItemType.LEVEL or (kind is ItemType.CHOICE and _scored(fields, lists))
    if "weight" not in fields:
        return {"weight": Decimal(1 if scorable and not table else 0)}
    weight = source.decimal(fields["weight"], 0, 1000)
    if weight and not scorable:
        source.bad(fields["weight"], "pack.not_scorable")
    return {"weight": weight}


def _scored(fields: Mapping[str, Node], lists: Lists) -> bool:
    node = fields.get("choices")
    if isinstance(node, Scalar):
        choices: tuple[Choice, ...] = lists.choices.get(node.text, ())
        return bool(choices) and all(choice.score is not None for choice in choices)
    listed = node.items if isinstance(node, Listing) else []
    return bool(listed) and all(any(key == "score" for key, _ in _pairs(choice)) for choice in listed)


def read_reference(source: Source, node: Node) -> Reference | None:
    """A reference: a record, or shortly `instrument:pinpoint`."""
    if isinstance(node, Scalar):
        instrument, _, pinpoint = source.text(node).partition(":")
        source.report.references.append((source, node, instrument))
        return Reference(instrument, pinpoint.strip())
    fields = source.record(node, _REFERENCE)
    if "instrument" not in fields:
        return None
    instrument = source.text(fields["instrument"])
    source.report.references.append((source, fields["instrument"], instrument))
    texts = {key: source.text(fields[key]) for key in ("pinpoint", "limb", "verified_by") if key in fields}
    checked = "verified" if "verified_by" in fields else STATUSES[0]
    status = source.word(fields["status"], STATUSES) if "status" in fields else checked
    strength = source.word(fields["strength"], STRENGTHS) if "strength" in fields else ""
    return Reference(instrument, status=status, strength=strength, **texts)


def _read_followup(source: Source, node: Node) -> FollowUp | None:
    fields = source.record(node, _FOLLOWUP)
    if fields.keys() != _FOLLOWUP.required:
        return None
    levels = tuple(source.whole(level, 0, 4) for level in source.listing(fields["from"]))
    return FollowUp(levels, source.text(fields["label"]))


def _read_allow(source: Source, node: Node) -> frozenset[str]:
    return frozenset(source.word(word, ("na", "unknown", "unmeasured")) for word in source.listing(node))


def _read_limit(source: Source, node: Node) -> Decimal | str:
    """A limit: a number, or a date or month as a text."""
    if isinstance(node, Scalar) and re.fullmatch(r"[0-9]{4}-[0-9]{2}(-[0-9]{2})?", node.text):
        return node.text
    return source.decimal(node, -_MOST, _MOST)


def _read_accept(source: Source, node: Node) -> tuple[str, ...]:
    endings = source.texts(node)
    for ending, written in zip(endings, source.listing(node), strict=True):
        if ending and not _ENDING.fullmatch(ending):
            source.bad(written, "pack.bad_ending", name=ending)
    return endings


def _read_pattern(source: Source, node: Node) -> str:
    pattern = source.text(node)
    try:
        compile_pattern(pattern)
    except BadPattern as error:
        source.bad(node, "fel.bad_pattern", reason=str(error))
    return pattern


_EXPRESSIONS = ("relevant", "constraint", "warn", "calculate", "default", "readonly", "choice_filter")
_TEXTS = (
    *("code", "label", "short", "hint", "guidance", "constraint_message", "warn_message"),
    "how_to_estimate",
)
_NAMES = ("usual_source", "currency", "format", "display", "standard", "dimension", "choices_from")
_LISTS = ("tags", "roles", "typical_evidence", "who_knows", "misjudgements")
_READERS: Mapping[str, Callable[[Source, Node], object]] = {
    **dict.fromkeys((*_TEXTS, *_NAMES), Source.text),
    **dict.fromkeys(_LISTS, Source.texts),
    **dict.fromkeys(("required", "asks_year", "asks_source"), Source.flag),
    **dict.fromkeys(("min", "max"), _read_limit),
    "accept": _read_accept,
    "allow": _read_allow,
    "count": lambda source, node: source.whole(node, 1, 100),
    "max_rows": lambda source, node: source.whole(node, 1, 10_000),
    "min_rows": lambda source, node: source.whole(node, 0, 10_000),
    "row_label": Source.text,
    "max_mb": lambda source, node: source.whole(node, 1, 1000),
    "decimals": lambda source, node: source.whole(node, 0, 6),
    "disclosure": lambda source, node: source.word(node, DISCLOSURES),
    "followup": _read_followup,
    "max_length": lambda source, node: source.whole(node, 1, 100_000),
    "pattern": _read_pattern,
    "refs": lambda source, node: source.many(node, read_reference),
    "source": lambda source, node: source.word(node, SOURCES),
    "target": lambda source, node: source.whole(node, 0, 4),
}

"""Where a question is asked and a field is edited: on its card, on the page of its register, in Set up."""

from __future__ import annotations

from fosdesk.services import registers
from fosdesk.services.assessment import OpenAssessment
from fosdesk.services.facts import TEXT
from fosdesk.services.rows import table_of
from fosdesk.ui.desk import Place


def where_asked(a: OpenAssessment, place: Place) -> Place:
    """Where a question is asked: on its card, or on the page of its register."""
    item = a.bank.items.get(place.item)
    if item is None and not place.item and place.section:
        item = next((one for one in a.bank.registers.values() if one.section == place.section), None)
    if item is not None and registers.is_register_page(a, item):
        return Place("register", item.id)
    return place


def place_of(a: OpenAssessment, entity: str, field: str) -> Place:
    """Where a field of an item, of a row (or of a cell, named as forms do) or of Set up is edited."""
    item = a.bank.items.get(entity)
    if item is not None:
        return Place("question", item.section, item.id, field)
    if entity.startswith(TEXT):
        return Place("texts", item=entity.removeprefix(TEXT))
    row, _, column = entity.rpartition(".")
    table = table_of(a.bank, row) if row else None
    if table is not None:
        return Place("register", table.id, row, column)
    table = table_of(a.bank, entity)
    return Place("setup", field=field) if table is None else Place("register", table.id, entity, field)

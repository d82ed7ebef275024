"""What rows are called: the words of their cells in the label that the pack gives."""

from collections.abc import Mapping, Sequence

from fosdesk.forms.fel.values import FelValue, text
from fosdesk.forms.grid import cell, columns_by_name, filled
from fosdesk.forms.pack import Item


def row_words(table: Item, values: Mapping[str, FelValue], row: str) -> dict[str, str]:
    """The cells of a row as texts, by column; chosen values as their labels."""
    found: dict[str, str] = {}
    for name, column in columns_by_name(table).items():
        value = values.get(cell(row, name))
        labels = {choice.value: choice.label for choice in column.choices}
        chosen = value if isinstance(value, tuple) else (text(value),)
        found[name] = ", ".join(labels.get(one, one) for one in chosen)
    return found


def row_label(item: Item, rows: Sequence[str], values: Mapping[str, FelValue], row: str) -> str:
    """What a row of a table or matrix is called; its number where its cells say nothing yet."""
    fixed = next((one.label for one in item.rows if row == f"{item.id}.{one.id}"), "")
    number = str(rows.index(row) + 1) if row in rows else ""
    return fixed or filled(item.row_label, row_words(item, values, row)) or number

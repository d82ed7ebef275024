"""What rows are called: the words of their cells in the label that the pack gives."""

from fosdesk.forms.bank import Bank
from fosdesk.forms.fel.values import text
from fosdesk.forms.grid import cell, columns_by_name, filled
from fosdesk.forms.pack import Item
from fosdesk.forms.state import FormState


def row_words(table: Item, state: FormState, row: str) -> dict[str, str]:
    """The cells of a row as texts, by column; chosen values as their labels."""
    found: dict[str, str] = {}
    for name, column in columns_by_name(table).items():
        value = state.values.get(cell(row, name))
        labels = {choice.value: choice.label for choice in column.choices}
        chosen = value if isinstance(value, tuple) else (text(value),)
        found[name] = ", ".join(labels.get(one, one) for one in chosen)
    return found


def row_label(bank: Bank, state: FormState, table: str, row: str) -> str:
    """What a row of a table or matrix is called; its number where its cells say nothing yet."""
    item = bank.items[table]
    fixed = next((one.label for one in item.rows if row == f"{table}.{one.id}"), "")
    rows = state.rows.get(table, ())
    number = str(rows.index(row) + 1) if row in rows else ""
    return fixed or filled(item.row_label, row_words(item, state, row)) or number

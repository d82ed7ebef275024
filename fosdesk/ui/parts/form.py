"""Fields with their labels, one under the other."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QLayout, QWidget

from fosdesk.ui.text import Label
from fosdesk.ui.theme.look import Look


def form_layout() -> QFormLayout:
    """Labels beside their fields while there is room, else above them."""
    form = QFormLayout()
    form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
    form.setLabelAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
    form.setFormAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)
    form.setContentsMargins(0, 0, 0, 0)
    form.setHorizontalSpacing(16)
    form.setVerticalSpacing(8)
    return form


def labelled(form: QFormLayout, look: Look, text: str, field: QWidget | QLayout) -> Label:
    """Add a field with its label; the label is its buddy."""
    label = Label(look, text, "second", tone="muted")
    label.setMinimumSize(look.px(150), look.px(32))
    if isinstance(field, QWidget):
        label.setBuddy(field)
    form.addRow(label, field)
    return label

"""Three views of the same items: what was answered, what was validated, what is aimed at.

Self-assessed and validated levels are two things and are never mixed (DESIGN.md, section 5). Whether an item
applies at all is the team's own answer, for targets too.
"""

from collections.abc import Mapping
from typing import Literal, TypeAlias

from fosdesk.forms.pack import Item
from fosdesk.forms.state import FormState
from fosdesk.model.answers import Answer, NotApplicable, Value

Facet: TypeAlias = Literal["value", "validated", "target"]


def answer_in(item: Item, state: FormState, given: Mapping[str, Answer], facet: Facet) -> Answer | None:
    """What counts for a visible item: `given` holds the recorded validated levels or targets by item id."""
    own = state.shown.get(item.id)
    if facet == "value":
        return own
    recorded = given.get(item.id)
    if recorded is not None:
        return recorded
    if isinstance(own, NotApplicable):
        return own
    return Value(item.target) if facet == "target" and item.target is not None else None

"""How much of a questionnaire is done: counts of the visible questions that people can answer."""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from fosdesk.forms.bank import Bank
from fosdesk.forms.state import FormState
from fosdesk.model.answers import Answer, NotApplicable, Unknown


@dataclass(frozen=True, slots=True)
class Completion:
    """Counts of visible questions: with a value (or not measurable), unknown, N/A, open, and all of them."""

    answered: int
    unknown: int
    not_applicable: int
    open: int
    total: int

    @property
    def done(self) -> int:
        """Questions somebody has dealt with: unknown and N/A are answers too."""
        return self.total - self.open

    @property
    def share(self) -> Decimal:
        """The share that is done, 0 to 1; 1 where there is nothing to do."""
        return Decimal(self.done) / self.total if self.total else Decimal(1)


def completion(bank: Bank, state: FormState, section_ids: Collection[str] | None = None) -> Completion:
    """The completion of these sections, or of all."""
    wanted = (s for s in bank.sections if section_ids is None or s.id in section_ids)
    items = (item for section in wanted for item in section.items)
    visible = [item.id for item in items if item.type.answerable and item.id in state.relevant]
    kinds = [_kind(state.shown.get(item_id)) for item_id in visible]
    return Completion(
        answered=kinds.count("answered"),
        unknown=kinds.count("unknown"),
        not_applicable=kinds.count("not_applicable"),
        open=kinds.count("open"),
        total=len(kinds),
    )


def _kind(answer: Answer | None) -> str:
    if answer is None:
        return "open"
    if isinstance(answer, Unknown):
        return "unknown"
    return "not_applicable" if isinstance(answer, NotApplicable) else "answered"

"""Words that are being typed and are not recorded yet (STORE.md, "Editing, in time")."""

from collections.abc import Mapping
from concurrent.futures import Future

from fosdesk.services.assessment import OpenAssessment


def drafts(a: OpenAssessment) -> Mapping[tuple[str, str], str]:
    """The words kept, by entity and field."""
    return a.store.drafts()


def draft(a: OpenAssessment, entity: str, field: str, words: str | None) -> "Future[None]":
    """Keep the words of a field; None forgets them."""
    return a.store.draft(entity, field, words)

"""Making and opening stores with the key of this computer; imported only when the first one is needed."""

from pathlib import Path

from fosdesk.base.clock import Clock
from fosdesk.base.keys import load_or_create, new_key
from fosdesk.services.facts import Person
from fosdesk.services.index import assessment_folder
from fosdesk.services.workplace import keys_folder
from fosdesk.store.store import Store, create, open_store


def create_store(library: Path, assessment: str, person: Person, clock: Clock) -> Store:
    """Make the store of a new assessment."""
    folder = assessment_folder(library, assessment)
    keys = keys_folder(library)
    return create(
        folder,
        assessment,
        station=load_or_create(keys),
        new_station=lambda: new_key(keys),
        person=person.name,
        clock=clock,
    )


def open_existing(library: Path, assessment: str, person: Person, clock: Clock) -> Store:
    """Open the store of an assessment; its full check runs behind."""
    keys = keys_folder(library)
    return open_store(
        assessment_folder(library, assessment),
        station=load_or_create(keys),
        new_station=lambda: new_key(keys),
        person=person.name,
        clock=clock,
    )

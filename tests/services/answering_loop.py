"""A process that answers through the real services and says each change once it is saved; it is killed."""

import sys
from pathlib import Path

from fosdesk.base.paths import paths_under
from fosdesk.base.progress import SilentProgress
from fosdesk.bootstrap import wire
from fosdesk.model.answers import Value
from fosdesk.services import answering
from fosdesk.services.facts import Person

ITEMS = ("aed_legal_c1", "aed_legal_c2", "risk_c1", "risk_c2", "revenue_c1")


def main(home: str, assessment: str, start: int) -> None:
    """Answer without end; each line on the output is a change that the services called saved."""
    context = wire(paths_under(Path(home)))
    a = context.library.open_now(assessment, Person("Amina"), SilentProgress())
    number = start
    while True:
        number += 1
        item = ITEMS[number % len(ITEMS)]
        answering.set_facet(a, item, "comment", f"note {number}", a.snapshot.heads(item, "comment")).result()
        answering.answer(a, item, Value(number % 5), a.snapshot.heads(item, "value")).result()
        sys.stdout.write(f"{number} {item} {number % 5}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))

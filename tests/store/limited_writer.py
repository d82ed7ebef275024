"""A store in a process whose files must not grow beyond a limit; run by test_disk_full."""

import json
import resource
import sys
from contextlib import suppress
from pathlib import Path

from fosdesk.base.errors import UserError
from fosdesk.model.snapshot import Edit
from fosdesk.store.records import SaveFailed
from fosdesk.store.store import create, open_store


class Station:
    station_id = "5" * 64


def limit(size):
    _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, most))


def main(folder, step):
    options = {"station": Station(), "new_station": Station, "person": "Amina"}
    store = create(folder / "a", "valdoria2026", **options)
    store.background_check().result()
    acknowledged, codes, refused, tried = {}, set(), 0, 0
    size = (folder / "a" / "store.db").stat().st_size - step
    for number in range(120):
        size += step
        limit(size)
        entity, words = f"item_{number % 7}", f"words {number} " * (number % 60)
        edit = Edit(entity, "comment", {"v": words}, store.snapshot.heads(entity, "comment"))
        try:
            store.edit([edit], "Amina", f"b{number}").result()
            acknowledged[entity] = words
        except SaveFailed as error:
            refused += error.edits == (edit,)
            codes.add(error.code)
            tried += draft_is_tried(store, words)
        finally:
            limit(resource.RLIM_INFINITY)
    entity = "item_0"
    store.edit(
        [Edit(entity, "comment", {"v": "last"}, store.snapshot.heads(entity, "comment"))], "Amina", "end"
    ).result()
    acknowledged[entity] = "last"
    store.close().result()
    store = open_store(folder / "a", **options)
    report = store.background_check().result()
    shown = {entity: store.snapshot.value(entity, "comment") for entity in acknowledged}
    lost = sum(shown[entity] != {"v": words} for entity, words in acknowledged.items())
    store.close().result()
    answer = {
        "refused": refused,
        "codes": sorted(codes),
        "lost": lost,
        "sound": report.sound,
        "repaired": list(report.repaired),
        "drafts_tried": tried,
    }
    sys.stdout.write(json.dumps(answer))


def draft_is_tried(store, words):
    with suppress(UserError):
        store.draft("draft", "comment", words).result()
    return store.drafts().get(("draft", "comment")) == words


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))

"""The one place that wires objects: paths, settings, languages, library. No globals, no locator."""

from functools import lru_cache
from typing import TYPE_CHECKING

from fosdesk.base.clock import system_clock
from fosdesk.base.files import system_probe
from fosdesk.base.ids import random_ids
from fosdesk.base.jobs import JobRunner
from fosdesk.base.language import Texts, load_texts
from fosdesk.base.paths import Paths, default_paths
from fosdesk.services.context import AppContext, SettingsStore
from fosdesk.services.library import Library
from fosdesk.services.shelf import PackShelf
from fosdesk.services.workplace import Workplace

if TYPE_CHECKING:
    from fosdesk.base.worker import Work


def wire(paths: Paths | None = None) -> AppContext:
    """Make the context of one run of the program."""
    where = paths or default_paths()
    workplace = Workplace(where, system_clock(), random_ids(), system_probe(), PackShelf(where))
    jobs, settings = JobRunner(), SettingsStore(where)

    @lru_cache
    def texts(language: str) -> Texts:
        return load_texts(language, where)

    library = Library(workplace, jobs, lambda: settings.read().content_language)
    return AppContext(workplace, settings, jobs, texts, library, wire)


def workers() -> "dict[str, Work]":
    """The work that runs in processes of its own, by name (strangers' files; STORE.md S9)."""
    from fosdesk.exchange.dossier import WORKERS

    return dict(WORKERS)

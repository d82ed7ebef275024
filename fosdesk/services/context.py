"""What the two faces are handed at start: paths, settings, clock, languages, jobs, library, packs."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from fosdesk.base.clock import Clock
from fosdesk.base.errors import UserError
from fosdesk.base.ids import Ids
from fosdesk.base.jobs import JobRunner
from fosdesk.base.language import Texts
from fosdesk.base.paths import Paths, paths_under
from fosdesk.base.settings import Settings, load_settings, save_settings
from fosdesk.services.library import Library
from fosdesk.services.shelf import PackShelf
from fosdesk.services.workplace import Workplace

if TYPE_CHECKING:
    from fosdesk.forms.bank import Bank


@dataclass(frozen=True, slots=True)
class SettingsStore:
    """The settings of this computer; every write is whole or not at all."""

    paths: Paths

    def read(self, tell: Callable[[UserError], None] | None = None) -> Settings:
        """The settings as they stand; `tell` hears of a damaged file that was set aside."""
        return load_settings(self.paths.settings_file, tell)

    def write(self, settings: Settings) -> None:
        """Keep settings. Raises UserError when the file cannot be written."""
        save_settings(self.paths.settings_file, settings)


@dataclass(frozen=True, slots=True)
class AppContext:
    """Everything a face needs, passed to constructors; made once by `fosdesk.bootstrap`."""

    workplace: Workplace
    settings_store: SettingsStore
    jobs: JobRunner
    texts: Callable[[str], Texts]
    library: Library
    wire: "Callable[[Paths], AppContext]"

    @property
    def paths(self) -> Paths:
        """The folders of this installation."""
        return self.workplace.paths

    @property
    def clock(self) -> Clock:
        """The clock; shown, never deciding."""
        return self.workplace.clock

    @property
    def ids(self) -> Ids:
        """The source of new ids."""
        return self.workplace.ids

    @property
    def shelf(self) -> PackShelf:
        """The packs this program ships."""
        return self.workplace.shelf

    def content_bank(self) -> "Bank":
        """All shipped packs in the language that was chosen for questions and guidance."""
        return self.shelf.bank(self.settings_store.read().content_language)

    def trial(self, folder: Path) -> "AppContext":
        """A second context whose data lie under `folder`: for self-tests and rehearsals."""
        return self.wire(replace(paths_under(folder), program=self.paths.program))

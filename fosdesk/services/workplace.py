"""This computer as the use cases see it: folders, clock, new ids, packs, its key."""

from dataclasses import dataclass
from pathlib import Path

from fosdesk.base.clock import Clock
from fosdesk.base.files import VolumeProbe
from fosdesk.base.ids import Ids
from fosdesk.base.keys import StationKey, load_or_create
from fosdesk.base.paths import Paths
from fosdesk.services.shelf import PackShelf


@dataclass(frozen=True, slots=True)
class Workplace:
    """What use cases below the two faces need; made once by `fosdesk.bootstrap`."""

    paths: Paths
    clock: Clock
    ids: Ids
    probe: VolumeProbe
    shelf: PackShelf

    @property
    def library(self) -> Path:
        """The folder of the library."""
        return self.paths.library

    def key(self) -> StationKey:
        """The key of this computer, made at the first start."""
        return load_or_create(keys_folder(self.library))


def keys_folder(library: Path) -> Path:
    """Where the key of this computer lies; never inside a store."""
    return library / "keys"

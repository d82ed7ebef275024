"""What a store answers with: plain frozen data that every layer above may hold."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from fosdesk.base.errors import UserError
from fosdesk.base.marking import N_
from fosdesk.model.answers import CellValue
from fosdesk.model.snapshot import CellKey, ChangeSet, Edit

# Why undo left a cell alone; marked here, translated where they are shown.
UNDO_NOTHING = N_("There is nothing of yours from this run to undo.")
REDO_NOTHING = N_("There is nothing to do again.")
UNDO_CHANGED_SINCE = N_("Somebody has changed this since, so your change is no longer the latest.")


class SaveFailed(UserError):
    """A commit failed. `edits` are the words that were not saved and are in memory only."""

    def __init__(self, code: str, edits: tuple[Edit, ...] = (), **params: object) -> None:
        super().__init__(code, **params)
        self.edits = edits


@dataclass(frozen=True, slots=True)
class Facts:
    """What names the content of a journal: for manifests, the screen's foot and comparisons.

    `root` is the hash over all change ids (64 hexadecimal characters), `code` its eight characters.
    `stations` maps a station to (how many changes, id of its last one).
    """

    changes: int
    root: str
    code: str
    stations: Mapping[str, tuple[int, str]]
    waiting: int
    refused: int


@dataclass(frozen=True, slots=True)
class Contents:
    """A whole journal at one moment: the bodies in dependency order, and the facts that name them."""

    facts: Facts
    bodies: tuple[bytes, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One recorded value of a cell; the list of entries is oldest first.

    `via_dossier` is the dossier it came with and `received_at` when; `mine` says that this computer wrote it.
    """

    change_id: str
    kind: str
    value: CellValue
    author: str
    wall_at: str
    zone: str
    station: str
    batch: str
    superseded_by: tuple[str, ...]
    date_uncertain: bool
    supersedes: tuple[str, ...]
    depth: int
    via_dossier: str
    received_at: str
    mine: bool


@dataclass(frozen=True, slots=True)
class MergeReport:
    """What a merge brought. `refused` lists (change id, why); `parked` counts changes that wait for others.

    `disagreements_new` are the cells that had one value before and have several now. `new_station` is set
    where the merge showed that somebody else writes with this station's id, which is therefore retired.
    """

    dossier_id: str
    new: int
    known: int
    waiting: int
    refused: tuple[tuple[str, str], ...]
    touched: frozenset[CellKey]
    disagreements_new: tuple[CellKey, ...]
    new_station: bool


@dataclass(frozen=True, slots=True)
class Retold:
    """One cell of an action that was undone or done again: what it said there, and what it replaced."""

    key: CellKey
    value: CellValue
    former: CellValue


@dataclass(frozen=True, slots=True)
class UndoResult:
    """What undo or redo did. `skipped` lists (cell, why not) with sentences to be translated.

    `nothing` is the sentence where there was no action at all.
    """

    batch: str
    changes: ChangeSet | None
    skipped: tuple[tuple[CellKey, str], ...] = ()
    told: tuple[Retold, ...] = ()
    nothing: str = UNDO_NOTHING

    @property
    def done(self) -> bool:
        """Whether anything was taken back, or done again."""
        return self.changes is not None

    @property
    def why_not(self) -> str:
        """The sentence for the first cell that was left alone; empty where all were taken back."""
        if self.skipped:
            return self.skipped[0][1]
        return "" if self.done else self.nothing


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What the check behind the opening found.

    `problems` are sentences of SQLite or of ours about damage that stays (the store is then read-only and
    should be rescued). `damaged` are the changes whose bytes are wrong. `rebuilt` names the cells whose shown
    value was wrong and has been put right; `recovered` counts changes that only the mirror still had.
    """

    problems: tuple[str, ...] = ()
    damaged: tuple[str, ...] = ()
    rebuilt: frozenset[CellKey] = frozenset()
    repaired: tuple[str, ...] = ()
    recovered: int = 0

    @property
    def sound(self) -> bool:
        """Whether the journal is whole, so that writing is allowed."""
        return not self.problems and not self.damaged


@dataclass(frozen=True, slots=True)
class Blob:
    """A file of evidence, kept by its SHA-256 (64 hexadecimal characters); `size` in bytes."""

    sha256: str
    size: int
    media_type: str
    name: str = ""
    present: bool = True


@dataclass(frozen=True, slots=True)
class PackRecord:
    """A pack kept with the answers given under it: its id, version, hash and packed files."""

    id: str
    version: str
    hash: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class DossierRecord:
    """An entry of the log of dossiers; `direction` is "in" or "out"."""

    dossier_id: str
    sha256: str
    direction: str
    at: str
    new: int
    known: int
    waiting: int
    refused: int
    report: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class RescueReport:
    """What a rescue brought together.

    `sources` maps "rows", "carved", "mirror", "backups" to how many changes each gave; `recovered` is how
    many are in the new store, `missing` the ids that something names and nothing holds. `recorded_again`
    counts values whose changes wait for lost ones and were therefore recorded anew. `unreadable` are files of
    evidence whose content is not what it was.
    """

    sources: Mapping[str, int]
    recovered: int
    recorded_again: int
    missing: tuple[str, ...]
    unreadable: tuple[str, ...]
    evidence: int
    drafts: int

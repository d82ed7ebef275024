"""The tables of a store, typed, as version 1 of the file format has them (docs/file-format.md).

`change` is the truth and never updated or deleted. `supersedes`, `waiting`, `refused`, `fork` and `cell`
are derived from it and can be rebuilt. The rest belongs to this station only, except `blob` and `pack`.
The text that creates the tables is fixed in `steps`, so that no later edit here can alter an old step.
"""

from sqlalchemy import Column, Index, Integer, LargeBinary, MetaData, Table, Text

METADATA = MetaData()


def _text(name: str, *, key: bool = False) -> Column[str]:
    return Column(name, Text, primary_key=key, nullable=False)


def _whole(name: str, *, key: bool = False) -> Column[int]:
    return Column(name, Integer, primary_key=key, nullable=False)


meta = Table("meta", METADATA, _text("key", key=True), _text("value"), sqlite_strict=True)

station = Table(
    "station",
    METADATA,
    _text("id", key=True),
    _text("name"),
    _text("app_version"),
    _whole("is_mine"),
    sqlite_strict=True,
)

person = Table(
    "person",
    METADATA,
    _text("id", key=True),
    _text("name"),
    _text("role"),
    _text("organisation"),
    sqlite_strict=True,
)

# `arrival` numbers the rows 1, 2, 3… in the order in which they came into this store.
change = Table(
    "change",
    METADATA,
    _whole("arrival", key=True),
    Column("change_id", Text, nullable=False, unique=True),
    _text("station"),
    _whole("seq"),
    _text("previous"),
    _whole("depth"),
    _text("wall_at"),
    _text("zone"),
    _text("author"),
    _text("kind"),
    _text("entity"),
    _text("field"),
    _text("via_dossier"),
    _text("received_at"),
    Column("body", LargeBinary, nullable=False),
    # Deliberately not unique: a cloned disk writes with the same station id.
    Index("change_station_seq", "station", "seq"),
    Index("change_entity_field", "entity", "field"),
    sqlite_strict=True,
)

supersedes = Table(
    "supersedes",
    METADATA,
    _text("old", key=True),
    _text("change_id", key=True),
    sqlite_with_rowid=False,
    sqlite_strict=True,
)

waiting = Table(
    "waiting",
    METADATA,
    _text("change_id", key=True),
    _text("missing", key=True),
    sqlite_with_rowid=False,
    sqlite_strict=True,
)

refused = Table(
    "refused",
    METADATA,
    _text("change_id", key=True),
    _text("why"),
    sqlite_with_rowid=False,
    sqlite_strict=True,
)

# `value` is canonical JSON; `heads` the ids of the heads, sorted, separated by spaces.
cell = Table(
    "cell",
    METADATA,
    _text("entity", key=True),
    _text("field", key=True),
    _text("value"),
    _text("winner"),
    _text("heads"),
    _whole("disagreement"),
    sqlite_with_rowid=False,
    sqlite_strict=True,
)

fork = Table(
    "fork",
    METADATA,
    _text("station", key=True),
    _whole("seq", key=True),
    sqlite_with_rowid=False,
    sqlite_strict=True,
)

blob = Table(
    "blob",
    METADATA,
    _text("sha256", key=True),
    _whole("size"),
    _text("media_type"),
    _whole("present"),
    sqlite_with_rowid=False,
    sqlite_strict=True,
)

draft = Table(
    "draft",
    METADATA,
    _text("entity", key=True),
    _text("field", key=True),
    _text("text"),
    _text("updated_at"),
    sqlite_with_rowid=False,
    sqlite_strict=True,
)

# `report` is JSON: what a merge brought, and the heads of the touched cells before and after it.
dossier_log = Table(
    "dossier_log",
    METADATA,
    _whole("entry", key=True),
    _text("dossier_id"),
    _text("sha256"),
    _text("direction"),
    _text("at"),
    _whole("new"),
    _whole("known"),
    _whole("waiting"),
    _whole("refused"),
    _text("report"),
    sqlite_strict=True,
)

pack = Table(
    "pack",
    METADATA,
    _text("id", key=True),
    _text("version", key=True),
    _text("hash"),
    Column("content", LargeBinary, nullable=False),
    sqlite_strict=True,
)

"""Running compiled statements on the driver's connection."""

import sqlite3
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple


class Connection(sqlite3.Connection):
    """The one connection of a store, used by one thread. `path` is its file; `begin` how it begins."""

    path: Path
    begin: str


class Statement(NamedTuple):
    """A compiled statement: its text with `?`, the names of the parameters in their order, and constants."""

    sql: str
    names: tuple[str, ...] = ()
    constants: Mapping[str, Any] = {}

    def row(self, parameters: Mapping[str, Any]) -> tuple[Any, ...]:
        """The parameters in the order of the text; KeyError for one that is missing."""
        known = {**self.constants, **parameters}
        return tuple([known[name] for name in self.names])


def run(conn: Connection, statement: Statement, **parameters: Any) -> None:
    """Execute a statement once."""
    conn.execute(statement.sql, statement.row(parameters))


def run_many(conn: Connection, statement: Statement, rows: Sequence[tuple[Any, ...]]) -> None:
    """Execute a statement for each row of parameters (in the order of its names), as one call."""
    if len(rows) == 1:
        conn.execute(statement.sql, rows[0])
    elif rows:
        conn.executemany(statement.sql, rows)


def fetch(conn: Connection, statement: Statement, **parameters: Any) -> Sequence[Any]:
    """Return all rows of a query."""
    return conn.execute(statement.sql, statement.row(parameters)).fetchall()

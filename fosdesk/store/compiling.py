"""Compile the statements of `queries` into `statements`: ``python -m fosdesk.store.compiling``."""

from pathlib import Path

from sqlalchemy import ClauseElement
from sqlalchemy.dialects.sqlite import dialect

from fosdesk.base.files import write_replacing
from fosdesk.store import queries
from fosdesk.store.running import Statement

TARGET = Path(__file__).with_name("statements.py")
_HEAD = '''"""The statements of `queries`, as SQLAlchemy compiles them. Written by `compiling`."""

# ruff: noqa: E501
# fmt: off
from fosdesk.store.running import Statement

'''


def main() -> None:
    """Write the module of compiled statements."""
    write_replacing(TARGET, module_text().encode("utf-8"))


def module_text() -> str:
    """The source of the module `statements`."""
    return _HEAD + "".join(
        f"{name} = {_source(query)}\n" for name, query in sorted(vars(queries).items()) if name.isupper()
    )


def compiled(query: ClauseElement) -> Statement:
    """A Core statement as SQLite takes it."""
    result = query.compile(dialect=dialect(paramstyle="qmark"))
    constants = {name: value for name, value in result.params.items() if value is not None}
    names = tuple(result.positiontup or ())  # type: ignore[attr-defined]
    return Statement(" ".join(str(result).split()), names, constants)


def _source(query: ClauseElement | dict[str, ClauseElement]) -> str:
    """The source of one statement, or of a table of statements by name."""
    if isinstance(query, dict):
        rows = "".join(f"    {name!r}: {_source(one)},\n" for name, one in query.items())
        return "{\n" + rows + "}"
    sql, names, constants = compiled(query)
    return f"Statement({', '.join(repr(part) for part in (sql, names, constants) if part)})"


if __name__ == "__main__":
    main()

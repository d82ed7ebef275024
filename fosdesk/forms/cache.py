"""Compiled packs on disk: JSON, keyed by the content of the pack and the engine that read it; never pickle.

A cache that is missing, damaged or of another engine costs time only: the pack is loaded from its files.
"""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, fields, is_dataclass
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any, Final

from fosdesk import __version__
from fosdesk.base.errors import UserError
from fosdesk.base.files import write_replacing
from fosdesk.forms import pack as types
from fosdesk.forms.bank import Bank
from fosdesk.forms.folder import catalogue_path, content_hash, files_of, pack_hash
from fosdesk.forms.pack import ENGINE, Item, ItemType, Level, Pack
from fosdesk.forms.translation import localise
from fosdesk.model import answers

_CLASSES: Final[Mapping[str, type]] = {
    kind.__name__: kind
    for module in (types, answers)
    for kind in vars(module).values()
    if isinstance(kind, type) and is_dataclass(kind)
}
_SHAPE: Final = repr(sorted((name, [f.name for f in fields(kind)]) for name, kind in _CLASSES.items()))


def load_bank(folders: Sequence[Path], cache: Path, language: str = "en") -> Bank:
    """The packs in these folders, each of which may use those before it, in `language`. Raises PackErrors."""
    packs: list[Pack] = []
    missing = 0
    for folder in folders:
        pack, lacking = load_compiled(folder, cache, packs, language)
        packs.append(pack)
        missing += lacking
    return Bank(packs, language, missing)


def load_cached(folder: Path, cache: Path, others: Sequence[Pack] = ()) -> Pack:
    """As `load_pack`, from the cache folder where it holds just this pack, and into it otherwise."""
    return load_compiled(folder, cache, others, "en")[0]


def load_compiled(folder: Path, cache: Path, others: Sequence[Pack], language: str) -> tuple[Pack, int]:
    """A pack in `language`, and how many of its texts stay English. Raises PackErrors."""
    content = pack_hash(files_of(folder)) + content_hash(catalogue_path(folder, language))
    key = _key(content, others, language)
    path = cache / f"{folder.name}-{language}-{key[:32]}.json"
    found = _read(path, key)
    if found is None:
        from fosdesk.forms.loader import load_pack

        found = localise(load_pack(folder, others), language, folder)
        _write(path, key, found)
    return found


def _key(content: str, others: Sequence[Pack], language: str) -> str:
    parts = [content, *(other.hash for other in others), language, ENGINE, __version__, _SHAPE]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _read(path: Path, key: str) -> tuple[Pack, int] | None:
    try:
        content = json.loads(path.read_bytes(), object_hook=_revived)
        pack, missing = content["pack"], content["missing"]
        fits = content["key"] == key and isinstance(pack, Pack) and isinstance(missing, int)
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    return (pack, missing) if fits else None


def _write(path: Path, key: str, found: tuple[Pack, int]) -> None:
    """Write the cache, and take away what it replaces. A folder that cannot be written is no mistake."""
    content = {"key": key, "missing": found[1], "pack": plain_of(found[0])}
    written = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_replacing(path, written)
        for old in path.parent.glob(f"{path.name.rpartition('-')[0]}-*.json"):
            if old != path:
                old.unlink(missing_ok=True)
    except (OSError, UserError):
        return


def plain_of(value: Any) -> Any:
    """A value of a pack as JSON can hold it. Small records go by position, items by name without defaults.

    The levels of an item are bare rows: they are half of all records, and a row is read in half the time.
    """
    if isinstance(value, Item):
        levels = [[level.value, level.name, level.text] for level in value.levels]
        return {"~": "Item", **_fields(value), "levels": levels}
    if is_dataclass(value) and not isinstance(value, type):
        return {f"~{type(value).__name__}": [plain_of(getattr(value, f.name)) for f in fields(value)]}
    if isinstance(value, Decimal):
        return {"~decimal": str(value)}
    if isinstance(value, frozenset):
        return {"~set": sorted(value)}
    if isinstance(value, list):
        return {"~list": [plain_of(one) for one in value]}
    if isinstance(value, tuple):
        return [plain_of(one) for one in value]
    if isinstance(value, Mapping):
        return {"~map": [[name, plain_of(one)] for name, one in value.items()]}
    return value.value if isinstance(value, Enum) else value


def _fields(item: Item) -> dict[str, Any]:
    found = ((f, getattr(item, f.name)) for f in fields(item))
    return {f.name: plain_of(one) for f, one in found if f.default is MISSING or one != f.default}


def _revived(record: dict[str, Any]) -> Any:
    """The value of a JSON object; called for the innermost ones first."""
    if "~" in record:
        return _item(record)
    if len(record) == 1:
        mark, content = next(iter(record.items()))
        if mark.startswith("~"):
            return _MARKS[mark](content)
    return record


def _item(record: dict[str, Any]) -> Item:
    del record["~"]
    record["type"] = ItemType(record["type"])
    levels = tuple([Level(*row) for row in record.pop("levels")])
    values: dict[str, Any] = {n: _tuples(one) if type(one) is list else one for n, one in record.items()}
    return Item(levels=levels, **values)


def _by_position(kind: type) -> Callable[[list[Any]], Any]:
    return lambda content: kind(*[_tuples(one) if type(one) is list else one for one in content])


def _tuples(listed: list[Any]) -> tuple[Any, ...]:
    """JSON has lists only; in a pack every sequence is a tuple, except those marked as lists."""
    return tuple([_tuples(one) if type(one) is list else one for one in listed])


def _map(pairs: list[list[Any]]) -> dict[str, Any]:
    return dict(_tuples(pairs))


class _List(list[Any]):
    """A list that was one; unlike other sequences it stays one."""


_MARKS: Final[Mapping[str, Callable[[Any], Any]]] = {
    "~decimal": Decimal,
    "~set": frozenset,
    "~list": _List,
    "~map": _map,
    **{f"~{name}": _by_position(kind) for name, kind in _CLASSES.items()},
}

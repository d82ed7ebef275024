"""Compiled packs on disk: JSON, keyed by the content of the pack and the engine that read it; never pickle.

A cache that is missing, damaged or of another engine costs time only: the pack is loaded from its files.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import MISSING, fields, is_dataclass, replace
from decimal import Decimal
from enum import Enum
from pathlib import Path
from types import MappingProxyType
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
_FORMAT: Final = "2"
"""Raised whenever the same pack would be written in another way."""
_SHAPE: Final = _FORMAT + repr(
    sorted((name, [f.name for f in fields(kind)]) for name, kind in _CLASSES.items())
)


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
    """A pack in `language`, and how many of its texts stay English. Raises PackErrors.

    Without its test cases: nobody runs them while answering, and they are a third of all records.
    """
    content = pack_hash(files_of(folder)) + content_hash(catalogue_path(folder, language))
    key = _key(content, others, language)
    path = cache / f"{folder.name}-{language}-{key[:32]}.json"
    found = _read(path, key)
    if found is None:
        from fosdesk.forms.loader import load_pack

        found = localise(replace(load_pack(folder, others), cases=()), language, folder)
        _write(path, key, found)
    return found


def _key(content: str, others: Sequence[Pack], language: str) -> str:
    parts = [content, *(other.hash for other in others), language, ENGINE, __version__, _SHAPE]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _read(path: Path, key: str) -> tuple[Pack, int] | None:
    try:
        content = json.loads(path.read_bytes(), object_hook=_reviver())
        pack, missing = content["pack"], content["missing"]
        fits = content["key"] == key and isinstance(pack, Pack) and isinstance(missing, int)
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    return (pack, missing) if fits else None


def _write(path: Path, key: str, found: tuple[Pack, int]) -> None:
    """Write the cache, and take away what it replaces. A folder that cannot be written is no mistake."""
    shared: dict[str, int] = {}
    pack = plain_of(found[0], _repeated(found[0], shared))
    listed = [json.loads(one) for one in shared]
    content = {"key": key, "missing": found[1], "shared": {"~shared": listed}, "pack": pack}
    written = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_replacing(path, written)
        for old in path.parent.glob(f"{path.name.rpartition('-')[0]}-*.json"):
            if old != path:
                old.unlink(missing_ok=True)
    except (OSError, UserError):
        return


def plain_of(value: Any, shared: Mapping[str, int] = MappingProxyType({})) -> Any:
    """A value of a pack as JSON can hold it. Small records go by position, items by name without defaults.

    The levels of an item are bare rows: they are half of all records, and a row is read in half the time.
    What several items have in common stands once in `shared`, by its JSON text, and each names its place.
    """
    if isinstance(value, Item):
        levels = [[level.value, level.name, level.text] for level in value.levels]
        return {"~": "Item", **_fields(value, shared), "levels": levels}
    if is_dataclass(value) and not isinstance(value, type):
        return {f"~{type(value).__name__}": [plain_of(getattr(value, f.name), shared) for f in fields(value)]}
    if isinstance(value, Decimal):
        return {"~decimal": str(value)}
    if isinstance(value, frozenset):
        return {"~set": sorted(value)}
    if isinstance(value, list):
        return {"~list": [plain_of(one, shared) for one in value]}
    if isinstance(value, tuple):
        return [plain_of(one, shared) for one in value]
    if isinstance(value, Mapping):
        return {"~map": [[name, plain_of(one, shared)] for name, one in value.items()]}
    return value.value if isinstance(value, Enum) else value


def _fields(item: Item, shared: Mapping[str, int]) -> dict[str, Any]:
    """The fields of an item that are not the usual ones; those held once are named under "="."""
    own: dict[str, Any] = {}
    places: list[str | int] = []
    for name, value in _told(item):
        place = shared.get(_written(value)) if _shareable(name, value) else None
        if place is None:
            own[name] = plain_of(value, shared)
        else:
            places += [name, place]
    return {**own, "=": places} if places else own


def _told(item: Item) -> Iterator[tuple[str, Any]]:
    found = ((f, getattr(item, f.name)) for f in fields(item))
    return ((f.name, one) for f, one in found if f.default is MISSING or one != f.default)


def _shareable(name: str, value: object) -> bool:
    """Whether a value costs more to read again than to look up; columns are items and hold their own."""
    return name not in ("levels", "columns") and not isinstance(value, str | int | Enum)


def _written(value: Any) -> str:
    return json.dumps(plain_of(value), ensure_ascii=False, separators=(",", ":"))


def _repeated(pack: Pack, places: dict[str, int]) -> Mapping[str, int]:
    """What more than one item of the pack holds, with its place; `places` is filled and returned."""
    counted: Counter[str] = Counter()
    for section in pack.sections:
        for item in section.items:
            for one in (item, *item.columns):
                counted.update(_written(value) for name, value in _told(one) if _shareable(name, value))
    for text, times in counted.items():
        if times > 1:
            places[text] = len(places)
    return places


def _reviver() -> Callable[[dict[str, Any]], Any]:
    """What makes values of JSON objects, the innermost first; what is shared stands before what names it."""
    shared: list[Any] = []

    def revived(record: dict[str, Any]) -> Any:
        if "~" in record:
            return _item(record, shared)
        if len(record) == 1:
            mark, content = next(iter(record.items()))
            if mark == "~shared":
                shared.extend(_tuples(content))
            elif mark.startswith("~"):
                return _MARKS[mark](content)
        return record

    return revived


def _item(record: dict[str, Any], shared: list[Any]) -> Item:
    del record["~"]
    record["type"] = ItemType(record["type"])
    levels = tuple([Level(*row) for row in record.pop("levels")])
    places = record.pop("=", ())
    values: dict[str, Any] = {n: _tuples(one) if type(one) is list else one for n, one in record.items()}
    for at in range(0, len(places), 2):
        values[places[at]] = shared[places[at + 1]]
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

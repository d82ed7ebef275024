"""`pack.yaml`: what a pack is, what it needs, and of which files it is made."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from fosdesk.forms.loading.items import read_id
from fosdesk.forms.loading.source import Source, keys
from fosdesk.forms.loading.tree import BadYaml, Listing, Node, Record, Scalar, read_tree
from fosdesk.forms.pack import ENGINE, PACK_FORMAT, Parameter

PARAMETER_TYPES = ("text", "integer", "number", "currency", "date")

_PACK = keys(
    "format id version kind title source_language",
    "publisher licence languages requires uses parameters"
    " sections tables lists scoring rules migrations tests",
)
_REQUIRES = keys("engine")
_PARAMETER = keys("id type label", "default")
_PACK_ID = re.compile(r"[a-z][a-z0-9-]{0,39}")
_VERSION = re.compile(r"[0-9]{1,5}\.[0-9]{1,5}\.[0-9]{1,5}")
_ENGINE = re.compile(r">=([0-9]{1,4})\.([0-9]{1,4})")
_USES = re.compile(r"([a-z][a-z0-9-]{0,39})@([0-9]{1,5})")
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z]{2,8})?")


@dataclass(slots=True)
class Manifest:
    """The facts of `pack.yaml`; `files` holds, by key, the nodes that name the other files.

    `uses` counts the packs it names, readable or not.
    """

    facts: dict[str, Any] = field(default_factory=dict)
    files: dict[str, list[Node]] = field(default_factory=dict)
    uses: int = 0


def read_manifest(source: Source, node: Node) -> Manifest:
    """The manifest. A format that is newer than this program is the only mistake reported of such a pack."""
    if not _format_known(source, node):
        return Manifest()
    fields = source.record(node, _PACK)
    manifest = Manifest()
    for key, value in fields.items():
        source.report.places.setdefault(("pack", key), (source, value))
        if key in _READERS:
            manifest.facts[key] = _READERS[key](source, value)
        elif key in ("sections", "tables", "tests"):
            manifest.files[key] = source.listing(value)
        elif key in ("lists", "scoring", "rules"):
            manifest.files[key] = [value]
    if isinstance(fields.get("uses"), Listing):
        manifest.uses = len(source.listing(fields["uses"]))
    if "requires" in fields:
        _check_engine(source, fields["requires"])
    if "migrations" in fields and source.listing(fields["migrations"]):
        source.bad(fields["migrations"], "pack.not_read", name="migrations")
    _check_kind(source, manifest, fields)
    return manifest


def used_ids(content: bytes) -> frozenset[str]:
    """The ids of the packs a manifest says it uses; none where it cannot be read."""
    try:
        tree = read_tree(content)
    except BadYaml:
        return frozenset()
    fields = dict(_pairs(tree)) if isinstance(tree, Record) else {}
    listed = fields.get("uses")
    names = (
        [node.text for node in listed.items if isinstance(node, Scalar)]
        if isinstance(listed, Listing)
        else []
    )
    return frozenset(name.partition("@")[0] for name in names)


def _pairs(record: Record) -> list[tuple[str, Node]]:
    return [(key.text, value) for key, value in record.pairs]


def _format_known(source: Source, node: Node) -> bool:
    written = source.record(node).get("format")
    if not isinstance(written, Scalar):
        source.bad(node, "pack.key_missing", name="format")
    elif written.text == PACK_FORMAT:
        return True
    elif re.fullmatch(r"fosdesk-pack/[0-9]+", written.text):
        source.bad(written, "pack.future_format", given=written.text, known=PACK_FORMAT)
    else:
        source.bad(written, "pack.no_pack", given=written.text, known=PACK_FORMAT)
    return False


def _check_engine(source: Source, node: Node) -> None:
    wanted = source.record(node, _REQUIRES).get("engine")
    if wanted is None:
        return
    match = _ENGINE.fullmatch(source.text(wanted))
    if match is None:
        source.bad(wanted, "pack.bad_engine")
    elif tuple(map(int, match.groups())) > tuple(map(int, ENGINE.split("."))):
        source.bad(wanted, "pack.future_engine", wanted=source.text(wanted), engine=ENGINE)


def _check_kind(source: Source, manifest: Manifest, fields: Mapping[str, Node]) -> None:
    kind = manifest.facts.get("kind")
    needed, refused = ("tables", "sections") if kind == "reference" else ("sections", "tables")
    if kind and needed not in manifest.files:
        source.bad(fields["kind"], "pack.key_missing", name=needed)
    if kind and refused in manifest.files:
        source.bad(fields[refused], "pack.key_not_for_kind", name=refused, kind=kind)


def _read_pack_id(source: Source, node: Node) -> str:
    return _matching(source, node, _PACK_ID, "pack.bad_pack_id")


def _read_version(source: Source, node: Node) -> str:
    return _matching(source, node, _VERSION, "pack.bad_version")


def _read_language(source: Source, node: Node) -> str:
    return _matching(source, node, _LANGUAGE, "pack.bad_language")


def _matching(source: Source, node: Node, pattern: re.Pattern[str], code: str) -> str:
    written = source.text(node)
    if written and not pattern.fullmatch(written):
        source.bad(node, code, name=written)
    return written


def _read_uses(source: Source, node: Node) -> tuple[tuple[str, int], ...]:
    found: list[tuple[str, int]] = []
    for one in source.listing(node):
        match = _USES.fullmatch(source.text(one))
        if match is None:
            source.bad(one, "pack.bad_uses")
        else:
            source.name(one, "uses", match.group(1))
            found.append((match.group(1), int(match.group(2))))
    return tuple(found)


def _read_parameter(source: Source, node: Node) -> Parameter | None:
    fields = source.record(node, _PARAMETER)
    if not _PARAMETER.required <= fields.keys():
        return None
    default = fields.get("default")
    return Parameter(
        read_id(source, fields["id"], "parameter"),
        source.word(fields["type"], PARAMETER_TYPES),
        source.text(fields["label"]),
        default.text if isinstance(default, Scalar) else "",
    )


_READERS: Mapping[str, Callable[[Source, Node], object]] = {
    "id": _read_pack_id,
    "version": _read_version,
    "kind": lambda source, node: source.word(node, ("questions", "reference")),
    "title": Source.text,
    "publisher": Source.text,
    "licence": Source.text,
    "source_language": _read_language,
    "languages": lambda source, node: tuple(_read_language(source, one) for one in source.listing(node)),
    "uses": _read_uses,
    "parameters": lambda source, node: source.many(node, _read_parameter),
}

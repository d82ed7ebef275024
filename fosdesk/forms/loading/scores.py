"""`scoring.yaml`: how scores are made. No score is made from scores, and none runs across headings."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from fosdesk.forms.loading.items import read_id
from fosdesk.forms.loading.source import Source, keys
from fosdesk.forms.loading.tree import Listing, Node, Record
from fosdesk.forms.pack import Band, Cap, Item, ScoreSpec

METHODS = ("weighted_mean", "mean", "min", "sum", "share_of_max")
FLOOR = Decimal("0.5")

_FILE = keys("scores", "", "kpis")
_SCORE = keys(
    "id title items method out_of", "standard heading na unknown unanswered min_answered caps bands"
)
_SELECTORS = frozenset({"tag", "standard", "heading", "dimension", "section"})
_ITEM = keys("q", "weight")
_CAP = keys("when at why")
_BAND = keys("id from label", "colour")


@dataclass(slots=True)
class ItemChoice:
    """Which items a score asks for, where it says so: named ones, or all that fit every selector."""

    source: Source
    node: Node
    named: tuple[tuple[Node, str, Decimal | None], ...] = ()
    selectors: Mapping[str, str] | None = None


def read_scores(source: Source, node: Node, pack: str) -> list[tuple[ScoreSpec, ItemChoice]]:
    """All scores of the file; their items are found when all sections are read."""
    scores = source.record(node, _FILE).get("scores")
    found: list[tuple[ScoreSpec, ItemChoice]] = []
    for written in source.listing(scores) if scores is not None else ():
        score = _read_score(source, written, pack, {spec.id: spec for spec, _ in found})
        if score is not None:
            found.append(score)
    return found


def _read_score(
    source: Source, node: Node, pack: str, earlier: Mapping[str, ScoreSpec]
) -> tuple[ScoreSpec, ItemChoice] | None:
    fields = source.record(node, _SCORE)
    if not _SCORE.required <= fields.keys():
        return None
    for silent in ("unknown", "unanswered"):
        if silent in fields and source.text(fields[silent]) != "exclude":
            source.bad(fields[silent], "pack.never_zero")
    out_of = source.decimal(fields["out_of"], 1, 1000)
    caps = fields.get("caps")
    spec = ScoreSpec(
        id=read_id(source, fields["id"], "score"),
        title=source.text(fields["title"]),
        pack=pack,
        items=(),
        standard=source.text(fields["standard"]) if "standard" in fields else "",
        heading=source.text(fields["heading"]) if "heading" in fields else "",
        method=source.word(fields["method"], METHODS),
        out_of=out_of,
        na=source.word(fields["na"], ("exclude", "zero", "full")) if "na" in fields else "exclude",
        min_answered=source.decimal(fields["min_answered"], FLOOR, 1) if "min_answered" in fields else FLOOR,
        caps=() if caps is None else source.many(caps, _read_cap),
        bands=_read_bands(source, fields["bands"], earlier) if "bands" in fields else (),
    )
    return spec, _read_choice(source, fields["items"])


def _read_choice(source: Source, node: Node) -> ItemChoice:
    if isinstance(node, Listing):
        if not node.items:
            source.bad(node, "pack.selector_empty")
        named = (_read_named(source, one) for one in node.items)
        return ItemChoice(source, node, tuple(one for one in named if one is not None))
    fields = source.record(node)
    for name, value in fields.items():
        if name not in _SELECTORS:
            source.unknown(value, "pack.unknown_key", name, _SELECTORS)
    selectors = {name: source.text(value) for name, value in fields.items() if name in _SELECTORS}
    if not fields:
        source.bad(node, "pack.selector_empty")
    return ItemChoice(source, node, selectors=selectors)


def _read_named(source: Source, node: Node) -> tuple[Node, str, Decimal | None] | None:
    if isinstance(node, Record) and any(key.text == "score" for key, _ in node.pairs):
        source.bad(node, "pack.score_of_scores")
        return None
    fields = source.record(node, _ITEM)
    if "q" not in fields:
        return None
    weight = source.decimal(fields["weight"], 0, 1000) if "weight" in fields else None
    return fields["q"], source.text(fields["q"]), weight


def _read_cap(source: Source, node: Node) -> Cap | None:
    fields = source.record(node, _CAP)
    if not _CAP.required <= fields.keys():
        return None
    when = source.expression(fields["when"], "", "cap")
    at, why = source.decimal(fields["at"], 0, 1000), source.text(fields["why"])
    return None if when is None else Cap(when, at, why)


def _read_bands(source: Source, node: Node, earlier: Mapping[str, ScoreSpec]) -> tuple[Band, ...]:
    """Bands from 0 upwards, or those of an earlier score."""
    if isinstance(node, Record):
        name = source.text(source.record(node, keys("same_as")).get("same_as", node))
        if name and name not in earlier:
            source.unknown(node, "pack.unknown_score", name, earlier)
        return earlier[name].bands if name in earlier else ()
    bands = source.many(node, _read_band)
    starts = [band.start for band in bands]
    if starts and (starts[0] != 0 or starts != sorted(set(starts))):
        source.bad(node, "pack.bands_order")
    if len({band.id for band in bands}) < len(bands):
        source.bad(node, "pack.bands_twice")
    return bands


def _read_band(source: Source, node: Node) -> Band | None:
    fields = source.record(node, _BAND)
    if not _BAND.required <= fields.keys():
        return None
    colour = source.text(fields["colour"]) if "colour" in fields else ""
    start = source.decimal(fields["from"], 0, 1000)
    return Band(source.text(fields["id"]), start, source.text(fields["label"]), colour)


def chosen_items(
    choice: ItemChoice, spec: ScoreSpec, items: Mapping[str, Item]
) -> tuple[tuple[str, Decimal], ...]:
    """The items a score is made from, with their weights. Notes names and selectors that find nothing."""
    if choice.selectors:
        scored = (item for item in items.values() if item.weight > 0)
        found = [(item.id, item.weight) for item in scored if _fits(item, choice.selectors)]
    else:
        found = _named_items(choice, items)
    if not found and choice.selectors:
        choice.source.bad(choice.node, "pack.selector_empty")
    headings = sorted({items[item_id].heading for item_id, _ in found} - {""})
    if len(headings) > 1:
        choice.source.bad(choice.node, "pack.national_total", score=spec.id, headings=", ".join(headings))
    return tuple(found)


def _named_items(choice: ItemChoice, items: Mapping[str, Item]) -> list[tuple[str, Decimal]]:
    found: list[tuple[str, Decimal]] = []
    for node, item_id, weight in choice.named:
        item = items.get(item_id)
        if item is None:
            choice.source.unknown(node, "fel.unknown_item", item_id, items)
        elif not item.weight:
            choice.source.bad(node, "pack.not_scorable")
        else:
            found.append((item_id, item.weight if weight is None else weight))
    return found


def _fits(item: Item, selectors: Mapping[str, str]) -> bool:
    return all(
        wanted in item.tags if name == "tag" else getattr(item, name) == wanted
        for name, wanted in selectors.items()
    )

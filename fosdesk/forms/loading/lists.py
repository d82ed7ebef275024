"""`lists.yaml`: choices, scales and units that items name."""

from dataclasses import dataclass, field

from fosdesk.forms.loading.source import Source, keys
from fosdesk.forms.loading.tree import Node, Scalar, kind
from fosdesk.forms.pack import Choice, Level

LEVELS = range(5)

_FILE = keys("", "choices scales units")
_SCALE = keys("levels")
_LEVEL = keys("value label")
_UNIT = keys("label")
_CHOICE_KEYS = frozenset({"value", "label", "score", "exclusive"})


@dataclass(slots=True)
class Lists:
    """The lists of a pack by name."""

    choices: dict[str, tuple[Choice, ...]] = field(default_factory=dict)
    scales: dict[str, tuple[Level, ...]] = field(default_factory=dict)
    units: dict[str, str] = field(default_factory=dict)


def read_lists(source: Source, node: Node) -> Lists:
    """All lists of the file."""
    lists = Lists()
    parts = source.record(node, _FILE)
    for name, listed in _named(source, parts.get("choices")):
        lists.choices[name] = read_choices(source, listed)
    for name, listed in _named(source, parts.get("scales")):
        lists.scales[name] = _read_scale(source, listed)
    for name, listed in _named(source, parts.get("units")):
        label = source.record(listed, _UNIT).get("label")
        lists.units[name] = "" if label is None else source.text(label)
    return lists


def _named(source: Source, node: Node | None) -> list[tuple[str, Node]]:
    return [] if node is None else list(source.record(node).items())


def read_choices(source: Source, node: Node) -> tuple[Choice, ...]:
    """A list of choices; their values are different, and either all or none have a score."""
    choices = source.many(node, _read_choice)
    seen: set[str] = set()
    for choice, written in zip(choices, source.listing(node), strict=False):
        if choice.value in seen:
            source.bad(written, "pack.choice_twice", name=choice.value)
        seen.add(choice.value)
    scored = [choice.score is not None for choice in choices]
    if any(scored) and not all(scored):
        source.bad(node, "pack.scores_mixed")
    if not choices:
        source.bad(node, "pack.empty_list")
    return choices


def _read_choice(source: Source, node: Node) -> Choice | None:
    fields = source.record(node)
    for missing in sorted({"value", "label"} - fields.keys()):
        source.bad(node, "pack.key_missing", name=missing)
    if not {"value", "label"} <= fields.keys():
        return None
    score = fields.get("score")
    exclusive = fields.get("exclusive")
    columns = {name: source.text(cell) for name, cell in fields.items() if name not in _CHOICE_KEYS}
    return Choice(
        _value(source, fields["value"]),
        source.text(fields["label"]),
        None if score is None else source.decimal(score, 0, 1),
        exclusive is not None and source.flag(exclusive),
        columns or None,
    )


def _value(source: Source, node: Node) -> str:
    """The value of a choice: a text without spaces, because a set of choices is written with spaces."""
    if isinstance(node, Scalar) and not node.style and kind(node) == "whole":
        return node.text
    value = source.text(node)
    if len(value.split()) > 1 or len(value) > 80:
        source.bad(node, "pack.bad_value", name=value)
    return value


def _read_scale(source: Source, node: Node) -> tuple[Level, ...]:
    """A scale: the levels 0 to 4, in order."""
    listed = source.record(node, _SCALE).get("levels")
    levels = () if listed is None else source.many(listed, _read_level)
    if listed is not None and [level.value for level in levels] != list(LEVELS):
        source.bad(listed, "pack.scale_range")
    return levels


def _read_level(source: Source, node: Node) -> Level | None:
    fields = source.record(node, _LEVEL)
    if fields.keys() != _LEVEL.required:
        return None
    return Level(source.whole(fields["value"], 0, 4), source.text(fields["label"]), "")

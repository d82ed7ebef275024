"""Two versions of a pack compared: what was added, reworded or retired, and which answers mean another thing.

A change of meaning demands a step of a migration that names the question (`docs/packs.md`). No program can
tell whether a reworded level is the same level, so words that have become others count as another meaning.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from fosdesk.forms.grid import everything
from fosdesk.forms.migration import number_of, steps_since
from fosdesk.forms.pack import Item, Pack

SAME_WORDS = 0.5
"""Share of the words of a text that must remain for it to be the same text, reworded."""

PATCH, MINOR, MAJOR = "patch", "minor", "major"
_PLACE = {MAJOR: 0, MINOR: 1, PATCH: 2}


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference of a part (`kind`: item, section, score, rule, kpi, table) with this `id`.

    `what` is added, retired, or the property that has changed, from `old` to `new`. `bump` is the least
    change of the version that says so. `covered` is False for a change of meaning without a step.
    """

    kind: str
    id: str
    what: str
    old: str = ""
    new: str = ""
    bump: str = PATCH
    covered: bool = True


@dataclass(frozen=True, slots=True)
class PackDifference:
    """All differences in the order of the packs; `needs` is what the version has to be raised by."""

    pack: str
    old_version: str
    new_version: str
    found: tuple[Difference, ...]

    @property
    def needs(self) -> str:
        """The least change of the version: patch, minor or major; empty where nothing has changed."""
        return min((one.bump for one in self.found), key=_PLACE.__getitem__, default="")

    @property
    def uncovered(self) -> tuple[Difference, ...]:
        """Changes of meaning for which no step of a migration says what becomes of the answers."""
        return tuple(one for one in self.found if not one.covered)

    @property
    def version_too_low(self) -> bool:
        """Whether the version was not raised by as much as the differences demand."""
        if not self.needs:
            return False
        place = _PLACE[self.needs] + 1
        return number_of(self.new_version)[:place] <= number_of(self.old_version)[:place]


def compare(old: Pack, new: Pack) -> PackDifference:
    """What changes for an assessment that goes from `old` to `new`, two versions of one pack."""
    named = {key for step in steps_since(new, old.version) for key in (*step.reads, step.table) if key}
    found = (*_items(old, new, named), *_parts(old, new))
    return PackDifference(new.id, old.version, new.version, found)


def _items(old: Pack, new: Pack, named: set[str]) -> Iterator[Difference]:
    before, after = _by_id(old), _by_id(new)
    for key, item in after.items():
        if key not in before:
            yield Difference("item", key, "added", new=item.label, bump=MINOR)
            continue
        for one in _changes(before[key], item):
            yield one if one.bump != MAJOR else _judged(one, named)
    for key in _only(before, after):
        yield _judged(Difference("item", key, "retired", old=before[key].label, bump=MAJOR), named)


def _by_id(pack: Pack) -> dict[str, Item]:
    return {item.id: item for _, item in everything(pack.sections)}


def _only(these: Mapping[str, object], those: Mapping[str, object]) -> list[str]:
    """The keys of the first that the second does not have, in their order."""
    return [key for key in these if key not in those]


def _judged(difference: Difference, named: set[str]) -> Difference:
    """A change of meaning, covered where a step names the question, its table, row or column."""
    table, *inner = difference.id.split(".")
    covered = table in named and (not inner or any(part in named for part in inner))
    return replace(difference, covered=covered or difference.id in named)


def _changes(old: Item, new: Item) -> Iterator[Difference]:
    for what, read in _MEANING.items():
        if read(old) != read(new):
            yield Difference("item", new.id, what, read(old), read(new), MAJOR)
    yield from _choice_changes(old, new)
    yield from _level_changes(old, new)
    if old.label != new.label:
        bump = PATCH if same_words(old.label, new.label) else MAJOR
        yield Difference("item", new.id, "label", old.label, new.label, bump)
    for what, read in _CONDUCT.items():
        if read(old) != read(new):
            yield Difference("item", new.id, what, read(old), read(new), MINOR)
    for what in _WORDS:
        if getattr(old, what) != getattr(new, what):
            yield Difference("item", new.id, what, _text(getattr(old, what)), _text(getattr(new, what)))


def _choice_changes(old: Item, new: Item) -> Iterator[Difference]:
    before = {choice.value: choice.label for choice in old.choices}
    after = {choice.value: choice.label for choice in new.choices}
    for value in _only(before, after):
        yield Difference("item", new.id, "choice", f"{value}: {before[value]}", "", MAJOR)
    for value, label in after.items():
        if value not in before:
            yield Difference("item", new.id, "choice", "", f"{value}: {label}", MINOR)
        elif before[value] != label:
            bump = PATCH if same_words(before[value], label) else MAJOR
            yield Difference("item", new.id, "choice", before[value], label, bump)


def _level_changes(old: Item, new: Item) -> Iterator[Difference]:
    before, after = ({level.value: level for level in item.levels} for item in (old, new))
    for value in sorted(before.keys() ^ after.keys()):
        was, now = before.get(value), after.get(value)
        yield Difference("item", new.id, "level", was.text if was else "", now.text if now else "", MAJOR)
    for value in sorted(before.keys() & after.keys()):
        was_text, now_text = before[value].text, after[value].text
        if was_text != now_text:
            kept = not was_text or same_words(was_text, now_text)
            yield Difference(
                "item",
                new.id,
                "level",
                f"{value}: {was_text}",
                f"{value}: {now_text}",
                PATCH if kept else MAJOR,
            )


def same_words(old: str, new: str) -> bool:
    """Whether at least half of the words, in their order, are still there: reworded, not another text."""
    return SequenceMatcher(None, old.casefold().split(), new.casefold().split()).ratio() >= SAME_WORDS


def _parts(old: Pack, new: Pack) -> Iterator[Difference]:
    """Sections, scores, rules, indicators and tables: they hold no answers, so no step is asked for."""
    for kind, parts in _PARTS.items():
        before = {part.id: part for part in getattr(old, parts)}
        after = {part.id: part for part in getattr(new, parts)}
        for key in _only(after, before):
            yield Difference(kind, key, "added", bump=MINOR)
        for key in _only(before, after):
            yield Difference(kind, key, "retired", bump=MINOR)
        for key in [key for key in after if key in before]:
            view = _PART_VIEWS.get(kind, _whole)
            if view(before[key]) != view(after[key]):
                yield Difference(kind, key, "changed", bump=MINOR)


def _whole(part: object) -> object:
    return part


def _text(value: object) -> str:
    return "; ".join(map(str, value)) if isinstance(value, tuple) else str(value or "")


def _source(name: str) -> Callable[[Item], str]:
    def read(item: Item) -> str:
        expression = getattr(item, name)
        return expression.source if expression is not None else ""

    return read


def _plain(name: str) -> Callable[[Item], str]:
    return lambda item: _text(getattr(item, name))


_MEANING: Mapping[str, Callable[[Item], str]] = {
    "type": lambda item: item.type.value,
    "unit": _plain("unit"),
    "currency": _plain("currency"),
    "register": _plain("register"),
}
"""What an answer means: with another of these, the same figure says another thing."""

_CONDUCT: Mapping[str, Callable[[Item], str]] = {
    **{name: _source(name) for name in ("relevant", "constraint", "warn", "calculate", "choice_filter")},
    **{name: _plain(name) for name in ("section", "weight", "target", "evidence_from", "required")},
    **{name: _plain(name) for name in ("min", "max", "max_length", "pattern", "decimals", "disclosure")},
    "allow": lambda item: _text(tuple(sorted(item.allow))),
    "rule": lambda item: item.requirement.rule if item.requirement else "",
    "depends_on": lambda item: _text(item.requirement.depends_on) if item.requirement else "",
}
"""When it is asked, what it accepts and how it counts; answers stay what they were."""

_WORDS = (
    "code",
    "short",
    "hint",
    "guidance",
    "how_to_estimate",
    "usual_source",
    "typical_evidence",
    "who_knows",
)

_PARTS: Mapping[str, str] = {
    "section": "sections",
    "score": "scores",
    "rule": "rules",
    "kpi": "kpis",
    "table": "tables",
}

_PART_VIEWS: Mapping[str, Callable[..., object]] = {
    "section": lambda part: (part.title, part.code, part.standard, part.relevant and part.relevant.source),
}
"""What of a part is compared where not all of it: the items of a section are compared by themselves."""

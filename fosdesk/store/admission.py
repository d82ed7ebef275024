"""Which changes of a set count: a pure function, whatever order they came in.

A change counts once everything it needs is present and it agrees with that: its depth, its place in the
chain of its station, and that it supersedes values of its own field. What lacks something waits; what
lies is refused.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from fosdesk.model.journal import Change


class Link(NamedTuple):
    """What later changes must agree with."""

    depth: int
    station: str
    seq: int
    entity: str
    field: str


class Node(NamedTuple):
    """What the verdict on a change depends on."""

    change_id: str
    station: str
    seq: int
    previous: str
    depth: int
    entity: str
    field: str
    supersedes: tuple[str, ...]
    understood: bool

    @property
    def needs(self) -> tuple[str, ...]:
        """The changes that must be present before this one is applied."""
        if not self.previous or self.previous in self.supersedes:
            return self.supersedes
        return (self.previous, *self.supersedes)

    @property
    def link(self) -> Link:
        """What later changes must agree with in this one."""
        return Link(self.depth, self.station, self.seq, self.entity, self.field)


@dataclass(frozen=True, slots=True)
class Admission:
    """The verdict: what to apply in dependency order, (node, missing ids) that wait, (node, why) refused."""

    applied: tuple[Node, ...]
    waiting: tuple[tuple[Node, tuple[str, ...]], ...]
    refused: tuple[tuple[Node, str], ...]


def node_of(c: Change) -> Node:
    """The facts of a change that its verdict depends on."""
    return Node(
        c.change_id, c.station, c.seq, c.previous, c.depth, c.entity, c.field, c.supersedes, c.understood
    )


def admit(pool: Iterable[Node], known: Mapping[str, Link]) -> Admission:
    """Judge the changes of `pool`, given the applied changes (`known`) that they may need."""
    links = dict(known)
    applied: list[Node] = []
    refused: list[tuple[Node, str]] = []
    parked: list[Node] = []
    # Depth grows along every need, so one pass in this order meets what a change needs before the change.
    for node in sorted(pool, key=lambda node: (node.depth, node.change_id)):
        if any(need not in links for need in node.needs):
            parked.append(node)
        elif why := _objection(node, links):
            refused.append((node, why))
        else:
            links[node.change_id] = node.link
            applied.append(node)
    waiting: list[tuple[Node, tuple[str, ...]]] = []
    for node in parked:
        if missing := tuple(need for need in node.needs if need not in links):
            waiting.append((node, missing))
        else:  # everything it needs came later in the order of depth: its own depth is a lie
            refused.append((node, "depth"))
    return Admission(tuple(applied), tuple(waiting), tuple(refused))


def _objection(node: Node, links: Mapping[str, Link]) -> str:
    """Why a change whose needs are all present is refused; empty where it is right."""
    if node.depth != 1 + max((links[need].depth for need in node.needs), default=0):
        return "depth"
    if node.previous:
        before = links[node.previous]
        if (before.station, before.seq + 1) != (node.station, node.seq):
            return "chain"
    if node.understood:
        for old in node.supersedes:
            if (links[old].entity, links[old].field) != (node.entity, node.field):
                return "another field"
    return ""

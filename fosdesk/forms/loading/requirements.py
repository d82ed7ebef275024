"""Legal requirements: what an item says of the rule it asks for, and the item on practice beside it."""

from collections.abc import Mapping

from fosdesk.forms.fel.parser import parse
from fosdesk.forms.graph import circle
from fosdesk.forms.loading.items import ID
from fosdesk.forms.loading.lists import Lists
from fosdesk.forms.loading.source import Report, Source, keys
from fosdesk.forms.loading.tree import Node
from fosdesk.forms.pack import RULE_LEVELS, Item, ItemType, LeadTime, Requirement

PRACTICE = "_practice"
LONGEST = 120
"""Months; a longer lead time is a slip of the hand."""

_REQUIREMENT = keys("rule rule_level modification lead_time practice", "gate depends_on")
_LEAD_TIME = keys("minimum likely maximum")
_PRACTICE = keys("choices label")


def read_requirement(report: Report, item_id: str) -> Requirement | None:
    """The requirement that an item asks for; None where it is another question, or cannot be read."""
    written = report.places.get(("item", item_id, "requirement"))
    if written is None:
        return None
    source, node = written
    fields = source.record(node, _REQUIREMENT)
    if not _REQUIREMENT.required <= fields.keys():
        return None
    levels = source.listing(fields["rule_level"])
    if not levels:
        source.bad(fields["rule_level"], "pack.empty_list")
    return Requirement(
        rule=source.text(fields["rule"]),
        rule_levels=tuple(source.word(level, RULE_LEVELS) for level in levels),
        modification=source.text(fields["modification"]),
        lead_time=_lead_time(source, fields["lead_time"]),
        practice=item_id + PRACTICE,
        gate=source.flag(fields["gate"]) if "gate" in fields else False,
        depends_on=source.texts(fields["depends_on"]) if "depends_on" in fields else (),
    )


def _lead_time(source: Source, node: Node) -> LeadTime:
    fields = source.record(node, _LEAD_TIME)
    months = {key: source.whole(value, 0, LONGEST) for key, value in fields.items()}
    found = LeadTime(**{**dict.fromkeys(_LEAD_TIME.required, 0), **months})
    if months.keys() == _LEAD_TIME.required and not found.minimum <= found.likely <= found.maximum:
        source.bad(node, "pack.lead_time")
    return found


def practice_item(item: Item, report: Report, lists: Lists) -> Item:
    """The item that asks what is done, whatever the law says; without the requirement it is not asked."""
    source, node = report.places["item", item.id, "requirement"]
    written = source.record(node)["practice"]
    fields = source.record(written, _PRACTICE)
    label = source.text(fields["label"]) if "label" in fields else ""
    choices = source.text(fields["choices"]) if "choices" in fields else ""
    if choices and choices not in lists.choices:
        source.unknown(fields["choices"], "pack.unknown_list", choices, lists.choices)
    item_id = item.id + PRACTICE
    if not ID.fullmatch(item_id):
        source.bad(written, "pack.bad_id", name=item_id)
    source.name(written, "item", item_id)
    return Item(
        id=item_id,
        code=f"{item.code}P" if item.code else "",
        type=ItemType.CHOICE,
        label=label,
        pack=item.pack,
        section=item.section,
        standard=item.standard,
        heading=item.heading,
        dimension=item.dimension,
        roles=item.roles,
        allow=frozenset({"unknown"}),
        choice_list=choices,
        choices=lists.choices.get(choices, ()),
        disclosure=item.disclosure,
        source=item.source,
        tags=("practice",),
        within=item.within,
        relevant=parse(f"not(is-na(${{{item.id}}}))"),
    )


def check_dependencies(items: Mapping[str, Item], report: Report) -> None:
    """Note requirements that depend on something else than a requirement, or on themselves in a circle."""
    waiting = {key: item.requirement.depends_on for key, item in items.items() if item.requirement}
    for key, wanted in waiting.items():
        for one in wanted:
            if one not in waiting:
                source, node = report.places["item", key, "requirement"]
                source.unknown(node, "pack.unknown_requirement", one, waiting)
    tasks = {
        ("value", key): tuple(("value", one) for one in o if one in waiting) for key, o in waiting.items()
    }
    found = circle(tasks)
    if found:
        report.at(("item", found[0], "requirement"), "pack.requirement_circle", ids=" → ".join(found))

"""`rules.yaml`: findings and the actions they propose."""

from fosdesk.forms.loading.items import read_id, read_reference
from fosdesk.forms.loading.source import Source, keys
from fosdesk.forms.loading.tree import Node
from fosdesk.forms.pack import Rule, RuleAction

SEVERITIES = ("high", "medium", "low")
VERDICTS = ("gap", "partial", "compliant")

_FILE = keys("rules")
_RULE = keys("id when finding severity verdict", "refs action")
_ACTION = keys("id title", "owner months cost depends_on")


def read_rules(source: Source, node: Node, pack: str) -> tuple[Rule, ...]:
    """All rules of the file."""
    listed = source.record(node, _FILE).get("rules")
    rules = (_read_rule(source, one, pack) for one in source.listing(listed)) if listed is not None else ()
    return tuple(rule for rule in rules if rule is not None)


def _read_rule(source: Source, node: Node, pack: str) -> Rule | None:
    fields = source.record(node, _RULE)
    if not _RULE.required <= fields.keys():
        return None
    rule_id = read_id(source, fields["id"], "rule")
    when = source.expression(fields["when"], "", "rule")
    refs = fields.get("refs")
    rest = (
        source.text(fields["finding"]),
        source.word(fields["severity"], SEVERITIES),
        source.word(fields["verdict"], VERDICTS),
        () if refs is None else source.many(refs, read_reference),
        _read_action(source, fields["action"]) if "action" in fields else None,
    )
    return None if when is None else Rule(rule_id, pack, when, *rest)


def _read_action(source: Source, node: Node) -> RuleAction | None:
    fields = source.record(node, _ACTION)
    if not _ACTION.required <= fields.keys():
        return None
    return RuleAction(
        id=read_id(source, fields["id"], "action"),
        title=source.text(fields["title"]),
        owner=source.text(fields["owner"]) if "owner" in fields else "",
        months=source.whole(fields["months"], 0, 240) if "months" in fields else None,
        cost=source.expression(fields["cost"], "", "cost") if "cost" in fields else None,
        depends_on=source.texts(fields["depends_on"]) if "depends_on" in fields else (),
    )

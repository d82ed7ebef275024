"""What a pack holds once it is loaded: frozen data, in the order of its files.

The format is described in `docs/packs.md`; the words are those of the pack files. Texts are in the
language of the bank they came from (English in the pack itself). Every number that takes part in a score
is a Decimal or a whole number, never a float.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypeAlias

from fosdesk.model.answers import Answer

ENGINE = "1.0"
PACK_FORMAT = "fosdesk-pack/1"

Ast: TypeAlias = tuple[Any, ...]
"""A parsed expression: nested tuples of texts, numbers and tuples; see `forms.fel.parser`."""

Cell: TypeAlias = str | int | bool | tuple[str, ...] | None
"""A cell of a reference table; decimals and dates are texts ("12.5", "2022-06-24")."""

Row: TypeAlias = Mapping[str, Cell]


class ItemType(StrEnum):
    """The kinds of items this version reads."""

    LEVEL = "level"
    CHOICE = "choice"
    CHOICES = "choices"
    INTEGER = "integer"
    NUMBER = "number"
    PERCENT = "percent"  # 45 means 45 per cent
    MONEY = "money"
    DATE = "date"
    MONTH = "month"
    TEXT = "text"
    LONGTEXT = "longtext"
    CALC = "calc"  # computed, never answered
    NOTE = "note"  # shown, never answered
    FILE = "file"
    GROUP = "group"  # holds items; hidden with all of them
    TABLE = "table"  # rows with permanent ids that people add: a register
    MATRIX = "matrix"  # rows that the pack fixes; every cell is an item of its own

    @property
    def answerable(self) -> bool:
        """True where a person can record an answer."""
        return self not in (ItemType.CALC, ItemType.NOTE, ItemType.GROUP, ItemType.MATRIX)

    @property
    def numeric(self) -> bool:
        """True where an answer is a number that a person types."""
        return self in (ItemType.INTEGER, ItemType.NUMBER, ItemType.PERCENT, ItemType.MONEY)


@dataclass(frozen=True, slots=True)
class Expression:
    """A checked expression: its text, its tree, and the ids of the items it reads, in order."""

    source: str
    tree: Ast
    reads: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a scale as an item describes it; `text` is empty where it is not written yet."""

    value: int
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice; `score` is between 0 and 1, or None where it takes no part in scores."""

    value: str
    label: str
    score: Decimal | None = None
    exclusive: bool = False
    columns: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """A passage of an instrument; `status` is `to_check` until a person has read it at the source.

    `strength` says how the passage binds whoever is bound by the instrument, one of `STRENGTHS`; `limb` which
    part of the requirement it carries, empty for all of it. `verified_by` names who read it at the source.
    """

    instrument: str
    pinpoint: str = ""
    status: str = "to_check"
    strength: str = ""
    limb: str = ""
    verified_by: str = ""


STRENGTHS = ("treaty", "treaty_qualified", "recommended_practice", "framework", "model", "guidance")
"""How a passage binds: a treaty duty, a qualified one, a Recommended Practice of the Revised Kyoto Convention
(reservations possible), a Standard or framework of the WCO, a model law or soft law, guidance."""

RULE_LEVELS = (
    *("treaty", "union_act", "constitution", "act", "finance_act", "decree", "regulation", "order"),
    *("circular", "procedure", "form", "agreement", "licence", "publication"),
)
"""Kinds of rules, the highest first; `order` is that of a minister or Director General."""


@dataclass(frozen=True, slots=True)
class LeadTime:
    """Months from the decision to the rule in force: a planning assumption, never a finding."""

    minimum: int
    likely: int
    maximum: int


@dataclass(frozen=True, slots=True)
class Requirement:
    """What a legal requirement adds to its question, whose answer is the status in law.

    `rule` is what a conforming text says, `rule_levels` where it normally stands, `modification` the change
    that usually closes the gap. A `gate` opens others; `depends_on` are the ids of requirements to settle
    first. `practice` is the id of the item that asks what is done.
    """

    rule: str
    rule_levels: tuple[str, ...]
    modification: str
    lead_time: LeadTime
    practice: str
    gate: bool = False
    depends_on: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A row of tags that opens under the levels named in `levels`: what exactly is missing there."""

    levels: tuple[int, ...]
    label: str


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A fixed row of a matrix."""

    id: str
    label: str
    refs: tuple[Reference, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """One question, calculation or note. `id` is for ever; `code` is what people read and may change.

    `short` names it in two to five words for tables and lists, empty where the label is short enough.
    `weight` is 0 where the item takes no part in scores. `evidence_from` is the level from which
    evidence is expected. `unit` and `currency` are ids or `${p.…}`; `unit_label` is the text.
    `source` is the provenance of the content: found, inferred, general or constructed.
    `choice_list` and `scale` name the list of the pack, empty for choices written with the item.
    `within` is the id of the group around the item, which hides it too. `default` is what is suggested
    while nothing is recorded; while `readonly` holds nothing can be typed. `or_other` says that the last
    choice is "other", which a text item `<id>_other` names. `accept` are endings of file names without
    dot, all where it is empty; `count` files at most, each of `max_mb` megabytes. `columns` of a table or
    matrix are items with ids `<item>.<column>`; `register` names the rows of a table in the store, and
    `row_label` is a text with `${column}` in it. `choices_from` names the register whose rows are the
    choices, `choice_filter` says which choices are offered; see `FormState.choices`. `requirement` is there
    where the item asks how the law stands to a legal requirement.
    """

    id: str
    code: str
    type: ItemType
    label: str
    pack: str
    section: str
    short: str = ""
    hint: str = ""
    guidance: str = ""
    standard: str = ""
    heading: str = ""
    dimension: str = ""
    weight: Decimal = Decimal(0)
    required: bool = False
    relevant: Expression | None = None
    constraint: Expression | None = None
    constraint_message: str = ""
    warn: Expression | None = None
    warn_message: str = ""
    allow: frozenset[str] = frozenset()
    choice_list: str = ""
    choices: tuple[Choice, ...] = ()
    scale: str = ""
    levels: tuple[Level, ...] = ()
    target: int | None = None
    unit: str = ""
    unit_label: str = ""
    decimals: int | None = None
    currency: str = ""
    min: Decimal | str | None = None
    max: Decimal | str | None = None
    max_length: int | None = None
    pattern: str = ""
    calculate: Expression | None = None
    format: str = ""
    evidence_from: int | None = None
    evidence_when: Expression | None = None
    evidence_label: str = ""
    followup: FollowUp | None = None
    asks_year: bool = False
    asks_source: bool = False
    refs: tuple[Reference, ...] = ()
    tags: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    typical_evidence: tuple[str, ...] = ()
    who_knows: tuple[str, ...] = ()
    misjudgements: tuple[str, ...] = ()
    how_to_estimate: str = ""
    usual_source: str = ""
    disclosure: str = ""
    display: str = ""
    source: str = ""
    within: str = ""
    default: Expression | None = None
    readonly: Expression | None = None
    or_other: bool = False
    accept: tuple[str, ...] = ()
    max_mb: int | None = None
    count: int = 1
    choices_from: str = ""
    choice_filter: Expression | None = None
    register: str = ""
    row_label: str = ""
    min_rows: int = 0
    max_rows: int | None = None
    columns: "tuple[Item, ...]" = ()
    rows: tuple[MatrixRow, ...] = ()
    requirement: Requirement | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a pack: a theme of the environment, or one Standard."""

    id: str
    code: str
    title: str
    pack: str
    items: tuple[Item, ...]
    purpose: str = ""
    guidance: str = ""
    relevant: Expression | None = None
    standard: str = ""
    heading: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Band:
    """A named stretch of a score: from `start` (included) to the next band."""

    id: str
    start: Decimal
    label: str
    colour: str = ""


@dataclass(frozen=True, slots=True)
class Cap:
    """While `when` holds the score is not above `at`; `why` is the sentence people read."""

    when: Expression
    at: Decimal
    why: str


@dataclass(frozen=True, slots=True)
class ScoreSpec:
    """How one score is made: from items with weights, never from other scores (DESIGN.md, section 5).

    `items` are pairs of item id and weight in the order of the pack. `min_answered` is the share of
    the applicable weight below which no score is given; never under one half.
    """

    id: str
    title: str
    pack: str
    items: tuple[tuple[str, Decimal], ...]
    standard: str = ""
    heading: str = ""
    method: str = "weighted_mean"
    out_of: Decimal = Decimal(4)
    na: str = "exclude"
    min_answered: Decimal = Decimal("0.5")
    caps: tuple[Cap, ...] = ()
    bands: tuple[Band, ...] = ()


@dataclass(frozen=True, slots=True)
class KpiSpec:
    """An indicator: a formula over answers, and which way is better (`direction` up, down or none).

    Values are in `unit` (percent: a share, 0.9 is 90 per cent), named by `unit_label` where the pack
    names it. `period` says how often it is measured, `method` in words how it is computed, `measures`
    whether it looks at an output or an outcome. `area` is a dimension of the WCO Performance Measurement
    Mechanism, the id of a row of the table `pmm_dimensions`; `provenance` is as `source` of an item.
    """

    id: str
    title: str
    pack: str
    formula: Expression
    unit: str = ""
    direction: str = "up"
    baseline: Expression | None = None
    target: Decimal | None = None
    period: str = ""
    usual_source: str = ""
    refs: tuple[Reference, ...] = ()
    code: str = ""
    standard: str = ""
    unit_label: str = ""
    measures: str = ""
    area: str = ""
    method: str = ""
    provenance: str = ""


@dataclass(frozen=True, slots=True)
class RuleAction:
    """What a rule proposes to do when it is met."""

    id: str
    title: str
    owner: str = ""
    months: int | None = None
    cost: Expression | None = None
    depends_on: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """A finding that holds when `when` is met; three-valued, so silence is never compliance."""

    id: str
    pack: str
    when: Expression
    finding: str
    severity: str
    verdict: str
    refs: tuple[Reference, ...] = ()
    action: RuleAction | None = None


@dataclass(frozen=True, slots=True)
class Parameter:
    """A fact of the assessment that expressions read as `${p.id}`."""

    id: str
    type: str
    label: str
    default: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a reference table; `translate` where its texts go through the translators."""

    id: str
    type: str
    label: str
    translate: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A reference table; every row has a permanent `id`."""

    id: str
    pack: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    def row(self, row_id: str) -> Row | None:
        """The row with this id, or with this text in its column `code`; None where there is none."""
        for row in self.rows:
            if row["id"] == row_id or row.get("code") == row_id:
                return row
        return None


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a migration; see `forms.migration` for what each `op` does with its parts.

    `reads` are the ids it takes answers from, `into` what it makes of them, by the id that is written.
    """

    op: str
    reads: tuple[str, ...]
    into: Mapping[str, Expression | None]
    map: Mapping[str, str]
    table: str = ""
    value: Any = None
    keep_as: str = ""
    review: bool = False


@dataclass(frozen=True, slots=True)
class Migration:
    """How answers to one version of a pack become answers to another; `steps` in their order."""

    start: str
    end: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """A test that a pack carries: answers in, expectations out; run by `analysis.pack_tests`.

    `rows` are the rows of its tables in order, as entities; the answers to their cells are among `answers`.
    """

    name: str
    file: str
    line: int
    parameters: Mapping[str, str]
    answers: Mapping[str, Answer]
    expect: Mapping[str, Any]
    rows: tuple[str, ...] = ()
    migrate_from: str = ""


@dataclass(frozen=True, slots=True)
class Pack:
    """A versioned set of questions (`kind` questions) or tables (`kind` reference).

    `hash` is the SHA-256 of its files without their translations, in hexadecimal. `uses` are pairs of pack
    id and major version.
    """

    id: str
    version: str
    kind: str
    title: str
    hash: str
    source_language: str = "en"
    languages: tuple[str, ...] = ("en",)
    publisher: str = ""
    licence: str = ""
    uses: tuple[tuple[str, int], ...] = ()
    parameters: tuple[Parameter, ...] = ()
    sections: tuple[Section, ...] = ()
    scores: tuple[ScoreSpec, ...] = ()
    rules: tuple[Rule, ...] = ()
    kpis: tuple[KpiSpec, ...] = ()
    tables: tuple[Table, ...] = ()
    cases: tuple[Case, ...] = ()
    migrations: tuple[Migration, ...] = ()

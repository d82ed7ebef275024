"""A document as data: what every format (PDF, workbook, Word) prints, in order, in final words.

`services.report_content` fills a `ReportModel` from a snapshot; `documents` renders it. All strings
are final text in the report language; a typed cell knows both its value and its printed text, so
that the formats never disagree. Forms and rules: the pages of the printed documents (cover,
contents, Standard page, method, workbook sheets).
"""

from dataclasses import dataclass, field
from typing import TypeAlias

from fosdesk.model.chart import BarsChart, CountsChart, ProfileChart
from fosdesk.model.table import Column, Row, TableCell, Words

# Blocks --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Opening:
    """The two or three sentences a part opens with; `large` on the method page."""

    text: Words
    large: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A section heading; bookmarked where `bookmark`."""

    text: str
    bookmark: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of body text; `small` sets it like a list (8.8 pt)."""

    text: Words
    small: bool = False


@dataclass(frozen=True, slots=True)
class Points:
    """A numbered list; each item begins with its point in bold (`led`)."""

    items: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Label and text on 3 + 9 columns (To, From, Basis), with rules."""

    rows: tuple[tuple[str, Words], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """An open table. `label` is "Table 1."; `source` stands below, always."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    label: str = ""
    caption: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Profile:
    """Ranked dumbbell rows that share their figures with a table. `label` is "Figure 1."."""

    chart: ProfileChart
    label: str = ""
    caption: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Counts:
    """Stacked counts (requirements in law, in practice), each with its sentence of counts."""

    chart: CountsChart
    label: str = ""
    caption: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Bars:
    """Horizontal bars of one figure, with its target where there is one."""

    chart: BarsChart
    label: str = ""
    caption: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Box:
    """The tinted box kept for unknowns ("What is not known"): counts, owners, dates."""

    title: str
    text: Words


@dataclass(frozen=True, slots=True)
class Verdict:
    """A weakest-link label (BLOCKED …) and the sentence that says why."""

    label: str
    text: Words


@dataclass(frozen=True, slots=True)
class Decisions:
    """Where the reader decides: two squares for each of `names`, then lines for signature and date.

    `agreed` and `refused` are the words beside the squares. Without names only the lines are printed.
    """

    title: str
    names: tuple[str, ...]
    agreed: str
    refused: str
    signature: str
    date: str


@dataclass(frozen=True, slots=True)
class SignEntry:
    """One line of the key: the sign as it is printed, its name in bold, its meaning."""

    sign: TableCell
    lead: str
    text: str


@dataclass(frozen=True, slots=True)
class SignList:
    """A group of the key to signs, in one or two columns."""

    title: str
    entries: tuple[SignEntry, ...]
    columns: int = 1


@dataclass(frozen=True, slots=True)
class PageHead:
    """The head of a Standard's page: code, heading, title, purpose. Begins a new page."""

    code: str
    context: str
    title: str
    purpose: Words = ""


@dataclass(frozen=True, slots=True)
class Notes:
    """Small grey notes, one paragraph each."""

    texts: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """A thin rule across the text."""


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """Two columns of blocks side by side (6 + 6)."""

    left: "tuple[Block, ...]"
    right: "tuple[Block, ...]"
    rule: bool = False


@dataclass(frozen=True, slots=True)
class Together:
    """Blocks that stay on one page where one page can hold them."""

    blocks: "tuple[Block, ...]"


Block: TypeAlias = (
    Opening
    | Heading
    | Paragraph
    | Points
    | Facts
    | Table
    | Profile
    | Counts
    | Bars
    | Box
    | Verdict
    | Decisions
    | SignList
    | PageHead
    | Notes
    | Rule
    | PageBreak
    | Pairs
    | Together
)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the document, one line of the contents.

    `phrase` says in the contents what the part answers; `section` stands right in the running
    head (empty: number and title). `titled` False leaves the page title to the blocks (`PageHead`).
    """

    id: str
    title: str
    blocks: tuple[Block, ...]
    number: str = ""
    phrase: str = ""
    section: str = ""
    titled: bool = True

    @property
    def running(self) -> str:
        """Return the section label of the running head."""
        return self.section or (f"{self.number} · {self.title}" if self.number else self.title)


# Workbook ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ChartSeries:
    """A series of a native chart: the column it shows; `outline` draws it white with ink edge."""

    column: str
    outline: bool = False


@dataclass(frozen=True, slots=True)
class SheetChart:
    """A native chart below the rows of its sheet: horizontal bars.

    Shows the first `rows` rows (those with a score, largest gap first) over `label` and `series`
    (column keys). `maximum` fixes the scale; None leaves it to the program that opens it.
    """

    title: str
    label: str
    series: tuple[ChartSeries, ...]
    rows: int
    maximum: int | None = 4
    decimals: int = 1


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of the workbook: title, facts, how to read it, one table, its notes and chart.

    `name` is the tab (made safe and unique by the writer). `facts` is the grey line of round,
    edition, date, class, version. Columns before `frozen` stay in view; 0 freezes the head only.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    facts: str = ""
    how_to_read: str = ""
    notes: tuple[str, ...] = ()
    frozen: int = 2
    filtered: bool = False
    landscape: bool = True
    chart: SheetChart | None = None


# Document ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentFacts:
    """Facts about the document; all texts final.

    `cover` are the facts of the cover (kind and round, period, scope, coverage, validation,
    contact point) as label and value, `statement` the sentence below them on reference and
    provenance. `running` stands left in the head, `foot` after the disclosure class in the foot.
    """

    kind: str  # "assessment_report", "brief", …
    title: str
    subtitle: str = ""
    country: str
    ministry: str = ""
    administration: str = ""
    edition: str = ""
    period: str = ""
    scope: str = ""
    round: str = ""
    disclosure: str  # "NATIONAL CONFIDENTIAL"
    readers: str = ""  # "For the Customs administration and the bodies it names"
    reference: str = ""
    version: str = ""
    date: str = ""  # as printed
    language: str  # "en", "ar", …
    rtl: bool = False
    training: bool
    code: str = ""  # convergence code
    contact: str = ""
    cover: tuple[tuple[str, str], ...] = ()
    statement: str = ""
    running: str = ""
    foot: str = ""
    producer: str = "FOSDesk"


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentWords:
    """The fixed words that the writers themselves print, in the report language.

    `continued` keeps its two placeholders {sheet} and {row}: the writer alone knows where a long
    text goes on.
    """

    contents: str = "Contents"
    training: str = "TRAINING"
    training_band: str = "TRAINING · FICTIONAL COUNTRY · NOT FOR TRANSMISSION"
    cover_sheet: str = "Cover"
    sheets: str = "Sheets"
    long_sheet: str = "Long texts"
    long_how_to_read: str = (
        "Texts too long for one cell, whole and in order; sheet and cell say where each belongs."
    )
    long_heads: tuple[str, str, str, str] = ("Sheet", "Cell", "Piece", "Text")
    continued: str = "[continued on sheet {sheet}, row {row}]"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportModel:
    """A whole document. `key` is printed below the contents; `fronted` gives cover and contents."""

    facts: DocumentFacts
    words: DocumentWords = field(default_factory=DocumentWords)
    parts: tuple[Part, ...] = ()
    key: tuple[Block, ...] = ()
    sheets: tuple[Sheet, ...] = ()
    fronted: bool = True

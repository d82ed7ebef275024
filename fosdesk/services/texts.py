"""Official texts: the team's own copies of the Framework, of laws and strategies, with the pages that matter.

A text is an entity `text:<SHA-256>` of the journal: the file is kept like evidence, so the same file is the
same text on every computer and its pins meet there. A pin is a field of its own, `pin:<target>:<page>`: two
people who pin different pages lose nothing. The target is the code of a Standard or the id of an item.
Texts are of the class national and never part of a document.
"""

from collections.abc import Iterator, Mapping
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path

from fosdesk.base.errors import UserError
from fosdesk.base.language import Texts
from fosdesk.base.progress import Progress
from fosdesk.base.text import folded
from fosdesk.model.answers import Json
from fosdesk.model.snapshot import Cell, ChangeSet, Edit, Snapshot
from fosdesk.services.answering import EVIDENCE, record
from fosdesk.services.assessment import OpenAssessment
from fosdesk.services.evidence import refuse
from fosdesk.services.facts import TEXT
from fosdesk.services.standards import in_scope, number_of

PIN = "pin:"
SAID = TITLE, EDITION, CARRIED = "title", "edition", "carried"
HERE, MISSING, DAMAGED = "here", "missing", "damaged"
LONGEST = 48
"""Characters of a title that a button repeats."""


@dataclass(frozen=True, slots=True)
class Pin:
    """A page (from 1) that belongs to a target: the code of a Standard, or the id of an item."""

    target: str
    page: int


@dataclass(frozen=True, slots=True)
class OfficialText:
    """A text of the list; `id` is the SHA-256 of its file, `name` that of the file, `size` in bytes.

    `state` is here, missing or damaged. `carried` says whether copies of the dossier hold the file.
    `disputed` are the fields (title, edition, carried) that two people have given different values.
    """

    id: str
    title: str
    edition: str
    name: str
    size: int
    pages: int
    state: str
    carried: bool
    pins: tuple[Pin, ...]
    disputed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Pinned:
    """A page of a text that belongs to a question, or to its Standard."""

    text: OfficialText
    page: int
    target: str


def texts(a: OpenAssessment) -> tuple[OfficialText, ...]:
    """The texts of the assessment, by title."""
    found = (_text(a, entity) for entity in a.snapshot.cells.entities() if entity.startswith(TEXT))
    listed = [text for text in found if text is not None]
    return tuple(sorted(listed, key=lambda text: (folded(text.title), text.id)))


def text(a: OpenAssessment, text_id: str) -> OfficialText:
    """One text. Raises UserError "texts.unknown" where the list has none with this id."""
    found = _text(a, TEXT + text_id)
    if found is None:
        raise UserError("texts.unknown", id=text_id[:12])
    return found


def _text(a: OpenAssessment, entity: str) -> OfficialText | None:
    fields = a.snapshot.fields(entity)
    text_id = entity.removeprefix(TEXT)
    file = _said(fields, EVIDENCE + text_id)
    if not isinstance(file, dict):
        return None
    name, size, pages = str(file.get("name", "")), file.get("size"), file.get("pages")
    whole = size if isinstance(size, int) else 0
    return OfficialText(
        id=text_id,
        title=str(_said(fields, TITLE) or Path(name).stem),
        edition=str(_said(fields, EDITION) or ""),
        name=name,
        size=whole,
        pages=pages if isinstance(pages, int) else 0,
        state=_state(a, text_id, whole),
        carried=_said(fields, CARRIED) is not False,
        pins=tuple(sorted(_pins(fields), key=lambda pin: (pin.target, pin.page))),
        disputed=frozenset(one for one in SAID if one in fields and fields[one].disagreement),
    )


def _said(fields: Mapping[str, Cell], name: str) -> Json:
    return fields[name].value.get("v") if name in fields else None


def _pins(fields: Mapping[str, Cell]) -> Iterator[Pin]:
    for name, cell in fields.items():
        target, _, page = name.removeprefix(PIN).rpartition(":")
        if name.startswith(PIN) and cell.value.get("v") and page.isascii() and page.isdigit():
            yield Pin(target, int(page))


def _state(a: OpenAssessment, text_id: str, size: int) -> str:
    path = a.store.evidence_path(text_id)
    if path is None:
        return MISSING
    return HERE if path.stat().st_size == size else DAMAGED


def path_of(a: OpenAssessment, text_id: str) -> Path:
    """Where the file of a text lies. Raises UserError: texts.unknown, texts.not_here, texts.altered."""
    found = text(a, text_id)
    path = a.store.evidence_path(text_id)
    if path is None:
        raise UserError("texts.not_here", title=found.title, name=found.name)
    if found.state == DAMAGED:
        raise UserError("texts.altered", title=found.title, name=found.name)
    return path


# --- what is pinned


def standard_of(a: OpenAssessment, item_id: str) -> str:
    """The code of the Standard an item belongs to; empty where it belongs to none."""
    item = a.bank.items.get(item_id)
    return "" if item is None else item.standard or a.bank.section(item.section).standard


def pinned(a: OpenAssessment, item_id: str) -> tuple[Pinned, ...]:
    """The pages for a question: those pinned to it first, then those pinned to its Standard."""
    found = texts(a)
    wanted = [target for target in (item_id, standard_of(a, item_id)) if target]
    return tuple(
        Pinned(text, pin.page, target)
        for target in wanted
        for text in found
        for pin in text.pins
        if pin.target == target
    )


def targets(a: OpenAssessment, item_id: str, tr: Texts) -> tuple[tuple[str, str], ...]:
    """What a page can be pinned to, with its name: the Standard and the question, or all Standards."""
    standard = standard_of(a, item_id)
    codes = (standard,) if standard else () if item_id else in_scope(a.facts, a.bank)
    named = tuple((code, target_name(a, code, tr)) for code in codes)
    return (*named, (item_id, target_name(a, item_id, tr))) if item_id else named


def target_name(a: OpenAssessment, target: str, tr: Texts) -> str:
    """A Standard by its number and code, a question by its code; as recorded where the packs know neither."""
    if target in a.bank.items:
        return a.bank.items[target].code
    number = number_of(a.facts, target)
    return tr("{code} (Standard {number})", code=target, number=number) if number else target


def page_name(found: Pinned, tr: Texts) -> str:
    """What the button says that opens a page: "Framework of Standards, page 12"."""
    return tr("{title}, page {page}", title=short_title(found.text), page=tr.number(found.page))


def short_title(found: OfficialText) -> str:
    """The title of a text where the room is small."""
    title = found.title
    return title if len(title) <= LONGEST else title[: LONGEST - 1].rstrip() + "…"


# --- edits


def attach(a: OpenAssessment, path: Path, pages: int, progress: Progress) -> str:
    """Keep the file of a text with so many pages and list it; the id. Waits for the disk: call it in a job.

    A text that is listed already is not listed twice; where its file was missing, it is here again.
    Raises UserError: evidence.empty, evidence.folder, evidence.too_large, file.…
    """
    refuse(path)
    blob = a.store.put_evidence(path, progress=progress)
    entity, field = TEXT + blob.sha256, EVIDENCE + blob.sha256
    if _text(a, entity) is None:
        content: dict[str, Json] = {
            "name": blob.name,
            "note": "",
            "size": blob.size,
            "media_type": blob.media_type,
            "pages": pages,
        }
        record(a, [Edit(entity, field, {"v": content}, a.snapshot.heads(entity, field))]).result()
    return blob.sha256


def say(a: OpenAssessment, text_id: str, field: str, value: str | bool) -> "Future[ChangeSet] | None":
    """Record title, edition or whether copies carry the file; None where that stands already, undisputed."""
    known = text(a, text_id)
    if getattr(known, field) == value and field not in known.disputed:
        return None
    return record(a, [_edit(a, text_id, field, value)])


def remove(a: OpenAssessment, text_id: str) -> "Future[ChangeSet]":
    """Take a text off the list with its pins; the file and the history stay, undo brings it back."""
    return record(a, [_edit(a, text_id, EVIDENCE + text_id, None)])


def pin(a: OpenAssessment, text_id: str, page: int, target: str) -> "Future[ChangeSet]":
    """Pin a page (from 1) to a Standard or an item. Raises UserError texts.no_page for a page it has not."""
    found = text(a, text_id)
    if not 1 <= page <= found.pages:
        raise UserError("texts.no_page", title=found.title, page=page, pages=found.pages)
    return record(a, [_edit(a, text_id, _pin_field(target, page), True)])


def unpin(a: OpenAssessment, text_id: str, page: int, target: str) -> "Future[ChangeSet]":
    """Take a pin away."""
    return record(a, [_edit(a, text_id, _pin_field(target, page), None)])


def _pin_field(target: str, page: int) -> str:
    return f"{PIN}{target}:{page}"


def _edit(a: OpenAssessment, text_id: str, field: str, value: str | bool | None) -> Edit:
    entity = TEXT + text_id
    return Edit(entity, field, {"v": value}, a.snapshot.heads(entity, field))


# --- what others ask about texts


def kept_home(snapshot: Snapshot) -> frozenset[str]:
    """The hashes of texts that copies of the dossier shall not hold, and that no answer rests on."""
    home = {
        entity.removeprefix(TEXT)
        for entity in snapshot.cells.entities()
        if entity.startswith(TEXT) and _said(snapshot.fields(entity), CARRIED) is False
    }
    if not home:
        return frozenset()
    proofs = {
        field.removeprefix(EVIDENCE)
        for (entity, field), cell in snapshot.cells.items()
        if field.startswith(EVIDENCE) and not entity.startswith(TEXT) and cell.value.get("v")
    }
    return frozenset(home - proofs)


def count_line(a: OpenAssessment, tr: Texts) -> str:
    """How many texts and pins there are, for `show`; empty where there is none."""
    found = texts(a)
    if not found:
        return ""
    pins = sum(len(one.pins) for one in found)
    return ", ".join(
        (tr.n("{n} text", "{n} texts", len(found)), tr.n("{n} page pinned", "{n} pages pinned", pins))
    )

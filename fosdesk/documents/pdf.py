"""The PDF of a report: cover, contents, parts, in one layout pass."""

from io import BytesIO
from pathlib import Path

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from fosdesk.base.progress import Progress, SilentProgress
from fosdesk.base.text import visible
from fosdesk.documents.blocks import AnchorGalley, Composer
from fosdesk.documents.export import exported
from fosdesk.documents.fonts import load_fonts
from fosdesk.documents.front import contents_galleys, draw_cover
from fosdesk.documents.look import Paper, type_for
from fosdesk.documents.pages import Pages
from fosdesk.documents.pen import Pen
from fosdesk.documents.typesetting import Typesetter
from fosdesk.documents.verify import check_pdf
from fosdesk.model.report import DocumentFacts, Part, ReportModel

rl_config.useA85 = 0  # compressed streams as they are: text armour costs a quarter of the size


def write_pdf(
    model: ReportModel, path: Path, progress: Progress, *, fonts: Path, invariant: bool = False
) -> int:
    """Write `model` to `path` and return the number of pages; `fonts` is the folder of the faces.

    The file is written beside the target, re-opened and checked, then moved: after an error or a
    cancel (`Cancelled` from `progress`) the old file stands. `invariant` leaves out date and
    identity, for comparison. Raises `UserError` ("file.…", "documents.…").
    """
    pages = 0

    def write(beside: Path) -> None:
        nonlocal pages
        pages = _lay_out(model, str(beside), progress, fonts, invariant)

    exported(path, write, lambda beside: check_pdf(beside, pages))
    progress.report(1, 1)
    return pages


def count_pages(model: ReportModel, fonts: Path) -> int:
    """Return how many pages `model` takes; nothing is written to disk."""
    return _lay_out(model, BytesIO(), SilentProgress(), fonts, invariant=True)


def _lay_out(
    model: ReportModel, target: str | BytesIO, progress: Progress, fonts: Path, invariant: bool
) -> int:
    facts = model.facts
    paper, type_ = Paper(facts.rtl), type_for(facts.rtl)
    setter = Typesetter(load_fonts(fonts), facts.rtl)
    canvas = Canvas(
        target,
        pagesize=(paper.width, paper.height),
        invariant=int(invariant),
        pageCompression=1,
        lang=facts.language,
        initialFontName=setter.fonts.regular.fontName,  # type: ignore[arg-type]
    )
    _describe(canvas, facts)
    pages = Pages(Pen(canvas, setter, type_), model, paper, progress)
    composer = Composer(setter, type_)
    if model.fronted:
        draw_cover(pages, composer)
        pages.begin(model.words.contents)
        pages.flow(contents_galleys(model, composer, paper.text_width))
    for part in model.parts:
        _lay_out_part(part, pages, composer)
    pages.finish()
    canvas.save()
    return pages.number


def _lay_out_part(part: Part, pages: Pages, composer: Composer) -> None:
    pages.begin(part.running)
    pages.place(AnchorGalley(part.title, 0, part.id))
    width = pages.paper.text_width
    if part.titled:
        style = composer.type.title if pages.model.fronted else composer.type.brief_title
        pages.place(composer.text(part.title, style, width, below=4))
    pages.flow(composer.compose(part.blocks, width))


def _describe(canvas: Canvas, facts: DocumentFacts) -> None:
    """Set what a viewer and an archive show of the document."""
    canvas.setTitle(visible(f"{facts.title} – {facts.country}"))
    canvas.setAuthor(visible(facts.administration or facts.country))
    canvas.setSubject(visible(facts.subtitle))
    canvas.setKeywords(
        ", ".join(visible(word) for word in (facts.reference, facts.version, facts.code) if word)
    )
    canvas.setCreator(visible(facts.producer))
    canvas.setProducer(visible(facts.producer))
    canvas.setViewerPreference("DisplayDocTitle", "true")
    if facts.rtl:
        canvas.setViewerPreference("Direction", "/R2L")
    canvas.showOutline()

"""The PDF as a whole: what a reader finds in it, and what happens when the writing fails."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from fosdesk.base.errors import Cancelled, UserError
from fosdesk.base.progress import SilentProgress
from fosdesk.documents.fonts import load_fonts
from fosdesk.documents.pdf import write_pdf
from fosdesk.model.report import Heading, Opening, PageHead, Paragraph, Part, Points, ReportModel, Table
from fosdesk.model.table import Column, Run, text_cell


class CancelAt:
    """Cancels when page `page` begins; remembers what was said of the parts."""

    def __init__(self, page: int) -> None:
        self.page = page
        self.seen: list[tuple[int, int, str]] = []

    def report(self, done: int, total: int, text: str = "") -> None:
        self.seen.append((done, total, text))
        if len(self.seen) >= self.page:
            raise Cancelled


@pytest.fixture
def written(english, tmp_path, fonts):
    path = tmp_path / "report.pdf"
    return path, write_pdf(english, path, SilentProgress(), fonts=fonts)


def strings_of(model: ReportModel) -> list[str]:
    """Return every text of the parts, found in the model without knowing its classes."""
    found: list[str] = []

    def collect(value: object) -> None:
        if isinstance(value, str):
            found.append(value)
        elif isinstance(value, tuple):
            for each in value:
                collect(each)
        elif hasattr(value, "__dataclass_fields__"):
            for name in value.__dataclass_fields__:
                if name not in ("kind", "key", "id", "tone", "formula", "code", "section"):
                    collect(getattr(value, name))

    collect(model.parts)
    collect(model.key)
    return [text for text in found if len(text) > 2 and text not in ("now", "target", "gap", "coverage")]


def test_a_reader_finds_every_text_of_the_model(english, written, tool, words_of):
    path, _ = written
    page_text = words_of(tool("pdftotext", "-raw", path, "-"))
    words = {word for text in strings_of(english) for word in text.split()}
    words -= {"level0", "level1", "level2", "level3", "level4"}
    assert len(words) > 300
    missing = [word for word in words if words_of(word) not in page_text]
    assert missing == []


def test_facts_of_the_document_stand_on_the_cover(english, written, tool):
    path, _ = written
    cover = " ".join(tool("pdftotext", "-l", "1", path, "-").split())
    facts = english.facts
    assert facts.disclosure in cover
    assert facts.readers in cover
    assert facts.country in cover
    assert "Ministry of Finance · Norland Customs Administration" in cover
    assert facts.title in cover
    assert facts.statement in cover
    assert "TRAINING" in cover
    for label, text in facts.cover:
        assert label in cover
        assert text in cover


def test_every_page_bears_class_reference_total_and_training(english, written, tool):
    path, pages = written
    for page in range(1, pages + 1):
        text = " ".join(tool("pdftotext", "-f", str(page), "-l", str(page), "-layout", path, "-").split())
        assert "NATIONAL CONFIDENTIAL" in text
        assert "TRAINING · FICTIONAL COUNTRY · NOT FOR TRANSMISSION" in text
        if page > 1:
            assert english.facts.foot in text
            assert english.facts.running in text
            assert f"{page} / {pages}" in text


def test_a_real_country_bears_no_training_mark(english, tmp_path, fonts, tool):
    real = replace(english, facts=replace(english.facts, training=False))
    path = tmp_path / "real.pdf"
    write_pdf(real, path, SilentProgress(), fonts=fonts)
    assert "TRAINING" not in tool("pdftotext", path, "-")


def test_the_contents_name_the_page_on_which_each_part_begins(english, written, tool):
    path, pages = written
    contents = tool("pdftotext", "-f", "2", "-l", "2", "-layout", path, "-")
    for part in english.parts:
        found = re.search(rf"{re.escape(part.title)}\s.*\s(\d+)$", contents, re.MULTILINE)
        assert found, part.title
        begun = [
            page
            for page in range(3, pages + 1)
            if part.running in tool("pdftotext", "-f", str(page), "-l", str(page), path, "-")
        ]
        assert int(found[1]) == begun[0]


def test_bookmarks_metadata_and_language(written, tool):
    path, pages = written
    info = tool("pdfinfo", path)
    assert "Cross-border e-commerce: assessment report – Republic of Norland" in info
    assert "Norland Customs Administration" in info
    assert "NCA/ECOM/2026/014, 1.0, 7KQ4-MX2R" in info
    assert re.search(rf"Pages:\s+{pages}\b", info)
    content = path.read_bytes()
    assert b"/Lang (en)" in content
    assert content.count(b"/Title") >= 6  # four parts, contents, one Standard, one heading
    fonts = tool("pdffonts", path).splitlines()[2:]
    assert fonts
    assert all(re.search(r"yes yes yes", line) for line in fonts)


def test_links_of_the_contents_lead_to_the_parts_and_the_standards(english, written):
    path, _ = written
    links = re.findall(
        rb"/Dest \[ (\d+) 0 R /XYZ 0 [\d.]+ 0 \] /Rect \[[^]]+\] /Subtype /Link", path.read_bytes()
    )
    heads = sum(isinstance(block, PageHead) for part in english.parts for block in part.blocks)
    assert heads
    assert len(set(links)) == len(english.parts) + heads  # each to a page of its own


def test_two_writings_are_alike_byte_for_byte(english, tmp_path, fonts):
    for name in ("first", "second"):
        write_pdf(english, tmp_path / name, SilentProgress(), fonts=fonts, invariant=True)
    assert (tmp_path / "first").read_bytes() == (tmp_path / "second").read_bytes()


def test_a_brief_has_no_cover_and_no_contents(english, tmp_path, fonts, tool):
    brief = replace(english, fronted=False, parts=english.parts[:1])
    path = tmp_path / "brief.pdf"
    assert write_pdf(brief, path, SilentProgress(), fonts=fonts) == 1
    text = tool("pdftotext", "-layout", path, "-")
    assert "Contents" not in text
    assert re.search(r"1 ?/ ?1$", text.strip())


def test_cancelling_on_any_page_leaves_the_old_file_and_nothing_else(english, tmp_path, fonts):
    path = tmp_path / "report.pdf"
    path.write_bytes(b"the report of last year")
    progress = CancelAt(4)
    with pytest.raises(Cancelled):
        write_pdf(english, path, progress, fonts=fonts)
    assert progress.seen == [
        (0, 6, ""),
        (1, 6, "Contents"),
        (2, 6, "Executive summary"),
        (3, 6, "1 · National environment"),
    ]
    assert path.read_bytes() == b"the report of last year"
    assert list(tmp_path.iterdir()) == [path]


def test_a_missing_font_is_a_sentence_and_leaves_the_old_file(english, tmp_path):
    path = tmp_path / "report.pdf"
    path.write_bytes(b"old")
    with pytest.raises(UserError) as caught:
        write_pdf(english, path, SilentProgress(), fonts=tmp_path / "nowhere")
    assert caught.value.code == "documents.font_missing"
    assert path.read_bytes() == b"old"


def test_a_folder_that_is_gone_is_a_sentence(english, tmp_path, fonts):
    with pytest.raises(UserError) as caught:
        write_pdf(english, tmp_path / "gone" / "report.pdf", SilentProgress(), fonts=fonts)
    assert caught.value.code == "file.gone"


def test_the_table_head_repeats_and_no_page_holds_one_row_alone(english, written, tool):
    path, pages = written
    counted = []
    for page in range(1, pages + 1):
        text = tool("pdftotext", "-f", str(page), "-l", str(page), "-layout", path, "-")
        rows = len(re.findall(r"Inbound parcels, channel \d", text))
        if rows:
            counted.append(rows)
            assert re.search(r"Indicator\s+Value\s+Share", text)
    assert sum(counted) == 40
    assert len(counted) > 1
    assert min(counted) >= 2


def test_a_heading_never_ends_a_page(english, tmp_path, fonts, tool):
    """However much stands above it, a heading goes over with what it heads."""
    for filler in range(36, 58, 2):
        blocks = (
            Opening("\n".join(["Line."] * filler)),
            Heading("A heading"),
            Paragraph("What it heads, first line.\nsecond line.\nthird line.\nfourth line."),
        )
        model = replace(english, fronted=False, key=(), parts=(Part("p", "Part", blocks),))
        path = tmp_path / f"{filler}.pdf"
        for page in range(1, write_pdf(model, path, SilentProgress(), fonts=fonts) + 1):
            text = tool("pdftotext", "-f", str(page), "-l", str(page), path, "-")
            assert ("A heading" in text) == ("What it heads" in text)


def test_a_cell_longer_than_pages_goes_on_whole(english, tmp_path, fonts, tool):
    words = " ".join(f"w{number}x" for number in range(9000))
    columns = (Column("a", "A", width=5), Column("b", "B", width=20))
    table = Table(columns, ((text_cell("one"), text_cell(words)), (text_cell("two"), text_cell("short"))))
    model = replace(english, fronted=False, parts=(Part("p", "Part", (table, Points((words,)))),))
    path = tmp_path / "long.pdf"
    assert write_pdf(model, path, SilentProgress(), fonts=fonts) > 10
    found = re.findall(r"\bw(\d+)x\b", tool("pdftotext", "-raw", path, "-"))
    assert [int(number) for number in found] == [*range(9000), *range(9000)]


def test_weights_inside_a_sentence_do_not_part_its_words(english, tmp_path, fonts, tool):
    words = (Run("The earliest full effect is "), Run("month 19", bold=True), Run("."), Run(" Then rest."))
    model = replace(english, fronted=False, parts=(Part("p", "Part", (Paragraph(words),)),))
    path = tmp_path / "runs.pdf"
    write_pdf(model, path, SilentProgress(), fonts=fonts)
    assert "effect is month 19. Then rest." in " ".join(tool("pdftotext", path, "-").split())


def test_arabic_is_read_back_and_mirrored(arabic, tmp_path, fonts, tool, words_of):
    path = tmp_path / "ar.pdf"
    assert write_pdf(arabic, path, SilentProgress(), fonts=fonts) == 3
    text = words_of(tool("pdftotext", path, "-"))
    words = {word for part in strings_of(arabic) for word in part.split()}
    words |= set(f"{arabic.facts.title} {arabic.facts.statement} {arabic.words.training_band}".split())
    missing = [word for word in words if words_of(word) not in text and not word.startswith("level")]
    assert missing == []
    assert b"/Direction /R2L" in path.read_bytes()


def test_arabic_text_begins_at_the_right_edge(arabic, tmp_path, fonts, tool):
    """Read the place of words: the title ends at the right edge, zero stands right of four."""
    path = tmp_path / "ar.pdf"
    write_pdf(arabic, path, SilentProgress(), fonts=fonts)
    boxes = tool("pdftotext", "-bbox", "-f", "3", "-l", "3", path, "-")
    places = {
        word: (float(left), float(right))
        for left, right, word in re.findall(r'xMin="([\d.]+)".*?xMax="([\d.]+)".*?>([^<]+)</word>', boxes)
    }
    right_edge = (20 + 168) * 72 / 25.4
    assert max(right for _, right in places.values()) == pytest.approx(right_edge, abs=1.5)
    assert places["0"][0] > places["2"][0]


def test_fonts_are_read_once(fonts):
    assert load_fonts(fonts) is load_fonts(Path(fonts))

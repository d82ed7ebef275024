"""Golden documents: what was looked at once stays as it was, cell by cell and page by page.

After a wanted change: ``FOSDESK_UPDATE_GOLDEN=1 start.py test``, look at the new files, run again.
"""

import json
import os
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PIL import Image, ImageChops, ImageStat

from fosdesk.base.progress import SilentProgress
from fosdesk.documents.pdf import write_pdf
from fosdesk.documents.workbook import write_workbook

GOLDEN = Path(__file__).parent.parent / "golden" / "documents"
UPDATE = "FOSDESK_UPDATE_GOLDEN"
PAGES = {"english": (1, 2, 3, 4, 9), "arabic": (1, 2, 3)}


def same(name: str, content: bytes) -> bytes:
    """Return the golden content of `name`; on request it is replaced first (see `must_be_looked_at`)."""
    path = GOLDEN / name
    if os.environ.get(UPDATE):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return path.read_bytes()


@pytest.fixture(autouse=True)
def must_be_looked_at():
    """A run that writes golden files proves nothing: it fails, so that somebody looks and runs again."""
    yield
    assert not os.environ.get(UPDATE), (
        "golden files were written anew: look at them, then run without " + UPDATE
    )


@pytest.fixture(params=["english", "arabic"])
def model(request):
    return request.param, request.getfixturevalue(request.param)


@pytest.fixture
def report(model, tmp_path, fonts):
    name, content = model
    path = tmp_path / f"{name}.pdf"
    write_pdf(content, path, SilentProgress(), fonts=fonts, invariant=True)
    return name, path


def test_the_text_of_each_page_stands_where_it_stood(report, tool):
    name, path = report
    text = tool("pdftotext", "-layout", path, "-")
    lines = "\n".join(line.rstrip() for line in text.splitlines()) + "\n"
    assert lines == same(f"{name}.txt", lines.encode()).decode()


def test_pages_look_as_they_looked(report, tool, tmp_path):
    name, path = report
    pictures = {}
    for page in PAGES[name]:
        picture = tmp_path / f"{name}-{page}"
        tool(
            "pdftoppm",
            "-r",
            "50",
            "-gray",
            "-png",
            "-singlefile",
            "-f",
            str(page),
            "-l",
            str(page),
            path,
            picture,
        )
        pictures[page] = picture.with_suffix(".png")
    for found, golden in [(found, same(found.name, found.read_bytes())) for found in pictures.values()]:
        with Image.open(found) as now, Image.open(BytesIO(golden)) as then:
            assert now.size == then.size
            difference = ImageChops.difference(now.convert("L"), then.convert("L"))
        changed = sum(difference.histogram()[64:]) / (difference.width * difference.height)
        assert changed < 0.001, found.name
        assert ImageStat.Stat(difference).mean[0] < 0.5, found.name


def cells_of(path: Path) -> dict[str, dict[str, list[object]]]:
    """Return value, format, weight, colour and alignment of every cell that holds something."""
    return {
        sheet.title: {
            cell.coordinate: [
                str(cell.value),
                cell.data_type,
                cell.number_format,
                cell.font.b,
                cell.font.color.rgb,
                cell.alignment.horizontal,
                cell.border.top.style,
                cell.border.bottom.style,
            ]
            for row in sheet.iter_rows()
            for cell in row
            if cell.value is not None
        }
        for sheet in load_workbook(path).worksheets
    }


def test_the_cells_of_the_workbook_are_as_they_were(model, tmp_path):
    name, content = model
    path = tmp_path / "w.xlsx"
    write_workbook(content, path, SilentProgress())
    found = json.dumps(cells_of(path), ensure_ascii=False, indent=0, sort_keys=True) + "\n"
    assert json.loads(found) == json.loads(same(f"{name}-workbook.json", found.encode()))

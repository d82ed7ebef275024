"""The check of a PDF finds what is wrong with it."""

import re
import zlib

import pytest

from fosdesk.base.errors import UserError
from fosdesk.base.progress import SilentProgress
from fosdesk.documents.pdf import write_pdf
from fosdesk.documents.verify import check_pdf


@pytest.fixture
def report(english, tmp_path, fonts):
    path = tmp_path / "report.pdf"
    return path, write_pdf(english, path, SilentProgress(), fonts=fonts)


def refused(path, pages) -> str:
    with pytest.raises(UserError) as caught:
        check_pdf(path, pages)
    assert caught.value.code == "documents.not_readable"
    return str(caught.value.params["reason"])


def test_a_whole_file_passes(report):
    check_pdf(*report)


def test_a_page_too_few_is_found(report):
    path, pages = report
    assert refused(path, pages + 1) == f"{pages} pages instead of {pages + 1}"


@pytest.mark.parametrize("kept", [0.0, 0.1, 0.5, 0.9, 0.999])
def test_a_cut_file_is_found(report, kept):
    path, pages = report
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * kept)])
    assert refused(path, pages) == "beginning or end is missing"


def test_an_altered_stream_is_found(report):
    path, pages = report
    content = bytearray(path.read_bytes())
    start = content.find(b"stream\r\n") + 8 if b"stream\r\n" in content else content.find(b"stream\n") + 7
    content[start + 10] ^= 0xFF
    path.write_bytes(content)
    assert refused(path, pages)


def test_any_lost_byte_before_the_end_is_found(report, long):
    path, pages = report
    content = path.read_bytes()
    for place in range(20, len(content) - 200, len(content) // (400 if long else 25)):
        path.write_bytes(content[:place] + content[place + 1 :])
        assert refused(path, pages)


def test_a_font_that_is_not_embedded_is_found(report):
    path, pages = report
    content = path.read_bytes().replace(b"/FontFile2", b"/FontFileX")
    path.write_bytes(content)
    assert refused(path, pages) == "a font is not embedded"


def test_streams_are_compressed_and_not_armoured(report):
    path, _ = report
    content = path.read_bytes()
    assert b"ASCII85" not in content
    found = re.search(rb"/Length (\d+)[^>]*>>[^>]*?stream\r?\n", content)
    assert found
    assert zlib.decompress(content[found.end() : found.end() + int(found[1])])

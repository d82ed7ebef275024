"""Words about documents that were made."""

from __future__ import annotations

from fosdesk.base.language import Texts
from fosdesk.services.made import MadeDocument, made_when
from fosdesk.services.report_content.classification import class_name


def document_line(document: MadeDocument, tr: Texts) -> str:
    """What there is to know of a document that was made, in one line."""
    return "  ·  ".join(
        (
            pages_text(document, tr),
            size_text(document.size, tr),
            class_name(document.disclosure, tr),
            tr.datetime(made_when(document).astimezone()),
            tr("code {code}", code=document.code),
            tr("fingerprint {sha}", sha=document.sha256[:12]),
        )
    )


def pages_text(document: MadeDocument, tr: Texts) -> str:
    """How long a document is."""
    if document.document == "workbook":
        return tr.n("{n} sheet", "{n} sheets", document.pages)
    return tr.n("{n} page", "{n} pages", document.pages)


def size_text(size: int, tr: Texts) -> str:
    """A size in bytes as people say it."""
    if size < 1_000_000:
        return tr("{n} kB", n=tr.number(max(1, round(size / 1000))))
    return tr("{n} MB", n=tr.number(size / 1_000_000, 1))

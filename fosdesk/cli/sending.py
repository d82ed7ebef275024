"""Sending from the command line: documents made, checked and written in one step, and the register."""

import argparse
from dataclasses import asdict, replace
from pathlib import Path

from fosdesk.cli.output import Face
from fosdesk.cli.parser import DOCUMENTS
from fosdesk.services import made, reporting, sending, sent_register
from fosdesk.services.assessment import OpenAssessment
from fosdesk.services.sent_register import FOLDER, MAIL, Letter


def send_documents(face: Face, a: OpenAssessment, arguments: argparse.Namespace) -> None:
    """Make the documents for the readers, note the sending, write the draft or the copies."""
    to, at = Path(arguments.draft or arguments.folder).absolute(), face.context.clock.now().astimezone()
    letter = Letter(MAIL if arguments.draft else FOLDER, arguments.to, arguments.readers, "", "")
    sending.refuse(a, letter)
    wanted = DOCUMENTS if arguments.document == "all" else (arguments.document,)
    chosen = [made.make(a, _order(face, a, document, arguments), face.progress()) for document in wanted]
    subject, body = sending.default_words(a, chosen, face.tr)
    letter = replace(letter, subject=arguments.subject or subject, body=arguments.words or body)
    line = sending.prepare(a, chosen, letter, at, approved=True)
    if arguments.draft:
        path = sending.write_draft(a, line.id, to, at)
        face.say(
            face.tr(
                "Draft written: {path}. Send it with your mail program, then “fosdesk sent {assessment} "
                "--mark {sending}”.",
                path=path,
                assessment=a.id[:8],
                sending=line.id[:8],
            )
        )
    else:
        path = sending.hand_over(a, line.id, to, at, face.progress())
        face.say(face.tr("Copied and checked; the checksums are in {path}.", path=path))
    face.give({"sending": line.id, "path": str(path), "documents": [asdict(one) for one in line.documents]})


def _order(face: Face, a: OpenAssessment, document: str, arguments: argparse.Namespace) -> reporting.Order:
    spoken = arguments.report_language or face.context.settings_store.read().report_language
    at = face.context.clock.now().astimezone()
    return reporting.Order(
        document,
        Path(reporting.default_name(a, document, at, arguments.readers)),
        arguments.readers,
        face.context.texts(spoken),
        face.context.shelf.bank(spoken),
        at,
        face.context.paths.fonts,
    )


def show_register(face: Face, a: OpenAssessment, arguments: argparse.Namespace) -> None:
    """Do what was asked of the register, then print it."""
    at = face.context.clock.now().astimezone()
    if arguments.mark:
        sending.mark_sent(a, sent_register.find(a, arguments.mark).id, at)
    if arguments.reply:
        wanted, reply = arguments.reply
        sending.acknowledge(a, sent_register.find(a, wanted).id, Path(reply), at)
    if arguments.export:
        path = sent_register.export(a, Path(arguments.export), face.tr)
        face.say(face.tr("The register is written: {path}", path=path))
    face.table(*sent_register.table(a, face.tr))
    lines = sent_register.register(a)
    if not lines:
        face.say(face.tr("Nothing was sent yet. “fosdesk send” makes documents and writes them."))
    face.give([{**asdict(line), "state": line.state} for line in lines])

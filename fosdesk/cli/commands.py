"""What each command does, through the services."""

import argparse
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from fosdesk.base.errors import UserError
from fosdesk.base.marking import N_
from fosdesk.cli.output import FOUND, OK, Face
from fosdesk.cli.parser import DOCUMENTS
from fosdesk.model.answers import Answer, NotApplicable, Unknown, Unmeasured
from fosdesk.services.assessment import OpenAssessment
from fosdesk.services.facts import AssessmentFacts

Command = Callable[[Face, argparse.Namespace], int]
SEVERITIES: Mapping[str, str] = {"error": N_("error"), "warning": N_("warning"), "info": N_("information")}


@contextmanager
def opened(face: Face, wanted: str) -> Iterator[OpenAssessment]:
    """The assessment whose id begins with `wanted`, closed afterwards."""
    library = face.context.library
    a = library.open_now(library.full_id(wanted), face.person, face.progress())
    try:
        yield a
    finally:
        library.close_now(a)


def list_assessments(face: Face, _arguments: argparse.Namespace) -> int:
    """`fosdesk list`."""
    from dataclasses import asdict

    entries = face.context.library.list()
    tr = face.tr
    heads = (tr("Id"), tr("Country"), tr("Edition"), tr("Answered"), tr("Saved"), tr("Code"))
    rows = [
        (
            e.id[:8],
            e.country + (f" [{tr('TRAINING')}]" if e.training else ""),
            e.edition,
            f"{e.answered}/{e.total}",
            e.last_saved[:16].replace("T", " "),
            e.code,
        )
        for e in entries
    ]
    face.table(heads, rows)
    if not entries:
        face.say(
            tr("No assessment on this computer yet. Begin one with “fosdesk new”, or try “fosdesk sample”.")
        )
    face.give([asdict(entry) for entry in entries])
    return OK


def new(face: Face, arguments: argparse.Namespace) -> int:
    """`fosdesk new`."""
    from fosdesk.services.setting_up import problems

    facts = _first_facts(face, arguments)
    a = face.context.library.create_now(facts, face.person, face.progress())
    try:
        face.say(face.tr("Assessment {id} of {country} begun.", id=a.id, country=facts.country))
        for sentence in problems(facts, face.tr).values():
            face.err.write(sentence + "\n")
        face.give({"id": a.id})
    finally:
        face.context.library.close_now(a)
    return OK


def _first_facts(face: Face, arguments: argparse.Namespace) -> AssessmentFacts:
    """The facts named on the command line; a code of a WCO Member brings name and region with it."""
    from fosdesk.services.members import member_of
    from fosdesk.services.setting_up import left_out

    bank, code = face.context.content_bank(), arguments.code.upper()
    member = None if arguments.standing not in ("", "member") else member_of(bank, code, face.tr.language)
    country = arguments.country or (member.name if member else "")
    if not country:
        raise UserError("setup.no_country", given=code or "–")
    return AssessmentFacts(
        country=country,
        country_code=code,
        standing=arguments.standing or ("member" if member else ""),
        region=member.region if member else arguments.region.upper(),
        edition=arguments.edition,
        kind=arguments.kind,
        period=arguments.period,
        currency=arguments.currency.upper(),
        round_name=arguments.round_name,
        administration=arguments.administration,
        ministry=arguments.ministry,
        contact=arguments.contact,
        left_out=left_out(bank, arguments.edition, arguments.leave_out),
    )


def show(face: Face, arguments: argparse.Namespace) -> int:
    """`fosdesk show`."""
    from fosdesk.services import showing

    with opened(face, arguments.assessment) as a:
        if arguments.item:
            item_id = showing.find_item(a, arguments.item)
            lines, content = showing.item_lines(a, item_id, face.tr), showing.item_content(a, item_id)
        else:
            lines, content = showing.lines(a, face.tr), showing.content(a)
        for line in lines:
            face.say(line)
        face.give(content)
    return OK


def edition(face: Face, arguments: argparse.Namespace) -> int:
    """`fosdesk edition`: the preview of a move, then the move itself unless it is a trial run."""
    from fosdesk.services import editions

    tr = face.tr
    with opened(face, arguments.assessment) as a:
        found, before = editions.preview(a, arguments.to), editions.answers_hash(a.snapshot)
        if not arguments.dry_run:
            editions.move(a, arguments.to).result()
        first = (
            tr("Trial run, nothing recorded:")
            if arguments.dry_run
            else tr("Moved to the {edition} edition.", edition=found.to)
        )
        for line in (first, *editions.counted(found, tr)):
            face.say(line)
        face.table(
            (tr("Standard"), tr("State"), tr("What")),
            [
                (one.code, tr(editions.STATES[one.state]), editions.moved_text(one, tr))
                for one in found.standards
            ],
        )
        face.give(
            editions.content(found, before, editions.answers_hash(a.snapshot), moved=not arguments.dry_run)
        )
    return OK


def answer(face: Face, arguments: argparse.Namespace) -> int:
    """`fosdesk answer`."""
    from fosdesk.services import answering, showing

    with opened(face, arguments.assessment) as a:
        item_id = showing.find_item(a, arguments.item)
        edits = []
        if _names_an_answer(arguments):
            given = _given(face, a, item_id, arguments)
            seen = a.snapshot.heads(item_id, "value")
            edits.append(answering.answer(a, item_id, given, seen))
        if arguments.comment is not None:
            seen = a.snapshot.heads(item_id, "comment")
            edits.append(answering.set_facet(a, item_id, "comment", arguments.comment, seen))
        for saved in edits:
            saved.result()
        face.say(face.tr("Saved. {answer}", answer=showing.item_lines(a, item_id, face.tr)[0]))
        face.give({"item": item_id, "changes": a.snapshot.changes, "code": a.snapshot.code})
    return OK


def _names_an_answer(arguments: argparse.Namespace) -> bool:
    texts = (arguments.value, arguments.na, arguments.unmeasured)
    return any(text is not None for text in texts) or arguments.unknown or arguments.clear


def _given(face: Face, a: OpenAssessment, item_id: str, arguments: argparse.Namespace) -> Answer | None:
    from fosdesk.services.answering import read_value

    if arguments.clear:
        return None
    if arguments.na is not None:
        return NotApplicable(arguments.na)
    if arguments.unmeasured is not None:
        return Unmeasured(arguments.unmeasured)
    if arguments.unknown:
        return Unknown(arguments.who, arguments.by)
    return read_value(a.bank.items[item_id], arguments.value, face.tr.language)


def import_answers(face: Face, arguments: argparse.Namespace) -> int:
    """`fosdesk import-answers`: all or nothing, with a dry run."""
    from fosdesk.services import importing

    with opened(face, arguments.assessment) as a:
        plan = importing.plan(a, Path(arguments.file), face.tr)
        face.table(
            (face.tr("Item"), face.tr("Field"), face.tr("Verdict"), face.tr("Value")),
            [(row.code, row.field, row.verdict, row.shown[:60]) for row in plan.rows],
        )
        for problem in plan.problems:
            face.err.write(problem + "\n")
        if plan.problems:
            face.err.write(face.tr("Nothing was recorded. Mend the lines above and import again.") + "\n")
        elif not arguments.dry_run:
            importing.apply(a, plan)
        face.say(plan.summary(face.tr, dry=arguments.dry_run))
        face.give(plan.content(dry=arguments.dry_run))
        return FOUND if plan.problems else OK


def report(face: Face, arguments: argparse.Namespace) -> int:
    """`fosdesk report`."""
    with opened(face, arguments.assessment) as a:
        wanted = DOCUMENTS if arguments.document == "all" else (arguments.document,)
        _write_documents(
            face, a, Path(arguments.out), wanted, arguments.disclosure, arguments.report_language,
            both_numbers=arguments.both_numbers,
        )  # fmt: skip
    return OK


def _write_documents(
    face: Face,
    a: OpenAssessment,
    folder: Path,
    wanted: tuple[str, ...],
    disclosure: str,
    language: str,
    *,
    both_numbers: bool = False,
) -> None:
    from fosdesk.services import reporting

    made_at = face.context.clock.now().astimezone()
    spoken = language or face.context.settings_store.read().report_language
    tr, bank = face.context.texts(spoken), face.context.shelf.bank(spoken)
    written, titles = [], {card.id: card.title for card in reporting.catalogue(a, face.tr)}
    for document in wanted:
        target = folder / reporting.default_name(a, document, made_at, disclosure)
        order = reporting.Order(document, target, disclosure, tr, bank, made_at, face.context.paths.fonts)
        order = replace(order, both_numbers=both_numbers)
        done = reporting.write(a, order, face.progress())
        written.append(
            {"document": document, "path": str(done.path), "pages": done.pages, "bytes": done.size}
        )
        face.say(
            face.tr(
                "{document}: {path} ({pages} pages or sheets)",
                document=titles[document],
                path=done.path,
                pages=done.pages,
            )
        )
    face.give(written)


def send(face: Face, arguments: argparse.Namespace) -> int:
    """`fosdesk send`: made for these readers, approved by whoever says so, written."""
    from fosdesk.cli.sending import send_documents

    with opened(face, arguments.assessment) as a:
        send_documents(face, a, arguments)
    return OK


def sent(face: Face, arguments: argparse.Namespace) -> int:
    """`fosdesk sent`."""
    from fosdesk.cli.sending import show_register

    with opened(face, arguments.assessment) as a:
        show_register(face, a, arguments)
    return OK


def copy(face: Face, arguments: argparse.Namespace) -> int:
    """`fosdesk copy`."""
    from fosdesk.services import dossiers

    with opened(face, arguments.assessment) as a:
        path = dossiers.save_copy(face.context, a, Path(arguments.out), face.progress())
        face.say(face.tr("Copied and checked: {path}", path=path))
        face.give({"path": str(path), "code": a.snapshot.code})
    return OK


def open_file(face: Face, arguments: argparse.Namespace) -> int:
    """`fosdesk open`: add a dossier, or merge it where the library knows its assessment."""
    from fosdesk.services import dossiers

    outcome = dossiers.open_dossier(face.context, Path(arguments.file), face.person, face.progress())
    for line in dossiers.outcome_lines(outcome, face.tr):
        face.say(line)
    face.give(dossiers.outcome_content(outcome))
    return FOUND if outcome.disagreements else OK


def sample(face: Face, arguments: argparse.Namespace) -> int:
    """`fosdesk sample`: the exercise country to workbook and report."""
    from fosdesk.services.sample import load_sample

    face.say(face.tr("Loading the exercise country Valdoria (TRAINING) …"))
    a = load_sample(face.context, face.person, face.progress())
    try:
        _write_documents(face, a, Path(arguments.out).resolve(), DOCUMENTS, "national", "")
    finally:
        face.context.library.close_now(a)
    return OK


def check(face: Face, arguments: argparse.Namespace) -> int:
    """`fosdesk check`: the file first, then what the team should look at."""
    from fosdesk.services import care
    from fosdesk.services.review import findings

    with opened(face, arguments.assessment) as a:
        verified = care.verify(a)
        rows = findings(a, face.tr)
        for line in care.verified_lines(verified, face.tr):
            face.say(line)
        face.table(
            (face.tr("Severity"), face.tr("Where"), face.tr("What")),
            [(face.tr(SEVERITIES[row.severity]), row.entity, row.sentence) for row in rows],
        )
        face.give({"sound": verified.sound, "findings": [_finding(row) for row in rows]})
        return OK if verified.sound and not rows else FOUND


def _finding(row: Any) -> Mapping[str, str]:
    return {
        "group": row.group,
        "severity": row.severity,
        "entity": row.entity,
        "field": row.field,
        "text": row.sentence,
    }


def rescue(face: Face, arguments: argparse.Namespace) -> int:
    """`fosdesk rescue`."""
    from fosdesk.services import care

    library = face.context.library
    outcome = care.rescue(face.context, library.full_id(arguments.assessment), face.progress())
    for line in care.rescue_lines(outcome, face.tr):
        face.say(line)
    face.give(care.rescue_content(outcome))
    return OK if not outcome.report.missing else FOUND


def pack(face: Face, arguments: argparse.Namespace) -> int:
    """`fosdesk pack check` and `fosdesk pack diff`."""
    return _pack_check(face, arguments) if arguments.action == "check" else _pack_diff(face, arguments)


def _pack_check(face: Face, arguments: argparse.Namespace) -> int:
    from fosdesk.services.packs import check_packs

    folders = tuple(Path(folder) for folder in arguments.folders)
    checked = check_packs(face.context, folders, face.tr)
    for line in (*checked.lines, *checked.problems, *checked.remarks):
        face.say(line)
    face.give({"packs": checked.lines, "problems": checked.problems, "remarks": checked.remarks})
    return FOUND if checked.problems else OK


def _pack_diff(face: Face, arguments: argparse.Namespace) -> int:
    from dataclasses import asdict

    from fosdesk.services.packs import difference_lines, difference_problems, pack_difference

    found = pack_difference(face.context, Path(arguments.old), Path(arguments.new))
    for line in difference_lines(found, face.tr):
        face.say(line)
    problems = difference_problems(found, face.tr)
    face.give(
        {"differences": [asdict(one) for one in found.found], "needs": found.needs, "problems": problems}
    )
    return FOUND if problems else OK


def selftest(face: Face, _arguments: argparse.Namespace) -> int:
    """`fosdesk selftest`."""
    from fosdesk.services.selftest import run_selftest

    steps = []
    for name, figure in run_selftest(face.context, face.progress()):
        face.say(f"ok  {name}: {figure}")
        steps.append({"step": name, "figure": figure})
    face.say(face.tr("The installation works."))
    face.give(steps)
    return OK


COMMANDS: Mapping[str, Command] = {
    "list": list_assessments,
    "new": new,
    "show": show,
    "edition": edition,
    "answer": answer,
    "import-answers": import_answers,
    "report": report,
    "send": send,
    "sent": sent,
    "copy": copy,
    "open": open_file,
    "sample": sample,
    "check": check,
    "rescue": rescue,
    "pack": pack,
    "selftest": selftest,
}
"""Commands by their word; unknown words never get here."""

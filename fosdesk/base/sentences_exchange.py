"""Sentences of the codes that begin with ``dossier.`` and ``answers.``; see `fosdesk.base.sentences`."""

from collections.abc import Mapping

from fosdesk.base.marking import N_

EXCHANGE: Mapping[str, str] = {
    # --- exchange: answers by item id
    "answers.cell": N_(
        "{place}: an answer is one of v, na, unknown or unmeasured, and only one. Nothing was recorded."
    ),
    "answers.deep": N_("{place}: lists lie too deep inside each other. Nothing was recorded."),
    "answers.form": N_("{place}: this is not written as it must be here. Nothing was recorded."),
    "answers.list": N_("{place}: a list is needed, in square brackets. Nothing was recorded."),
    "answers.missing": N_("{place} is missing. Nothing was recorded."),
    "answers.not_json": N_(
        "This file is not JSON: line {line}, column {column} does not fit. Nothing was recorded. "
        "Correct that place, or export the answers again."
    ),
    "answers.not_utf8": N_("This file is not text in UTF-8. Nothing was recorded. Save it as UTF-8."),
    "answers.number": N_("{place}: this number is not one that can be kept. Nothing was recorded."),
    "answers.object": N_("{place}: names with values are needed, in braces. Nothing was recorded."),
    "answers.range": N_("{place}: this number is too small or too large here. Nothing was recorded."),
    "answers.surrogate": N_(
        "{place}: this text holds half a character. Nothing was recorded. Type it again."
    ),
    "answers.text": N_("{place}: text is needed, in quotation marks. Nothing was recorded."),
    "answers.too_large": N_("{path} is larger than {limit} MB. It was not read, and nothing was recorded."),
    "answers.too_long": N_("{place}: this is too long. Nothing was recorded."),
    "answers.twice": N_("{place} stands twice. Nothing was recorded. Keep one of the two."),
    "answers.unknown": N_("{place}: FOSDesk does not know this name. Nothing was recorded."),
    "answers.whole": N_("{place}: a whole number is needed. Nothing was recorded."),
    # --- exchange: dossiers
    "dossier.altered": N_(
        "This file was damaged or altered after it was written ({part} is not what it was). Nothing was "
        "taken from it. Copy it again, or ask the sender for a new copy."
    ),
    "dossier.body": N_(
        "Entry {line} of the journal in this file is not valid. Nothing was taken from the file. "
        "Ask the sender for a new copy, made with “Save a copy…”."
    ),
    "dossier.body_elsewhere": N_(
        "Entry {line} of the journal in this file belongs to another assessment than the file says. "
        "Nothing was taken from it. Ask the sender for a new copy."
    ),
    "dossier.body_twice": N_(
        "Entry {line} of the journal in this file is there twice. Nothing was taken from the file. "
        "Ask the sender for a new copy."
    ),
    "dossier.bomb": N_(
        "This file unpacks to far more than an honest one would. It may be made to do harm. "
        "It was not opened, and nothing was changed."
    ),
    "dossier.cut_short": N_(
        "This file is incomplete: only its beginning is there. Copy it again, and wait until the copying "
        "has finished before you take the stick out."
    ),
    "dossier.empty": N_("This file is empty: the copying did not finish. Copy it again."),
    "dossier.encrypted": N_(
        "A part of this file is locked with a password ({part}), which FOSDesk never does. Nothing was taken "
        "from it. Ask the sender for the file as FOSDesk wrote it."
    ),
    "dossier.evidence_damaged": N_(
        "The evidence file {path} is not what it was when it was attached; the dossier was not written. "
        "Attach the original again, or save a copy without evidence."
    ),
    "dossier.grown": N_(
        "This file has {extra} bytes more than it should: something was added to it or changed in copying. "
        "Nothing was taken from it. Ask the sender for a new copy."
    ),
    "dossier.incomplete": N_("This file is incomplete: {have} of {whole} MB. Copy it again."),
    "dossier.incomplete_small": N_("This file is incomplete: {have} of {whole} KB. Copy it again."),
    "dossier.is_document": N_(
        "This is a Word document, not a FOSDesk dossier. Choose a file whose name ends in .fosdesk."
    ),
    "dossier.is_folder": N_("{path} is a folder. Choose a file in it whose name ends in .fosdesk."),
    "dossier.is_pdf": N_(
        "This is a PDF document, not a FOSDesk dossier. Choose a file whose name ends in .fosdesk."
    ),
    "dossier.is_sealed": N_(
        "This file is sealed for named recipients and cannot be read here. "
        "Ask the sender for a copy that is not sealed."
    ),
    "dossier.is_store": N_(
        "This is a database, not a FOSDesk dossier. FOSDesk does not open databases of other computers. "
        "There, use “Save a copy…” and bring that file."
    ),
    "dossier.is_workbook": N_(
        "This is an Excel workbook, not a FOSDesk dossier. Choose a file whose name ends in .fosdesk."
    ),
    "dossier.journal_too_large": N_(
        "The journal in this file is larger than FOSDesk accepts ({limit}). Nothing was taken from the file."
    ),
    "dossier.manifest": N_(
        "The list of contents of this file is not valid ({field}). Nothing was taken from the file. "
        "Ask the sender for a new copy."
    ),
    "dossier.newer": N_(
        "This file was made with a newer FOSDesk and needs version {needed}; this is version {have}. "
        "Nothing was changed. Install the newer version, then open the file again."
    ),
    "dossier.not_dossier": N_(
        "This is not a FOSDesk dossier, or its beginning is damaged. Nothing was changed. "
        "Choose a file whose name ends in .fosdesk, or ask the sender for a new copy."
    ),
    "dossier.other_assessment": N_(
        "This file belongs to another assessment ({found}), not to this one ({expected}). "
        "Nothing was changed. Open it from Home to add it to your list."
    ),
    "dossier.part_link": N_(
        "A part of this file is a link ({part}), which FOSDesk never writes. It may be made to do harm. "
        "It was not opened, and nothing was changed."
    ),
    "dossier.part_name": N_(
        "This file holds a part that no dossier has ({part}). It may be made to do harm. "
        "It was not opened, and nothing was changed."
    ),
    "dossier.part_too_large": N_(
        "A part of this file is larger than it can be ({part}). Nothing was taken from the file. "
        "Ask the sender for a new copy."
    ),
    "dossier.part_twice": N_(
        "This file holds the same part twice ({part}). It may be made to do harm. "
        "It was not opened, and nothing was changed."
    ),
    "dossier.part_unlisted": N_(
        "This file holds a part that its own list of contents does not name ({part}). Nothing was taken from "
        "it. Ask the sender for a new copy."
    ),
    "dossier.repacked": N_(
        "This file was changed by another program, for example unpacked and packed again. Nothing was taken "
        "from it. Ask the sender for the file as FOSDesk wrote it."
    ),
    "dossier.signature": N_(
        "The signature of this file is not right: it was altered after it was written. Nothing was taken "
        "from it. Ask the sender for a new copy."
    ),
    "dossier.source_changed": N_(
        "{path} changed while the dossier was being written; the dossier was not written. Try again."
    ),
    "dossier.too_large": N_("This file has {size} MB; a dossier has {limit} MB at most. It was not opened."),
    "dossier.too_large_to_write": N_(
        "The dossier would have {size} MB, and {limit} MB is the most it may have. It was not written. "
        "Save a copy without evidence, and carry the evidence apart."
    ),
    "dossier.too_many": N_(
        "This file holds {count} parts; a dossier has {limit} at most. It was not opened."
    ),
}

"""The sentence of each error code. Shared file: add codes under the comment of your package, in order.

A sentence says what happened, what was kept, and what to do. Parameters stand in braces.
"""

from collections.abc import Mapping

from fosdesk.base.marking import N_

SENTENCES: Mapping[str, str] = {
    # --- base: files and folders
    "cancelled": N_("Cancelled. Nothing was changed."),
    "file.device_failed": N_(
        "{path} could not be written or read: the disk or stick reports a fault. "
        "What was there before is kept. Try another disk."
    ),
    "file.disk_full": N_(
        "The disk is full: {path} could not be written. Nothing that was there before is lost. "
        "Free some space or choose another folder, then try again."
    ),
    "file.gone": N_(
        "{path} is not there any more. If it is on a stick or a network drive, connect it and try again."
    ),
    "file.in_use": N_(
        "{path} is open in another program. Nothing was changed. Close it there and try again, "
        "or choose another name."
    ),
    "file.is_folder": N_("{path} is a folder, and a file is needed. Choose another name."),
    "file.no_rights": N_(
        "You have no right to write or read {path}. Nothing was changed. "
        "Choose another folder, or ask whoever looks after this computer."
    ),
    "file.other": N_(
        "{path} could not be written or read ({reason}). What was there before is kept. Try another folder."
    ),
    "file.copy_differs": N_(
        "The copy {path} does not read back as it was written: the stick or disk is not reliable. "
        "The original is untouched. Use another stick."
    ),
    # --- base: volumes
    "volume.fat": N_(
        "{folder} is on a {filesystem} disk, made for sticks and cameras: a power cut there can destroy "
        "a whole assessment. Keep the library on the computer's own disk; carry dossiers on the stick."
    ),
    "volume.full": N_(
        "{folder} has only {free} MB free, and {need} MB are needed. "
        "Free some space or choose another folder."
    ),
    "volume.not_fixed": N_(
        "{folder} is on a stick, a network drive or another disk that can go away. Keep the library on "
        "the computer's own disk; carry dossiers on the stick."
    ),
    "volume.not_writable": N_(
        "{folder} does not keep what is written into it. Choose a folder on the computer's own disk "
        "in which you may write."
    ),
    "volume.synced": N_(
        "{folder} is kept in step by {service}, which can replace a file while it is in use. "
        "Choose a folder that is not synchronised."
    ),
    # --- base: lock, language, keys, worker
    "language.damaged": N_(
        "The file of translations {path} is damaged. English is shown. Install FOSDesk again to repair it."
    ),
    "language.unknown": N_("FOSDesk does not speak “{language}”. It speaks: {languages}."),
    "settings.set_aside": N_(
        "Your settings could not be read. They were set aside as {path}, and the usual settings are in use."
    ),
    "store.cannot_lock": N_(
        "{path} is on a disk on which FOSDesk cannot make sure that nobody else writes at the same time. "
        "Nothing was opened. Move the library to the computer's own disk."
    ),
    "store.locked": N_(
        "This assessment is already open: {person}, on {host} (process {pid}). Nothing was changed. "
        "Close it there first."
    ),
    "worker.crashed": N_(
        "Reading this file failed in a way that should not happen; the file may be damaged or made to do "
        "harm. Nothing was changed. Ask the sender for a new copy."
    ),
    "worker.too_large": N_(
        "This file needs more memory than an honest one would ({megabytes} MB). It was not opened, "
        "and nothing was changed."
    ),
    "worker.too_slow": N_(
        "Reading this file took more than {seconds} seconds and was stopped. Nothing was changed. "
        "Ask the sender for a new copy."
    ),
    # --- documents
    "documents.font_missing": N_(
        "The font {path} is missing or damaged, so the document cannot be set. Nothing was changed. "
        "Install FOSDesk again to repair it."
    ),
    "documents.not_readable": N_(
        "The document was written, but does not read back as it should ({reason}). It was thrown away; "
        "an older {path} is untouched. Try again, or choose another disk."
    ),
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
    # --- forms: answers
    "answer.constraint": N_("{message}"),
    "answer.constraint_unnamed": N_("This value does not fit the condition of the question."),
    "answer.decimals": N_("At most {most} decimals are asked for."),
    "answer.empty": N_("Nothing is entered. To take an answer back, clear it."),
    "answer.exclusive": N_("“{label}” cannot be chosen together with others."),
    "answer.not_answerable": N_("This line is not a question: nothing can be recorded for it."),
    "answer.not_choice": N_("“{value}” is not one of the choices."),
    "answer.not_date": N_("This is no date. Write it as year-month-day, for example 2026-05-01."),
    "answer.not_level": N_("This is no level. The levels are 0 to {most}."),
    "answer.not_month": N_("This is no month. Write it as year-month, for example 2026-05."),
    "answer.not_number": N_(
        "This is no number, or one with more than 15 digits before or 9 after the decimal mark."
    ),
    "answer.not_text": N_("A text is expected here."),
    "answer.not_whole": N_("A whole number of at most 15 digits is expected here."),
    "answer.pattern": N_("This text has not the form that is asked for."),
    "answer.range": N_("This must be between {least} and {most}."),
    "answer.too_large": N_("This must be at most {most}."),
    "answer.too_long": N_("This text has {length} characters, and at most {most} are allowed."),
    "answer.too_small": N_("This must be at least {least}."),
    "answer.warn": N_("{message}"),
    "answer.warn_unnamed": N_("This value is unusual. Please check it."),
    # --- forms: packs
    "pack.alias": N_("Anchors and aliases (& and *) are not allowed in packs. Write the value out."),
    "pack.bad_character": N_("The file holds a character that YAML does not allow ({character})."),
    "pack.bad_currency": N_(
        "“{name}” is no currency. Write three capital letters, or ${p.…} for a parameter."
    ),
    "pack.bad_engine": N_('Write the engine that is needed as ">=1.0".'),
    "pack.bad_id": N_(
        "“{name}” is no id. Ids start with a small letter and hold a to z, 0 to 9 and _, at most 40 "
        "characters."
    ),
    "pack.bad_language": N_("“{name}” is no language code such as en, fr or ar."),
    "pack.bad_limit": N_(
        "“{name}” is no limit for this type: numbers take numbers, dates take dates in quotes."
    ),
    "pack.bad_pack_id": N_(
        "“{name}” is no id of a pack. It starts with a small letter and holds a to z, 0 to 9 and -."
    ),
    "pack.bad_path": N_("“{name}” is no path inside this pack. Name files relative to its folder, with /."),
    "pack.bad_uses": N_("Write a used pack as id@version, for example framework@1."),
    "pack.bad_value": N_(
        "The value “{name}” has spaces or more than 80 characters. Values are short words; labels "
        "may be long."
    ),
    "pack.bad_version": N_("“{name}” is no version. Write three numbers such as 1.0.0."),
    "pack.bands_order": N_("Bands start at 0, and each starts above the one before."),
    "pack.bands_twice": N_("Two bands have the same id."),
    "pack.choice_twice": N_("The value “{name}” stands twice in this list."),
    "pack.circle": N_("These wait for each other in a circle: {ids}."),
    "pack.empty_file": N_("The file is empty."),
    "pack.empty_list": N_("This list of choices is empty."),
    "pack.empty_text": N_("The text is empty. Leave the key out, or write something."),
    "pack.errors": N_(
        "The pack “{pack}” has {count} mistakes and was not loaded. Nothing was changed. Correct "
        "them and try again."
    ),
    "pack.expects_nothing": N_("This case expects nothing, so it could never fail."),
    "pack.file_missing": N_("There is no file “{name}” in this pack."),
    "pack.file_missing.near": N_("There is no file “{name}” in this pack. Did you mean “{near}”?"),
    "pack.file_too_large": N_("The file is larger than {megabytes} MB."),
    "pack.future_engine": N_(
        "This pack needs the engine {wanted}, and this version of FOSDesk has {engine}. Install a "
        "newer version."
    ),
    "pack.future_format": N_(
        "This pack has the format {given}, and this version of FOSDesk reads {known}. Install a "
        "newer version."
    ),
    "pack.id_elsewhere": N_(
        "The id “{name}” is already used in the pack “{pack}”. Ids are unique across all packs."
    ),
    "pack.id_twice": N_(
        "Two packs use the id “{id}”: {first} and {second}. Nothing was loaded. Remove one of them."
    ),
    "pack.key_missing": N_("The key “{name}” is missing."),
    "pack.key_no_text": N_("A key has to be a word, not a list or a record."),
    "pack.key_not_for_kind": N_("The key “{name}” does not belong to a pack of the kind “{kind}”."),
    "pack.key_twice": N_("“{name}” stands twice here."),
    "pack.level_missing": N_(
        "The text is missing for level {levels}. Describe all of 0 to 4, or leave “levels” out."
    ),
    "pack.limits_crossed": N_("The greatest value lies below the least."),
    "pack.message_alone": N_("This message has no condition that could show it."),
    "pack.national_total": N_(
        "The score “{score}” runs across several headings ({headings}). FOSDesk prints no national total."
    ),
    "pack.needs_date": N_("A date is expected here, for example 2026-05-01."),
    "pack.needs_list": N_("A list is expected here."),
    "pack.needs_month": N_("A month is expected here, for example 2026-05."),
    "pack.needs_number": N_("A number is expected here, without quotes."),
    "pack.needs_quotes": N_("“{text}” would be read as something else than a text. Write it in quotes."),
    "pack.needs_record": N_("Keys with values are expected here."),
    "pack.needs_text": N_("A text is expected here."),
    "pack.needs_whole": N_("A whole number is expected here."),
    "pack.never_zero": N_("Unknown and unanswered never count as zero. Only “exclude” is allowed here."),
    "pack.no_levels": N_("Only level questions can ask for evidence from a level."),
    "pack.no_manifest": N_("The file pack.yaml is missing, so this folder is no pack."),
    "pack.no_pack": N_("“{given}” is no format of a pack. It should be {known}."),
    "pack.no_such_level": N_("“{name}” is no level. The levels are 0 to 4."),
    "pack.no_such_word": N_("“{name}” is not allowed here; allowed are: {words}."),
    "pack.no_such_word.near": N_(
        "“{name}” is not allowed here; allowed are: {words}. Did you mean “{near}”?"
    ),
    "pack.not_named": N_("No key of {manifest} names this file, so it is not part of the pack."),
    "pack.not_read": N_(
        "“{name}” belongs to the format of packs, but this version of FOSDesk does not read it yet."
    ),
    "pack.not_scorable": N_(
        "This cannot be scored: only levels, and choices whose every choice has a score, can have a weight."
    ),
    "pack.not_utf8": N_("The file is not written in UTF-8."),
    "pack.number_range": N_("{given} is not between {least} and {most}."),
    "pack.other_heading": N_("The Standard {standard} stands under heading {heading}, not under {given}."),
    "pack.scale_range": N_("A scale has the levels 0, 1, 2, 3 and 4, in this order."),
    "pack.score_of_scores": N_("Scores are made from questions, never from other scores."),
    "pack.scores_mixed": N_("Some choices have a score and some have none. Give all of them one, or none."),
    "pack.selector_empty": N_("This selects no question that can be scored."),
    "pack.tag": N_("YAML tags such as {name} are not allowed in packs."),
    "pack.too_deep": N_("The file is nested more than {most} deep."),
    "pack.too_many_files": N_("This folder holds {count} files, and a pack has {most} at most."),
    "pack.too_many_items": N_("There are {count} questions here, and a pack has {most} at most."),
    "pack.too_many_rows": N_("There are {count} rows here, and a table has {most} at most."),
    "pack.twice": N_("“{name}” is already defined in {file}, line {line}."),
    "pack.two_documents": N_("The file holds two YAML documents (---). One file is one document."),
    "pack.type_not_read": N_(
        "The type “{name}” belongs to the format of packs, but this version of FOSDesk does not read it yet."
    ),
    "pack.unknown_action": N_("There is no action with the id “{name}” in this pack."),
    "pack.unknown_action.near": N_(
        "There is no action with the id “{name}” in this pack. Did you mean “{near}”?"
    ),
    "pack.unknown_dimension": N_("There is no dimension “{name}” in the Framework."),
    "pack.unknown_dimension.near": N_(
        "There is no dimension “{name}” in the Framework. Did you mean “{near}”?"
    ),
    "pack.unknown_instrument": N_("There is no instrument “{name}” in the packs that this one uses."),
    "pack.unknown_instrument.near": N_(
        "There is no instrument “{name}” in the packs that this one uses. Did you mean “{near}”?"
    ),
    "pack.unknown_key": N_("Unknown key “{name}”."),
    "pack.unknown_key.near": N_("Unknown key “{name}”. Did you mean “{near}”?"),
    "pack.unknown_list": N_("There is no list of choices “{name}” in lists.yaml."),
    "pack.unknown_list.near": N_(
        "There is no list of choices “{name}” in lists.yaml. Did you mean “{near}”?"
    ),
    "pack.unknown_scale": N_("There is no scale “{name}” in lists.yaml."),
    "pack.unknown_scale.near": N_("There is no scale “{name}” in lists.yaml. Did you mean “{near}”?"),
    "pack.unknown_score": N_("There is no score “{name}” before this one."),
    "pack.unknown_score.near": N_("There is no score “{name}” before this one. Did you mean “{near}”?"),
    "pack.unknown_standard": N_("There is no Standard “{name}” in the packs that this one uses."),
    "pack.unknown_standard.near": N_(
        "There is no Standard “{name}” in the packs that this one uses. Did you mean “{near}”?"
    ),
    "pack.unknown_type": N_("There is no type “{name}”."),
    "pack.unknown_type.near": N_("There is no type “{name}”. Did you mean “{near}”?"),
    "pack.unknown_unit": N_("There is no unit “{name}” in lists.yaml."),
    "pack.unknown_unit.near": N_("There is no unit “{name}” in lists.yaml. Did you mean “{near}”?"),
    "pack.uses_missing": N_("This pack uses the pack “{name}”, which is not there."),
    "pack.uses_version": N_("This pack uses version {wanted} of “{name}”, and {given} is there."),
    "pack.warn.banned_word": N_(
        "{item}: level {level} says “{word}”. Say which channel, office or actor is missing."
    ),
    "pack.warn.no_evidence": N_("{item} names no typical evidence."),
    "pack.warn.no_level_texts": N_("{item} has no described levels; only their names will be shown."),
    "pack.warn.no_range": N_("{item} is a percentage without limits."),
    "pack.warn.no_reference": N_("{item} cites no reference."),
    "pack.warn.no_source": N_("{item} does not say where its content comes from (source)."),
    "pack.warn.unscored": N_("{item} has a weight, but no score uses it."),
    "pack.yaml": N_("This is not valid YAML ({reason})."),
    # --- forms: expressions
    "fel.arity": N_("{name}() takes {least} values, and {given} are given."),
    "fel.arity.range": N_("{name}() takes {least} to {most} values, and {given} are given."),
    "fel.bad_character": N_("“{character}” has no meaning in an expression."),
    "fel.bad_date_format": N_("The date format “{format}” may hold %Y %y %m %n %d %e and %% only."),
    "fel.bad_pattern": N_("This pattern cannot be read ({reason})."),
    "fel.bad_reference": N_(
        "“{name}” is no id: ids start with a small letter and hold a to z, 0 to 9 and _."
    ),
    "fel.bare_name": N_("“{name}” stands alone. Write ${{name}} for a question, or '{name}' for a text."),
    "fel.empty": N_("The expression is empty."),
    "fel.ends_early": N_("The expression ends where a value is expected."),
    "fel.expected": N_("“{expected}” is expected here, and “{found}” was found."),
    "fel.expected.end": N_("“{expected}” is missing at the end."),
    "fel.needs_item": N_("{name}() takes a question, written ${…}."),
    "fel.needs_text": N_("{name}() takes a text written in quotes here."),
    "fel.never": N_("This condition is never true: what depends on it would be hidden for ever."),
    "fel.no_such_choice": N_("“{name}” is no answer to {item}; its answers are: {choices}."),
    "fel.no_such_choice.near": N_(
        "“{name}” is no answer to {item}; its answers are: {choices}. Did you mean “{near}”?"
    ),
    "fel.note_has_no_value": N_("{name} is a note and has no value."),
    "fel.own_not_here": N_(
        "“.” stands for the answer itself, which only a constraint or a warning can look at."
    ),
    "fel.rows_not_read": N_(
        "“{name}” is about rows of a table, which this version of FOSDesk does not read yet."
    ),
    "fel.score_not_here": N_("Scores can be read in rules only."),
    "fel.text_in_order": N_("“{operator}” compares numbers and dates, and one side is a text."),
    "fel.too_deep": N_("The expression is nested more than {most} deep. Use a calculation for a part of it."),
    "fel.too_long": N_("The expression has {length} characters, and at most {most} are allowed."),
    "fel.unclosed_reference": N_("“${” is not closed by “}”."),
    "fel.unclosed_text": N_("The text that starts here with {quote} is not closed."),
    "fel.unexpected": N_("“{found}” is not expected here."),
    "fel.unknown_function": N_("There is no function {name}()."),
    "fel.unknown_function.near": N_("There is no function {name}(). Did you mean {near}()?"),
    "fel.unknown_item": N_("There is no question with the id “{name}”."),
    "fel.unknown_item.near": N_("There is no question with the id “{name}”. Did you mean “{near}”?"),
    "fel.unknown_parameter": N_("There is no parameter “{name}”."),
    "fel.unknown_parameter.near": N_("There is no parameter “{name}”. Did you mean “{near}”?"),
    "fel.unknown_score": N_("There is no score with the id “{name}”."),
    "fel.unknown_score.near": N_("There is no score with the id “{name}”. Did you mean “{near}”?"),
    "fel.wrong_item": N_("{name}() does not fit {item}, which is of the type “{type}”."),
    # --- store
    "store.busy": N_(
        "Another program is using the file of this assessment: {path}. Nothing was lost; your words are"
        " still on the screen. Close the other program and try again."
    ),
    "store.copy_differs": N_(
        "The copy {path} does not hold what the assessment holds, and was removed. The assessment "
        "itself is untouched. Try another disk."
    ),
    "store.cut_short": N_(
        "The file of this assessment is {size} bytes long and should be {promised}: {path}. It was not "
        "opened and not changed. Use “Rescue this assessment” to bring everything together that is "
        "still there."
    ),
    "store.damaged": N_(
        "The file of this assessment is damaged: {path} ({reason}). It can be read but not written, and"
        " nothing in it was changed. Use “Rescue this assessment” to bring everything together that is "
        "still there."
    ),
    "store.disk_failed": N_(
        "The disk reports a fault at {path}. What was saved before is kept; your last words are still "
        "on the screen and are not saved yet. Choose another folder for this assessment."
    ),
    "store.disk_full": N_(
        "The disk is full: {path} could not be written. What was saved before is kept; your last words "
        "are still on the screen and are not saved yet. Free some space, or choose another folder."
    ),
    "store.disk_gone": N_(
        "{path} cannot be reached any more. What was saved before is kept there; your last words are "
        "still on the screen and are not saved yet. Connect the disk again, or choose another folder."
    ),
    "store.evidence_differs": N_(
        "The file {path} is not the evidence it should be: it was changed or damaged on the way. It was "
        "not taken in. Ask for a new copy."
    ),
    "store.exists": N_(
        "There is an assessment at {path} already. Nothing was changed. Choose another folder."
    ),
    "store.missing": N_(
        "There is no assessment at {path}. If it is on a disk that can be removed, connect it and try again."
    ),
    "store.newer": N_(
        "This assessment was made with a newer FOSDesk (file version {version}): {path}. You can read "
        "it and copy it, and nothing in it is changed. Install the newer FOSDesk to work on it."
    ),
    "store.newer_changes": N_(
        "This assessment holds entries of a newer FOSDesk that this one must not ignore: {path}. You "
        "can read it, copy it and merge into it. Install the newer FOSDesk to work on it."
    ),
    "store.not_a_store": N_("{path} is not an assessment of FOSDesk. It was not opened and not changed."),
    "store.not_storable": N_(
        "This entry cannot be saved as it is ({why}). Your words are still on the screen. Shorten or "
        "simplify them and try again."
    ),
    "store.not_writable": N_(
        "You have no right to write {path}. What was saved before is kept; your last words are still on"
        " the screen and are not saved yet. Choose another folder, or ask whoever looks after this "
        "computer."
    ),
    "store.nothing_to_rescue": N_(
        "Nothing of an assessment was found in {path} or in the other places given. Nothing was changed."
    ),
    "store.rescue_target": N_(
        "{path} is not empty. A rescue never writes over anything: choose a new folder. Nothing was changed."
    ),
    "store.setting": N_(
        "The database on this computer does not accept the setting {name} (it answers {found}), which "
        "keeps your answers safe. Nothing was opened. Install FOSDesk again."
    ),
    # services
    "answering.form_not_allowed": N_(
        "{item} cannot be answered this way. Nothing was recorded. Give a value, or another kind of answer."
    ),
    "answering.reason_needed": N_(
        "{item} needs the reason why it does not apply or cannot be measured. Nothing was recorded yet."
    ),
    "answering.unknown_item": N_("No question has the id {item}. Nothing was recorded for it."),
    "answering.unknown_item_near": N_(
        "No question has the id or code {item}. Nothing was recorded. The nearest are: {near}."
    ),
    "backup.differs": N_(
        "The backup {path} did not read back as it was written, and was removed. The assessment itself is "
        "saved. Check the disk and try again."
    ),
    "dossier.training_mixed": N_(
        "One of the two is the exercise country: training data and real data are never merged. {country} was "
        "left as it is."
    ),
    "importing.no_evidence": N_(
        "{item}: the evidence file {file} is not beside the file of answers. Nothing was recorded."
    ),
    "importing.problems": N_("The file has {count} problems; the first is: {first} Nothing was recorded."),
    "importing.unknown_fact": N_("Set up has no fact named {fact}. It knows: {known}."),
    "library.several": N_("Several assessments begin with {id}: {found}. Give more of the id."),
    "library.unknown": N_(
        "No assessment of this computer begins with {id}. “fosdesk list” shows those there are."
    ),
    "report.unknown_disclosure": N_("{disclosure} is no class of disclosure. Nothing was written."),
    "report.unknown_document": N_("There is no document {document}. Nothing was written. Known: {known}."),
    "rescue.nothing_left": N_("Nothing of this assessment could be read in {path}. Nothing was moved."),
    "selftest.failed": N_(
        "The self-test failed at the step “{step}”. No data of yours were touched. Install FOSDesk again, and "
        "report this if it happens twice."
    ),
}

"""Sentences of the codes about packs, expressions and answers; see `fosdesk.base.sentences`."""

from collections.abc import Mapping

from fosdesk.base.marking import N_

FORMS: Mapping[str, str] = {
    # --- forms: answers
    "answer.constraint": N_("{message}"),
    "answer.constraint_unnamed": N_("This value does not fit the condition of the question."),
    "answer.decimals": N_("At most {most} decimals are asked for."),
    "answer.empty": N_("Nothing is entered. To take an answer back, clear it."),
    "answer.exclusive": N_("“{label}” cannot be chosen together with others."),
    "answer.file_too_large": N_("“{name}” is larger than {most} MB."),
    "answer.not_answerable": N_("This line is not a question: nothing can be recorded for it."),
    "answer.not_choice": N_("“{value}” is not one of the choices."),
    "answer.not_date": N_("This is no date. Write it as year-month-day, for example 2026-05-01."),
    "answer.not_files": N_("Files are expected here."),
    "answer.not_level": N_("This is no level. The levels are 0 to {most}."),
    "answer.not_month": N_("This is no month. Write it as year-month, for example 2026-05."),
    "answer.not_number": N_(
        "This is no number, or one with more than 15 digits before or 9 after the decimal mark."
    ),
    "answer.not_text": N_("A text is expected here."),
    "answer.not_whole": N_("A whole number of at most 15 digits is expected here."),
    "answer.not_offered": N_("“{value}” was chosen before, and is not among the choices now."),
    "answer.other_file": N_("“{name}” is no file of the kinds that are asked for: {endings}."),
    "answer.pattern": N_("This text has not the form that is asked for."),
    "answer.range": N_("This must be between {least} and {most}."),
    "answer.too_few_rows": N_("At least {least} rows are expected, and {count} are there."),
    "answer.too_many_rows": N_("At most {most} rows are expected, and {count} are there."),
    "answer.too_large": N_("This must be at most {most}."),
    "answer.too_long": N_("This text has {length} characters, and at most {most} are allowed."),
    "answer.too_many_files": N_("At most {most} files are asked for."),
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
    "pack.bad_ending": N_("“{name}” is no ending of file names. Write it small and without dot: pdf."),
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
    "pack.choices_twice": N_("Choices come from a register here, so “{name}” does not belong here."),
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
    "pack.not_in_table": N_("“{name}” cannot stand in a table or matrix."),
    "pack.number_range": N_("{given} is not between {least} and {most}."),
    "pack.other_heading": N_("The Standard {standard} stands under heading {heading}, not under {given}."),
    "pack.scale_range": N_("A scale has the levels 0, 1, 2, 3 and 4, in this order."),
    "pack.reserved_column": N_("“{name}” is kept for the program; give the column another id."),
    "pack.score_of_scores": N_("Scores are made from questions, never from other scores."),
    "pack.lead_time": N_("The lead time needs months in this order: minimum, likely, maximum."),
    "pack.unknown_requirement": N_("“{name}” is no requirement of this pack."),
    "pack.unknown_requirement.near": N_("“{name}” is no requirement of this pack. Did you mean “{near}”?"),
    "pack.requirement_circle": N_("These requirements wait for each other: {ids}."),
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
    "pack.unknown_register": N_("There is no register “{name}”."),
    "pack.unknown_register.near": N_("There is no register “{name}”. Did you mean “{near}”?"),
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
    "pack.diff.other_pack": N_(
        "These are two packs, {old} and {new}. Name two versions of one pack to compare them."
    ),
    "pack.remark.alike": N_(
        "{item} and {other} ask nearly the same. Keep one, or say what tells them apart."
    ),
    "pack.remark.light": N_("{item} weighs {weight} in the score {score}: too little to be seen in it."),
    "pack.remark.long": N_("{item}: a text of {length} characters, and {most} fit: “{text}”"),
    "pack.remark.requirement": N_("{item} is a legal requirement and cites no reference."),
    "pack.remark.unreachable": N_("{item} is never asked: no answers meet its condition ({condition})."),
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
    # --- forms: checks of answers, translations
    "check.disagreement": N_("{item}: two different answers are recorded. Choose one."),
    "check.evidence_expected": N_("{item}: evidence is expected for this answer."),
    "check.invalid": N_("{item}: the answer does not fit the question."),
    "check.no_evidence": N_("{item}: level {level} is claimed without evidence."),
    "check.no_reason": N_("{item}: the reason is missing."),
    "check.no_source": N_("{item}: the source of the figure is missing."),
    "check.no_year": N_("{item}: the year of the figure is missing."),
    "check.reconfirm": N_(
        "{item}: answered before the move to the {edition} edition. Confirm it or answer anew."
    ),
    "check.required": N_("{item}: an answer is required."),
    "check.unknown_without_date": N_("{item}: unknown, and no date is set by which it will be found out."),
    "check.unknown_without_owner": N_("{item}: unknown, and nobody is named who will find out."),
    "check.unusual": N_("{item}: the answer is unusual."),
    "po.damaged": N_(
        "The translation {file} is damaged at line {line}. It was not loaded. "
        "Install FOSDesk again to repair it."
    ),
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
    "fel.needs_column": N_("Say which column of {name} is meant: ${{name}}/column."),
    "fel.needs_item": N_("{name}() takes a question, written ${…}."),
    "fel.needs_text": N_("{name}() takes a text written in quotes here."),
    "fel.never": N_("This condition is never true: what depends on it would be hidden for ever."),
    "fel.no_such_choice": N_("“{name}” is no answer to {item}; its answers are: {choices}."),
    "fel.no_such_choice.near": N_(
        "“{name}” is no answer to {item}; its answers are: {choices}. Did you mean “{near}”?"
    ),
    "fel.no_table": N_("{name} is no table, so it has no rows."),
    "fel.note_has_no_value": N_("{name} is a note and has no value."),
    "fel.own_not_here": N_(
        "“.” stands for the answer itself, which only a constraint or a warning can look at."
    ),
    "fel.position_not_here": N_(
        "The place of a row, position(), stands in tables and in brackets after a table only."
    ),
    "fel.rows_alone": N_("{name} has many rows. Make one value of them, with count() or sum() for example."),
    "fel.rows_not_read": N_("{name}() is not read. Write ${…}[position() = 2]/column instead."),
    "fel.score_not_here": N_("Scores can be read in rules only."),
    "fel.text_in_order": N_("“{operator}” compares numbers and dates, and one side is a text."),
    "fel.too_deep": N_("The expression is nested more than {most} deep. Use a calculation for a part of it."),
    "fel.too_long": N_("The expression has {length} characters, and at most {most} are allowed."),
    "fel.unclosed_reference": N_("“${” is not closed by “}”."),
    "fel.unclosed_text": N_("The text that starts here with {quote} is not closed."),
    "fel.unexpected": N_("“{found}” is not expected here."),
    "fel.unknown_column": N_("There is no column “{name}” here."),
    "fel.unknown_column.near": N_("There is no column “{name}” here. Did you mean “{near}”?"),
    "fel.unknown_function": N_("There is no function {name}()."),
    "fel.unknown_function.near": N_("There is no function {name}(). Did you mean {near}()?"),
    "fel.unknown_item": N_("There is no question with the id “{name}”."),
    "fel.unknown_item.near": N_("There is no question with the id “{name}”. Did you mean “{near}”?"),
    "fel.unknown_parameter": N_("There is no parameter “{name}”."),
    "fel.unknown_parameter.near": N_("There is no parameter “{name}”. Did you mean “{near}”?"),
    "fel.unknown_score": N_("There is no score with the id “{name}”."),
    "fel.unknown_score.near": N_("There is no score with the id “{name}”. Did you mean “{near}”?"),
    "fel.wrong_item": N_("{name}() does not fit {item}, which is of the type “{type}”."),
}

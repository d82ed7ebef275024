"""The sentence of each error code: here and, for exchange and forms, in the two modules beside this one.

A sentence says what happened, what was kept, and what to do. Parameters stand in braces.
"""

from collections.abc import Mapping

from fosdesk.base.marking import N_
from fosdesk.base.sentences_exchange import EXCHANGE
from fosdesk.base.sentences_forms import FORMS

SENTENCES: Mapping[str, str] = {
    **EXCHANGE,
    **FORMS,
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
    # --- evidence
    "evidence.empty": N_(
        "{name} is empty (0 bytes) and proves nothing. It was not attached. Check it where it comes from."
    ),
    "evidence.folder": N_(
        "{name} is a folder. Nothing was attached from it. Attach the files in it that prove the answer."
    ),
    "evidence.too_large": N_(
        "{name} has {size} MB; evidence may have {limit} MB, so that dossiers can still be carried. It was "
        "not attached. Attach the pages that prove the answer, or name the document by reference."
    ),
    "evidence.no_picture": N_(
        "The picture on the clipboard could not be kept. Save it as a file and attach that."
    ),
    "evidence.not_here": N_(
        "The file {name} is not on this computer: the dossier came without its evidence. "
        "Ask for the dossier with evidence."
    ),
    "evidence.runs": N_(
        "{name} is of a kind that can run as a program, so FOSDesk does not open it. Nothing was changed. "
        "Save a copy and have it checked first."
    ),
    "evidence.title_needed": N_("A reference needs the title of the document. Nothing was recorded."),
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
    "evidence_register.altered": N_(
        "The copy {path} of {name} is not what was attached: the file was altered on this computer, or the "
        "disk failed. Ask for the file again."
    ),
    "evidence_register.not_here": N_(
        "The file {name} is not on this computer: the dossier came without its evidence. Ask for the dossier "
        "with evidence."
    ),
    "evidence_register.unknown": N_("No answer has the evidence {id} any more. Nothing was recorded."),
    "texts.unknown": N_("No official text has the id {id} any more. Nothing was recorded."),
    "texts.not_here": N_(
        "The file {name} of “{title}” is not on this computer: the dossier came without it. Attach your own "
        "copy of the same file: its pages stay pinned."
    ),
    "texts.altered": N_(
        "The file {name} of “{title}” is not what was attached any more. Attach the same file again: its "
        "pages stay pinned."
    ),
    "texts.no_page": N_("“{title}” has {pages} pages; there is no page {page} to pin. Nothing was recorded."),
    "texts.not_shown": N_(
        "{path} cannot be shown: it is no PDF, or it is damaged. Nothing was changed. Attach the same file "
        "again."
    ),
    "texts.locked": N_(
        "{name} is protected by a password and cannot be shown. It was not attached. Save a copy without "
        "the password in the program that made it, and attach that."
    ),
    "texts.not_readable": N_(
        "{name} cannot be shown: it is no PDF, or it is damaged. It was not attached. Get the file again "
        "from where it is published."
    ),
    "registers.no_cell": N_("No register has a column {column} for the row {row}. Nothing was recorded."),
    "registers.unknown": N_("No register has the name {register}. Nothing was recorded for it."),
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
    "setup.no_country": N_(
        "Name the country, or give the code of a WCO Member: “{given}” is none. Nothing was begun."
    ),
    "edition.unknown": N_("There is no edition {edition}. There are: {known}. Nothing was changed."),
    "edition.same": N_("The assessment is in the {edition} edition already. Nothing was changed."),
    "setup.no_standard": N_(
        "{standard} is no Standard of the {edition} edition. Nothing was begun. It has: {known}."
    ),
    "setup.no_reason": N_(
        "Say why {standard} is not assessed: {standard}=REASON. The report prints the reason. "
        "Nothing was begun."
    ),
    "importing.team": N_(
        "The team must be a list of people, each with a name and, as texts, role, duty, organisation "
        "and languages."
    ),
    "importing.unknown_fact": N_("Set up has no fact named {fact}. It knows: {known}."),
    "library.several": N_("Several assessments begin with {id}: {found}. Give more of the id."),
    "library.unknown": N_(
        "No assessment of this computer begins with {id}. “fosdesk list” shows those there are."
    ),
    "report.unknown_disclosure": N_("{disclosure} is no class of disclosure. Nothing was written."),
    "report.unknown_document": N_("There is no document {document}. Nothing was written. Known: {known}."),
    "rescue.nothing_left": N_("Nothing of this assessment could be read in {path}. Nothing was moved."),
    "selftest.failed": N_(
        "The self-test failed at the step “{step}”. No data of yours were touched. Install FOSDesk again, "
        "and report it if it happens twice."
    ),
    # --- outbox and sending
    "outbox.bad_address": N_("{address} is no address a mail can go to. Nothing was written. Correct it."),
    "outbox.too_large_for_mail": N_(
        "The documents are {size} MB together, and most mail servers take no more than {limit} MB. Nothing "
        "was written. Choose fewer documents, or hand them over in a folder or on a stick."
    ),
    "made.unknown": N_(
        "There is no document {name} among those that were made on this computer. Nothing was done. "
        "Make it on the page Documents."
    ),
    "preview.not_readable": N_(
        "{path} cannot be shown: it is no PDF, or it is damaged. Nothing was changed. "
        "Make the document again."
    ),
    "sending.class_too_narrow": N_(
        "{name} was made for a narrower circle and may not go to readers of the class “{readers}”. "
        "Nothing was written. Make the document again for these readers."
    ),
    "sending.document_changed": N_(
        "{name} is not the file that was approved: somebody changed it since. Nothing was written. "
        "Withdraw this sending and make the document again."
    ),
    "sending.document_missing": N_(
        "{name} is not on this computer any more. Nothing was written. Send it from the computer on which it "
        "was made, or withdraw this sending and make the document again."
    ),
    "sending.gone_already": N_("This was sent already. Nothing was changed. Put a new sending together."),
    "sending.no_receiver": N_("Nobody is named as the receiver. Name who gets the documents."),
    "sending.not_approved": N_(
        "Nobody has approved this sending yet. Nothing was written. Approve it, then send it."
    ),
    "sending.not_sent": N_(
        "This was not sent yet, so no reply can acknowledge it. Nothing was recorded. Send it first."
    ),
    "sending.not_written": N_(
        "The mail draft was not made yet. Nothing was recorded. Make the draft and send it first."
    ),
    "sending.nothing_chosen": N_("No document is chosen. Nothing was written. Choose at least one."),
    "sending.out_of_date": N_(
        "Answers have changed since {name} was made. Make it again, or send it as it is if that is meant."
    ),
    "sending.reply_missing": N_(
        "The reply {name} is not on this computer. Its entry in the register is kept. Open it on the "
        "computer on which it was attached, or open a dossier with evidence from there."
    ),
    "sending.training": N_(
        "{country} is the exercise country: its documents are never sent. Nothing was written. Open a real "
        "assessment to send documents."
    ),
    "sending.unknown": N_("There is no sending {sending} in the register. Nothing was recorded."),
}

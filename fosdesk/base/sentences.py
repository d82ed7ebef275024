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
}

"""Run one command: parse, do, say; a sentence for the user's world, an honest exit code for programs."""

import os
import sys
import traceback
from collections.abc import Callable, Sequence
from typing import IO

from fosdesk.base.errors import Cancelled, FosdeskError, sentence
from fosdesk.base.language import LANGUAGES, Texts, preferred_language
from fosdesk.cli.commands import COMMANDS
from fosdesk.cli.output import BUG, FAILED, USAGE, Face
from fosdesk.cli.parser import make_parser
from fosdesk.services.context import AppContext
from fosdesk.services.facts import Person


def run(
    wire: Callable[[], AppContext],
    argv: Sequence[str],
    out: IO[str] | None = None,
    err: IO[str] | None = None,
) -> int:
    """Run the command in `argv` and return its exit code (see `fosdesk.cli.output`)."""
    stdout, stderr = out or sys.stdout, err or sys.stderr
    context = wire()
    tr = context.texts(_language(context, argv))
    try:
        arguments = make_parser(tr).parse_args(list(argv))
    except SystemExit as stop:
        return USAGE if stop.code else 0
    face = Face(
        context, tr, _person(context, arguments.person, arguments.role, tr), arguments.json, stdout, stderr
    )
    try:
        return COMMANDS[arguments.command](face, arguments)
    except (Cancelled, KeyboardInterrupt):
        stderr.write(tr("Cancelled. Nothing half-made was left behind.") + "\n")
        return FAILED
    except FosdeskError as error:
        return _told(error, face)
    except Exception:  # noqa: BLE001  our own bug: shown whole, with its own exit code
        traceback.print_exc(file=stderr)
        return BUG
    finally:
        context.jobs.shutdown()


def _told(error: FosdeskError, face: Face) -> int:
    face.err.write(sentence(error, face.tr) + "\n")
    face.give({"error": error.code, "params": {name: str(value) for name, value in error.params.items()}})
    return FAILED


def _language(context: AppContext, argv: Sequence[str]) -> str:
    """The language asked for on the line, else that of the settings, else that of the computer."""
    words = list(argv)
    if "--language" in words[:-1]:
        asked = words[words.index("--language") + 1]
        if asked in LANGUAGES:
            return asked
    if context.paths.settings_file.exists():
        return context.settings_store.read().language
    return preferred_language(os.environ)


def _person(context: AppContext, name: str, role: str, tr: Texts) -> Person:
    settings = context.settings_store.read()
    return Person(name or settings.person_name or tr("Command line"), role or settings.person_role)

"""The exercise country: fictional, complete, marked TRAINING; loaded through the services like real data."""

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from fosdesk.base.language import english
from fosdesk.base.progress import Progress
from fosdesk.exchange.answers_json import AnswersFile, read_answers
from fosdesk.services import importing
from fosdesk.services.assessment import OpenAssessment
from fosdesk.services.context import AppContext
from fosdesk.services.facts import TEAM, AssessmentFacts, Person

SAMPLE_FILE = "sample.json"

Words = Mapping[str, str]
"""What stands in another language for a text of the sample."""


def load_sample(context: AppContext, person: Person, progress: Progress) -> OpenAssessment:
    """Create a new assessment of the exercise country with all its answers and evidence.

    Comments, reasons, captions and names are in the language of the questions, where the sample has it.
    """
    folder = context.paths.sample
    content = sample_content(folder, context.settings_store.read().content_language)
    progress.report(0, 3)
    team = tuple(importing.people(content.facts.get(TEAM, {})) or ())
    a = context.library.create_now(AssessmentFacts(training=True, team=team), person, progress)
    try:
        progress.report(1, 3)
        plan = importing.plan_content(a, content, folder, english())
        importing.apply(a, plan)
        progress.report(3, 3)
    except BaseException:
        context.library.close_now(a)
        raise
    return a


def sample_content(folder: Path, language: str) -> AnswersFile:
    """What the sample says, in `language` where ``sample.<language>.json`` gives its words."""
    content = read_answers(folder / SAMPLE_FILE)
    path = folder / f"sample.{language}.json"
    if not path.is_file():
        return content
    known = json.loads(path.read_text("utf-8"))
    return _in_words(content, known["texts"], {**known["texts"], **known["missing"]})


def _in_words(content: AnswersFile, texts: Words, missing: Words) -> AnswersFile:
    """`content` with its texts replaced; the list of what is missing has words that are values elsewhere."""
    return AnswersFile(
        facts=_said(content.facts, texts),
        answers={
            item: {
                name: _said(value, missing if name == "followup" else texts) for name, value in given.items()
            }
            for item, given in content.answers.items()
        },
        rows={
            register: tuple(replace(row, cells=_said(row.cells, texts)) for row in rows)
            for register, rows in content.rows.items()
        },
    )


def _said(value: Any, words: Words) -> Any:
    """Every text in `value` that the words know, in the other language; names of fields stay."""
    if isinstance(value, str):
        return words.get(value, value)
    if isinstance(value, Mapping):
        return {name: _said(one, words) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(_said(one, words) for one in value)
    return value

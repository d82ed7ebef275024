"""The exercise country: fictional, complete, marked TRAINING; loaded through the services like real data."""

from fosdesk.base.language import english
from fosdesk.base.progress import Progress
from fosdesk.exchange.answers_json import read_answers
from fosdesk.services import importing
from fosdesk.services.assessment import OpenAssessment
from fosdesk.services.context import AppContext
from fosdesk.services.facts import TEAM, AssessmentFacts, Person

SAMPLE_FILE = "sample.json"


def load_sample(context: AppContext, person: Person, progress: Progress) -> OpenAssessment:
    """Create a new assessment of the exercise country with all its answers and evidence."""
    folder = context.paths.sample
    content = read_answers(folder / SAMPLE_FILE)
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

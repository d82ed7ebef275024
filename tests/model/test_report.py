"""Words and parts of a document."""

import pytest

from fosdesk.model.report import DocumentFacts, Part
from fosdesk.model.table import Run, led, plain, runs, text_cell


def test_a_lead_stands_in_bold_before_its_text():
    assert led("Nobody measures.", "No time is published.") == (
        Run("Nobody measures.", bold=True),
        Run(" No time is published."),
    )
    assert led("", "text") == "text"
    assert led("Alone.", "") == (Run("Alone.", bold=True),)
    assert plain(led("One.", "Two.")) == "One. Two."


def test_plain_text_is_one_run_and_empty_text_none():
    assert runs("text") == (Run("text"),)
    assert runs("") == ()
    assert runs((Run("a"), Run("b", bold=True))) == (Run("a"), Run("b", bold=True))


def test_a_cell_gives_its_words():
    assert plain(text_cell("finding", "Lead.").words) == "Lead. finding"


@pytest.mark.parametrize(
    ("part", "running"),
    [
        (Part("p", "Executive summary", ()), "Executive summary"),
        (Part("p", "The Standards", (), "2"), "2 · The Standards"),
        (Part("p", "The Standards", (), "2", section="Standards"), "Standards"),
    ],
)
def test_the_running_head_names_number_and_title(part, running):
    assert part.running == running


def test_facts_cannot_be_changed():
    facts = DocumentFacts(kind="brief", title="T", country="C", disclosure="D", language="en", training=False)
    with pytest.raises(AttributeError):
        facts.title = "other"  # type: ignore[misc]

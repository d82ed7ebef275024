"""The guidance of a legal requirement: rule, level, lead time, strength of each reference."""

from fosdesk.base.language import Texts
from fosdesk.forms.pack import RULE_LEVELS, STRENGTHS, Reference
from fosdesk.services import requirements
from fosdesk.services.assessment import OpenAssessment
from fosdesk.services.guidance import guidance
from fosdesk.services.journey import journey, question_sections
from fosdesk.services.search import find


def test_every_strength_and_level_has_words() -> None:
    assert set(requirements.STRENGTHS) == set(STRENGTHS)
    assert set(requirements.LEVELS) == set(RULE_LEVELS)


def test_the_panel_says_what_a_conforming_text_says(a: OpenAssessment, tr: Texts) -> None:
    found = guidance(a, "law_aed_01", tr)
    assert found.rule.startswith("An act creates the duty for all modes and channels")
    assert found.change == (
        "Add a section on advance data to the customs act, and amend the postal act.",
        "Normally in: act, regulation.",
        "Lead time: 18 months (12 to 30); a planning assumption.",
        "To be settled first: LEG-00-03.",
        "Others wait for this one.",
    )


def test_each_reference_says_how_it_binds_and_whom(a: OpenAssessment, tr: Texts) -> None:
    references = dict(guidance(a, "law_aed_01", tr).references)
    assert references["WTO TFA Article 7.1 – treaty duty: Customs accepts early data; no duty of traders"]
    assert any("framework, not binding: Duty of traders" in text for text in references)


def test_the_question_on_practice_shows_the_rule_too(a: OpenAssessment, tr: Texts) -> None:
    law, practice = guidance(a, "law_aed_01", tr), guidance(a, "law_aed_01_practice", tr)
    assert practice.rule == law.rule
    assert practice.references == law.references
    assert practice.evidence == law.evidence


def test_other_questions_have_no_rule(a: OpenAssessment, tr: Texts) -> None:
    found = guidance(a, "aed_legal_c1", tr)
    assert (found.rule, found.change) == ("", ())
    assert ("WTO TFA Article 7.1", True) in found.references


def test_a_reference_without_strength_stays_as_it_is(tr: Texts) -> None:
    assert requirements.reference_text("RKC", Reference("rkc", "3.25"), tr) == "RKC 3.25"
    bare = Reference("rkc", "", strength="guidance")
    assert requirements.reference_text("RKC", bare, tr) == "RKC – guidance"


def test_law_is_a_step_of_the_journey(a: OpenAssessment, tr: Texts) -> None:
    steps = [step.id for step in journey(a, tr)]
    assert steps[steps.index("standards") + 1] == "law"
    sections = [section.pack for section in question_sections(a)]
    asked = [pack for pack in dict.fromkeys(sections) if pack in ("environment", "standards", "law")]
    assert asked == ["environment", "standards", "law"]
    assert sections.count("law") >= 8


def test_a_requirement_is_found_by_its_code(a: OpenAssessment, tr: Texts) -> None:
    assert "law_simplified_08" in [hit.id for hit in find(a, "LEG-05-08", tr)]

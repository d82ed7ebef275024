"""Search as people type: codes in any form, words without accents, the best first, with its state."""

import subprocess
import sys

import pytest

from fosdesk.base.language import english
from fosdesk.services import answering
from fosdesk.services.assessment import OpenAssessment
from fosdesk.services.search import find


def found(a: OpenAssessment, text: str) -> list[tuple[str, str]]:
    return [(hit.kind, hit.id) for hit in find(a, text, english())]


@pytest.mark.parametrize(
    "typed", ["aed-legal-c1", "AED_LEGAL_C1", "aed legal c1", "AEDLEGALC1", "  Aed-Legal-c1 "]
)
def test_a_code_is_found_however_it_is_typed(sample: OpenAssessment, typed: str) -> None:
    assert found(sample, typed)[0] == ("item", "aed_legal_c1")


def test_a_question_says_where_it_is_and_its_state(sample: OpenAssessment) -> None:
    answering.answer(sample, "aed_legal_c2", None, sample.snapshot.heads("aed_legal_c2", "value")).result()
    first = find(sample, "aed-legal-c3", english())[0]
    assert first.title.startswith("AED-LEGAL-C3  Time limits")
    assert first.second == "Legal framework for advance electronic data  ·  2 Developing"
    assert find(sample, "aed-legal-c2", english())[0].second.endswith("Unanswered")


def test_the_better_answer_stands_first(sample: OpenAssessment) -> None:
    assert found(sample, "risk")[0] == ("section", "risk")
    assert found(sample, "aed-legal")[0] == ("section", "aed_legal")
    hits = found(sample, "aed-legal")
    assert [one for kind, one in hits if kind == "item"][:8] == [f"aed_legal_c{n}" for n in range(1, 9)]
    assert found(sample, "director")[0] == ("document", "brief")


def test_words_of_a_comment_find_the_question_and_come_last(sample: OpenAssessment) -> None:
    cell = sample.snapshot.heads("risk_c4", "comment")
    answering.set_facet(sample, "risk_c4", "comment", "Décret à l’œuvre secondaire xylophone", cell).result()
    assert found(sample, "xylophone") == [("item", "risk_c4")]
    assert found(sample, "decret a l’oeuvre") == [("item", "risk_c4")]


@pytest.mark.parametrize("typed", ["", "   ", "zzzz", "aed-legal-c99"])
def test_what_is_not_there_is_not_found(sample: OpenAssessment, typed: str) -> None:
    assert found(sample, typed) == []


def test_hidden_questions_are_not_found(sample: OpenAssessment) -> None:
    heads = sample.snapshot.heads("assessment", "edition")
    answering.set_fact(sample, "edition", "2018", heads).result()
    assert ("item", "aed_quality_c1") not in found(sample, "aed-quality-c1")


def test_the_first_search_does_not_load_what_writes_documents() -> None:
    code = "import sys, fosdesk.services.search; print('fosdesk.services.reporting' in sys.modules)"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "False"

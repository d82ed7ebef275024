"""The brief for the Director General: two pages whatever was written, decisions that follow from answers."""

import re
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from fosdesk.base.language import Texts, load_texts
from fosdesk.base.progress import SilentProgress
from fosdesk.documents.pdf import write_pdf
from fosdesk.forms.bank import Bank
from fosdesk.forms.pack import Pack, Rule
from fosdesk.model.answers import Unknown
from fosdesk.model.report import Decisions, Points
from fosdesk.model.table import plain
from fosdesk.services import answering, reporting
from fosdesk.services.assessment import OpenAssessment
from fosdesk.services.context import AppContext
from fosdesk.services.facts import Person
from fosdesk.services.report_content import decisions as d
from fosdesk.services.report_content.brief import brief_title, director_brief
from fosdesk.services.report_content.material import Material, gather

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
LONG = "The administration and every body it names in the order of the year work on this matter. " * 40
LANGUAGES = ("en", "xx-mirror", "xx-long")

Pages = Callable[[Material], list[str]]


def material(a: OpenAssessment, tr: Texts, bank: Bank | None = None) -> Material:
    return gather(a.view, bank or a.bank, tr, "national", NOW)


@pytest.fixture
def pages(context: AppContext, tmp_path: Path) -> Pages:
    """Write the brief and read its pages back."""

    def read(m: Material) -> list[str]:
        path = tmp_path / "brief.pdf"
        count = write_pdf(
            reporting.fitted_brief(m, context.paths.fonts), path, SilentProgress(), fonts=context.paths.fonts
        )
        command = ("pdftotext", "-raw", path, "-")
        text = subprocess.run(command, check=True, capture_output=True, text=True, timeout=60).stdout
        found = [" ".join(page.split()) for page in text.split("\f")[:-1]]
        assert len(found) == count
        return found

    return read


def block(m: Material, kind: type) -> object:
    return next(one for one in director_brief(m).parts[0].blocks if isinstance(one, kind))


# The exercise country ------------------------------------------------------------------------


def test_the_sample_fits_two_pages_with_decisions_and_boxes(
    sample: OpenAssessment, tr: Texts, pages: Pages
) -> None:
    m = material(sample, tr)
    first, second = pages(m)
    asked = d.asked(m)
    assert [one.rule.id for one in asked if one.rule] == [
        "collection_without_reconciliation",
        "pilot_without_safeguards",
        "screening_without_feedback",
    ]
    for one in asked:
        assert one.text in first
    assert "Cross-border e-commerce, 2026: 5 decisions needed" in first
    assert "113 of 119 criteria rated" in first
    assert "A reviewer has examined 24 of 113 levels. For 1 of them the reviewer set another level." in first
    assert "levels that no reviewer has examined" in first
    assert "The Director General, Valdoria Customs Administration" in first
    assert "3.3 7 of 8" in first
    assert second.count("not agreed") == 5
    assert "6 months" in second
    assert "planning assumption" in second
    assert "Signature Date" in second


def test_what_nobody_recorded_is_a_dash_and_no_date(sample: OpenAssessment, tr: Texts, pages: Pages) -> None:
    """The only days are the day of the document and those recorded for unknowns."""
    days = re.findall(r"\d{1,2}\s[A-Z][a-z]{2,8} 20\d\d", " ".join(pages(material(sample, tr))))
    days = [day.replace("\u00a0", " ") for day in days]
    assert set(days) == {"21 November 2026", "4 December 2026", "11 December 2026"}


def test_a_first_round_has_no_word_of_progress_and_no_total(
    sample: OpenAssessment, tr: Texts, pages: Pages
) -> None:
    said = " ".join(pages(material(sample, tr))).lower()
    for word in ("progress", "improve", "index", "overall", "average", "partially", "rank"):
        assert word not in said


def test_next_steps_come_by_day_with_who_and_what(sample: OpenAssessment, tr: Texts) -> None:
    steps = block(material(sample, tr), Points)
    assert isinstance(steps, Points)
    said = [plain(step) for step in steps.items]
    assert said[0].startswith(
        "4\u00a0December 2026. FRAUD-C6 (Results reported, operations joined): National CEN contact"
    )
    assert [line.split(".")[0] for line in said] == [
        "4\u00a0December 2026",
        "11\u00a0December 2026",
        "11\u00a0December 2026",
    ]


def test_a_day_that_has_passed_is_said_so(sample: OpenAssessment, tr: Texts) -> None:
    late = replace(material(sample, tr), made_at=datetime(2027, 1, 5, tzinfo=UTC))
    steps = block(late, Points)
    assert isinstance(steps, Points)
    assert plain(steps.items[0]).startswith("4\u00a0December 2026, which has passed.")
    assert plain(steps.items[1]).startswith("11\u00a0December 2026, which has passed. OPS-08b")


def test_an_unknown_nobody_owns_becomes_a_decision_with_its_recorded_day(
    sample: OpenAssessment, tr: Texts, pages: Pages
) -> None:
    heads = sample.snapshot.heads("revenue_c7", "value")
    answering.answer(sample, "revenue_c7", Unknown("", "2026-12-18"), heads).result()
    m = material(sample, tr)
    (named,) = [one for one in d.asked(m) if one.by]
    assert named.text == "Name who finds out REVENUE-C7: the question has no owner."
    first, second = pages(m)
    assert f"{named.text} 18 December 2026 –" in first
    assert "1 has no owner. Each has a date." in second


def test_all_languages_of_tests_fit_two_pages(
    sample: OpenAssessment, context: AppContext, pages: Pages
) -> None:
    for language in LANGUAGES:
        assert len(pages(material(sample, load_texts(language, context.paths)))) == 2, language


# An empty assessment -------------------------------------------------------------------------


def test_an_empty_assessment_says_that_nothing_is_rated(a: OpenAssessment, tr: Texts, pages: Pages) -> None:
    m = material(a, tr)
    assert d.asked(m) == ()
    first, second = pages(m)
    assert "nothing is rated yet" in first
    assert "Nothing is rated yet, so no decision follows from the answers." in first
    assert "The name of the administration is not recorded." in first
    assert "Seen by the Director General Signature Date" in second
    assert "agreed" not in second


# The most that can be written ----------------------------------------------------------------


def crowded(packs: tuple[Pack, ...], when: Rule) -> Bank:
    """The packs with every text far too long, and every rule met."""

    def rule(one: Rule) -> Rule:
        action = one.action and replace(one.action, title=LONG, owner=LONG, months=30)
        return replace(one, when=when.when, finding=LONG, action=action)

    def pack(one: Pack) -> Pack:
        sections = tuple(
            replace(section, items=tuple(replace(item, short=LONG) for item in section.items))
            for section in one.sections
        )
        return replace(one, sections=sections, rules=tuple(rule(each) for each in one.rules))

    return Bank([pack(one) for one in packs])


def crowd(a: OpenAssessment, tr: Texts) -> Material:
    """Long facts, long comments, long owners, more Standards than the figure shows."""
    facts = replace(
        a.facts,
        period=LONG,
        administration=LONG,
        contact="",
        country="",
        team=(Person(LONG, LONG),),
    )
    for item in ("revenue_c6", "risk_c1", "revenue_c3"):
        answering.set_facet(a, item, "comment", LONG, a.snapshot.heads(item, "comment")).result()
    for item, who, by in (
        ("revenue_c7", "", "x" * 500),
        ("aed_legal_c6", LONG, LONG),
        ("risk_c8", LONG, LONG),
    ):
        answering.answer(a, item, Unknown(who, by), a.snapshot.heads(item, "value")).result()
    bank = crowded(tuple(a.bank.packs.values()), a.bank.rules["collection_without_reconciliation"])
    m = material(a, tr, bank)
    long = tuple(
        replace(row, title=f"Standard {n} {LONG[:100]}") for n, row in enumerate(m.profile.ranked * 6)
    )
    return replace(
        m, view=replace(m.view, facts=facts), profile=replace(m.profile, ranked=long, framework=long)
    )


def test_the_longest_texts_are_shortened_to_two_pages(
    sample: OpenAssessment, context: AppContext, pages: Pages
) -> None:
    for language in LANGUAGES:
        m = crowd(sample, load_texts(language, context.paths))
        assert len(d.asked(m)) == d.MOST
        assert len(d.all_decisions(m)) > d.MOST
        assert len(pages(m)) == 2, language


def test_what_is_not_asked_for_is_counted(sample: OpenAssessment, tr: Texts, pages: Pages) -> None:
    m = crowd(sample, tr)
    first, second = pages(m)
    more = len(d.all_decisions(m)) - d.MOST
    assert f"{more} more decisions follow and are not asked for here." in first
    assert "more findings stand on the page Review." in second
    boxes = block(m, Decisions)
    assert isinstance(boxes, Decisions)
    assert len(boxes.names) == d.MOST


# Pieces --------------------------------------------------------------------------------------


def test_the_title_names_the_edition_and_only_a_recorded_period(sample: OpenAssessment, tr: Texts) -> None:
    m = material(sample, tr)
    one = d.asked(m)[:1]
    titled = "Cross-border e-commerce, 2026: 1 decision needed under the 2022 edition of the Framework"
    assert brief_title(m, one) == titled
    silent = replace(m, view=replace(m.view, facts=replace(m.view.facts, period="")))
    assert brief_title(silent, one) == titled.replace(", 2026", "")
    assert "no decision follows" in brief_title(m, ())


def test_an_action_waits_for_those_it_depends_on(sample: OpenAssessment, tr: Texts) -> None:
    first, second = d.asked(material(sample, tr))[:2]
    assert first.rule is not None
    assert first.action is not None
    assert second.rule is not None
    assert second.action is not None
    waiting = replace(
        first, rule=replace(first.rule, action=replace(first.action, depends_on=(second.action.id,)))
    )
    circle = replace(
        second, rule=replace(second.rule, action=replace(second.action, depends_on=(first.action.id,)))
    )
    assert d.chain_months(waiting, {second.action.id: second}) == 10
    assert d.chain_months(waiting, {}) == 6
    assert d.chain_months(waiting, {first.action.id: waiting, second.action.id: circle}) == 10


def test_it_is_offered_with_the_other_documents(a: OpenAssessment, tr: Texts) -> None:
    card = {card.id: card for card in reporting.catalogue(a, tr)}["brief"]
    assert card.ending == "pdf"
    assert ("No contact point is recorded.", "contact") in card.missing
    assert reporting.default_name(a, "brief", NOW).startswith("XV-brief-2026-11-21-")


def test_a_cost_that_is_known_stands_beside_its_decision(
    sample: OpenAssessment, tr: Texts, pages: Pages
) -> None:
    m = material(sample, tr)
    assert "The cost of the decisions is not established." in pages(m)[1]
    first = d.asked(m)[0].action
    assert first is not None
    priced = replace(m, costs={first.id: Decimal(120_000)})
    page, after = pages(priced)
    assert "120,000 VLD" in page
    assert "The cost of 4 decisions is not established." in after

"""Set up: facts of the assessment, team, numbers, scope and order; merged from several stations."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from fosdesk.base.errors import UserError
from fosdesk.base.language import english
from fosdesk.base.progress import SilentProgress
from fosdesk.forms.bank import Bank
from fosdesk.model.answers import Value
from fosdesk.model.snapshot import Edit
from fosdesk.services import answering, dossiers, importing, showing, standards, steps, team
from fosdesk.services.assessment import OpenAssessment
from fosdesk.services.context import AppContext
from fosdesk.services.facts import ENTITY, AssessmentFacts, Person
from fosdesk.services.journey import journey, next_twenty, sections_of
from fosdesk.services.members import find_members, member_of
from fosdesk.services.overview import overview
from fosdesk.services.period import period_text, read_period
from fosdesk.services.setting_up import asked, left_out, number_sentences, order_sentences, problems

TR = english()
AMINA = Person("Amina", "Legal service")
FRAMEWORK = (
    "AED-LEGAL", "AED-STANDARDS", "AED-QUALITY", "RISK", "NII-ANALYTICS", "SIMPLIFIED", "AEO", "REVENUE",
    "DEMINIMIS", "FRAUD", "INTERAGENCY", "PPP", "INTLCOOP", "AWARENESS", "MEASUREMENT", "TECHNOLOGY",
)  # fmt: skip


def record(a: OpenAssessment, edits: tuple[Edit, ...]) -> None:
    answering.record(a, edits).result()


def move(a: OpenAssessment, code: str, to: int) -> None:
    record(a, standards.moving(a.snapshot, a.facts, a.bank, code, to))


def leave_out(a: OpenAssessment, code: str, reason: str | None) -> None:
    record(a, standards.leaving_out(a.snapshot, code, reason))


@pytest.fixture
def bank(a: OpenAssessment) -> Bank:
    return a.bank


# --- the country


@pytest.mark.parametrize(
    ("typed", "found"),
    [("na", "NA"), ("NAM", "NA"), ("mali", "ML"), ("cote d", "CI"), ("Allemagne", "DE"), ("congo", "CG")],
)
def test_a_member_is_found_by_code_or_by_name_in_either_language(bank: Bank, typed: str, found: str) -> None:
    assert next(iter(find_members(bank, typed, "en"))).code == found


def test_what_fits_no_member_finds_none(bank: Bank) -> None:
    assert find_members(bank, "Valdoria", "en") == ()
    assert find_members(bank, " ", "en") == ()


def test_the_name_follows_the_language_of_the_screen_and_the_currency_is_one_in_use(bank: Bank) -> None:
    english_name, french = member_of(bank, "DE", "en"), member_of(bank, "DE", "fr")
    assert english_name is not None
    assert french is not None
    assert (english_name.name, french.name) == ("Germany", "Allemagne")
    mali = member_of(bank, "ML", "fr")
    assert mali is not None
    assert (mali.name, mali.region, mali.currencies) == ("Mali", "WCA", ("XOF",))


def test_the_european_union_is_listed_and_not_counted(bank: Bank) -> None:
    union = member_of(bank, "EU", "en")
    assert union is not None
    assert not union.counted


# --- period and currency


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("2026", "2026"),
        ("2026-03", "Mar 2026"),
        ("2026-03/2026-09", "Mar 2026 to Sept 2026"),
        ("2025/2026", "2025 to 2026"),
        ("spring", "spring"),
    ],
)
def test_a_period_is_said_in_words(written: str, shown: str) -> None:
    assert period_text(written, TR) == shown


@pytest.mark.parametrize("written", ["", "26", "2026-13", "2026-1", "1700", "2026-03-01", "/2026"])
def test_what_is_no_period_is_none(written: str) -> None:
    assert read_period(written) is None


@pytest.mark.parametrize(
    ("written", "wrong"), [("2026-09/2026-03", True), ("2026/2026-03", False), ("2026-03/2026", False)]
)
def test_a_period_must_not_end_before_it_begins(written: str, wrong: bool) -> None:
    assert ("period" in problems(AssessmentFacts(period=written), TR)) is wrong


def test_a_currency_is_checked_and_may_be_invented_for_an_exercise() -> None:
    facts = AssessmentFacts(currency="VLD")
    assert "currency" in problems(facts, TR)
    assert problems(replace(facts, standing="exercise"), TR) == {}
    assert problems(AssessmentFacts(currency="XOF"), TR) == {}
    assert "three letters" in problems(AssessmentFacts(currency="FR"), TR)["currency"]


# --- numbers


def test_no_number_is_printed_before_a_person_has_confirmed_it(a: OpenAssessment) -> None:
    assert {row.number for row in overview(a).framework} == {""}
    record(a, standards.confirming(a.snapshot, a.facts, a.bank))
    assert [row.number for row in overview(a).framework] == [str(n) for n in range(1, 17)]
    row = standards.numbered(a.snapshot, a.facts, a.bank)[3]
    assert (row.code, row.status, row.by) == ("RISK", "confirmed", "Amina")
    assert row.at


def test_a_number_is_changed_for_this_assessment_and_its_edition_only(a: OpenAssessment) -> None:
    record(a, (Edit(ENTITY, "number:2022:AED-QUALITY", {"v": 16}),))
    row = next(row for row in standards.numbered(a.snapshot, a.facts, a.bank) if row.code == "AED-QUALITY")
    assert (row.number, row.proposed, row.status) == (16, 3, "changed")
    assert standards.ordered(a.facts, a.bank)[-2:] == ("AED-QUALITY", "TECHNOLOGY")
    answering.set_fact(a, "edition", "2018", a.snapshot.heads(ENTITY, "edition")).result()
    assert {row.number for row in overview(a).framework} == {""}
    assert len(standards.numbered(a.snapshot, a.facts, a.bank)) == 15


def test_two_standards_with_one_number_are_told(a: OpenAssessment) -> None:
    record(a, (Edit(ENTITY, "number:2022:RISK", {"v": 5}), Edit(ENTITY, "number:2022:AEO", {"v": 5})))
    (said,) = number_sentences(a, TR)
    assert "RISK, AEO" in said


def test_confirming_all_is_one_action_that_undo_takes_back(a: OpenAssessment) -> None:
    record(a, standards.confirming(a.snapshot, a.facts, a.bank))
    assert steps.undo(a).result().done
    assert a.facts.numbers == {}


# --- scope


def test_a_standard_left_out_counts_nowhere_and_keeps_its_answers(a: OpenAssessment) -> None:
    answering.answer(a, "risk_c1", Value(3), ()).result()
    before = journey(a, TR)[2].total
    leave_out(a, "RISK", "Next round.")
    assert "RISK" not in [row.code for row in overview(a).framework]
    assert "risk" not in [section.id for section in sections_of(a, "standards")]
    assert journey(a, TR)[2].total < before
    assert not a.form.visible("risk_c1")
    assert a.snapshot.answer("risk_c1") == Value(3)
    leave_out(a, "RISK", None)
    assert a.form.visible("risk_c1")
    assert journey(a, TR)[2].total == before


def test_a_heading_without_a_standard_is_not_shown(a: OpenAssessment) -> None:
    titles = [row.id for row in overview(a).headings]
    leave_out(a, "TECHNOLOGY", "Later.")
    assert [row.id for row in overview(a).headings] == titles[:-1]


def test_leaving_out_what_others_rest_on_is_told(a: OpenAssessment) -> None:
    leave_out(a, "RISK", "Next round.")
    said = order_sentences(a.facts, a.bank, TR)
    assert len(said) == 2
    assert all("is not assessed" in sentence for sentence in said)


# --- order


def test_the_order_of_the_framework_postpones_nothing(a: OpenAssessment) -> None:
    assert standards.ordered(a.facts, a.bank) == FRAMEWORK
    assert order_sentences(a.facts, a.bank, TR) == ()


def test_every_prerequisite_names_two_standards(bank: Bank) -> None:
    rows = bank.table("prerequisites")
    assert rows
    for row in rows:
        assert {row["standard"], row["needs"]} <= set(FRAMEWORK)
        assert FRAMEWORK.index(str(row["needs"])) < FRAMEWORK.index(str(row["standard"]))


def test_a_national_order_drives_profile_sidebar_and_next_steps(a: OpenAssessment) -> None:
    move(a, "MEASUREMENT", 0)
    assert standards.ordered(a.facts, a.bank)[:2] == ("MEASUREMENT", "AED-LEGAL")
    assert overview(a).framework[0].code == "MEASUREMENT"
    assert sections_of(a, "standards")[0].standard == "MEASUREMENT"
    everything = standards.items_in_order(a.facts, a.bank)
    assert next(item for item in everything if item.standard).standard == "MEASUREMENT"
    assert order_sentences(a.facts, a.bank, TR) == ()
    assert next_twenty(a, TR)


def test_an_order_that_postpones_a_prerequisite_is_told_with_the_reason(a: OpenAssessment) -> None:
    move(a, "AED-LEGAL", 5)
    said = order_sentences(a.facts, a.bank, TR)
    assert any("Risk management" in one and "comes before" in one for one in said)


def test_moving_back_brings_the_order_of_the_framework_back(a: OpenAssessment) -> None:
    move(a, "RISK", 0)
    assert list(a.facts.positions) == ["RISK"]
    move(a, "RISK", 3)
    assert standards.ordered(a.facts, a.bank) == FRAMEWORK
    assert a.facts.positions == {}


def test_many_moves_between_the_same_two_keep_their_order(a: OpenAssessment) -> None:
    for turn in range(40):
        move(a, ("RISK", "AEO")[turn % 2], 1)
        assert standards.ordered(a.facts, a.bank)[1] == ("RISK", "AEO")[turn % 2]
    assert sorted(standards.ordered(a.facts, a.bank)) == sorted(FRAMEWORK)


# --- two stations


def share(one: AppContext, a: OpenAssessment, two: AppContext, folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    path = dossiers.save_copy(one, a, folder, SilentProgress())
    dossiers.open_dossier(two, path, AMINA, SilentProgress())


def test_edits_of_scope_order_and_team_on_two_stations_come_together(
    context: AppContext, a: OpenAssessment, station: Callable[[str], AppContext], tmp_path: Path
) -> None:
    other = station("two")
    share(context, a, other, tmp_path / "there")
    b = other.library.open_now(a.id, Person("Bakary"), SilentProgress())
    leave_out(a, "RISK", "Next round.")
    move(a, "PPP", 0)
    record(a, team.adding([Person("Awa", duty="reviewer")], a.ids, 1))
    leave_out(b, "AEO", "No programme yet.")
    move(b, "TECHNOLOGY", 4)
    record(b, team.adding([Person("Moussa", duty="observer")], b.ids, 1))
    other.library.close_now(b)
    b = other.library.open_now(a.id, Person("Bakary"), SilentProgress())
    back = dossiers.save_copy(other, b, tmp_path / "there", SilentProgress())
    other.library.close_now(b)
    a_id = a.id
    context.library.close_now(a)
    outcome = dossiers.open_dossier(context, back, AMINA, SilentProgress())
    assert outcome.disagreements == ()
    merged = context.library.open_now(a_id, AMINA, SilentProgress())
    assert dict(merged.facts.left_out) == {"RISK": "Next round.", "AEO": "No programme yet."}
    assert set(merged.facts.positions) == {"PPP", "TECHNOLOGY"}
    assert [person.name for person in merged.facts.team] == ["Amina", "Awa", "Moussa"]
    context.library.close_now(merged)


# --- team


def test_the_first_person_leads_and_a_row_is_changed_and_removed(a: OpenAssessment) -> None:
    (amina,) = a.facts.team
    assert (amina.name, amina.duty) == ("Amina", "leader")
    record(a, team.changing(a.snapshot, replace(amina, organisation="Customs", languages="fr, bm")))
    assert a.facts.team[0].organisation == "Customs"
    record(a, team.removing(a.snapshot, amina.row))
    assert a.facts.team == ()
    assert steps.undo(a).result().done
    assert a.facts.team[0].languages == "fr, bm"


def test_a_person_removed_here_and_edited_there_stays_in_sight(
    context: AppContext, a: OpenAssessment, station: Callable[[str], AppContext], tmp_path: Path
) -> None:
    other = station("two")
    share(context, a, other, tmp_path / "there")
    b = other.library.open_now(a.id, Person("Bakary"), SilentProgress())
    (amina,) = b.facts.team
    record(b, team.changing(b.snapshot, replace(amina, organisation="Post")))
    back = dossiers.save_copy(other, b, tmp_path / "there", SilentProgress())
    other.library.close_now(b)
    record(a, team.removing(a.snapshot, amina.row))
    context.library.close_now(a)
    dossiers.open_dossier(context, back, AMINA, SilentProgress())
    merged = context.library.open_now(a.id, AMINA, SilentProgress())
    assert [person.organisation for person in merged.facts.team] == ["Post"]
    context.library.close_now(merged)


# --- what is missing, command line, import


def test_set_up_says_what_is_still_missing(a: OpenAssessment) -> None:
    missing = {one.field: one.sentence for one in asked(a, TR) if not one.there}
    assert set(missing) == {"region", "administration", "contact", "numbers"}
    step = journey(a, TR)[0]
    assert (step.answered, step.total) == (4, 8)
    assert missing["region"] in step.sentence


def test_show_names_team_scope_and_order_and_import_takes_them_back(
    a: OpenAssessment, context: AppContext, tmp_path: Path
) -> None:
    leave_out(a, "RISK", "Next round.")
    move(a, "PPP", 0)
    said = "\n".join(showing.lines(a, TR))
    assert "Amina (Team leader, Legal service)" in said
    assert "Not assessed: RISK. Next round." in said
    assert "National order: PPP, AED-LEGAL" in said
    file = tmp_path / "answers.json"
    file.write_text(json.dumps(showing.content(a)), encoding="utf-8")
    fresh = context.library.create_now(AssessmentFacts(country="Other"), Person(""), SilentProgress())
    plan = importing.plan(fresh, file, TR)
    assert plan.problems == ()
    importing.apply(fresh, plan)
    assert fresh.facts == a.facts
    context.library.close_now(fresh)


def test_a_team_that_is_no_list_of_people_is_refused(a: OpenAssessment, tmp_path: Path) -> None:
    file = tmp_path / "answers.json"
    for team_said in ("Amina", [{"role": "no name"}], [{"name": "A", "shoe": "42"}], [{"name": 1}]):
        file.write_text(json.dumps({"facts": {"team": {"v": team_said}}, "answers": {}}), encoding="utf-8")
        assert importing.plan(a, file, TR).problems


def test_the_command_line_names_what_is_left_out_with_its_reason(bank: Bank) -> None:
    assert left_out(bank, "2022", ["risk = Next round."]) == {"RISK": "Next round."}
    with pytest.raises(UserError) as unknown:
        left_out(bank, "2018", ["AED-QUALITY=Later."])
    assert unknown.value.code == "setup.no_standard"
    with pytest.raises(UserError) as silent:
        left_out(bank, "2022", ["RISK"])
    assert silent.value.code == "setup.no_reason"

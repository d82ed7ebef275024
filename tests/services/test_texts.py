"""Official texts: kept once by their hash, pinned to Standards and questions, merged, undone, carried."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from fosdesk.base.errors import UserError, sentence
from fosdesk.base.language import Texts
from fosdesk.base.progress import SilentProgress
from fosdesk.services import answering, dossiers, importing, made, showing, steps, texts
from fosdesk.services.assessment import OpenAssessment
from fosdesk.services.context import AppContext
from fosdesk.services.facts import Person

JOHN = Person("John")
ITEM, STANDARD = "aed_legal_c1", "AED-LEGAL"


@pytest.fixture
def framework(tmp_path: Path) -> Path:
    path = tmp_path / "Framework.pdf"
    path.write_bytes(b"%PDF the framework as this team has it")
    return path


def attach(a: OpenAssessment, path: Path, pages: int = 40) -> str:
    return texts.attach(a, path, pages, SilentProgress())


def pages(a: OpenAssessment, item: str = ITEM) -> list[tuple[int, str]]:
    return [(one.page, one.target) for one in texts.pinned(a, item)]


def test_a_text_is_listed_once_under_the_name_of_its_file(a: OpenAssessment, framework: Path) -> None:
    first = attach(a, framework)
    assert attach(a, framework) == first
    (text,) = texts.texts(a)
    assert (text.title, text.edition, text.pages, text.state) == ("Framework", "", 40, texts.HERE)
    assert text.carried
    assert steps.undo(a).result().done
    assert texts.texts(a) == ()


def test_title_edition_and_carrying_are_recorded_once(a: OpenAssessment, framework: Path, tr: Texts) -> None:
    one = attach(a, framework)
    for field, value in (("title", "Framework of Standards"), ("edition", "2022"), ("carried", False)):
        done = texts.say(a, one, field, value)
        assert done is not None
        done.result()
        assert texts.say(a, one, field, value) is None
    text = texts.text(a, one)
    assert (text.title, text.edition, text.carried) == ("Framework of Standards", "2022", False)
    assert steps.step_sentence(a, steps.undo(a).result(), tr) == (
        "Undone: Official texts: whether copies carry it"
    )


def test_pages_of_a_question_come_before_those_of_its_standard(
    a: OpenAssessment, framework: Path, tr: Texts
) -> None:
    one = attach(a, framework)
    texts.pin(a, one, 12, STANDARD).result()
    texts.pin(a, one, 14, STANDARD).result()
    texts.pin(a, one, 30, ITEM).result()
    assert pages(a) == [(30, ITEM), (12, STANDARD), (14, STANDARD)]
    assert pages(a, "aed_legal_c2") == [(12, STANDARD), (14, STANDARD)]
    assert pages(a, "risk_c3") == []
    assert texts.page_name(texts.pinned(a, ITEM)[0], tr) == "Framework, page 30"
    assert steps.step_sentence(a, steps.undo(a).result(), tr) == (
        "Undone: Official texts: page 30 for AED-LEGAL-C1"
    )
    texts.unpin(a, one, 12, STANDARD).result()
    assert pages(a) == [(14, STANDARD)]


def test_a_page_the_text_does_not_have_is_not_pinned(a: OpenAssessment, framework: Path, tr: Texts) -> None:
    one = attach(a, framework, pages=3)
    for page in (0, 4):
        with pytest.raises(UserError) as refused:
            texts.pin(a, one, page, STANDARD)
        assert f"no page {page} to pin" in sentence(refused.value, tr)
    with pytest.raises(UserError) as unknown:
        texts.pin(a, "0" * 64, 1, STANDARD)
    assert unknown.value.code == "texts.unknown"


def test_a_removed_text_comes_back_with_its_pins(a: OpenAssessment, framework: Path) -> None:
    one = attach(a, framework)
    texts.pin(a, one, 12, STANDARD).result()
    texts.remove(a, one).result()
    assert texts.texts(a) == ()
    assert pages(a) == []
    assert steps.undo(a).result().done
    assert pages(a) == [(12, STANDARD)]


def test_what_a_page_can_be_pinned_to(a: OpenAssessment, tr: Texts) -> None:
    assert texts.targets(a, ITEM, tr) == ((STANDARD, "AED-LEGAL"), (ITEM, "AED-LEGAL-C1"))
    assert [code for code, _ in texts.targets(a, "env_itmatt", tr)] == ["env_itmatt"]
    assert len(texts.targets(a, "", tr)) == 16
    answering.set_fact(a, "number:2022:AED-LEGAL", 1, ()).result()
    assert texts.target_name(a, STANDARD, tr) == "AED-LEGAL (Standard 1)"


def test_a_file_that_is_missing_or_damaged_is_put_right_by_attaching_it_again(
    a: OpenAssessment, framework: Path
) -> None:
    one = attach(a, framework)
    kept = texts.path_of(a, one)
    kept.write_bytes(b"short")
    with pytest.raises(UserError) as altered:
        texts.path_of(a, one)
    assert altered.value.code == "texts.altered"
    kept.unlink()
    with pytest.raises(UserError) as missing:
        texts.path_of(a, one)
    assert missing.value.code == "texts.not_here"
    kept.write_bytes(b"short")
    assert attach(a, framework) == one
    assert texts.path_of(a, one).read_bytes() == framework.read_bytes()


def test_documents_are_not_out_of_date_because_of_a_text(a: OpenAssessment, framework: Path) -> None:
    before = made.state_of(a.snapshot)
    texts.pin(a, attach(a, framework), 12, STANDARD).result()
    assert made.state_of(a.snapshot) == before


def test_show_counts_them_and_answers_files_pass_them_by(
    a: OpenAssessment, framework: Path, tr: Texts, tmp_path: Path
) -> None:
    assert "Official texts" not in showing.lines(a, tr)
    texts.pin(a, attach(a, framework), 12, STANDARD).result()
    said = showing.lines(a, tr)
    assert said[said.index("Official texts") + 1] == "  1 text, 1 page pinned"
    content = dict(showing.content(a))
    assert content["texts"][0]["pins"] == [{"target": STANDARD, "page": 12}]
    file = tmp_path / "answers.json"
    file.write_text(json.dumps(content), "utf-8")
    assert importing.plan(a, file, tr).problems == ()


@pytest.mark.parametrize("carried", [True, False])
def test_two_stations_pin_the_same_text_and_lose_nothing(
    a: OpenAssessment,
    framework: Path,
    station: Callable[[str], AppContext],
    context: AppContext,
    tmp_path: Path,
    carried: bool,
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    one = attach(a, framework)
    texts.pin(a, one, 12, STANDARD).result()
    if not carried:
        said = texts.say(a, one, texts.CARRIED, False)
        assert said is not None
        said.result()
    copy = dossiers.save_copy(context, a, stick, SilentProgress())
    texts.pin(a, one, 20, STANDARD).result()
    other = station("two")
    dossiers.open_dossier(other, copy, JOHN, SilentProgress())
    b = other.library.open_now(a.id, JOHN, SilentProgress())
    assert texts.text(b, one).state == (texts.HERE if carried else texts.MISSING)
    assert attach(b, framework) == one
    assert texts.text(b, one).state == texts.HERE
    texts.pin(b, one, 14, STANDARD).result()
    texts.unpin(b, one, 12, STANDARD).result()
    back = dossiers.save_copy(other, b, stick, SilentProgress())
    other.library.close_now(b)
    context.library.close_now(a)
    dossiers.open_dossier(context, back, JOHN, SilentProgress())
    met = context.library.open_now(a.id, JOHN, SilentProgress())
    assert pages(met) == [(14, STANDARD), (20, STANDARD)]
    met.close().result()


def test_a_text_that_proves_an_answer_travels_as_its_evidence(a: OpenAssessment, framework: Path) -> None:
    one = attach(a, framework)
    said = texts.say(a, one, texts.CARRIED, False)
    assert said is not None
    said.result()
    assert texts.kept_home(a.snapshot) == {one}
    answering.attach_evidence(a, ITEM, framework, "page 12").result()
    assert texts.kept_home(a.snapshot) == frozenset()

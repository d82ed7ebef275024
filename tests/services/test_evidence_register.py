"""The register of evidence: each piece once, its answers, its file."""

from collections.abc import Callable
from pathlib import Path

import pytest

from fosdesk.base.errors import UserError
from fosdesk.base.language import Texts
from fosdesk.base.progress import SilentProgress
from fosdesk.services import answering, dossiers, steps
from fosdesk.services import evidence_register as register
from fosdesk.services.assessment import OpenAssessment
from fosdesk.services.context import AppContext
from fosdesk.services.facts import Person

ITEMS = ("aed_legal_c1", "risk_c3")


@pytest.fixture
def order(tmp_path: Path) -> Path:
    path = tmp_path / "Order 7.pdf"
    path.write_bytes(b"%PDF order seven")
    return path


def attach(a: OpenAssessment, path: Path, *items: str, note: str = "") -> register.Piece:
    register.attach(a, path, items, note, SilentProgress())
    return next(piece for piece in register.pieces(a) if piece.name == path.name)


def test_a_file_is_kept_once_and_supports_several_answers(a: OpenAssessment, order: Path) -> None:
    piece = attach(a, order, *ITEMS, note="Article 3")
    assert set(piece.items) == set(ITEMS)
    assert {note for _, note in piece.links} == {"Article 3"}
    assert (piece.kind, piece.state, piece.author) == ("document", register.HERE, "Amina")
    assert len(a.store.blobs()) == 1
    assert steps.undo(a).result().done
    assert register.pieces(a) == ()


def test_more_answers_share_a_piece_and_one_gives_it_up(a: OpenAssessment, order: Path, tr: Texts) -> None:
    piece = attach(a, order, "aed_legal_c1")
    register.link(a, piece.id, ["risk_c3"]).result()
    assert set(register.pieces(a)[0].items) == set(ITEMS)
    register.unlink(a, piece.id, "aed_legal_c1").result()
    assert register.pieces(a)[0].items == ("risk_c3",)
    assert steps.undo(a).result().done
    assert set(register.pieces(a)[0].items) == set(ITEMS)
    with pytest.raises(UserError) as refused:
        register.link(a, "0" * 64, ["risk_c3"])
    assert refused.value.code == "evidence_register.unknown"


def test_words_kinds_and_states_part_the_pieces(sample: OpenAssessment, tr: Texts) -> None:
    whole = register.pieces(sample)
    assert len(whole) == 3
    assert sum(len(piece.links) for piece in whole) == 27
    tables = register.matching(whole, "", "table")
    assert [register.kind_name(piece.kind, tr) for piece in tables] == ["Tables"]
    assert register.matching(whole, "itmatt", "table") == tables
    assert register.matching(whole, "itmatt", "picture") == ()
    assert register.matching(whole, "", state=register.MISSING) == ()


@pytest.mark.parametrize(
    ("name", "kind"),
    [("a.PDF", "document"), ("b.csv", "table"), ("c.jpeg", "picture"), ("d.eml", "message"), ("e", "other")],
)
def test_the_ending_tells_the_kind(name: str, kind: str) -> None:
    assert register.kind_of(name) == kind


def test_what_is_cited_and_not_kept_is_listed_too(a: OpenAssessment) -> None:
    edit = answering.Edit(ITEMS[0], "evidence:ref-1", {"v": {"name": "Customs Code, article 12"}})
    answering.record(a, [edit]).result()
    piece = register.pieces(a)[0]
    assert (piece.kind, piece.state, piece.size) == ("reference", register.CITED, 0)


def test_a_file_that_is_gone_or_altered_is_marked(a: OpenAssessment, order: Path, tmp_path: Path) -> None:
    piece = attach(a, order, "risk_c3")
    kept = a.store.evidence_path(piece.id)
    assert kept is not None
    assert register.altered(a, SilentProgress()) == frozenset()
    assert register.save_copy(a, piece, tmp_path / "copy.pdf").read_bytes() == order.read_bytes()
    kept.write_bytes(b"%PDF order eight")
    assert register.altered(a, SilentProgress()) == {piece.id}
    assert register.pieces(a, frozenset({piece.id}))[0].state == register.DAMAGED
    with pytest.raises(UserError) as refused:
        register.save_copy(a, piece, tmp_path / "copy.pdf")
    assert refused.value.code == "evidence_register.altered"
    kept.write_bytes(b"short")
    assert register.pieces(a)[0].state == register.DAMAGED
    kept.unlink()
    assert register.pieces(a)[0].state == register.MISSING
    with pytest.raises(UserError) as refused:
        register.save_copy(a, piece, tmp_path / "copy.pdf")
    assert refused.value.code == "evidence_register.not_here"


def test_two_stations_link_one_file_and_keep_it_once(
    a: OpenAssessment,
    order: Path,
    station: Callable[[str], AppContext],
    context: AppContext,
    tmp_path: Path,
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    copy = dossiers.save_copy(context, a, stick, SilentProgress())
    other, john = station("two"), Person("John")
    dossiers.open_dossier(other, copy, john, SilentProgress())
    b = other.library.open_now(a.id, john, SilentProgress())
    attach(b, order, "risk_c3")
    back = dossiers.save_copy(other, b, stick, SilentProgress())
    other.library.close_now(b)
    attach(a, order, "aed_legal_c1")
    context.library.close_now(a)
    dossiers.open_dossier(context, back, john, SilentProgress())
    met = context.library.open_now(a.id, john, SilentProgress())
    (piece,) = register.pieces(met)
    assert set(piece.items) == set(ITEMS)
    assert piece.state == register.HERE
    met.close().result()

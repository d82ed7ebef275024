import pytest
from hypothesis import given
from hypothesis import strategies as st

from fosdesk.base.errors import UserError
from fosdesk.exchange import journal_lines
from fosdesk.exchange.journal_lines import Tally, split_lines
from fosdesk.model.journal import MAX_BODY, change_id, code_of_root, convergence_code, read_change


def tallied(bodies, assessment):
    tally = Tally(assessment)
    for body in bodies:
        tally.add(body)
    return tally


def refused(tally, body):
    with pytest.raises(UserError) as refusal:
        tally.add(body)
    return refusal.value


def test_a_tally_knows_count_root_and_heads(journal, assessment):
    bodies = journal()
    tally = tallied(bodies, assessment)
    assert tally.count == 40
    assert code_of_root(tally.root) == convergence_code(map(change_id, bodies))
    last = {change.station: change.change_id for change in map(read_change, bodies)}
    assert tally.heads() == {station: (head,) for station, head in last.items()}


def test_the_order_of_the_lines_changes_nothing(journal, assessment):
    forth, back = tallied(journal(), assessment), tallied(reversed(journal()), assessment)
    assert (forth.count, forth.root, forth.heads()) == (back.count, back.root, back.heads())


def test_a_cloned_station_has_two_heads(journal, assessment):
    """Two laptops that wrote on with the same key: both ends are named."""
    bodies = journal(6, stations=1)
    other = journal(6, stations=1, seed=8)
    shared = 0
    while bodies[shared] == other[shared]:
        shared += 1
    tally = tallied([*bodies, *other[shared:]], assessment)
    ((_, heads),) = tally.heads().items()
    assert heads == tuple(sorted([change_id(bodies[-1]), change_id(other[-1])]))


def test_bad_foreign_and_repeated_bodies_are_named_by_line(journal, assessment):
    tally = tallied(journal(3), assessment)
    assert (refused(tally, b"{}").code, refused(tally, b"{}").params["line"]) == ("dossier.body", 4)
    assert refused(tally, journal(3)[1]).code == "dossier.body_twice"
    assert refused(tally, journal(1, assessment="another")[0]).code == "dossier.body_elsewhere"
    assert tally.count == 3


def test_a_journal_has_a_largest_length(journal, assessment, monkeypatch):
    monkeypatch.setattr(journal_lines, "MAX_CHANGES", 3)
    assert refused(tallied(journal(3), assessment), journal(4)[3]).code == "dossier.journal_too_large"


@given(st.lists(st.binary(max_size=20).map(lambda raw: raw.replace(b"\n", b""))), st.data())
def test_lines_are_the_same_however_they_arrive(lines, data):
    stream = b"".join(line + b"\n" for line in lines)
    chunks = []
    while stream:
        length = data.draw(st.integers(1, len(stream)))
        chunks.append(stream[:length])
        stream = stream[length:]
    assert list(split_lines(chunks)) == lines


def test_a_line_without_end_is_refused():
    with pytest.raises(UserError, match=r"dossier\.body"):
        list(split_lines([b"one\ntwo"]))
    endless = (b"x" * 100_000 for _ in range(10**9))
    with pytest.raises(UserError, match=rf"dossier\.journal_too_large\(limit={MAX_BODY}\)"):
        list(split_lines(endless))

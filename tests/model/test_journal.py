"""The bytes and names of changes: one encoding, one identity, and refusal of everything else."""

import json
import random
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from fosdesk.model import journal
from fosdesk.model.journal import (
    BadChange,
    SetHash,
    canonical,
    change_id,
    code_of_root,
    convergence_code,
    date_uncertain,
    make_body,
    parse_canonical,
    read_change,
    value_text,
    wall_text,
)

PARTS = {
    "kind": "set",
    "assessment": "valdoria2026",
    "station": "5" * 64,
    "seq": 1,
    "previous": "",
    "depth": 1,
    "wall_at": "2026-05-12T10:31:00Z",
    "zone": "+02:00",
    "author": "Amina Diallo",
    "pack": "standards@1.0.0",
    "entity": "aed_legal_c1",
    "field": "value",
    "value": {"v": 3},
    "supersedes": [],
    "batch": "b1",
}
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
WHOLE = st.integers(-(2**53) + 1, 2**53 - 1)
JSON = st.recursive(
    st.none() | st.booleans() | WHOLE | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=20,
)


def body(**changed):
    return make_body(**{**PARTS, **changed})


@given(JSON)
def test_what_is_encoded_reads_back_and_encodes_to_the_same_bytes(value):
    try:
        data = canonical(value)
    except BadChange:  # two keys that normalisation makes one
        assume(False)
    assert canonical(parse_canonical(data)) == data


@given(st.binary(max_size=60))
def test_bytes_are_read_only_if_they_are_the_canonical_ones(data):
    try:
        value = parse_canonical(data)
    except BadChange:
        return
    assert canonical(value) == data


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b'{"a":1,"a":2}', "not canonical"),
        (b'{"b":1,"a":2}', "not canonical"),
        (b'{"a": 1}', "not canonical"),
        (b'{"a":1}\n', "not canonical"),
        (b'"\\u00e9"', "not canonical"),
        ('"e\u0301"'.encode(), "not canonical"),
        (b"-0", "not canonical"),
        (b"1.0", "a number that is not whole"),
        (b"1e3", "a number that is not whole"),
        (b"NaN", "a number that is not whole"),
        (b'"\\ud800"', "a lone surrogate"),
        (b'"\xed\xa0\x80"', "not JSON"),
        (b"[" * 65 + b"]" * 65, "nested too deeply"),
        (b"[" * 200_000, "not JSON"),
        (b"1" * 5000, "a number out of range"),
        (b"9007199254740992", "a number out of range"),
        (b"", "not JSON"),
    ],
)
def test_other_spellings_of_the_same_thing_are_refused(data, why):
    with pytest.raises(BadChange) as caught:
        parse_canonical(data)
    assert caught.value.why == why


@pytest.mark.parametrize("value", [1.5, float("nan"), {1: "x"}, "\ud800", {"k": {2, 3}}, 2**53, b"bytes"])
def test_what_has_no_exact_form_is_not_encoded(value):
    with pytest.raises(BadChange):
        canonical(value)


def test_text_is_normalised_and_a_line_break_before_an_accent_is_left_alone():
    assert canonical("e\u0301") == '"\u00e9"'.encode()
    data = canonical("a\n\u0303b")
    assert parse_canonical(data) == "a\n\u0303b"


def test_keys_that_become_equal_are_refused():
    with pytest.raises(BadChange, match="the same key twice"):
        canonical({"\u00e9": 1, "e\u0301": 2})


def test_sixty_four_levels_are_the_limit():
    value = 0
    for _ in range(64):
        value = [value]
    assert parse_canonical(canonical(value)) == value
    with pytest.raises(BadChange, match="nested too deeply"):
        canonical([value])


def test_a_change_reads_back_with_its_own_name():
    made = body(supersedes=["b" * 64, "a" * 64], depth=2, seq=2, previous="c" * 64)
    change = read_change(made)
    assert change.body == made
    assert change.change_id == change_id(made)
    assert change.supersedes == ("a" * 64, "b" * 64)
    assert change.needs == ("c" * 64, "a" * 64, "b" * 64)
    assert change.author == "Amina Diallo"
    assert change.understood


def test_the_encoding_and_the_name_never_change():
    """A released file must read for fifty years: these bytes and this hash are fixed."""
    made = body()
    assert made == (
        b'{"assessment":"valdoria2026","author":"Amina Diallo","batch":"b1","depth":1,'
        b'"entity":"aed_legal_c1","field":"value","format":1,"kind":"set","must_understand":false,"pack":"standards@1.0.0",'
        b'"previous":"","seq":1,"station":"' + b"5" * 64 + b'","supersedes":[],"value":{"v":3},'
        b'"wall_at":"2026-05-12T10:31:00Z","zone":"+02:00"}'
    )
    assert change_id(made) == "b36cdfc2a98b4266570673d412b331afd1f126a189f53dd5b54fa361b4217752"
    assert convergence_code([change_id(made)]) == "7PQGKMGR"


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"kind": ""}, "kind"),
        ({"entity": ""}, "entity"),
        ({"field": "x" * 201}, "field"),
        ({"assessment": 7}, "assessment"),
        ({"author": None}, "author"),
        ({"pack": "no version"}, "pack"),
        ({"seq": 0}, "seq"),
        ({"seq": True}, "seq"),
        ({"depth": -1}, "depth"),
        ({"seq": 2}, "previous"),
        ({"previous": "a" * 64}, "previous"),
        ({"seq": 2, "previous": "A" * 64}, "previous"),
        ({"supersedes": ["xyz"]}, "supersedes"),
        ({"wall_at": "yesterday"}, "wall_at"),
        ({"wall_at": "2026-05-12T10:31:00"}, "wall_at"),
        ({"value": {}}, "value"),
        ({"value": {"v": 1, "na": "x"}}, "value"),
        ({"value": {"other": 1}}, "value"),
        ({"value": {"na": 5}}, "value"),
        ({"value": {"v": 1.5}}, "a value of type float"),
        ({"value": {"v": "x" * (1 << 20)}}, "too large"),
        ({"must_understand": 1}, "must_understand"),
    ],
)
def test_a_change_with_a_wrong_part_is_not_made(changed, why):
    with pytest.raises(BadChange) as caught:
        body(**changed)
    assert caught.value.why == why


def _edited(**parts):
    return canonical({**json.loads(body()), **parts})


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"[]", "not an object"),
        (b"{}", "a field is missing"),
        (_edited(format=0), "format"),
        (_edited(format="1"), "format"),
        (_edited(extra=1), "a field too many"),
        (_edited(supersedes=["b" * 64, "a" * 64]), "supersedes"),
        (_edited(supersedes=["a" * 64, "a" * 64]), "supersedes"),
        (_edited(supersedes="a" * 64), "supersedes"),
        (_edited(value="3"), "value"),
        (b" " * ((1 << 20) + 1), "too large"),
    ],
)
def test_bytes_that_are_no_change_are_refused_with_the_reason(data, why):
    with pytest.raises(BadChange) as caught:
        read_change(data)
    assert caught.value.why == why


def test_a_later_format_and_an_unknown_kind_are_read_and_not_understood():
    later = read_change(_edited(format=2, invented="x", value={"form": "of its own"}))
    assert not later.understood
    unknown = read_change(_edited(kind="delegate", value={"to": "someone"}))
    assert not unknown.understood


def test_a_text_of_fifty_thousand_characters_fits():
    text = "ab\x07<img src=x>=HYPERLINK(1)\u202e#N/A " * 1900
    assert read_change(body(value={"v": text})).value == {"v": text}


def test_one_is_not_true():
    assert value_text({"v": 1}) != value_text({"v": True})


@given(st.lists(st.binary(min_size=32, max_size=32).map(bytes.hex), max_size=60, unique=True), st.randoms())
def test_the_code_depends_on_the_set_alone(ids, dice):
    shuffled = ids + ids[:3]
    dice.shuffle(shuffled)
    grown = SetHash()
    for one in shuffled:
        grown.add([one])
    assert grown.root == SetHash(ids).root
    assert len(grown) == len(ids)
    assert convergence_code(shuffled) == code_of_root(grown.root)
    grown.discard(ids[:1])
    assert grown.root == SetHash(ids[1:]).root


def test_codes_of_different_sets_differ():
    dice = random.Random(1)
    ids = [dice.randbytes(32).hex() for _ in range(200)]
    codes = {convergence_code(ids[:count]) for count in range(201)}
    assert len(codes) == 201
    assert all(len(code) == 8 and not set(code) - set("0123456789ABCDEFGHJKMNPQRSTVWXYZ") for code in codes)


def test_the_wall_clock_is_written_in_utc_with_its_zone():
    zone = timezone(timedelta(hours=5, minutes=30))
    assert wall_text(datetime(2026, 5, 12, 10, 31, 7, 999, zone)) == ("2026-05-12T05:01:07Z", "+05:30")
    assert wall_text(datetime(1970, 1, 1, tzinfo=UTC)) == ("1970-01-01T00:00:00Z", "+00:00")


@pytest.mark.parametrize(
    ("at", "newest", "uncertain"),
    [
        ("1970-01-01T00:00:00Z", None, True),
        ("2026-05-12T10:00:00Z", None, False),
        ("2099-01-01T00:00:00Z", "2026-05-12T10:00:00Z", True),
        ("2027-05-12T10:00:00Z", "2026-05-12T10:00:00Z", False),
        ("2099-01-01T00:00:00Z", None, False),
    ],
)
def test_dates_that_cannot_be_right_are_marked(at, newest, uncertain):
    assert date_uncertain(at, newest) is uncertain


def test_every_field_of_a_change_stands_in_its_body():
    assert set(json.loads(body())) == journal.FIELDS

"""YAML as packs have it: scalars stay texts, and every position can be found again."""

import pytest

from fosdesk.forms.loading.tree import BadYaml, Listing, Record, Scalar, kind, place, read_tree


def scalar(text):
    tree = read_tree(f"key: {text}\n".encode())
    return tree.pairs[0][1]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("word", "text"),
        ("two words", "text"),
        ("1.0.0", "text"),
        ("2018-06", "text"),
        ("AED-1", "text"),
        ("1st", "text"),
        ("none", "text"),
        ("yesterday", "text"),
        ("é", "text"),
        ("12 days", "text"),
        ("yes", "flag"),
        ("No", "flag"),
        ("true", "flag"),
        ("OFF", "flag"),
        ("y", "flag"),
        ("N", "flag"),
        ("~", "nothing"),
        ("null", "nothing"),
        ("", "nothing"),
        ("Null", "nothing"),
        ("0", "whole"),
        ("-12", "whole"),
        ("12.50", "decimal"),
        ("-0.5", "decimal"),
        ("2018-06-29", "date"),
        ("007", "odd"),
        ("0x1F", "odd"),
        ("0o17", "odd"),
        ("1:30", "odd"),
        ("1_000", "odd"),
        ("1e5", "odd"),
        ("1.", "odd"),
        (".5", "odd"),
        ("+1", "odd"),
        (".inf", "odd"),
        ("-.INF", "odd"),
        (".nan", "odd"),
        ("1.5e3", "odd"),
        ("2018-6-2", "odd"),
        ("2018-06-29 10:00", "odd"),
        ("=", "odd"),
        ("<<", "odd"),
        ("1" * 30, "odd"),
    ],
)
def test_kind(text, read):
    assert kind(scalar(text)) == read
    if text:
        assert kind(scalar(f"'{text}'")) == "text"


def test_tree():
    tree = read_tree(b"a: 1\nb: [x, {c: y}]\na: 2\n")
    assert isinstance(tree, Record)
    assert [key.text for key, _ in tree.pairs] == ["a", "b", "a"], "who reads a record looks for double keys"
    listing = tree.pairs[1][1]
    assert isinstance(listing, Listing)
    assert isinstance(listing.items[1], Record)
    assert isinstance(read_tree(b"alone"), Scalar)
    assert (listing.items[0].line, listing.items[0].column) == (1, 4)


@pytest.mark.parametrize(
    ("content", "needle"),
    [
        ("k: plain HERE\n", "HERE"),
        ("k: 'it''s a ''quoted'' HERE'\n", "HERE"),
        ('k: "tab\\t \\u00e9 \\x41 \\"q\\" HERE"\n', "HERE"),
        ("k: |\n  first\n  second HERE\n", "HERE"),
        ("k: >-\n  folded\n  into one HERE\n", "HERE"),
        ("- - k: plain\n      goes on HERE\n", "HERE"),
    ],
)
def test_place(content, needle):
    node = read_tree(content.encode())
    while not isinstance(node, Scalar):
        node = node.items[0] if isinstance(node, Listing) else node.pairs[0][1]
    lines = content.splitlines()
    line, column = place(node, node.text.index(needle), lines)
    assert lines[line][column:].startswith(needle)


@pytest.mark.parametrize(
    ("content", "code", "line"),
    [
        ("a: &x 1\nb: *x\n", "pack.alias", 0),
        ("a: *x\n", "pack.alias", 0),
        ("a: !t x\n", "pack.tag", 0),
        ("a: 1\n--- \nb: 2\n", "pack.two_documents", 1),
        ("a: [1\nb: 2\n", "pack.yaml", 1),
        ("\t- x", "pack.yaml", 0),
        ("[a]: b", "pack.key_no_text", 0),
        ("a: \x00\n", "pack.bad_character", 0),
        ("", "pack.empty_file", 0),
    ],
)
def test_refused(content, code, line):
    with pytest.raises(BadYaml) as caught:
        read_tree(content.encode())
    assert (caught.value.code, caught.value.line) == (code, line)


def test_nesting_ends_in_an_error_and_not_in_a_crash():
    for deep in (b"[" * 500_000, b"- " * 500_000, b"{a: " * 300_000, b"? " * 300_000):
        with pytest.raises(BadYaml):
            read_tree(deep)

"""What can be counted: statements of an edit, a batch, an opening and a merge. Never the clock."""

import sqlite3
import subprocess
import sys
from collections import Counter

import pytest

from fosdesk.model.snapshot import Edit
from fosdesk.store import compiling
from fosdesk.store import statements as sql
from fosdesk.store.tables import METADATA


def verbs(trace):
    return Counter(text.split()[0] for text in trace if not text.startswith("--"))


@pytest.fixture
def traced(bench, put):
    """A store in which everything was written once, so that stations and persons are known."""
    trace = []
    store = bench.create("a", trace=trace.append)
    put(store, "x", 0)
    trace.clear()
    return store, trace


def test_one_answer_is_six_statements(traced, put):
    store, trace = traced
    put(store, "x", 1)
    assert [text.split()[0] for text in trace] == ["BEGIN", *["INSERT"] * 4, "COMMIT"]
    trace.clear()
    put(store, "new", 1)
    assert [text.split()[0] for text in trace] == ["BEGIN", *["INSERT"] * 3, "COMMIT"]


def test_a_draft_is_one_statement_in_its_transaction(traced):
    store, trace = traced
    store.draft("x", "comment", "half").result()
    assert [text.split()[0] for text in trace] == ["BEGIN", "INSERT", "COMMIT"]


def test_an_old_view_costs_one_look_more(bench, traced, put):
    store, trace = traced
    first = store.snapshot.heads("x", "value")
    put(store, "x", 1)
    store._ledger.state.links.clear()
    trace.clear()
    put(store, "x", 2, seen=first)
    assert [text.split()[0] for text in trace][:3] == ["BEGIN", "SELECT", "SELECT"]


def test_an_action_of_many_edits_is_one_transaction(traced):
    store, trace = traced
    edits = [Edit(f"x{n}", "value", {"v": n}, ()) for n in range(50)]
    store.edit(edits, "Amina", "b1").result()
    again = [Edit(e.entity, e.field, {"v": 9}, store.snapshot.heads(e.entity, e.field)) for e in edits]
    trace.clear()
    store.edit(again, "Amina", "b2").result()
    assert verbs(trace) == {"BEGIN": 1, "INSERT": 3 * 50 + 1, "COMMIT": 1}


def test_opening_reads_the_projection_with_as_many_statements_for_any_size(bench, filled):
    counts = []
    for size in (5, 80):
        store = bench.create(f"s{size}")
        filled(store, size)
        store.close().result()
        trace = []
        opened = bench.open(f"s{size}", trace=trace.append)
        opened.opening_check.result()
        check = next(number for number, text in enumerate(trace) if "integrity_check" in text)
        counts.append(verbs(trace[:check]))
    assert counts[0] == counts[1]
    assert counts[0]["SELECT"] <= 3
    assert set(counts[0]) <= {"PRAGMA", "SELECT", "BEGIN", "ROLLBACK"}


def test_a_merge_looks_as_often_for_one_change_as_for_many(bench, filled):
    counts = []
    for size in (1, 120):
        trace = []
        source, target = bench.create(f"from{size}"), bench.create(f"to{size}", trace=trace.append)
        filled(source, size)
        target.opening_check.result()
        trace.clear()
        target.merge(source.bodies(), "d1").result()
        counts.append(verbs(trace))
    assert counts[0]["SELECT"] == counts[1]["SELECT"] <= 5
    assert counts[0]["BEGIN"] == counts[1]["BEGIN"] == 1
    assert counts[0]["COMMIT"] == counts[1]["COMMIT"] == 1


def test_a_merge_of_what_is_known_reads_and_notes_and_writes_no_change(traced):
    store, trace = traced
    bodies = list(store.bodies())
    trace.clear()
    store.merge(bodies, "d1").result()
    assert [text.split()[2] for text in trace if text.startswith("INSERT")] == ["dossier_log"]


def test_statements_are_compiled_once_and_cover_every_table():
    texts = " ".join(value.sql for value in vars(sql).values() if isinstance(value, sql.Statement))
    assert all(name in texts for name in METADATA.tables)


def test_the_compiled_statements_are_those_of_the_queries():
    assert compiling.TARGET.read_text("utf-8") == compiling.module_text()


def test_sqlite_takes_every_statement_with_as_many_parameters_as_it_names(bench):
    found = [
        one
        for value in vars(sql).values()
        for one in (value.values() if isinstance(value, dict) else [value])
    ]
    conn = bench.create()._ledger.state.conn
    texts = [one for one in found if isinstance(one, sql.Statement)]
    assert len(texts) > 40
    with sqlite3.connect(conn.path) as other:
        for one in texts:
            other.execute(f"EXPLAIN {one.sql}", [None] * len(one.names))
    other.close()


@pytest.mark.parametrize(
    ("module", "names"), [("records", ("sqlalchemy", "sqlite3")), ("store", ("sqlalchemy",))]
)
def test_the_store_runs_without_sqlalchemy(module, names):
    code = f"import sys, fosdesk.store.{module}; sys.exit(any(name in sys.modules for name in {names}))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0

"""The command line as a person and as a program use it: through the real services, never with Qt."""

import io
import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from fosdesk.base.paths import Paths
from fosdesk.bootstrap import wire
from fosdesk.cli.main import run
from fosdesk.cli.output import FAILED, FOUND, OK, USAGE

Call = Callable[..., tuple[int, str, str]]


@pytest.fixture
def call(tmp_path: Path, new_home: Callable[[Path], Paths]) -> Call:
    """Run a command in a library of its own: (exit code, output, error output)."""
    paths = new_home(tmp_path / "home")

    def call(*words: str) -> tuple[int, str, str]:
        out, err = io.StringIO(), io.StringIO()
        code = run(lambda: wire(paths), ["--as", "Amina", *words], out, err)
        return code, out.getvalue(), err.getvalue()

    return call


@pytest.fixture
def begun(call: Call) -> str:
    """A new assessment; its id."""
    code, out, _ = call("--json", "new", "--country", "Valdoria", "--code", "XV")
    assert code == OK
    return str(json.loads(out)["id"])


def loaded(out: str) -> Any:
    return json.loads(out)


def test_an_empty_library_says_what_to_do(call: Call) -> None:
    assert "fosdesk new" in call("list")[1]
    assert loaded(call("--json", "list")[1]) == []


def test_answers_are_recorded_and_shown(call: Call, begun: str) -> None:
    assert (
        call("answer", begun[:6], "AED-LEGAL-C3", "--value", "2", "--comment", "Notice 7 covers air.")[0]
        == OK
    )
    assert call("answer", begun, "risk_c1", "--unknown", "--who", "J. Okello", "--by", "2026-12-01")[0] == OK
    content = loaded(call("--json", "show", begun)[1])
    assert content["answers"]["aed_legal_c3"] == {"value": {"v": 2}, "comment": "Notice 7 covers air."}
    assert content["answers"]["risk_c1"]["value"] == {"unknown": {"by": "2026-12-01", "who": "J. Okello"}}
    assert loaded(call("--json", "list")[1])[0]["answered"] == 1


def test_an_assessment_moves_between_editions_and_says_what_becomes_of_it(call: Call, begun: str) -> None:
    assert call("answer", begun, "AED-QUALITY-C1", "--value", "2")[0] == OK
    code, out, _ = call("--json", "edition", begun, "2018", "--dry-run")
    trial = loaded(out)
    assert (code, trial["moved"], loaded(call("--json", "list")[1])[0]["edition"]) == (OK, False, "2022")
    assert trial["counts"] == {
        "kept": 13, "reworded": 2, "new": 0, "retired": 1, "reconfirm": 0, "elsewhere": 0,
    }  # fmt: skip
    moved = loaded(call("--json", "edition", begun, "2018")[1])
    assert (moved["from"], moved["to"], moved["moved"]) == ("2022", "2018", True)
    assert moved["answers_before"] == moved["answers_now"] == trial["answers_now"]
    gone = next(one for one in moved["standards"] if one["state"] == "retired")
    assert (gone["code"], gone["answered"]) == ("AED-QUALITY", 1)
    assert "kept and hidden" in call("show", begun)[1]
    assert call("answer", begun, "RISK-C1", "--value", "3")[0] == OK
    words = call("edition", begun, "2022")[1]
    assert "1 answer is to be confirmed." in words
    assert loaded(call("--json", "show", begun, "--item", "risk_c1")[1])["reconfirm"] == "2022"
    code, findings, _ = call("check", begun)
    assert (code, "RISK-C1: answered before the move to the 2022 edition" in findings) == (FOUND, True)


def test_a_workbook_has_the_numbers_of_both_editions_where_they_are_asked_for(
    call: Call, begun: str, tmp_path: Path
) -> None:
    from openpyxl import load_workbook

    facts = tmp_path / "facts.json"
    numbers = {"number:2018:RISK": {"v": 3}, "number:2022:RISK": {"v": 4}}
    facts.write_text(json.dumps({"facts": numbers, "answers": {}}))
    assert call("import-answers", begun, str(facts))[0] == OK
    words = ("report", begun, "--document", "workbook", "--out", str(tmp_path), "--both-numbers")
    path = loaded(call("--json", *words)[1])[0]["path"]
    sheet = load_workbook(path)["RISK"]
    said = [cell.value for row in sheet.iter_rows(max_row=6) for cell in row]
    assert "4 (2018: 3) Risk management for facilitation and control" in said


def test_a_move_to_the_edition_in_use_or_to_none_is_refused(call: Call, begun: str) -> None:
    code, _, err = call("edition", begun, "2022")
    assert (code, "already" in err) == (FAILED, True)
    assert call("edition", begun, "2030")[0] == USAGE


def test_words_that_are_wrong_change_nothing(call: Call, begun: str) -> None:
    code, _, err = call("answer", begun, "aed_legal_c33", "--value", "2")
    assert code == FAILED
    assert "aed_legal_c3" in err
    code, _, err = call("answer", begun, "aed_legal_c3", "--value", "7")
    assert code == FAILED
    assert "0 to 4" in err
    assert loaded(call("--json", "show", begun)[1])["answers"] == {}
    assert call("answer", begun)[0] == USAGE


def test_import_is_all_or_nothing_with_a_dry_run(call: Call, begun: str, tmp_path: Path) -> None:
    file = tmp_path / "answers.json"
    file.write_text(
        json.dumps(
            {"answers": {"risk_c1": {"value": {"v": 3}, "comment": "x"}, "risk_c2": {"value": {"v": 9}}}}
        )
    )
    code, _, err = call("import-answers", begun, str(file))
    assert code == FOUND
    assert "RISK-C2" in err
    assert loaded(call("--json", "show", begun)[1])["answers"] == {}
    file.write_text(json.dumps({"answers": {"risk_c1": {"value": {"v": 3}, "comment": "x"}}}))
    assert loaded(call("--json", "import-answers", begun, str(file), "--dry-run")[1])["recorded"] is False
    assert loaded(call("--json", "show", begun)[1])["answers"] == {}
    assert call("import-answers", begun, str(file))[0] == OK
    assert loaded(call("--json", "show", begun)[1])["answers"]["risk_c1"] == {
        "value": {"v": 3},
        "comment": "x",
    }


def test_what_show_prints_can_be_imported_again(call: Call, begun: str, tmp_path: Path) -> None:
    call("answer", begun, "risk_c1", "--value", "3", "--comment", "Targeting rules reviewed monthly.")
    shown = tmp_path / "shown.json"
    shown.write_text(call("--json", "show", begun)[1], encoding="utf-8")
    plan = loaded(call("--json", "import-answers", begun, str(shown))[1])
    assert plan["rows"]
    assert {row["verdict"] for row in plan["rows"]} == {"same"}


def test_documents_and_copy_are_written(call: Call, begun: str, tmp_path: Path) -> None:
    written = loaded(call("--json", "report", begun, "--out", str(tmp_path / "out"))[1])
    assert {one["document"]: Path(one["path"]).suffix for one in written} == {
        "workbook": ".xlsx",
        "report": ".pdf",
        "brief": ".pdf",
    }
    (brief,) = loaded(
        call("--json", "report", begun, "--document", "brief", "--out", str(tmp_path / "one"))[1]
    )
    assert brief["pages"] == 2
    assert all(one["bytes"] > 10_000 for one in written)
    copy = loaded(call("--json", "copy", begun, "--out", str(tmp_path / "out"))[1])
    assert Path(copy["path"]).read_bytes()[:2] == b"PK"
    assert call("open", copy["path"])[0] == OK


def test_documents_are_sent_and_acknowledged(call: Call, begun: str, tmp_path: Path) -> None:
    words = ("send", begun, "--to", "a@wco.example", "--document", "brief", "--draft", str(tmp_path))
    sent = loaded(call("--json", *words)[1])
    assert Path(sent["path"]).suffix == ".eml"
    assert loaded(call("--json", "sent", begun)[1])[0]["state"] == "ready"
    assert call("sent", begun, "--mark", sent["sending"][:8])[0] == OK
    reply = tmp_path / "reply.pdf"
    reply.write_bytes(b"%PDF received")
    assert call("sent", begun, "--reply", sent["sending"], str(reply))[0] == OK
    (line,) = loaded(call("--json", "sent", begun, "--export", str(tmp_path))[1])
    assert (line["state"], line["reply"]) == ("acknowledged", "reply.pdf")
    assert len(list(tmp_path.glob("*.csv"))) == 1
    assert "reply.pdf" in call("sent", begun)[1]


def test_a_stick_is_written_and_a_wrong_address_refused(call: Call, begun: str, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    assert call("send", begun, "--to", "WCO", "--document", "brief", "--folder", str(stick))[0] == OK
    assert sorted(path.suffix for path in stick.iterdir()) == [".pdf", ".txt"]
    code, _, err = call("send", begun, "--to", "nobody", "--draft", str(tmp_path))
    assert code == FAILED
    assert "nobody is no address" in err
    assert call("send", begun, "--to", "WCO")[0] == USAGE
    assert len(loaded(call("--json", "sent", begun)[1])) == 1


def test_an_unknown_assessment_is_a_sentence(call: Call) -> None:
    code, _, err = call("show", "zzz")
    assert code == FAILED
    assert "fosdesk list" in err


def test_the_packs_of_this_program_are_sound(call: Call) -> None:
    code, out, _ = call("pack", "check")
    assert code == OK, out


def test_two_versions_of_a_pack_are_compared(call: Call, tmp_path: Path) -> None:
    shipped = Path(__file__).parents[2] / "forms" / "environment"
    later = tmp_path / "environment"
    shutil.copytree(shipped, later)
    assert call("pack", "diff", str(shipped), str(later))[:2] == (
        OK,
        "environment: both versions hold the same.\n",
    )
    section = later / "sections" / "090-operations.yaml"
    text = section.read_text(encoding="utf-8")
    other = text.replace("Parcels that buyers abroad sent back here", "Officers at the express counters")
    section.write_text(other, encoding="utf-8")
    code, out, _ = call("pack", "diff", str(shipped), str(later))
    assert code == FOUND
    assert "env_returns_in: its answers would mean something else." in out
    assert "a major version" in out
    assert call("pack", "diff", str(shipped), str(shipped.parent / "standards"))[0] == FAILED


def test_the_self_test_runs_to_its_end(call: Call) -> None:
    code, out, err = call("--json", "selftest")
    assert code == OK, err
    assert loaded(out)[-1]["step"] == "reading a copy"


def test_the_command_line_never_loads_qt_and_lists_without_the_database(tmp_path: Path) -> None:
    program = (
        "import sys\n"
        "from fosdesk.__main__ import main\n"
        "main(['list'])\n"
        "late = {'PySide6', 'sqlalchemy', 'openpyxl', 'reportlab', 'cryptography', 'docx'}\n"
        "heavy = late & set(sys.modules)\n"
        "sys.exit(str(heavy) if heavy else 0)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={"FOSDESK_HOME": str(tmp_path), "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_new_and_show_know_the_facts_of_set_up(call: Call) -> None:
    code, out, err = call(
        "--json", "new", "--code", "ml", "--period", "2026-09/2026-03", "--currency", "xof",
        "--administration", "Direction générale des Douanes", "--leave-out", "AEO=No programme yet.",
    )  # fmt: skip
    assert code == OK
    assert "ends before it begins" in err
    id_ = loaded(out)["id"]
    shown = call("show", id_)[1]
    assert "Mali  WCA  2022" in shown
    assert "15 of 16 Standards of the 2022 edition are assessed." in shown
    assert "Not assessed: AEO. No programme yet." in shown
    facts = loaded(call("--json", "show", id_)[1])["facts"]
    assert facts["standing"] == {"v": "member"}
    assert facts["left_out:AEO"] == {"v": "No programme yet."}
    assert facts["team"]["v"] == [{"name": "Amina", "duty": "leader"}]


def test_new_refuses_what_it_cannot_begin_with(call: Call) -> None:
    assert "Name the country" in call("new", "--code", "XV")[2]
    refused = call("new", "--country", "Santara", "--leave-out", "RISK")
    assert refused[0] == FAILED
    assert "RISK=REASON" in refused[2]
    assert "is no Standard" in call("new", "--country", "Santara", "--leave-out", "LAW=x")[2]
    assert loaded(call("--json", "list")[1]) == []

"""The words of the command line."""

import argparse

from fosdesk import __version__
from fosdesk.base.language import Texts
from fosdesk.services.facts import KINDS, STANDINGS

DOCUMENTS = ("workbook", "report", "brief")
DISCLOSURES = ("national", "wco", "regional", "public")


def make_parser(tr: Texts) -> argparse.ArgumentParser:
    """All commands with their help in the language of the run."""
    parser = argparse.ArgumentParser(
        "fosdesk", description=tr("Assessments of cross-border e-commerce, offline.")
    )
    parser.add_argument("--version", action="version", version=f"FOSDesk {__version__}")
    parser.add_argument("--json", action="store_true", help=tr("print the result as JSON"))
    parser.add_argument("--as", dest="person", default="", metavar="NAME", help=tr("who is working"))
    parser.add_argument("--role", default="", help=tr("the role of that person"))
    parser.add_argument("--language", default="", help=tr("language of messages: en, fr, es, pt, ru, ar"))
    commands = parser.add_subparsers(dest="command", required=True, metavar=tr("COMMAND"))
    _library_commands(commands, tr)
    _answer_commands(commands, tr)
    _output_commands(commands, tr)
    _care_commands(commands, tr)
    return parser


def _library_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]", tr: Texts) -> None:
    commands.add_parser("list", help=tr("the assessments of this computer"))
    new = commands.add_parser("new", help=tr("begin an assessment"))
    new.add_argument(
        "--country", default="", help=tr("name of the country; not needed with the code of a WCO Member")
    )
    new.add_argument("--code", default="", help=tr("two-letter code of the country"))
    new.add_argument(
        "--standing", choices=STANDINGS, default="", help=tr("what is assessed, where it is no Member")
    )
    new.add_argument(
        "--region", default="", help=tr("WCO region, where it is no Member: AMS, EUR, ESA, AP, MENA, WCA")
    )
    new.add_argument(
        "--edition", choices=("2018", "2022"), default="2022", help=tr("edition of the Framework")
    )
    new.add_argument("--kind", choices=KINDS, default="self_diagnosis", help=tr("kind of exercise"))
    new.add_argument("--period", default="", help=tr("period, such as 2026, 2026-03 or 2026-03/2026-09"))
    new.add_argument("--currency", default="", help=tr("national currency, such as XOF"))
    new.add_argument("--round", default="", dest="round_name", help=tr("name of the round"))
    new.add_argument("--administration", default="", help=tr("name of the Customs administration"))
    new.add_argument("--ministry", default="", help=tr("ministry it belongs to"))
    new.add_argument("--contact", default="", help=tr("contact point"))
    new.add_argument(
        "--leave-out", action="append", default=[], metavar=tr("CODE=REASON"),
        help=tr("a Standard that is not assessed, with the reason; may be repeated"),
    )  # fmt: skip
    show = _with_assessment(
        commands.add_parser("show", help=tr("facts, answers and levels of an assessment")), tr
    )
    show.add_argument("--item", default="", help=tr("only this item, with its history"))
    edition = _with_assessment(
        commands.add_parser("edition", help=tr("move an assessment to another edition of the Framework")), tr
    )
    edition.add_argument("to", choices=("2018", "2022"), help=tr("edition of the Framework"))
    edition.add_argument("--dry-run", action="store_true", help=tr("only say what would change"))
    opened = commands.add_parser("open", help=tr("add or merge a dossier (*.fosdesk)"))
    opened.add_argument("file", help=tr("the dossier"))


def _answer_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]", tr: Texts) -> None:
    answer = _with_assessment(commands.add_parser("answer", help=tr("record one answer")), tr)
    answer.add_argument("item", help=tr("id or code of the item"))
    forms = answer.add_mutually_exclusive_group()
    forms.add_argument("--value", help=tr("the value; several choices separated by commas"))
    forms.add_argument("--na", metavar=tr("REASON"), help=tr("not applicable, with the reason"))
    forms.add_argument("--unknown", action="store_true", help=tr("unknown; see --who and --by"))
    forms.add_argument("--unmeasured", metavar=tr("REASON"), help=tr("not measurable, with the reason"))
    forms.add_argument("--clear", action="store_true", help=tr("take the answer back"))
    answer.add_argument("--who", default="", help=tr("who will find out"))
    answer.add_argument("--by", default="", metavar="YYYY-MM-DD", help=tr("by when"))
    answer.add_argument("--comment", help=tr("a comment to the answer"))
    load = _with_assessment(
        commands.add_parser("import-answers", help=tr("record many answers from a JSON file")), tr
    )
    load.add_argument("file", help=tr("answers by item id, as `show --json` prints them"))
    load.add_argument("--dry-run", action="store_true", help=tr("only say what would change"))


def _output_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]", tr: Texts) -> None:
    report = _with_assessment(commands.add_parser("report", help=tr("write workbook, report and brief")), tr)
    report.add_argument("--out", default=".", help=tr("folder to write into"))
    report.add_argument("--document", choices=(*DOCUMENTS, "all"), default="all", help=tr("which document"))
    report.add_argument("--report-language", default="", help=tr("language of the documents"))
    report.add_argument(
        "--disclosure",
        choices=DISCLOSURES,
        default="national",
        help=tr("who may read it"),
    )
    report.add_argument(
        "--both-numbers", action="store_true", help=tr("also the confirmed numbers of the other edition")
    )
    _sending_commands(commands, tr)
    copy = _with_assessment(commands.add_parser("copy", help=tr("save a copy as a dossier")), tr)
    copy.add_argument("--out", default=".", help=tr("folder or stick to write to"))
    sample = commands.add_parser("sample", help=tr("load the exercise country and write its documents"))
    sample.add_argument("--out", default="out", help=tr("folder to write into"))


def _sending_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]", tr: Texts) -> None:
    send = _with_assessment(
        commands.add_parser("send", help=tr("make documents and write them as a mail draft or to a stick")),
        tr,
    )
    send.add_argument("--to", required=True, help=tr("who gets them: addresses, or a name for a stick"))
    send.add_argument("--document", choices=(*DOCUMENTS, "all"), default="all", help=tr("which document"))
    send.add_argument("--readers", choices=DISCLOSURES, default="wco", help=tr("class of those who get them"))
    through = send.add_mutually_exclusive_group(required=True)
    through.add_argument("--draft", metavar=tr("FOLDER"), help=tr("write a mail draft (*.eml) here"))
    through.add_argument("--folder", metavar=tr("FOLDER"), help=tr("copy to this folder or stick"))
    send.add_argument("--subject", default="", help=tr("subject of the mail"))
    send.add_argument("--words", default="", help=tr("accompanying words"))
    send.add_argument("--report-language", default="", help=tr("language of the documents"))
    sent = _with_assessment(commands.add_parser("sent", help=tr("the register of what was sent")), tr)
    what = sent.add_mutually_exclusive_group()
    what.add_argument("--mark", metavar=tr("SENDING"), help=tr("say that this draft was sent"))
    what.add_argument("--export", metavar=tr("FOLDER"), help=tr("write the register as a table (*.csv)"))
    what.add_argument(
        "--reply", nargs=2, metavar=(tr("SENDING"), tr("FILE")), help=tr("attach the reply that acknowledges")
    )


def _care_commands(commands: "argparse._SubParsersAction[argparse.ArgumentParser]", tr: Texts) -> None:
    _with_assessment(
        commands.add_parser("check", help=tr("verify an assessment and list what to look at")), tr
    )
    _with_assessment(
        commands.add_parser("rescue", help=tr("bring together what is left of a damaged assessment")), tr
    )
    pack = commands.add_parser("pack", help=tr("work on question packs"))
    actions = pack.add_subparsers(dest="action", required=True, metavar=tr("ACTION"))
    check = actions.add_parser("check", help=tr("check packs and run their tests"))
    check.add_argument(
        "folders", nargs="*", help=tr("folders of packs; without them, the packs of this program")
    )
    diff = actions.add_parser("diff", help=tr("compare two versions of a pack"))
    diff.add_argument("old", help=tr("folder of the older version"))
    diff.add_argument("new", help=tr("folder of the newer version"))
    commands.add_parser("selftest", help=tr("try this installation from first answer to documents"))


def _with_assessment(parser: argparse.ArgumentParser, tr: Texts) -> argparse.ArgumentParser:
    parser.add_argument("assessment", help=tr("id of the assessment, or the beginning of it"))
    return parser

"""The Review page: groups in order, worst first, each row a way to its field."""

from fosdesk.services.review import FindingRow
from fosdesk.ui.computed import Computed
from fosdesk.ui.desk import Place
from fosdesk.ui.frame.window import Window
from fosdesk.ui.pages.review import ReviewPage
from fosdesk.ui.parts.rows import RowList


def shown(page: ReviewPage) -> list[str]:
    """The headings of the cards from top to bottom, as a person reads them."""
    cards = [card for card, _ in page._groups.values() if card.isVisible()]
    return [card.heading.text() for card in sorted(cards, key=lambda card: card.y())]


def review(window: Window, monkeypatch, *found: FindingRow) -> ReviewPage:
    monkeypatch.setattr(Computed, "findings", lambda _: found)
    window.go(Place("review"))
    page = window.page()
    assert isinstance(page, ReviewPage)
    page.refresh()
    page.body.layout().activate()
    return page


def row(group: str, severity: str, entity: str = "risk_c2", **more: str) -> FindingRow:
    return FindingRow(group, severity, "Look at this.", entity, "value", **more)


def test_groups_stand_worst_first_also_when_a_worse_one_comes_later(window: Window, monkeypatch) -> None:
    page = review(window, monkeypatch, row("B", "warning"), row("C", "info"), row("C", "info"))
    assert shown(page) == ["B · 1", "C · 2"]
    page = review(window, monkeypatch, row("A", "error"), row("B", "warning"), row("C", "info"))
    assert shown(page) == ["A · 1", "B · 1", "C · 1"]
    assert page.second.text().startswith("1 point blocks signing · 1 wants a comment · 1 for information")


def test_nothing_to_look_at_says_so(window: Window, monkeypatch) -> None:
    page = review(window, monkeypatch)
    assert shown(page) == []
    assert page.empty.isVisible()
    assert page.second.text().startswith("Nothing blocks signing · 0 want a comment")


def test_a_row_opens_its_field_and_a_cell_is_named_by_its_code(window: Window, monkeypatch) -> None:
    page = review(window, monkeypatch, row("A", "warning", code="REG-1, Post, Value"))
    _, rows = page._groups["A"]
    item = rows.model().rows[0]
    assert item.title.startswith("REG-1, Post, Value")
    assert item.target == Place("question", "risk", "risk_c2", "value")
    rows.opened.emit(item.target)
    assert (window.place.page, window.place.item) == ("question", "risk_c2")


def test_the_sidebar_counts_what_review_lists(window: Window) -> None:
    found = window.page().desk.follows.findings()
    counted = next(row for row in window.shell.sidebar._rows if row.key == "review")
    assert counted.count == len(found) > 0


def test_the_code_of_a_question_is_said_once_in_a_row(window: Window) -> None:
    window.go(Place("review"))
    rows = [row for part in window.page().findChildren(RowList) for row in part.rows()]
    coded = [row for row in rows if "-" in row.title.split()[0]]
    assert coded
    for row in coded:
        assert not row.second.startswith(row.title.split()[0])

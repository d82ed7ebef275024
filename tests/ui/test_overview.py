"""The Overview page: every figure says why, charts are readable in grey, picture and table agree."""

from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from fosdesk.model.chart import PRINT, Diamond, Dot, level_fill, nearest_level
from fosdesk.model.chart_geometry import profile_drawing
from fosdesk.services.overview import profile_chart
from fosdesk.ui.charts.table import BEFORE_DIMENSIONS
from fosdesk.ui.desk import Place
from fosdesk.ui.frame.window import Window
from fosdesk.ui.pages.overview import OverviewPage
from fosdesk.ui.theme.tokens import THEMES


def overview(window: Window, *, table: bool = False) -> OverviewPage:
    window.go(Place("overview"))
    page = window.page()
    assert isinstance(page, OverviewPage)
    if table:
        page.as_table.click()
    return page


def said(window: Window, page: OverviewPage) -> str:
    """What the sheet says now."""
    QApplication.processEvents()
    labels = window.shell.sheet.findChildren(type(page.title))
    return " ".join(label.text() for label in labels if label.isVisible())


def test_the_arrows_reach_each_cell_of_the_heat_map_and_space_says_why(window: Window) -> None:
    page = overview(window)
    view = page.profile
    at, (place, name) = next(
        (at, (place, name))
        for at, line in enumerate(view.lines())
        for place, (code, name) in enumerate(view.dimensions, 1)
        if place > 1 and line.standard.asked(code) is not None
    )
    view.setCurrentIndex(view.model().index(at, 0))
    view.setFocus()
    for _ in range(place):
        QTest.keyClick(view, Qt.Key.Key_Right)
    assert view.column == place
    spoken = view.model().index(at, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith(f"{view.lines()[at].standard.title}, {name}: ")
    QTest.keyClick(view, Qt.Key.Key_Space)
    assert f"{view.lines()[at].standard.title}: {name}" in said(window, page)
    assert "Sum of weight × level" in said(window, page)


def test_the_arrows_stop_at_both_ends(window: Window) -> None:
    view = overview(window).profile
    view.setCurrentIndex(view.model().index(0, 0))
    QTest.keyClick(view, Qt.Key.Key_Left)
    assert view.column == 0
    for _ in range(20):
        QTest.keyClick(view, Qt.Key.Key_Right)
    assert view.column == len(view.dimensions)


def test_why_a_standard_names_target_gap_and_what_a_reviewer_found(window: Window) -> None:
    page = overview(window)
    legal = next(line for line in page.profile.lines() if line.standard.code == "AED-LEGAL")
    page.profile.asked.emit(legal.standard.score.id)
    words = said(window, page)
    assert "Gap = target − level = " in words
    assert "Validated by a reviewer: 1.5, 4 of 8 criteria examined." in words


def test_a_click_on_a_cell_asks_for_that_dimension(window: Window) -> None:
    page = overview(window)
    view = page.profile
    code, name = view.dimensions[0]
    at = next(at for at, line in enumerate(view.lines()) if line.standard.asked(code))
    row = view.visualRect(view.model().index(at, 0))
    place = QPoint(view.columns.heat[0] + 8, row.center().y())
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert f"{view.lines()[at].standard.title}: {name}" in said(window, page)


def test_the_tables_open_what_the_charts_open(window: Window) -> None:
    page = overview(window, table=True)
    line = page.profile.lines()[2]
    page.table.setCurrentCell(2, 3)
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    assert line.standard.title in said(window, page)
    code, name = next(pair for pair in page.profile.dimensions if line.standard.asked(pair[0]))
    column = BEFORE_DIMENSIONS + [pair[0] for pair in page.profile.dimensions].index(code)
    page.table.chosen.emit(2, column)
    assert f"{line.standard.title}: {name}" in said(window, page)
    page.heading_table.chosen.emit(1, 1)
    assert page.heading_table.item(1, 0).text().partition("  ")[2] in said(window, page)
    page.table.chosen.emit(2, 0)
    assert window.place.section == line.standard.section


def test_headings_have_a_table_too(window: Window) -> None:
    page = overview(window, table=True)
    assert page.heading_table.isVisible()
    assert not page.headings.isVisible()
    found = page.desk.follows.overview().headings
    assert page.heading_table.rowCount() == len(found) == 8


@pytest.mark.parametrize("language", ["en", "xx-mirror"])
def test_the_screen_and_the_report_put_marks_at_the_same_places(window: Window, language: str) -> None:
    """One chart model: rows, order, figures and places on the scale agree between painter and paper."""
    view = overview(window).profile
    rows = [line.standard for line in view.lines()]
    chart = profile_chart(rows, view.look.tr)
    assert chart.rows == tuple(line.chart for line in view.lines())
    drawing = profile_drawing(chart, 476.0, lambda text, size, _: len(text) * size / 2, language != "en")
    ends = [mark.x for mark in drawing.head.marks if getattr(mark, "text", "") in ("0", "4")]
    at = view.columns
    for line, band in zip(view.lines(), drawing.rows, strict=True):
        marks = {type(mark): mark.x for mark in band.marks if isinstance(mark, Dot | Diamond)}
        for kind, value in ((Dot, line.chart.now), (Diamond, line.chart.target)):
            assert (kind in marks) is (value is not None)
            if value is not None:
                paper = (marks[kind] - ends[0]) / (ends[1] - ends[0])
                screen = (at.x(value) - at.plot) / (at.plot_end - at.plot)
                assert paper == pytest.approx(screen)


def luminance(colour: QColor) -> float:
    """CIE lightness L*, 0 to 100: what a grey copy keeps of a colour."""
    parts = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
             for part in (colour.redF(), colour.greenF(), colour.blueF())]  # fmt: skip
    y = 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
    return 116 * y ** (1 / 3) - 16 if y > 0.008856 else 903.3 * y


@pytest.mark.parametrize("ramp", ["print", *THEMES])
def test_adjacent_levels_differ_in_grey(ramp: str) -> None:
    if ramp == "print":
        fills = [f"#{PRINT[level_fill(level)]}" for level in range(5)]
    else:
        fills = [level.fill for level in THEMES[ramp].levels]
    light = [luminance(QColor(fill)) for fill in fills]
    steps = [after - before for before, after in pairwise(light)]
    assert all(step > 0 for step in steps) or all(step < 0 for step in steps)
    assert min(abs(step) for step in steps) >= 8


@pytest.mark.parametrize("theme", THEMES)
def test_a_grey_copy_of_the_heat_map_keeps_levels_and_figures(filled, opens, theme: str) -> None:
    """Turned to grey, cells of one level look alike, of two differ, and each shows its figure."""
    view = overview(opens(filled, theme=theme)).profile
    grey = view.viewport().grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    ratio = grey.devicePixelRatio()
    shades: dict[int, set[int]] = {}
    for at, line in enumerate(view.lines()):
        row = view.visualRect(view.model().index(at, 0))
        for (code, _), (start, end) in zip(view.dimensions, pairwise(view.columns.heat), strict=True):
            score = line.standard.asked(code)
            if score is None or score.value is None:
                continue
            level = nearest_level(score.value)
            cell = QRect(start + 5, row.top() + 6, end - start - 10, row.height() - 11)
            shade = grey.pixelColor(int(cell.left() * ratio), int(cell.center().y() * ratio)).lightness()
            inside = [
                grey.pixelColor(int(x * ratio), int(y * ratio)).lightness()
                for x in range(cell.left(), cell.right())
                for y in range(cell.top(), cell.bottom())
            ]
            assert max(abs(dot - shade) for dot in inside) > 60, "the figure stands out in grey"
            shades.setdefault(level, set()).add(shade)
    assert len(shades) >= 4
    assert all(len(found) == 1 for found in shades.values())
    order = [next(iter(shades[level])) for level in sorted(shades)]
    assert min(abs(a - b) for a, b in pairwise(order)) >= 15


def test_the_picture_is_written_with_its_name_and_whole(window: Window, answers, tmp_path, qtbot) -> None:
    page = overview(window)
    answers.target = tmp_path / "profile.png"
    page.export.click()
    qtbot.waitUntil(lambda: not page.work.busy)
    image = QImage(str(answers.target))
    assert image.width() >= 2 * page.profile.width()
    assert image.height() >= 2 * (page.profile.height() + page.head.height())
    assert [path.name for path in tmp_path.iterdir() if path.suffix in (".png", ".part")] == ["profile.png"]


def test_no_picture_is_written_where_somebody_thought_better_of_it(window: Window, answers) -> None:
    page = overview(window)
    answers.target = None
    page.export.click()
    assert not page.work.busy


@pytest.mark.parametrize(("size", "sheet"), [((1024, 600), False), ((1366, 768), True)])
def test_the_heat_map_stays_in_a_narrow_window_and_beside_the_sheet(filled, opens, size, sheet) -> None:
    window = opens(filled, size)
    page = overview(window)
    if sheet:
        page._why(page.profile.subject(page.profile.lines()[0], 0))
    QApplication.processEvents()
    at = page.profile.columns
    assert len(at.heat) == len(page.profile.dimensions) + 1
    assert at.heat[-1] <= page.profile.viewport().width()
    assert at.plot_end - at.plot >= 100


def test_the_rows_of_the_table_are_as_high_as_their_text(window: Window, qtbot: QtBot) -> None:
    table = overview(window, table=True).table
    line = table.fontMetrics().lineSpacing()
    qtbot.waitUntil(lambda: max(table.rowHeight(at) for at in range(table.rowCount())) <= 2 * line + 20)
    high = sum(table.rowHeight(at) for at in range(table.rowCount()))
    assert table.viewport().height() <= high + line
    window.resize(900, 600)
    qtbot.waitUntil(lambda: table.horizontalHeader().length() > table.viewport().width())
    assert table.columnWidth(0) >= window.look.px(180)

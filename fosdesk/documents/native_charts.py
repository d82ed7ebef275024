"""Native charts of the workbook: horizontal bars that people can edit."""

from collections.abc import Mapping
from typing import Any, cast

from openpyxl.chart import BarChart, Reference, Series
from openpyxl.chart.data_source import StrRef
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.layout import Layout, ManualLayout
from openpyxl.chart.series import SeriesLabel
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import CharacterProperties, Font, Paragraph, ParagraphProperties
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.worksheet import Worksheet

from fosdesk.documents.sheet_looks import FACE
from fosdesk.model.chart import PRINT
from fosdesk.model.report import SheetChart

ROW_HEIGHT = 0.95  # centimetres of the chart for each row
FRAME_HEIGHT = 2.4  # for scale and legend
NAMES, PLOT = 0.4, 0.55  # of the width: the longest titles take two lines beside the plot


def bar_chart(
    sheet: Worksheet, chart: SheetChart, letters: Mapping[str, int], head: int, width: float, rtl: bool
) -> BarChart:
    """Return the chart of the rows below the head row `head`; `width` in centimetres.

    Level filled, target white with an ink edge, scale fixed, axes shown, largest gap on top.
    """
    native: Any = BarChart()
    native.type = "bar"
    native.grouping = "clustered"
    native.overlap = 0
    native.gapWidth = 35
    native.style = 2
    native.width, native.height = width, FRAME_HEIGHT + ROW_HEIGHT * chart.rows
    names = Reference(sheet, letters[chart.label], head + 1, letters[chart.label], head + chart.rows)
    for series in chart.series:
        column = letters[series.column]
        native.series.append(_series(sheet, column, head, chart, series.outline))
    native.set_categories(names)
    _scale(native, chart, rtl)
    return cast(BarChart, native)


def _series(sheet: Worksheet, column: int, head: int, chart: SheetChart, outline: bool) -> Any:
    values = Reference(sheet, column, head + 1, column, head + chart.rows)
    series: Any = Series(values)
    name = f"{quote_sheetname(sheet.title)}!${get_column_letter(column)}${head}"
    series.tx = SeriesLabel(strRef=StrRef(name))
    fill = PRINT["paper" if outline else "accent"]
    series.graphicalProperties = GraphicalProperties(solidFill=fill)
    series.graphicalProperties.line = LineProperties(solidFill=PRINT["ink" if outline else "accent"], w=9525)
    series.invertIfNegative = False
    if not outline:
        places = "0" if chart.decimals == 0 else "0." + "0" * chart.decimals
        series.dLbls = DataLabelList(
            numFmt=places, dLblPos="outEnd", showVal=True, showSerName=False,
            showCatName=False, showLegendKey=False, showPercent=False,
        )  # fmt: skip
        series.dLbls.txPr = _type("ink")
    return series


def _scale(native: Any, chart: SheetChart, rtl: bool) -> None:
    native.title = None
    native.graphical_properties = GraphicalProperties(ln=LineProperties(noFill=True))
    native.legend.position = "t"
    native.legend.txPr = _type("ink")
    left = 1 - NAMES - PLOT if rtl else NAMES
    native.layout = Layout(
        ManualLayout(layoutTarget="inner", xMode="edge", yMode="edge", x=left, y=0.12, w=PLOT, h=0.85)
    )
    names, values = native.x_axis, native.y_axis
    names.scaling.orientation = "maxMin"
    values.scaling.orientation = "maxMin" if rtl else "minMax"
    names.delete = values.delete = False
    names.txPr, values.txPr = _type("ink"), _type("grey")
    names.majorTickMark = values.majorTickMark = "none"
    names.graphicalProperties = GraphicalProperties(ln=LineProperties(solidFill=PRINT["rule"]))
    values.graphicalProperties = GraphicalProperties(ln=LineProperties(solidFill=PRINT["rule"]))
    values.majorGridlines.spPr = GraphicalProperties(ln=LineProperties(solidFill=PRINT["hair"]))
    values.number_format = "0"
    if chart.maximum is not None:
        values.scaling.min, values.scaling.max, values.majorUnit = 0, chart.maximum, 1


def _type(tone: str) -> RichText:
    look = CharacterProperties(sz=850, solidFill=PRINT[tone], latin=Font(typeface=FACE))
    return RichText(p=[Paragraph(pPr=ParagraphProperties(defRPr=look), endParaRPr=look)])

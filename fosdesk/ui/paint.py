"""The five small painted parts that delegates, widgets and charts share: ring, badge, chip, pill, diamond.

Each takes a painter, a rectangle in the coordinates of the widget and a `Look`. Callers mirror rectangles
with `mirrored`; what happens inside a part (a ring that fills the other way) the part mirrors itself.
"""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from fosdesk.ui.theme.look import Look

RADIUS_CARD = 8
RADIUS_CONTROL = 6
RADIUS_BADGE = 4
FULL_TURN = 360 * 16
FROM_TOP = 90 * 16


def mirrored(rect: QRect, whole: QRect, rtl: bool) -> QRect:
    """`rect`, laid out from left to right inside `whole`, as it lies under the direction of reading."""
    if not rtl:
        return rect
    return QRect(whole.left() + whole.right() - rect.right(), rect.top(), rect.width(), rect.height())


def leading(rtl: bool) -> Qt.AlignmentFlag:
    """The side where a line of text starts; painted text does not mirror by itself."""
    return Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft


def trailing(rtl: bool) -> Qt.AlignmentFlag:
    """The side where a line of text ends."""
    return leading(not rtl)


def text_flags(rtl: bool, *, wrap: bool = False, centre: bool = False) -> int:
    """Flags for `QPainter.drawText`: vertical middle, at the leading side."""
    across = Qt.AlignmentFlag.AlignHCenter if centre else leading(rtl)
    flags = int(across | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute)
    return flags | int(Qt.TextFlag.TextWordWrap) if wrap else flags


def rounded(painter: QPainter, rect: QRectF, radius: float, fill: QColor | None, edge: QPen | None) -> None:
    """A rounded rectangle whose edge lies wholly inside `rect`."""
    width = edge.widthF() if edge else 0.0
    inset = rect.adjusted(width / 2, width / 2, -width / 2, -width / 2)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(edge or Qt.PenStyle.NoPen)
    painter.setBrush(fill or Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(inset, radius, radius)


def focus_edge(painter: QPainter, rect: QRectF, look: Look, radius: float = RADIUS_CONTROL) -> None:
    """The mark of keyboard focus: two pixels of accent, one pixel outside the control `rect`."""
    outside = rect.adjusted(-3, -3, 3, 3)
    rounded(painter, outside, radius + 3, None, QPen(look.colour("accent"), 2))


def ring(painter: QPainter, rect: QRectF, share: float, look: Look, *, width: float = 3.0) -> None:
    """How much is done: `share` from 0 to 1, filling clockwise, or the other way under right-to-left."""
    inset = rect.adjusted(width / 2, width / 2, -width / 2, -width / 2)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(look.colour("track"), width))
    painter.drawEllipse(inset)
    span = round(FULL_TURN * min(max(share, 0.0), 1.0))
    if span:
        pen = QPen(look.colour("accent"), width)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.drawArc(inset, FROM_TOP, span if look.rtl else -span)


def badge(
    painter: QPainter, rect: QRectF, level: int | None, look: Look, *, role: str = "second", text: str = ""
) -> None:
    """A level with its figure in its colour; an empty square with a dash where nothing is answered."""
    if level is None:
        edge = QPen(look.colour("line-strong"), 1)
        rounded(painter, rect, RADIUS_BADGE, look.colour("card"), edge)
        _centred(painter, rect, text or "–", look.colour("muted"), look, role, bold=False)
        return
    colours = look.level(level)
    edged = QPen(look.colour("line-strong"), 1) if colours.edged else None
    rounded(painter, rect, RADIUS_BADGE, QColor(colours.fill), edged)
    _centred(painter, rect, text or str(level), QColor(colours.text), look, role, bold=True)


def tick_box(painter: QPainter, rect: QRectF, look: Look, *, ticked: bool, ratio: float) -> None:
    """A box to tick."""
    edge = QPen(look.colour("accent" if ticked else "line-strong"), 1)
    rounded(painter, rect, RADIUS_BADGE, look.colour("accent" if ticked else "card"), edge)
    if ticked:
        pixmap = look.icon("check", "on-accent", 14, ratio)
        side = look.px(14) / 2
        painter.drawPixmap(QPointF(rect.center().x() - side, rect.center().y() - side), pixmap)


def score_pill(painter: QPainter, rect: QRectF, value: Decimal, figure: str, look: Look) -> None:
    """A mean of levels: the colour of the rounded level, its own `figure` printed."""
    from fosdesk.model.chart import nearest_level

    level = nearest_level(value)
    colours = look.level(level)
    edge = QPen(look.colour("line-strong"), 1) if level < 2 else None
    rounded(painter, rect, rect.height() / 2, QColor(colours.fill), edge)
    _centred(painter, rect, figure, QColor(colours.text), look, "caption", bold=True)


TONES = {
    "neutral": ("hover", "text"),
    "count": ("track", "text"),
    "warn": ("warn-soft", "warn"),
    "bad": ("bad-soft", "bad"),
    "ok": ("ok-soft", "ok"),
    "accent": ("accent-soft", "accent"),
    "alert": ("warn", "on-accent"),
}
"""Fill and text of chips and count pills."""


def chip(
    painter: QPainter,
    rect: QRectF,
    text: str,
    look: Look,
    *,
    tone: str = "neutral",
    radius: float | None = None,
) -> None:
    """A short word on a soft fill; in high contrast with an edge, because the soft fills vanish."""
    fill, ink = TONES[tone]
    edge = QPen(look.colour("line"), 1) if look.theme.edges and tone != "alert" else None
    rounded(painter, rect, rect.height() / 2 if radius is None else radius, look.colour(fill), edge)
    _centred(painter, rect, text, look.colour(ink), look, "caption", bold=True)


def diamond(painter: QPainter, centre: QPointF, half: float, look: Look, *, filled: bool = False) -> None:
    """A target."""
    x, y = centre.x(), centre.y()
    shape = [QPointF(x, y - half), QPointF(x + half, y), QPointF(x, y + half), QPointF(x - half, y)]
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(look.colour("text"), 1.8))
    painter.setBrush(look.colour("text" if filled else "card"))
    painter.drawPolygon(QPolygonF(shape))


def chip_width(text: str, look: Look) -> int:
    """The width a chip with this text wants."""
    return look.metrics("caption", bold=True).horizontalAdvance(text) + look.px(20)


def _centred(
    painter: QPainter, rect: QRectF, text: str, colour: QColor, look: Look, role: str, *, bold: bool
) -> None:
    painter.setFont(look.font(role, bold=bold))
    painter.setPen(colour)
    painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), text)

"""Lines that stay shaped from layout to drawing: what WeasyPrint 70 lets go after layout and makes again to draw."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from weasyprint.css import Style
from weasyprint.text.ffi import pango
from weasyprint.text.line_break import Layout

ANY_WIDTH = -1
_let_go = Layout.deactivate
_shape_again = Layout.reactivate


@contextmanager
def lines_kept_shaped() -> Iterator[None]:
    """Inside, each line that is laid out keeps its Pango layout until it is drawn, once (measured: 0.93 of the time).

    For pages that are drawn soon: those kept for a later packet would hold twice the memory. Changes WeasyPrint for the
    whole process, so it belongs inside the press's lock; the bytes are the same.
    """
    Layout.deactivate, Layout.reactivate = _deactivate, _reactivate
    try:
        yield
    finally:
        Layout.deactivate, Layout.reactivate = _let_go, _shape_again


def _deactivate(layout: Layout) -> None:
    """After layout nothing; after drawing what WeasyPrint does."""
    if getattr(layout, "drawn", False):
        _let_go(layout)


def _reactivate(layout: Layout, style: Style) -> None:
    """Ready to draw: as it was laid out, but without a width at which it would be broken again."""
    layout.drawn = True
    if hasattr(layout, "layout") and not layout.justification_spacing:
        pango.pango_layout_set_width(layout.layout, ANY_WIDTH)
    else:
        _shape_again(layout, style)
